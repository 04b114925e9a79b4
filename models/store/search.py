"""Full text: sets of one- and two-character grams, ANDed, then checked against the text itself.

Finds every part of a text however short, which word splitting and trigrams do not
(two-character words are the rule in Chinese).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, Any

from models.listing import show
from models.spec import Kind
from models.store.tables import unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.record import Record
    from models.store import Store

_RUN = re.compile(r"[^\s\x00-/:-@\[-`{-\x7f]+")
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


@dataclass(frozen=True, slots=True)
class Text:
    """What the index keeps of a record; `id` as the database takes it."""

    type: str
    id: Any
    day: str
    title: str
    body: str
    grams: set[str]


def folded(text: str) -> str:
    """The text as it is compared: full-width as half-width, capitals as small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def grams(text: str) -> set[str]:
    """The single characters and pairs of a folded text; white space and ASCII signs are none."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        found.update(run)
        found.update(map(add, run, run[1:]))
    return found


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
    return " ".join(text for c in columns if (text := show(c, row.get(c.key))))


def index(store: Store, records: Sequence[Record]) -> None:
    """Bring the index up to the records as they are now; deleted ones are not found."""
    if not records:
        return
    store.dialect.unindex(store.database, _docs(store, [record.id for record in records]))
    texts = [
        Text(record.type.name, store.key(record.id), record.day, record.title, body, grams(body))
        for record in records
        if not record.deleted_at and (body := folded(words_of(record))) is not None
    ]
    store.dialect.index(store.database, texts)


def _docs(store: Store, ids: Sequence[str]) -> list[int]:
    found: list[int] = []
    for place in range(0, len(ids), 500):
        some = ids[place : place + 500]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT doc FROM searchtext WHERE entity_id IN ({marks})"  # noqa: S608
        found += [int(row[0]) for row in store.fetch(sql, *(store.key(one) for one in some))]
    return found


def hit(row: Sequence[Any], wanted: str) -> Hit:
    """A found row (type, id, title, day, body) with its excerpt."""
    entity, id_, title, day, body = row
    flat = " ".join(body.split())
    place = max(flat.find(wanted), 0)
    start, end = max(place - AROUND, 0), place + len(wanted) + AROUND
    excerpt = ("…" if start else "") + flat[start:end] + ("…" if end < len(flat) else "")
    return Hit(str(entity), str(unpacked(id_)), title, day, excerpt)


def condition(store: Store, text: str) -> tuple[str, list[Any]]:
    """A condition on a record table's `id`: its text holds every word of `text`."""
    inner, parameters = _all_words(store, folded(text).split())
    return f"id IN (SELECT entity_id FROM searchtext WHERE {inner})", parameters  # noqa: S608


def _all_words(store: Store, words: Sequence[str]) -> tuple[str, list[Any]]:
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


def find(store: Store, text: str, types: Sequence[str], limit: int) -> list[Hit]:
    """The newest records that hold every word of `text`."""
    words = folded(text).split()
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
    return [hit(row, words[0]) for row in store.fetch(sql, *parameters)]
