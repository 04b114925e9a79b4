"""Terms and teaching weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import DayKind, Rules, day_of, rules_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SEPTEMBER, FEBRUARY = 9, 2
ENOUGH = 3
"""Teaching days that make a first week count (domain.md §5.1)."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a term; `label` is 第N周, 预备周, or what the school calls it."""

    no: int
    monday: str
    sunday: str
    label: str
    teaching_days: int
    holiday: str = ""

    @property
    def span(self) -> str:
        """``11月23日—29日``."""
        first, last = date.fromisoformat(self.monday), date.fromisoformat(self.sunday)
        month = "" if first.month == last.month else f"{last.month}月"
        return f"{first.month}月{first.day}日—{month}{last.day}日"


def week_no(day: date, week1_monday: date) -> int:
    """The number of the week a day lies in; 0 and below before week 1."""
    return (day - week1_monday).days // 7 + 1


def suggest_week1(first_teaching_day: date, rules: Rules) -> date:
    """The Monday of the first week with at least three teaching days (domain.md §5.1)."""
    monday = first_teaching_day - timedelta(days=first_teaching_day.weekday())
    for _week in range(5):
        days = (monday + timedelta(days=n) for n in range(7))
        if (
            sum(day >= first_teaching_day and day_of(day, rules).is_school_day for day in days)
            >= ENOUGH
        ):
            return monday
        monday += timedelta(weeks=1)
    return first_teaching_day - timedelta(days=first_teaching_day.weekday())


def weeks_of(term: Mapping[str, Any]) -> tuple[Week, ...]:
    """The weeks of a term, from its values; () while its dates are missing. Holiday weeks keep
    their number (domain.md §5.2).
    """
    if not (term.get("week1_monday") and term.get("last_day")):
        return ()
    monday = date.fromisoformat(term["week1_monday"])
    last = date.fromisoformat(term["last_day"])
    rules = rules_of(term.get("day_rules") or ())
    special = {row.get("week"): row.get("label") for row in term.get("special_weeks") or ()}
    found = []
    number = 1
    while monday <= last and number <= 40:
        found.append(_week(number, monday, rules, special.get(number)))
        monday += timedelta(weeks=1)
        number += 1
    return tuple(found)


def _week(number: int, monday: date, rules: Rules, label: str | None) -> Week:
    days = [day_of(monday + timedelta(days=n), rules) for n in range(7)]
    off = [d.name for d in days[:5] if d.kind in (DayKind.HOLIDAY, DayKind.SCHOOL_OFF) and d.name]
    return Week(
        number,
        monday.isoformat(),
        (monday + timedelta(days=6)).isoformat(),
        f"第{number}周" + (f"({label})" if label else ""),
        sum(day.is_school_day for day in days),
        off[0] if off else "",
    )


def guess_term(today: date) -> dict[str, str]:
    """A term as it usually is, for the day it is set up on: first term from 1 September to late
    January, second from the middle of February to early July.
    """
    if today.month >= 8 or today.month == 1:
        start = today.year - (today.month == 1)
        year, number = f"{start}-{start + 1}", "1"
        first, last = date(start, SEPTEMBER, 1), date(start + 1, 1, 22)
    else:
        year, number = f"{today.year - 1}-{today.year}", "2"
        first, last = date(today.year, FEBRUARY, 24), date(today.year, 7, 3)
    return {
        "school_year": year,
        "no": number,
        "name": f"{year}学年第{'一' if number == '1' else '二'}学期",
        "first_day": first.isoformat(),
        "first_teaching_day": first.isoformat(),
        "last_day": last.isoformat(),
        "week1_monday": suggest_week1(first, {}).isoformat(),
    }
