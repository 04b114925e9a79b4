"""The lessons that I teach: coming, or with papers still to hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.workflow import TO_WRITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, _monday: str, sunday: str) -> Iterator[Due]:
    """This week's, and earlier ones of which plan or reflection is missing."""
    me = session.me
    if me is None or session.term is None:
        return
    mine = Filter(kind, term=session.term.id, states=TO_WRITE, until=sunday, linked_to=me["id"])
    for lesson in session.store.many(kind, session.store.ids(mine)):
        if id_of(lesson["instructor"]) == me["id"]:
            past = lesson.day < session.today().isoformat()
            yield Due(lesson, "材料待交" if past else "我执教", overdue=past)
