"""The lessons that I teach: coming, or with papers still to hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.filters import Filter
from models.kernel.workflow import TO_WRITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Desk


def due(kind: RecordType, desk: Desk, _monday: str, sunday: str) -> Iterator[Due]:
    """This week's, and earlier ones of which plan or reflection is missing."""
    me = desk.me
    if me is None or desk.term is None:
        return
    mine = Filter(kind, term=desk.term.id, states=TO_WRITE, until=sunday, person=me["id"])
    for lesson in desk.store.many(kind, desk.store.ids(mine)):
        if (lesson["instructor"] or {}).get("id") == me["id"]:
            past = lesson.day < desk.today().isoformat()
            yield Due(lesson, "材料待交" if past else "我执教", overdue=past)
