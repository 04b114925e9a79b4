"""Meetings that come back: a weekday, every week or in odd or even ones, from week to week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import Day, DayKind, day_of, rules_of
from models.calendar.kinds import WEEKDAYS
from models.calendar.weeks import LONGEST, Week, weeks_of
from models.kernel.dates import kept_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WEEKDAYS = frozenset(choice.code for choice in WEEKDAYS)
MAKEUP_AHEAD = 21
"""Days after a holiday in which a make-up day is still one for it."""


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
    """One that falls on a holiday, and the days it could be moved to (docs/rules.md §2.5)."""

    day: date
    week: int
    name: str
    proposals: tuple[date, ...]


def occurrences(
    term: Mapping[str, Any], recurrences: Sequence[Mapping[str, Any]]
) -> tuple[list[Occurrence], list[Skipped]]:
    """Every meeting of a term by a group's recurrences, and those that holidays swallow.

    A swallowed meeting is not held unless a person takes one of its proposals. A group that meets
    on a Saturday or Sunday means it: only holidays swallow that.
    """
    rules = rules_of(term.get("day_rules") or ())
    held: dict[tuple[date, str], Occurrence] = {}
    skipped: dict[date, Skipped] = {}
    for week, row, day in slots(weeks_of(term), term, recurrences):
        kind = day_of(day, rules)
        if kind.is_school_day or kind.kind is DayKind.WEEKEND:
            start, end, place = (str(row.get(key) or "") for key in ("start", "end", "place"))
            held.setdefault((day, start), Occurrence(day, week, start, end, place))
        else:
            skipped.setdefault(day, Skipped(day, week, kind.name, proposals(day, term)))
    return [held[key] for key in sorted(held)], [skipped[day] for day in sorted(skipped)]


def slots(
    weeks: Sequence[Week], term: Mapping[str, Any], recurrences: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, Mapping[str, Any], date]]:
    """(week, recurrence, day) of each meeting the recurrences ask for, holidays or not."""
    for week in weeks:
        for row in recurrences:
            weekday = str(row.get("weekday") or "")
            if weekday not in _WEEKDAYS or not _comes(row, week.no):
                continue
            day = date.fromisoformat(week.monday) + timedelta(days=int(weekday) - 1)
            if _within(term, day):
                yield week.no, row, day


def _within(term: Mapping[str, Any], day: date) -> bool:
    first, last = kept_date(term.get("first_day")), kept_date(term.get("last_day"))
    return (first or day) <= day <= (last or day)


def _comes(row: Mapping[str, Any], week: int) -> bool:
    """Whether a recurrence has its turn in a week; in the 预备周 (0) only if it says so."""
    wanted = {"odd": week % 2 == 1, "even": week % 2 == 0}.get(row.get("cycle") or "", True)
    first, last = row.get("from_week"), row.get("to_week")
    return wanted and (1 if first is None else int(first)) <= week <= int(last or LONGEST)


def proposals(day: date, term: Mapping[str, Any]) -> tuple[date, ...]:
    """Where a meeting of this day could go: to the nearest other school day of the same week, or to
    the next make-up day that takes this weekday's timetable; both within the term.
    """
    rules = rules_of(term.get("day_rules") or ())
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=n) for n in range(7)]
    near = sorted(
        (
            other
            for other in week
            if other != day and day_of(other, rules).is_school_day and _within(term, other)
        ),
        key=lambda other: (abs((other - day).days), other),
    )
    return tuple(dict.fromkeys((*near[:1], *_makeup(day, term)[:1])))


def later(day: date, term: Mapping[str, Any]) -> tuple[date, ...]:
    """Where a meeting of this day could be put off to (顺延): the next school day, and the next
    make-up day that takes this weekday's timetable; never an earlier day, and within the term.
    """
    rules = rules_of(term.get("day_rules") or ())
    school = [d for d in _ahead(day, term) if day_of(d, rules).is_school_day]
    return tuple(sorted({*school[:1], *_makeup(day, term)[:1]}))


def _ahead(day: date, term: Mapping[str, Any]) -> list[date]:
    days = (day + timedelta(days=n) for n in range(1, MAKEUP_AHEAD + 1))
    return [other for other in days if _within(term, other)]


def _makeup(day: date, term: Mapping[str, Any]) -> list[date]:
    rules = rules_of(term.get("day_rules") or ())
    return [other for other in _ahead(day, term) if _takes(day_of(other, rules), day)]


def _takes(other: Day, day: date) -> bool:
    return other.kind is DayKind.MAKEUP and other.follows == day.isoweekday()
