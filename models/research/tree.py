"""The tree of topics 学校总课题 → 学科课题 → 个人小课题 (课题群): who stands above whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.fields import choices, id_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.kernel.record import Record
    from models.session.session import Session

TOPIC_LEVELS = choices(school="学校总课题", group="学科课题", personal="个人小课题")
"""From the top; a topic belongs to one of a level above its own."""
_ORDER = [choice.code for choice in TOPIC_LEVELS]
_LABELS = {choice.code: choice.label for choice in TOPIC_LEVELS}
DEEPEST = 12
"""Steps up a tree that is not looked through further."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A topic at its place: `depth` 0 is the top of a tree, `root` the id of that top."""

    topic: Record
    depth: int
    root: str


def is_above(upper: str, lower: str) -> bool:
    """Whether a topic of one level may stand above one of another."""
    return upper in _ORDER and lower in _ORDER and _ORDER.index(upper) < _ORDER.index(lower)


def parent_id(topic: Record) -> str:
    """The id of the topic above; ``""`` where there is none, or one that is only a name."""
    return id_of(topic["parent"])


def tree(topics: Sequence[Record]) -> list[Placed]:
    """All topics from the top down, each under its own; one whose parent is not among them, or
    that goes round in a circle, stands at the top.
    """
    by_id = {topic.id: topic for topic in topics}
    below: dict[str, list[Record]] = {}
    for topic in topics:
        above = parent_id(topic)
        top = above not in by_id or _circles(topic, by_id)
        below.setdefault("" if top else above, []).append(topic)
    return list(_walk(below, "", 0, ""))


def _walk(
    below: Mapping[str, Sequence[Record]], above: str, depth: int, root: str
) -> Iterator[Placed]:
    for topic in sorted(below.get(above, ()), key=_place):
        top = root or topic.id
        yield Placed(topic, depth, top)
        yield from _walk(below, topic.id, depth + 1, top)


def _place(topic: Record) -> tuple[int, str, str]:
    level = topic["level"]
    return _ORDER.index(level) if level in _ORDER else len(_ORDER), str(topic["code"]), topic.id


def _circles(topic: Record, by_id: Mapping[str, Record]) -> bool:
    return topic.id in {one.id for one in above(topic, by_id)}


def above(topic: Record, by_id: Mapping[str, Record]) -> list[Record]:
    """The topics above one, the nearest first; in a circle each once, the topic itself included."""
    found: list[Record] = []
    one = by_id.get(parent_id(topic))
    while one is not None and one not in found and len(found) < DEEPEST:
        found.append(one)
        one = by_id.get(parent_id(one))
    return found


def below(topic: Record, topics: Sequence[Record]) -> list[Record]:
    """The topics anywhere under one."""
    by_id = {one.id: one for one in topics}
    return [one for one in topics if one.id != topic.id and topic in above(one, by_id)]


def faults(topics: Sequence[Record]) -> list[str]:
    """What is wrong with the tree, said for people: circles, and levels the wrong way round."""
    by_id = {topic.id: topic for topic in topics}
    found = []
    for topic in topics:
        parent = by_id.get(parent_id(topic))
        if parent is None:
            continue
        if _circles(topic, by_id):
            found.append(f"《{topic.title}》绕了一圈又回到自己")
        elif not is_above(parent["level"], topic["level"]):
            found.append(
                f"《{topic.title}》是{_LABELS.get(topic['level'], '没有级别的课题')}，不能归在"
                f"{_LABELS.get(parent['level'], '没有级别的课题')}《{parent.title}》下面"
            )
    return found


def looked_up(topic: Record, session: Session) -> dict[str, Record]:
    """The topics above one, by id, read from the store one by one."""
    found: dict[str, Record] = {}
    id_ = parent_id(topic)
    while id_ and id_ not in found and len(found) < DEEPEST:
        one = topic if id_ == topic.id else session.store.get(topic.type, id_)
        if one is None:
            break
        found[id_] = one
        id_ = parent_id(one)
    return found
