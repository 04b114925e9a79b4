"""Where the record of a teacher, a topic and a month stands: in, late, missing, or not due yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.ids import derived_id
from models.kernel.record import new_record
from models.kernel.workflow import STATES
from models.research.deadlines import Month, months_in
from models.research.topics import TOPIC
from models.research.writers import is_named, owed_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.kernel.fields import Link
    from models.kernel.record import Record, RecordType
    from models.session.session import Session

HANDED_IN = ("submitted", "approved", "archived")
Key = tuple[str, str, str]
"""Ids of topic and author, and the first day of the month."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One record that is owed or there; `record` is a new one, to be opened, where none is kept.

    `state` is ``in``, ``late`` (in after the day), ``missing`` (the day is over) or ``open``.
    """

    record: Record
    month: Month
    state: str

    @property
    def is_in(self) -> bool:
        """Whether it has been handed in, late or not."""
        return self.state in ("in", "late")


def month_record(kind: RecordType, topic: Record, author: Link, month: str) -> Record:
    """The record of a topic, a teacher and a month (its first day), not written yet. Its id follows
    from the three, so two machines make one record.
    """
    day = date.fromisoformat(month)
    values = {"topic": topic.link(), "level": topic["level"], "author": author, "month": month}
    return new_record(
        kind, values, id=derived_id(day, "topic_month", topic.id, str(author["id"]), month)
    )


def kept_records(
    kind: RecordType, months: Sequence[Month], session: Session, linked: str = ""
) -> dict[Key, Record]:
    """The records of these months that are kept: those that link to a person or a topic, or all."""
    if not months:
        return {}
    wanted = Filter(kind, linked_to=linked or None, since=months[0].first, until=months[-1].last)
    return by_key(session.store.found(wanted))


def by_key(records: Iterable[Record]) -> dict[Key, Record]:
    """Monthly records by whose they are."""
    return {key: record for record in records if (key := key_of(record))}


def key_of(record: Record) -> Key | None:
    """Whose record it is; None where that is not said."""
    topic, author = record["topic"] or {}, record["author"] or {}
    if not id_of(topic) or not id_of(author):
        return None
    return str(topic["id"]), str(author["id"]), str(record["month"])


def cell(record: Record, month: Month, today: str) -> MonthCell:
    """The cell of a record, seen from a day."""
    if record.state in HANDED_IN:
        return MonthCell(record, month, "late" if _day(record.submitted_at) > month.due else "in")
    return MonthCell(record, month, "missing" if month.due < today else "open")


def _day(moment: str) -> str:
    """The day of a moment by the clock on this wall."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat() if moment else ""


def cells_of(kind: RecordType, person: Link, session: Session) -> Iterator[MonthCell]:
    """What a teacher owes in the present term, the oldest first."""
    months = months_in(session.term, session)
    there = kept_records(kind, months, session, person["id"])
    topics = session.store.found(Filter(TOPIC))
    return cells_among(kind, person, months, topics, there, session.today().isoformat())


def cells_among(
    kind: RecordType, person: Link, months: Sequence[Month], topics: Sequence[Record],
    there: Mapping[Key, Record], today: str,
) -> Iterator[MonthCell]:  # fmt: skip
    """The same in these months, of all topics and the teacher's monthly records that are read already."""
    named = [topic for topic in topics if is_named(topic, person["id"])]
    known = {topic.id: topic for topic in topics}
    for month in months:
        for topic in owed_by(person, month.due, named, known):
            fresh = month_record(kind, topic, person, month.first)
            record = there.get((topic.id, person["id"], month.first), fresh)
            if STATES[record.state].held:
                yield cell(record, month, today)
