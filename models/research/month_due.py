"""The monthly records that I owe this week, and those that are late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.flow import STATES
from models.research.month_cells import cells_of
from models.todo import Due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.desk import Desk
    from models.spec import RecordType


def due(kind: RecordType, desk: Desk, monday: str, sunday: str) -> Iterator[Due]:
    """Of the running topics I am in; a returned one with what is to be mended."""
    if desk.me is None:
        return
    for one in cells_of(kind, desk.me, desk):
        record, by = one.record, one.month.due
        if record.state == "returned":
            yield Due(record, record.state_reason, by=by)
        elif one.state == "missing":
            yield Due(record, STATES[record.state].label, overdue=True, by=by)
        elif one.state == "open" and monday <= by <= sunday:
            yield Due(record, STATES[record.state].label, by=by)
