"""What kind of day a day is: the state's holidays and make-up days, and the school's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

UNKNOWN_YEAR = "{}年的放假安排还没有公布,暂按周一到周五上课;公布后请在“学期与校历”里补上。"


class DayKind(StrEnum):
    """A day as a school sees it."""

    SCHOOL = "school"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"
    SCHOOL_OFF = "school_off"


@dataclass(frozen=True, slots=True)
class Day:
    """One day. `known` is false in a year whose holidays are not published; `follows` is the
    weekday (1–7) whose timetable a make-up day takes, 0 if the school has not said.
    """

    kind: DayKind
    name: str = ""
    known: bool = True
    follows: int = 0

    @property
    def is_school_day(self) -> bool:
        """Whether there are lessons."""
        return self.kind in (DayKind.SCHOOL, DayKind.MAKEUP)


Rules = Mapping[str, Mapping[str, Any]]
"""The school's own day rules by date."""

_NAMES = {
    "New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节", "Dragon Boat Festival": "端午节", "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节", "Anti-Fascist 70th Day": "抗战胜利纪念日",
}  # fmt: skip


def rules_of(rows: Iterable[Mapping[str, Any]]) -> Rules:
    """The `day_rules` of a term, by date."""
    return {str(row["date"]): row for row in rows if row.get("date")}


def day_of(day: date, rules: Rules) -> Day:
    """What kind of day it is; the school's own rules come first."""
    own = rules.get(day.isoformat())
    if own and own.get("kind") in ("holiday", "makeup", "school_off"):
        follows = own.get("follows_weekday") or 0
        return Day(DayKind(own["kind"]), str(own.get("name") or ""), follows=int(follows))
    return _official(day)


def _official(day: date) -> Day:
    import chinese_calendar

    weekend = day.isoweekday() > 5
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return Day(DayKind.WEEKEND if weekend else DayKind.SCHOOL, known=False)
    called = _NAMES.get(name or "", name or "")
    if off:
        return Day(DayKind.HOLIDAY, called) if called else Day(DayKind.WEEKEND)
    return Day(DayKind.MAKEUP, called) if weekend else Day(DayKind.SCHOOL)
