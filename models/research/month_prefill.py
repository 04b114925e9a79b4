"""A monthly record as it opens: filled in with what the school knows already of that month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.kernel.dates import kept_date, show_short
from models.kernel.fields import id_of, known_as, name_of
from models.kernel.filters import Filter
from models.kernel.workflow import STATES
from models.meetings.meetings import CAME, MEETING
from models.research.deadlines import Month
from models.research.month_cells import cells_of
from models.research.topics import TOPIC
from models.research.tree import above, below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.kernel.record import Record, RecordType
    from models.session.session import Session

LINKED = {"lesson": ("lesson", "instructor"), "observation": ("observe", "observer")}
"""Record types that may link to a topic → the form of activity they are, and whose."""
UNWRITTEN = ("planned", "postponed", "cancelled")
"""A meeting in these states has not been held, or not been written down."""


def last_day(month: str) -> str:
    """The last day of the month that begins on this day."""
    return Month(month, "").last if kept_date(month) else month


def opened(record: Record, session: Session) -> Record:
    """The record filled in while nobody has written in it. One that was never stored and is of no
    topic yet is the first that the person at this terminal owes.
    """
    if record.version or record.state != "planned":
        return record
    if not record["topic"]:
        record = _next_of_mine(record, session)
    if not record["topic"]:
        return record
    record = record.with_values(**record.type.derive(record, session))
    known = {**_from_before(record, session), **_from_this_month(record, session)}
    return record.with_values(**{key: value for key, value in known.items() if not record[key]})


def _next_of_mine(record: Record, session: Session) -> Record:
    """The oldest one of this term that is missing; one that somebody has begun is not taken."""
    if session.me is None:
        return record
    begun = {draft.record_id for draft in session.store.drafts()}
    for one in cells_of(record.type, session.me, session):
        if one.record.version == 0 and one.record.id not in begun:
            return replace(record, id=one.record.id, values=one.record.values)
    return record


def _from_before(record: Record, session: Session) -> dict[str, Any]:
    """What was planned last month is what this month is about."""
    wanted = Filter(record.type, linked_to=record["author"]["id"], until=record["month"])
    for one in session.store.many(record.type, session.store.ids(wanted, limit=12)):
        same = known_as(one["topic"]) == known_as(record["topic"])
        if same and one["month"] < record["month"] and one["next_month"]:
            return {"focus": one["next_month"]}
    return {}


def _from_this_month(record: Record, session: Session) -> dict[str, Any]:
    meetings = list(_meetings(record, session))
    others = list(_linked(record, session))
    rows = [_of_meeting(meeting) for meeting in meetings]
    rows += [_of_other(one, form) for one, form in others]
    lessons = [f"{_short(one)} {one.title}" for one, form in others if form == "lesson"]
    return {
        "activities": sorted(rows, key=lambda row: str(row["date"])),
        "meetings": [meeting.link() for meeting in meetings],
        "practice": "\n".join(lessons),
    }


def _meetings(record: Record, session: Session) -> Iterator[Record]:
    """The meetings of the author's groups about topics at which the author was: about this topic or
    one of its tree, where the meeting names one.
    """
    author, month = record["author"]["id"], record["month"]
    until = last_day(month)
    near, others = _near(record, session)
    for group in session.groups:
        if all(link["id"] != author for link, _role in session.store.members(group.id, until)):
            continue
        wanted = Filter(MEETING, group=group.id, since=month, until=until,
                        choices={"kinds": ("topic_research",)})  # fmt: skip
        for meeting in session.store.many(MEETING, session.store.ids(wanted)):
            if (
                meeting.state not in UNWRITTEN
                and STATES[meeting.state].held
                and (is_about(meeting, near) or not is_about(meeting, others))
                and _came(meeting, author)
            ):
                yield meeting


def is_about(meeting: Record, topics: Iterable[Record]) -> bool:
    """Whether a meeting is about one of the topics: it was chosen there, or only its name is."""
    named = known_as(meeting["topic"])
    return any(named == (one.id if id_of(meeting["topic"]) else one.title) for one in topics)


def _near(record: Record, session: Session) -> tuple[list[Record], list[Record]]:
    """The topic and those above and below it, and all others."""
    topics = session.store.many(TOPIC, session.store.ids(Filter(TOPIC)))
    by_id = {topic.id: topic for topic in topics}
    topic = by_id.get(record["topic"]["id"])
    near = [topic, *above(topic, by_id), *below(topic, topics)] if topic else []
    ids = {one.id for one in near}
    return near, [one for one in topics if one.id not in ids]


def _came(meeting: Record, person: str) -> bool:
    rows = [row for row in meeting["attendance"] if id_of(row["person"]) == person]
    return not rows or rows[0]["status"] in CAME


def _linked(record: Record, session: Session) -> Iterator[tuple[Record, str]]:
    """The lessons and observations of the author that link to the topic; the types that there are."""
    for kind in session.store.types:
        f = kind.by_key.get("topic")
        if kind.name in LINKED and f is not None and f.target == "topic" and kind.day:
            form, role = LINKED[kind.name]
            for one in _of_author(kind, role, record, session):
                if known_as(one["topic"]) == known_as(record["topic"]):
                    yield one, form


def _of_author(kind: RecordType, role: str, record: Record, session: Session) -> list[Record]:
    author, until = record["author"]["id"], last_day(record["month"])
    wanted = Filter(kind, linked_to=author, since=record["month"], until=until)
    found = session.store.many(kind, session.store.ids(wanted))
    mine = [one for one in found if id_of(one[role]) == author]
    return [one for one in mine if STATES[one.state].held]


def _of_meeting(meeting: Record) -> dict[str, Any]:
    progress = str(meeting["topic_progress"] or "")
    return {
        "_id": meeting.id[-8:],
        "date": meeting.day,
        "form": "seminar",
        "content": "\n".join(part for part in (str(meeting["theme"] or ""), progress) if part),
        "people": f"{name_of(meeting['group'])} {meeting['present'] or 0} 人",
    }


def _of_other(one: Record, form: str) -> dict[str, Any]:
    return {"_id": one.id[-8:], "date": one.day, "form": form, "content": one.title, "people": ""}


def _short(one: Record) -> str:
    day = kept_date(one.day)
    return show_short(day).split(" ")[0] if day else ""
