"""Terms and teaching weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import DayKind, Rules, day_of, rules_of
from models.kernel.dates import kept_date

if TYPE_CHECKING:
    from collections.abc import Mapping

ENOUGH = 3
"""Teaching days that make a first week count (docs/rules.md §2.2)."""
LONGEST = 40
"""Weeks at most, so that a year mistyped in the last day does not fill the screen."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a term; `label` is 第N周, 预备周, or what the school calls it."""

    no: int
    monday: str
    sunday: str
    label: str
    teaching_days: int
    holiday: str = ""
    days_off: tuple[str, ...] = ()
    """The working days on which there is no school."""

    @property
    def span(self) -> str:
        """``11月23日—29日``."""
        first, last = date.fromisoformat(self.monday), date.fromisoformat(self.sunday)
        month = "" if first.month == last.month else f"{last.month}月"
        return f"{first.month}月{first.day}日—{month}{last.day}日"


def week_no(day: date, week1_monday: date) -> int:
    """The number of the week a day lies in; 0 and below before week 1."""
    return (day - _monday(week1_monday)).days // 7 + 1


def week_in(term: Mapping[str, Any], day: date) -> int | None:
    """The number of the week of a term, from its values, that a day lies in: 0 for a 预备周, None
    outside the term's weeks, and where it is not known when they begin.
    """
    week1, last = kept_date(term.get("week1_monday")), kept_date(term.get("last_day"))
    if week1 is None:
        return None
    opening = min(_monday(kept_date(term.get("first_day")) or week1), _monday(week1))
    newest = min(week_no(last, week1), LONGEST) if last else LONGEST
    number = week_no(day, week1)
    return max(number, 0) if day >= opening and number <= newest else None


def week_label(no: int, special: str = "") -> str:
    """第N周, or 预备周 before week 1, with what the school calls it."""
    name = f"第{no}周" if no > 0 else "预备周"
    return f"{name}({special})" if special else name


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def suggest_week1(first_teaching_day: date, rules: Rules) -> date:
    """The Monday of the first week with at least three teaching days (docs/rules.md §2.2)."""
    first_monday = _monday(first_teaching_day)
    for later in range(5):
        monday = first_monday + timedelta(weeks=later)
        week = (monday + timedelta(days=n) for n in range(7))
        teaching = [d for d in week if d >= first_teaching_day and day_of(d, rules).is_school_day]
        if len(teaching) >= ENOUGH:
            return monday
    return first_monday


def weeks_of(term: Mapping[str, Any]) -> tuple[Week, ...]:
    """The weeks of a term, from its values; () while its dates are missing. Holiday weeks keep
    their number (docs/rules.md §2.3); a term that opens before week 1 has a 预备周, number 0.
    """
    week1, last = kept_date(term.get("week1_monday")), kept_date(term.get("last_day"))
    if week1 is None or last is None:
        return ()
    first = kept_date(term.get("first_day")) or week1
    rules = rules_of(term.get("day_rules") or ())
    special = {
        row.get("week"): str(row.get("label") or "") for row in term.get("special_weeks") or ()
    }
    opening = 0 if week_no(first, week1) < 1 else 1
    numbers = range(opening, min(week_no(last, week1), LONGEST) + 1)
    return tuple(
        _week(number, _monday(week1) + timedelta(weeks=number - 1), rules, special.get(number, ""))
        for number in numbers
    )


def _week(number: int, monday: date, rules: Rules, special: str) -> Week:
    dates = [monday + timedelta(days=n) for n in range(7)]
    days = [day_of(day, rules) for day in dates]
    off = {
        day.isoformat(): kind.name
        for day, kind in zip(dates[:5], days, strict=False)
        if kind.kind in (DayKind.HOLIDAY, DayKind.SCHOOL_OFF)
    }
    return Week(
        number,
        monday.isoformat(),
        (monday + timedelta(days=6)).isoformat(),
        week_label(number, special),
        sum(day.is_school_day for day in days),
        "、".join(dict.fromkeys(off.values())),
        tuple(off),
    )


def guess_term(today: date) -> dict[str, str]:
    """A term as it usually is, for the day it is set up on: first term from 1 September to late
    January, second from the end of February to early July (docs/rules.md §2.1). A start or an end
    without lessons moves inwards.
    """
    if today.month >= 8 or today.month == 1:
        return _usual(today.year - (today.month == 1), 1)
    return _usual(today.year - 1, 2)


def _usual(year: int, no: int) -> dict[str, str]:
    if no == 1:
        first, last = date(year, 9, 1), date(year + 1, 1, 22)
    else:
        first, last = date(year + 1, 2, 24), date(year + 1, 7, 3)
    while not day_of(first, {}).is_school_day:
        first += timedelta(days=1)
    while not day_of(last, {}).is_school_day:
        last -= timedelta(days=1)
    school_year = f"{year}-{year + 1}"
    return {
        "school_year": school_year,
        "no": str(no),
        "name": f"{school_year}学年第{'一二'[no - 1]}学期",
        "first_day": first.isoformat(),
        "first_teaching_day": first.isoformat(),
        "last_day": last.isoformat(),
        "week1_monday": suggest_week1(first, {}).isoformat(),
    }
