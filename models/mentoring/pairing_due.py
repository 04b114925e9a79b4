"""A gentle notice to the mentor: sessions that the month still asks for. Nobody is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.filters import Filter
from models.todo import Due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.desk import Desk
    from models.spec import RecordType


def due(kind: RecordType, desk: Desk, _monday: str, _sunday: str) -> Iterator[Due]:
    """For each of my pairings that is under way and short of this month's sessions, a new log to
    write; it is due by the end of the month and never late.
    """
    me = desk.me
    if me is None:
        return
    ids = desk.store.ids(Filter(kind, person=me["id"], states=("active",)))
    for pairing in desk.store.many(kind, ids):
        if (pairing["mentor"] or {}).get("id") == me["id"] and pairing["sessions"]:
            from models.mentoring.logs import LOG, log_for, logs_of
            from models.mentoring.progress import month_of, progress

            if any(log.state == "draft" for log in logs_of(pairing.link(), desk)):
                continue  # it stands in the list itself
            first, last = month_of(desk.today())
            done = progress(pairing, LOG, first, last, desk)
            if done.logs < pairing["sessions"]:
                note = f"本月指导 {done.logs}/{pairing['sessions']} 次"
                if pairing["mentee_hears"]:
                    note += f"，徒弟听课 {done.mentee_heard}/{pairing['mentee_hears']} 节"
                yield Due(log_for(pairing, desk), note, by=last)
