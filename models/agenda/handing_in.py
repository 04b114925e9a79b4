"""By when a record is to be handed in: so many days after its own as the school says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.kernel.dates import kept_date
from models.kernel.moments import clock

if TYPE_CHECKING:
    from models.kernel.record import Record

USUAL_DAYS = 3
"""Where the school does not say."""
MOST_DAYS = 366
"""More is a slip, or a stranger's."""


def due_day(record: Record, school: Record | None) -> date | None:
    """The last day in time: the one that the record itself names (课题月记录), else by the school's
    rule; None where nothing is asked for.
    """
    if "due_on" in record.type.by_key:
        return kept_date(record["due_on"])
    day = kept_date(record.day) if record.type.in_by_the_schools_rule else None
    days = school["record_days"] if school else None
    within = USUAL_DAYS if days is None else min(int(days), MOST_DAYS)
    return day + timedelta(days=within) if day else None


def handed_in(record: Record) -> str:
    """The day on which it was handed in, by the wall clock here; ``""`` if it was not."""
    return clock(record.submitted_at, day=True)[:10] if "submitted" in record.type.states else ""
