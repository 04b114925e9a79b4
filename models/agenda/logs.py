"""What waits for the mentee: logs in which their own gain is not written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.fields import id_of
from models.kernel.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, _monday: str, _sunday: str) -> Iterator[Due]:
    """My logs as mentee that were handed in by the mentor; my own drafts as mentor."""
    me = session.me
    if me is None:
        return
    waiting = Filter(kind, linked_to=me["id"], states=("draft", "submitted"))
    for log in session.store.many(kind, session.store.ids(waiting)):
        mentee = id_of(log["mentee"]) == me["id"]
        if log.state == "submitted" and mentee:
            yield Due(log, "请写收获")
        elif log.state == "draft" and not mentee:
            yield Due(log, "指导记录没写完")
