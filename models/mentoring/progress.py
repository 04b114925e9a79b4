"""How far a pair has come with what it promised: sessions of a month, lessons observed, lessons
taught openly, papers. Worked out from the records, never typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.workflow import STATES
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.states import HANDED_IN
from models.research.outcomes import OUTCOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.kernel.record import Record, RecordType
    from models.session.session import Session

WITHOUT_LESSONS = (7, 8)
"""Months of the summer holidays."""
OPEN_LESSONS = ("open", "report", "demo", "research", "competition", "qualifying")
"""Lessons that are taught before others."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What the records of a pair come to between two days, both included."""

    logs: int
    gains: int
    """Logs to which the mentee has added what it brought."""
    mentor_heard: int
    mentee_heard: int
    open_lessons: int
    designs: int
    """Lessons of the mentee with plan and reflection."""
    papers: int


def progress(
    pairing: Record, logs: RecordType, since: str, until: str, session: Session
) -> Progress:
    """Counted from the records; `logs` is the type of the logs."""
    mentee = _id(pairing, "mentee")
    sessions = sessions_in(_of(logs, pairing.id, since, until, session), since, until)
    lessons = [one for one in _of(LESSON, mentee, since, until, session)
               if _id(one, "instructor") == mentee and STATES[one.state].held]  # fmt: skip
    papers = [one for one in _of(OUTCOME, mentee, since, until, session)
              if any(id_of(who) == mentee for who in one["authors"] or ())]  # fmt: skip
    return Progress(
        logs=len(sessions),
        gains=sum(bool(one["gain"]) for one in sessions),
        mentor_heard=heard(pairing, "mentor", "mentee", since, until, session),
        mentee_heard=heard(pairing, "mentee", "mentor", since, until, session),
        open_lessons=sum(one["lesson_type"] in OPEN_LESSONS for one in lessons),
        designs=sum(bool((one["design"] or one["design_files"]) and one["reflection"])
                    for one in lessons),
        papers=len(papers),
    )  # fmt: skip


def school_months(since: str, until: str) -> Fraction:
    """The months with lessons, September to June, between two days that are both included; of a
    month that is not whole, the share of its days. 0 where a day cannot be read.
    """
    first, last = kept_date(since), kept_date(until)
    if first is None or last is None:
        return Fraction(0)
    months = Fraction(0)
    month = first.replace(day=1)
    while month <= last:
        following = (month + timedelta(days=32)).replace(day=1)
        if month.month not in WITHOUT_LESSONS:
            begun, ended = max(first, month), min(last, following - timedelta(days=1))
            months += Fraction((ended - begun).days + 1, (following - month).days)
        month = following
    return months


def month_of(day: date) -> tuple[str, str]:
    """The first and the last day of the month of a day."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return first.isoformat(), (following - timedelta(days=1)).isoformat()


def heard(
    pairing: Record, observer: str, instructor: str, since: str, until: str, session: Session
) -> int:
    """Lessons of one of the two (``"mentor"``, ``"mentee"``) for which the other handed in a sheet."""
    sheets = _of(OBSERVATION, _id(pairing, observer), since, until, session)
    return heard_in(sheets, pairing, observer, instructor, since, until)


def heard_in(
    sheets: Iterable[Record],
    pairing: Record,
    observer: str,
    instructor: str,
    since: str,
    until: str,
) -> int:
    """The same among sheets that are read already."""
    guest, host = _id(pairing, observer), _id(pairing, instructor)
    return sum(
        _id(one, "observer") == guest
        and _id(one, "instructor") == host
        and one.state in HANDED_IN
        and since <= one.day <= until
        for one in sheets
    )


def sessions_in(logs: Iterable[Record], since: str, until: str) -> list[Record]:
    """Of the logs of a pair, those of sessions that took place between two days, both included."""
    return [one for one in logs if STATES[one.state].held and one.state != "draft"
            and since <= one.day <= until]  # fmt: skip


def _of(
    kind: RecordType, linked: str, since: str, until: str, session: Session
) -> Iterator[Record]:
    if linked:
        wanted = Filter(kind, linked_to=linked, since=since, until=until)
        yield from session.store.found(wanted)


def _id(record: Record, key: str) -> str:
    return id_of(record[key])
