"""The meetings of my groups that somebody still has to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.workflow import STATES, TO_WRITE
from models.meetings.prefill import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, _monday: str, sunday: str) -> Iterator[Due]:
    """This week's, already filled in, and earlier ones that were never handed in."""
    if session.term is None:
        return
    mine = {group.id for group in session.my_groups()}
    today = session.today().isoformat()
    to_write = Filter(kind, term=session.term.id, states=TO_WRITE, until=sunday)
    for meeting in session.store.many(kind, session.store.ids(to_write)):
        if id_of(meeting["group"]) not in mine:
            continue
        if meeting.state == "returned":
            yield Due(meeting, meeting.state_reason)
        elif meeting.day < today:
            yield Due(meeting, STATES[meeting.state].label, overdue=True)
        else:
            yield Due(opened(meeting, session), STATES[meeting.state].label)
