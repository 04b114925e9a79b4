"""The one write path: version check, record, journal, links, search text and draft in one
transaction. Nothing else writes records.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Kind, id_of
from models.kernel.lineage import grown
from models.kernel.moments import now
from models.kernel.normalise import normalise
from models.kernel.record import Record, RecordType
from models.kernel.text import clean
from models.storage import drafts, journal, search
from models.storage.errors import Conflict, StoreProblem, for_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.storage.connection import Connection
    from models.storage.tables import Key

CHUNK = 1000
"""Records written in one transaction at most, so that nobody waits long."""


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who saves, why, as what, and when (``""`` for now). `adopting` keeps version, moments and
    lineage as they came.
    """

    actor: str
    reason: str
    op: str
    at: str = ""
    adopting: bool = False


def save_all(
    store: Connection, records: Iterable[Record], *, actor: str, reason: str = "", op: str = "",
    at: str = "",
) -> list[Record]:  # fmt: skip
    """Save records, up to `CHUNK` in one transaction; see `Store.save`."""
    wanted = ((record, record.version) for record in records)
    return _save(store, wanted, _Writer(clean(actor).text, clean(reason).text, op, at))


def adopt_all(
    store: Connection, arrivals: Iterable[tuple[Record, int]], *, actor: str, reason: str
) -> list[Record]:
    """Keep records as they stand elsewhere; see `Store.adopt_all`."""
    by = _Writer(clean(actor).text, clean(reason).text, "collect", adopting=True)
    return _save(store, arrivals, by)


def _save(store: Connection, wanted: Iterable[tuple[Record, int]], by: _Writer) -> list[Record]:
    rest = iter(wanted)
    saved: list[Record] = []
    while chunk := list(islice(rest, CHUNK)):
        saved += store.with_room(partial(_in_one_transaction, store, chunk, by))
    return saved


def _in_one_transaction(
    store: Connection, chunk: list[tuple[Record, int]], by: _Writer
) -> list[Record]:
    with for_people(), store.writing():
        return _save_chunk(store, chunk, by)


def _save_chunk(store: Connection, wanted: list[tuple[Record, int]], by: _Writer) -> list[Record]:
    current = {record.id: record for record in _stored(store, [given for given, _on in wanted])}
    head, lines, saved, changed = journal.head(store), [], [], []
    for given, based_on in wanted:
        old = current.get(given.id)
        if old is not None and old.unread:
            raise StoreProblem(f"{old.damage}，保持原样，没有改。要改，请先用备份恢复。")
        if based_on != (old.version if old else 0):
            raise Conflict(old or given, journal.version_at(store, old, based_on) if old else None)
        at = by.at or now()
        new = _prepared(given, old, by, at)
        line = journal.line(
            store, old, new, op=by.op or ("edit" if old else "create"), reason=by.reason,
            actor=by.actor, at=at, parent=store.last_line(old.id) if old else (), after=head,
        )  # fmt: skip
        if line is None:
            saved.append(old or new)
            continue
        if not by.adopting:
            new = _named(new, old, line)
        head = (line[0], line[-1])
        current[new.id] = new
        lines.append(line)
        changed.append((old, new))
        saved.append(new)
    _write(store, changed, lines)
    return saved


def _stored(store: Connection, records: Sequence[Record]) -> Iterator[Record]:
    by_type: dict[str, tuple[RecordType, list[str]]] = {}
    for record in records:
        by_type.setdefault(record.type.name, (record.type, []))[1].append(record.id)
    for kind, ids in by_type.values():
        yield from store.many(kind, ids)


def _prepared(given: Record, old: Record | None, by: _Writer, at: str) -> Record:
    values, _removed = normalise(given.type, given.values)
    reason = clean(given.state_reason).text
    if by.adopting:
        return replace(given, values=values, state_reason=reason, withheld=frozenset())
    return replace(
        given,
        values=values,
        state_reason=reason,
        version=given.version + 1,
        created_at=old.created_at if old else given.created_at or at,
        created_by=old.created_by if old else given.created_by or by.actor,
        updated_at=at,
        updated_by=by.actor,
        lineage=old.lineage if old else "",
        withheld=frozenset(),
    )


def _named(new: Record, old: Record | None, line: tuple[Any, ...]) -> Record:
    """With the token of this version."""
    change = line[journal.COLUMNS.index("after")]
    before = (old.lineage, old.version) if old else ("", 0)
    return replace(new, lineage=grown(*before, change))


Changed = list[tuple[Record | None, Record]]


def _write(store: Connection, changed: Changed, lines: list[tuple[Any, ...]]) -> None:
    by_type: dict[str, Changed] = {}
    for old, new in changed:
        by_type.setdefault(new.type.name, []).append((old, new))
    for pairs in by_type.values():
        _write_rows(store, pairs)
        _write_links(store, pairs)
    store.insert_many("revision", journal.COLUMNS, lines)
    search.index(store, [new for _old, new in changed])
    store.run_many(
        drafts.DROP, [drafts.place(store, new.type.name, new.id) for _old, new in changed]
    )


def _write_rows(store: Connection, pairs: Changed) -> None:
    table = store.table(pairs[0][1].type)
    fresh = [table.row(new, store.key) for old, new in pairs if old is None]
    store.insert_many(table.kind.plural, table.columns, fresh)
    assign = ", ".join(f'"{name}" = ?' for name in table.columns[1:])
    sql = f"UPDATE {table.name} SET {assign} WHERE id = ?"  # noqa: S608
    rows = [table.row(new, store.key) for old, new in pairs if old is not None]
    store.run_many(sql, [(*row[1:], row[0]) for row in rows])


LINK_COLUMNS = ("source", "source_id", "path", "target", "target_id", "note", "since", "until")


def _write_links(store: Connection, pairs: Changed) -> None:
    gone = [(store.key(new.id),) for old, new in pairs if old is not None]
    store.run_many("DELETE FROM link WHERE source_id = ?", gone)
    key = store.dialect.key
    rows = [row for _old, new in pairs if not new.deleted_at for row in _link_rows(new, key)]
    store.insert_many("link", LINK_COLUMNS, rows)


def _link_rows(record: Record, key: Key) -> Iterator[tuple[Any, ...]]:
    """With what the row says of the link: the first choice in it (出席 of a name, 身份 in a group)."""
    source, source_id = record.type.name, key(record.id)
    for f, column in record.type.link_places:
        if not (value := record.values[f.key]):
            continue
        place = column or f
        at, target, many = place.key, place.target, place.kind is Kind.LINKS
        path = f"{f.key}.{at}" if column else at
        note = next((c.key for c in f.columns if c.kind is Kind.CHOICE), "")
        for row in value if column else ({at: value},):
            links = row.get(at) or ()
            for link in links if many else (links,):
                if link and (id_ := id_of(link)):
                    yield (source, source_id, path, target, key(id_), row.get(note) or "",
                           row.get("since") or "", row.get("until") or "")  # fmt: skip
