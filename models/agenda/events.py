"""Training for the whole school that lies in the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.filters import Filter
from models.kernel.workflow import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, monday: str, sunday: str) -> Iterator[Due]:
    """This week's, for everybody."""
    ids = session.store.ids(Filter(kind, since=monday, until=sunday))
    for event in session.store.many(kind, ids):
        if STATES[event.state].held:
            yield Due(event, STATES[event.state].label)
