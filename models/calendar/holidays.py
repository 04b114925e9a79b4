"""What kind of day a day is: the state's holidays and make-up days, and the school's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.calendar.kinds import DAY_KINDS
from models.kernel.dates import kept_date

if TYPE_CHECKING:
    from datetime import date

UNKNOWN_YEAR = "{}年的放假安排还没有公布，暂按周一到周五上课；公布后用 Ctrl+P“导入放假安排”补上。"


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

_OWN = {choice.code: choice.label for choice in DAY_KINDS if choice.code in list(DayKind)}
"""The school's rules that change a day; an event (有活动照常上课) only names it."""
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
    own = rules.get(day.isoformat(), {})
    kind, name = str(own.get("kind") or ""), str(own.get("name") or "")
    if kind in _OWN:
        follows = str(own.get("follows_weekday") or "")
        return Day(DayKind(kind), name or _OWN[kind], follows=_weekday(follows))
    official = _official(day, rules)
    return replace(official, name=official.name or name)


def calendar_notice(term: Mapping[str, Any]) -> str:
    """What to tell the person where a term reaches into a year whose holidays are not published;
    ``""`` where all of it is known.
    """
    first, last = kept_date(term.get("first_day")), kept_date(term.get("last_day"))
    if first is None or last is None:
        return ""
    rules = rules_of(term.get("day_rules") or ())
    years = dict.fromkeys((first.year, last.year))
    unknown = [str(year) for year in years if not _is_known(year, rules)]
    return UNKNOWN_YEAR.format("、".join(unknown)) if unknown else ""


def published_since() -> int:
    """When the published holidays came onto this machine, in seconds; tells one state of them from
    another without reading them.
    """
    found = find_spec("chinese_calendar")
    return int(Path(found.origin).stat().st_mtime) if found and found.origin else 0


def _weekday(code: str) -> int:
    return int(code) if code in {"1", "2", "3", "4", "5", "6", "7"} else 0


def _official(day: date, rules: Rules) -> Day:
    from chinese_calendar import holidays, workdays

    weekend = day.isoweekday() > 5
    called = holidays.get(day) or workdays.get(day) or ""
    if day in holidays:
        return Day(DayKind.HOLIDAY, _NAMES.get(called, called))
    if day in workdays and weekend:
        return Day(DayKind.MAKEUP, _NAMES.get(called, called))
    return Day(DayKind.WEEKEND if weekend else DayKind.SCHOOL, known=_is_known(day.year, rules))


def _is_known(year: int, rules: Rules) -> bool:
    """Published, or written down by the school: a holiday or make-up day of that year."""
    return year in _published() or any(
        date_.startswith(f"{year}-") and row.get("kind") in (DayKind.HOLIDAY, DayKind.MAKEUP)
        for date_, row in rules.items()
    )


@cache
def _published() -> frozenset[int]:
    from chinese_calendar import holidays

    return frozenset(day.year for day in holidays)
