"""What the head of a topic has to see to: the time that is over, and records nobody handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.research.matrix import matrix
from models.research.stages import RUNNING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import Record, RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, _monday: str, sunday: str) -> Iterator[Due]:
    """A topic of mine that was to be finished by this week; others of mine in which somebody's
    monthly record is due this week or late.
    """
    me, today = session.me, session.today().isoformat()
    if me is None:
        return
    running = Filter(kind, linked_to=me["id"], states=(*RUNNING, "returned"))
    for topic in session.store.many(kind, session.store.ids(running)):
        if id_of(topic["head"]) != me["id"]:
            continue
        end = str(topic["end"] or "")
        if topic.state == "returned":
            yield Due(topic, topic.state_reason)
        elif end and end <= sunday:
            yield Due(topic, "该结题了，或申请延期", overdue=end < today, by=end)
        else:
            yield from _not_handed_in(topic, sunday, session)


def _not_handed_in(topic: Record, sunday: str, session: Session) -> Iterator[Due]:
    """The newest month of which others still owe records."""
    me = session.me
    waiting: dict[str, int] = {}
    for row in matrix(session, session.term, (topic.id,)).rows:
        if row.author["id"] != id_of(me):
            for one in row.cells:
                if one is not None and not one.is_in and one.month.due <= sunday:
                    waiting[one.month.due] = waiting.get(one.month.due, 0) + 1
    if waiting:
        by = max(waiting)
        note = f"{int(by[5:7])}月的月记录还有 {waiting[by]} 人未交"
        yield Due(topic, note, overdue=by < session.today().isoformat(), by=by)
