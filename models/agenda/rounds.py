"""Resident rounds whose evaluation is still to be written by the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, _monday: str, sunday: str) -> Iterator[Due]:
    """Those of my team that have begun by this week; late once the team has left the class."""
    me = session.me
    if me is None:
        return
    mine = Filter(kind, linked_to=me["id"], states=("draft", "returned"), until=sunday)
    for one in session.store.many(kind, session.store.ids(mine)):
        last = str(one["until"] or one.day)
        note = one.state_reason if one.state == "returned" else "驻班评价待交"
        yield Due(one, note, overdue=last < session.today().isoformat(), by=last)
