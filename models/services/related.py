"""What belongs together: the records that link to one, and those it links to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import Record, RecordType
    from models.session.session import Desk

MOST = 30
"""Shown of each type; a teacher is named in thousands of records."""
THROUGH = {"meeting": ("lesson", "observation")}
"""Record type → what belongs to it, and what belongs to it through that: the sheets of the lessons
that a meeting prepared or reviewed."""
EVERYWHERE = ("school", "term", "group", "teacher")
"""Not shown as what a record links to: nearly every record names them."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """The newest records of a type that belong to a record, and how many there are."""

    type: RecordType
    records: tuple[Record, ...]
    count: int


def related(desk: Desk, record: Record) -> list[Belonging]:
    """Everything that links here or is linked from here, by type; nobody has to write it down."""
    ids = dict.fromkeys((*_linked_from(desk, record), *_linking(desk, record)))
    by_type: dict[str, list[str]] = {}
    for name, id_ in ids:
        by_type.setdefault(name, []).append(id_)
    found = []
    for kind in desk.store.types:
        belonging = sorted(by_type.get(kind.name, ()), reverse=True)
        records = desk.store.many(kind, belonging[:MOST])
        there = tuple(one for one in records if not one.deleted_at)
        if there:
            found.append(Belonging(kind, there, len(belonging)))
    return found


def _linking(desk: Desk, record: Record) -> Iterator[tuple[str, str]]:
    if not record.version:
        return
    near, far = THROUGH.get(record.type.name, ("", ""))
    for one in desk.store.linked(record.id):
        yield one.type, one.id
        if one.type == near:
            yield from ((other.type, other.id) for other in desk.store.linked(one.id, (far,)))


def _linked_from(desk: Desk, record: Record) -> Iterator[tuple[str, str]]:
    for f, column in record.type.link_places:
        place = column or f
        if place.target in EVERYWHERE:
            continue
        rows = (record[f.key] or ()) if column else ({place.key: record[f.key]},)
        for row in rows:
            value = row.get(place.key)
            for link in (value or ()) if place.kind is Kind.LINKS else (value,):
                if link and link.get("id"):
                    yield desk.store.types.named(place.target).name, str(link["id"])
