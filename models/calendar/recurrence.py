"""Meetings that come back: a weekday, every week or in odd or even ones, from week to week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import Day, DayKind, Rules, day_of, rules_of
from models.calendar.weeks import weeks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting that the calendar asks for, on the day it would be."""

    day: date
    week: int
    start: str
    end: str
    place: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """One that falls on a holiday, and the days it could be moved to (domain.md §5.4)."""

    day: date
    week: int
    name: str
    proposals: tuple[date, ...]


def occurrences(
    term: Mapping[str, Any], recurrences: Sequence[Mapping[str, Any]]
) -> tuple[list[Occurrence], list[Skipped]]:
    """Every meeting of a term by a group's recurrences, and those that holidays swallow."""
    rules = rules_of(term.get("day_rules") or ())
    held: list[Occurrence] = []
    skipped: list[Skipped] = []
    for week, row, day in _slots(term, recurrences):
        kind = day_of(day, rules)
        if kind.is_school_day:
            held.append(
                Occurrence(day, week, row.get("start") or "", row.get("end") or "",
                           row.get("place") or "")
            )  # fmt: skip
        elif kind.kind is not DayKind.WEEKEND:
            skipped.append(Skipped(day, week, kind.name, _proposals(day, rules)))
    return sorted(held, key=lambda one: (one.day, one.start)), skipped


def _slots(
    term: Mapping[str, Any], recurrences: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, Mapping[str, Any], date]]:
    first, last = str(term.get("first_day") or ""), str(term.get("last_day") or "")
    for week in weeks_of(term):
        for row in recurrences:
            if not row.get("weekday") or not _comes(row, week.no):
                continue
            day = date.fromisoformat(week.monday) + timedelta(days=int(row["weekday"]) - 1)
            if first <= day.isoformat() <= last:
                yield week.no, row, day


def _comes(row: Mapping[str, Any], week: int) -> bool:
    wanted = {"odd": week % 2 == 1, "even": week % 2 == 0}.get(row.get("cycle") or "weekly", True)
    first, last = row.get("from_week") or 0, row.get("to_week") or 99
    return wanted and first <= week <= last


def _proposals(day: date, rules: Rules) -> tuple[date, ...]:
    """The nearest school day of the same week, then the next make-up day that takes this weekday's
    timetable.
    """
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=n) for n in range(7)]
    near = sorted(
        (other for other in week if day_of(other, rules).is_school_day),
        key=lambda other: (abs((other - day).days), other),
    )
    ahead = (day + timedelta(days=n) for n in range(1, 22))
    makeup = [other for other in ahead if _takes(day_of(other, rules), day)]
    return tuple(dict.fromkeys((*near[:1], *makeup[:1])))


def _takes(other: Day, day: date) -> bool:
    return other.kind is DayKind.MAKEUP and other.follows == day.isoweekday()
