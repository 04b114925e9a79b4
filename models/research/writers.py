"""Who writes a monthly record for which topic.

Everybody in a running topic writes one record a month, for the topic nearest to their own work:
somebody in a topic and also in one under it writes for the lower one only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.fields import known_as
from models.research.stages import was_running
from models.research.tree import above, below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.kernel.fields import Link
    from models.kernel.record import Record


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


def is_named(topic: Record, person: str) -> bool:
    """Whether the teacher with this id is or was in a topic, on whatever day."""
    rows = topic["members"] or ()
    links = (topic["head"], *(row.get("person") for row in rows))
    return any(link and link["id"] == person for link in links)


def owed_by(
    person: Link, day: str, named: Sequence[Record], known: Mapping[str, Record]
) -> list[Record]:
    """The topics for which a teacher owes a record that is due on a day, given those in which the
    teacher `is_named`, and these and all above them by id.
    """
    mine = [
        topic for topic in named if was_running(topic, day) and belongs(topic, person["id"], day)
    ]
    covered = {one.id for topic in mine for one in above(topic, known) if one.id != topic.id}
    return [topic for topic in mine if topic.id not in covered]
