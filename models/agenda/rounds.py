"""Resident rounds whose evaluation is still to be written by the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import RecordType


def due(kind: RecordType, desk: Desk) -> Iterator[Due]:
    """Those of my team that have begun by this week; late once the team has left the class."""
    if desk.me is None:
        return
    mine = Filter(kind, linked_to=desk.me["id"], states=("draft", "returned"), until=desk.sunday)
    for one in desk.session.store.found(mine):
        last = str(one["until"] or one.day)
        note = one.state_reason if one.state == "returned" else "驻班评价待交"
        yield Due(one, note, overdue=last < desk.today, by=last)
