"""Gentle notices to the two of a pair: sessions and lessons that month or term still asks for. Nobody
is compared, and nothing of it is ever late.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.kernel.workflow import TO_WRITE
from models.mentoring.logs import LOG, log_for, logs_of
from models.mentoring.progress import heard, month_of, progress
from models.observing.lessons import LESSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import Record, RecordType
    from models.session.session import Session

TERM_NOTICE = timedelta(weeks=8)
"""Before the end of term the mentor is told of lessons that the term still asks for."""


def due(kind: RecordType, session: Session, _monday: str, _sunday: str) -> Iterator[Due]:
    """For each of my pairings that is under way: a new log to write, a visit to arrange."""
    me = session.me
    if me is None:
        return
    ids = session.store.ids(Filter(kind, linked_to=me["id"], states=("active",)))
    for pairing in session.store.many(kind, ids):
        if id_of(pairing["mentor"]) == me["id"]:
            yield from _sessions(pairing, session)
            yield from _to_hear_the_mentee(pairing, session)
        elif id_of(pairing["mentee"]) == me["id"]:
            yield from _to_hear_the_mentor(pairing, session)


def _sessions(pairing: Record, session: Session) -> Iterator[Due]:
    if not pairing["sessions"] or any(
        log.state == "draft" for log in logs_of(pairing.link(), session)
    ):
        return  # a draft stands in the list itself
    first, last = month_of(session.today())
    done = progress(pairing, LOG, first, last, session)
    if done.logs < pairing["sessions"]:
        note = f"本月指导 {done.logs}/{pairing['sessions']} 次"
        if pairing["mentee_hears"]:
            note += f"，徒弟听课 {done.mentee_heard}/{pairing['mentee_hears']} 节"
        yield Due(log_for(pairing, session), note, by=last)


def _to_hear_the_mentee(pairing: Record, session: Session) -> Iterator[Due]:
    """In the last weeks of a term."""
    wanted, term = pairing["mentor_hears"] or 0, session.term
    end = kept_date(str(term["last_day"])) if term else None
    if term is None or end is None or not end - TERM_NOTICE <= session.today() <= end:
        return
    first, last = str(term["first_day"]), end.isoformat()
    done = heard(pairing, "mentor", "mentee", first, last, session)
    if done < wanted:
        yield from _visit(
            pairing, "mentor", "mentee", f"本学期听徒弟的课 {done}/{wanted} 节", last, session
        )


def _to_hear_the_mentor(pairing: Record, session: Session) -> Iterator[Due]:
    wanted = pairing["mentee_hears"] or 0
    first, last = month_of(session.today())
    done = heard(pairing, "mentee", "mentor", first, last, session)
    if done < wanted:
        yield from _visit(
            pairing, "mentee", "mentor", f"本月听师傅的课 {done}/{wanted} 节", last, session
        )


def _visit(
    pairing: Record, observer: str, instructor: str, note: str, last: str, session: Session
) -> Iterator[Due]:
    """A lesson to arrange, unless one is arranged already."""
    guest, host = pairing[observer], pairing[instructor]
    ahead = Filter(LESSON, linked_to=guest["id"], since=session.today().isoformat(), until=last,
                   states=TO_WRITE)  # fmt: skip
    for lesson in session.store.many(LESSON, session.store.ids(ahead)):
        if id_of(lesson["instructor"]) == host["id"]:
            return
    fresh = new_record(LESSON, {"instructor": host, "observers": [guest],
                                "subject": pairing["subject"], "group": pairing["group"]})  # fmt: skip
    yield Due(LESSON.opens(fresh, session), note, by=last)
