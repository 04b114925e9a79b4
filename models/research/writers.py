"""Who writes a monthly record for which topic.

Everybody in a running topic writes one record a month, for the topic nearest to their own work:
somebody in a topic and also in one under it writes for the lower one only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.fields import id_of, known_as
from models.kernel.filters import Filter
from models.research.stages import was_running
from models.research.topics import TOPIC
from models.research.tree import above, below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.session.session import Session


def people(topic: Record, day: str) -> list[Link]:
    """The head and those who are members on a day, the head first; guests have no id."""
    rows = [
        row["person"]
        for row in topic["members"] or ()
        if row.get("person")
        and (not row.get("since") or row["since"] <= day)
        and (not row.get("until") or day <= row["until"])
    ]
    found = [link for link in (topic["head"], *rows) if link]
    return list({known_as(link): link for link in reversed(found)}.values())[::-1]


def belongs(topic: Record, person: str, day: str) -> bool:
    """Whether the teacher with this id is in a topic on a day."""
    return any(link["id"] == person for link in people(topic, day))


def writers(topic: Record, topics: Sequence[Record], day: str) -> list[Link]:
    """The teachers who owe a topic a record on the day it is due; none while it is not running."""
    if not was_running(topic, day):
        return []
    lower = [one for one in below(topic, topics) if was_running(one, day)]
    busy = {link["id"] for one in lower for link in people(one, day)}
    return [link for link in people(topic, day) if link["id"] and link["id"] not in busy]


def topics_of(person: Link, session: Session) -> list[Record]:
    """The topics in which a teacher is, or was, named."""
    named = session.store.ids(Filter(TOPIC, linked_to=person["id"]))
    return session.store.many(TOPIC, named)


def with_those_above(topics: Sequence[Record], session: Session) -> dict[str, Record]:
    """These topics and all above them, by id."""
    found = {topic.id: topic for topic in topics}
    waiting = list(topics)
    while waiting:
        above_ = id_of(waiting.pop()["parent"])
        if above_ and above_ not in found and (one := session.store.get(TOPIC, above_)):
            found[one.id] = one
            waiting.append(one)
    return found


def owed_by(
    person: Link, day: str, named: Sequence[Record], known: Mapping[str, Record]
) -> list[Record]:
    """The topics for which a teacher owes a record that is due on a day, given `topics_of` the
    teacher and `with_those_above`.
    """
    mine = [
        topic for topic in named if was_running(topic, day) and belongs(topic, person["id"], day)
    ]
    covered = {one.id for topic in mine for one in above(topic, known) if one.id != topic.id}
    return [topic for topic in mine if topic.id not in covered]
