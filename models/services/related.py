"""What belongs together: the records that link to one, and those it links to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.fields import Kind, id_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import Record, RecordType
    from models.session.session import Session

MOST = 30
"""Shown of each type; a teacher is named in thousands of records."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """The newest records of a type that belong to a record, and how many there are."""

    type: RecordType
    records: tuple[Record, ...]
    count: int


def related(session: Session, record: Record) -> list[Belonging]:
    """Everything that links here or is linked from here, by type; nobody has to write it down."""
    ids = dict.fromkeys((*_linked_from(session, record), *_linking(session, record)))
    by_type: dict[str, list[str]] = {}
    for name, id_ in ids:
        by_type.setdefault(name, []).append(id_)
    found = []
    for kind in session.store.types:
        belonging = sorted(by_type.get(kind.name, ()), reverse=True)
        records = session.store.many(kind, belonging[:MOST])
        there = tuple(one for one in records if not one.deleted_at)
        if there:
            found.append(Belonging(kind, there, len(belonging)))
    return found


def _linking(session: Session, record: Record) -> Iterator[tuple[str, str]]:
    if not record.version:
        return
    near, far = record.type.reached_through
    for one in session.store.linked(record.id):
        yield one.type, one.id
        if one.type == near:
            yield from ((other.type, other.id) for other in session.store.linked(one.id, (far,)))


def _linked_from(session: Session, record: Record) -> Iterator[tuple[str, str]]:
    for f, column in record.type.link_places:
        place = column or f
        kind = session.store.types.named(place.target)
        if kind.named_everywhere:
            continue
        rows = (record[f.key] or ()) if column else ({place.key: record[f.key]},)
        for row in rows:
            value = row.get(place.key)
            for link in (value or ()) if place.kind is Kind.LINKS else (value,):
                if id_ := id_of(link):
                    yield kind.name, id_
