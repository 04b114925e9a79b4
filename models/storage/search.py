"""Full text: sets of one- and two-character grams, ANDed, then checked against the text itself.

Finds every part of a text however short, which word splitting and trigrams do not
(two-character words are the rule in Chinese).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Kind
from models.kernel.showing import show
from models.kernel.text import clean
from models.storage.grams import Text, folded, grams
from models.storage.reading import unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.record import Record
    from models.storage.connection import Connection

_IN_ROWS = (Kind.ROWS, Kind.FILES)
AROUND = 24
"""Characters shown on either side of what was found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, and the place in it."""

    type: str
    id: str
    title: str
    day: str
    excerpt: str


def words_of(record: Record) -> str:
    """All that a record says, as people read it."""
    parts = [record.title]
    by_key = record.type.by_key
    for key, value in record.values.items():
        if not value or not (f := by_key[key]).searched:
            continue
        if f.kind in _IN_ROWS:
            parts += [_row_words(f.columns, row) for row in value]
        else:
            parts.append(str(value) if f.kind is Kind.LONG else show(f, value))
    return "\n".join(part for part in parts if part)


def _row_words(columns: Sequence[Any], row: dict[str, Any]) -> str:
    if not columns:
        return f"{row.get('name', '')} {row.get('caption', '')}"
    return " ".join([
        text
        for c in columns
        if ((value := row.get(c.key)) or value == 0) and (text := show(c, value))
    ])  # fmt: skip


def index(store: Connection, records: Sequence[Record]) -> None:
    """Bring the index up to the records as they are now; deleted ones are not found."""
    if not records:
        return
    store.dialect.unindex(store.database, _docs(store, [record.id for record in records]))
    texts = [
        Text(r.type.name, store.key(r.id), r.day, r.title, folded(words_of(r)))
        for r in records
        if not r.deleted_at
    ]
    store.dialect.index(store.database, texts)


def _docs(store: Connection, ids: Sequence[str]) -> list[int]:
    found: list[int] = []
    for place in range(0, len(ids), 500):
        some = ids[place : place + 500]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT doc FROM searchtext WHERE entity_id IN ({marks})"  # noqa: S608
        found += [int(row[0]) for row in store.fetch(sql, *(store.key(one) for one in some))]
    return found


_folded_sign = lru_cache(maxsize=8192)(folded)
"""One character: a page of hits holds tens of thousands, of a few hundred kinds."""


def excerpt(text: str, wanted: str) -> str:
    """The place in a text where a folded word stands, as it was written."""
    flat = " ".join(text.split())
    pieces = [_folded_sign(char) for char in flat]
    came_from = [place for place, piece in enumerate(pieces) for _char in piece]
    found = "".join(pieces).find(wanted)
    first, last = (came_from[found], came_from[found + len(wanted) - 1]) if found >= 0 else (0, 0)
    start, end = max(first - AROUND, 0), last + 1 + AROUND
    return ("…" if start else "") + flat[start:end] + ("…" if end < len(flat) else "")


def condition(store: Connection, text: str) -> tuple[str, list[Any]]:
    """A condition on a record table's `id`: its text holds every word of `text`."""
    inner, parameters = _all_words(store, folded(clean(text).text).split())
    return f"id IN (SELECT entity_id FROM searchtext WHERE {inner})", parameters  # noqa: S608


def _all_words(store: Connection, words: Sequence[str]) -> tuple[str, list[Any]]:
    parts: list[str] = []
    parameters: list[Any] = []
    for word in words:
        found, values = store.dialect.holds(word, _needed(word))
        parts.append(found)
        parameters += values
    return " AND ".join(parts), parameters


def _needed(word: str) -> list[str]:
    """The grams that narrow most: the pairs, or the single characters where there are none."""
    found = grams(word)
    return sorted({gram for gram in found if len(gram) > 1} or found)


def find(store: Connection, text: str, types: Sequence[str], limit: int) -> list[Hit]:
    """The newest records that hold every word of `text`."""
    words = folded(clean(text).text).split()
    if not words:
        return []
    where, parameters = _all_words(store, words)
    if types:
        where += f" AND entity IN ({', '.join('?' * len(types))})"
        parameters += types
    sql = (
        "SELECT entity, entity_id, title, day, body FROM searchtext "  # noqa: S608
        f"WHERE {where} ORDER BY day DESC, doc DESC LIMIT {int(limit)}"
    )
    rows = store.fetch(sql, *parameters)
    read = _read(store, [(entity, str(unpacked(id_))) for entity, id_, *_rest in rows])
    return [
        Hit(
            entity, key, title, day, excerpt(words_of(read[key]) if key in read else body, words[0])
        )
        for entity, id_, title, day, body in rows
        if (key := str(unpacked(id_)))
    ]


def _read(store: Connection, found: Sequence[tuple[str, str]]) -> dict[str, Record]:
    by_type: dict[str, list[str]] = {}
    for entity, id_ in found:
        by_type.setdefault(entity, []).append(id_)
    return {
        record.id: record
        for entity, ids in by_type.items()
        for record in store.many(store.types.named(entity), ids)
    }
