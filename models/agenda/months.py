"""The monthly records that I owe this week, and those that are late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.workflow import STATES
from models.research.month_cells import cells_among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import RecordType


def due(kind: RecordType, desk: Desk) -> Iterator[Due]:
    """Of the running topics I am in; a returned one with what is to be mended."""
    if desk.me is None:
        return
    cells = cells_among(kind, desk.me, desk.months, desk.topics, desk.month_records, desk.today)
    for one in cells:
        record, by = one.record, one.month.due
        if record.state == "returned":
            yield Due(record, record.state_reason, by=by)
        elif one.state == "missing":
            yield Due(record, STATES[record.state].label, overdue=True, by=by)
        elif one.state == "open" and desk.monday <= by <= desk.sunday:
            yield Due(record, STATES[record.state].label, by=by)
