"""Gentle notices to the two of a pair: sessions and lessons that month or term still asks for. Nobody
is compared, and nothing of it is ever late.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.record import new_record
from models.kernel.workflow import TO_WRITE
from models.mentoring.logs import LOG
from models.mentoring.progress import heard_in, sessions_in
from models.observing.lessons import LESSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import Record, RecordType

TERM_NOTICE = timedelta(weeks=8)
"""Before the end of term the mentor is told of lessons that the term still asks for."""


def due(_kind: RecordType, desk: Desk) -> Iterator[Due]:
    """For each of my pairings that is under way: a new log to write, a visit to arrange."""
    if desk.me is None:
        return
    for pairing in desk.pairings:
        if desk.is_mine(pairing, "mentor"):
            yield from _sessions(pairing, desk)
            yield from _to_hear_the_mentee(pairing, desk)
        elif desk.is_mine(pairing, "mentee"):
            yield from _to_hear_the_mentor(pairing, desk)


def _sessions(pairing: Record, desk: Desk) -> Iterator[Due]:
    logs = [log for log in desk.logs if id_of(log["pairing"]) == pairing.id]
    if not pairing["sessions"] or any(log.state == "draft" for log in logs):
        return  # a draft stands in the list itself
    first, last = desk.month
    done = len(sessions_in(logs, first, last))
    if done < pairing["sessions"]:
        note = f"本月指导 {done}/{pairing['sessions']} 次"
        if pairing["mentee_hears"]:
            heard = heard_in(desk.sheets, pairing, "mentee", "mentor", first, last)
            note += f"，徒弟听课 {heard}/{pairing['mentee_hears']} 节"
        yield Due(_next_log(pairing, logs, desk), note, by=last)


def _next_log(pairing: Record, logs: list[Record], desk: Desk) -> Record:
    """A new one of the pair, with its number; what else is known is filled in where it opens."""
    said = {"pairing": pairing.link(), "mentor": pairing["mentor"], "mentee": pairing["mentee"],
            "held_on": desk.today, "seq_no": 1 + sum(log.day <= desk.today for log in logs)}  # fmt: skip
    return new_record(LOG, said)


def _to_hear_the_mentee(pairing: Record, desk: Desk) -> Iterator[Due]:
    """In the last weeks of a term."""
    end = kept_date(desk.term_end)
    if desk.term is None or end is None:
        return
    if not end - TERM_NOTICE <= desk.session.today() <= end:
        return
    wanted = pairing["mentor_hears"] or 0
    first, last = str(desk.term["first_day"]), desk.term_end
    done = heard_in(desk.sheets, pairing, "mentor", "mentee", first, last)
    if done < wanted:
        note = f"本学期听徒弟的课 {done}/{wanted} 节"
        yield from _visit(pairing, "mentor", "mentee", note, last, desk)


def _to_hear_the_mentor(pairing: Record, desk: Desk) -> Iterator[Due]:
    wanted = pairing["mentee_hears"] or 0
    first, last = desk.month
    done = heard_in(desk.sheets, pairing, "mentee", "mentor", first, last)
    if done < wanted:
        note = f"本月听师傅的课 {done}/{wanted} 节"
        yield from _visit(pairing, "mentee", "mentor", note, last, desk)


def _visit(
    pairing: Record, observer: str, instructor: str, note: str, last: str, desk: Desk
) -> Iterator[Due]:
    """A lesson to arrange, unless one is arranged already."""
    guest, host = pairing[observer], pairing[instructor]
    for lesson in desk.lessons:
        if (
            lesson.state in TO_WRITE
            and desk.today <= lesson.day <= last
            and id_of(lesson["instructor"]) == host["id"]
        ):
            return
    fresh = new_record(LESSON, {"instructor": host, "observers": [guest],
                                "subject": pairing["subject"], "group": pairing["group"]})  # fmt: skip
    yield Due(LESSON.opens(fresh, desk.session), note, by=last)
