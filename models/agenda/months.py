"""The monthly records that I owe this week, and those that are late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.workflow import STATES
from models.research.month_cells import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, monday: str, sunday: str) -> Iterator[Due]:
    """Of the running topics I am in; a returned one with what is to be mended."""
    if session.me is None:
        return
    for one in cells_of(kind, session.me, session):
        record, by = one.record, one.month.due
        if record.state == "returned":
            yield Due(record, record.state_reason, by=by)
        elif one.state == "missing":
            yield Due(record, STATES[record.state].label, overdue=True, by=by)
        elif one.state == "open" and monday <= by <= sunday:
            yield Due(record, STATES[record.state].label, by=by)
