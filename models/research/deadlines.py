"""The months of a term in which everybody in a topic hands in a record, and the day it is due."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import day_of, rules_of
from models.calendar.months import month_end_workday
from models.kernel.dates import kept_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import Record
    from models.session.session import Session

FEWEST = 5
"""School days a month must have within the term for a record to be asked for: nobody writes one for
the last day of August or the first days of July."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its `first` day, and the day on which its record is `due`; both ISO."""

    first: str
    due: str

    @property
    def label(self) -> str:
        """``9月``."""
        return f"{int(self.first[5:7])}月"

    @property
    def last(self) -> str:
        """Its last day."""
        return (_following(date.fromisoformat(self.first)) - timedelta(days=1)).isoformat()


def month_label(first: str) -> str:
    """``2026年9月`` of the first day of a month; ``""`` of what is no date."""
    day = kept_date(first)
    return f"{day.year}年{day.month}月" if day else ""


def months_of(term: Mapping[str, Any]) -> tuple[Month, ...]:
    """The months of a term, from its values; () while its dates are missing."""
    first, last = kept_date(term.get("first_day")), kept_date(term.get("last_day"))
    if first is None or last is None:
        return ()
    found: list[Month] = []
    month = first.replace(day=1)
    while month <= last and len(found) < 12:
        if due := _due_day(month, first, last, term):
            found.append(Month(month.isoformat(), due.isoformat()))
        month = _following(month)
    return tuple(found)


def months_in(term: Record | None, session: Session) -> tuple[Month, ...]:
    """The months of a term; those of the present one are kept by the session."""
    if term is None:
        return ()
    if session.term is None or term.id != session.term.id:
        return months_of(term.values)
    kept = session.of_the_term("months", lambda one: [asdict(m) for m in months_of(one.values)])
    return tuple(Month(**month) for month in kept)


def due_in(first: str, term: Mapping[str, Any]) -> str:
    """The day on which the record of a month of this term is due; ``""`` where none is asked for."""
    return next((month.due for month in months_of(term) if month.first == first), "")


def _due_day(month: date, first: date, last: date, term: Mapping[str, Any]) -> date | None:
    """The last school day of the month (docs/rules.md §2.7), within the term."""
    rules = rules_of(term.get("day_rules") or ())
    end = _following(month) - timedelta(days=1)
    from_, until = max(month, first), min(end, last)
    days = [from_ + timedelta(days=n) for n in range((until - from_).days + 1)]
    school_days = [day for day in days if day_of(day, rules).is_school_day]
    if len(school_days) < FEWEST:
        return None
    due = month_end_workday(month.year, month.month, rules)
    return due if due and due <= last else school_days[-1]


def _following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
