"""Training for the whole school that lies in the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.filters import Filter
from models.kernel.workflow import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import RecordType


def due(kind: RecordType, desk: Desk) -> Iterator[Due]:
    """This week's, for everybody."""
    for event in desk.session.store.found(Filter(kind, since=desk.monday, until=desk.sunday)):
        if STATES[event.state].held:
            yield Due(event, STATES[event.state].label)
