"""Reading for lists and pages: snapshots of ids, light rows, counts. Raw SQL, no paging by
position, no query per row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind
from models.kernel.record import RecordType, Row
from models.kernel.spoken import spoken
from models.storage.reading import LINKED, column_names, read_values, readers_of, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.kernel.fields import Link
    from models.kernel.filters import Filter
    from models.kernel.record import Record
    from models.storage.connection import Connection

BLOCK = 500
"""Ids asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Another record that links here: where in it, and what it says there (see `save._note`)."""

    type: str
    id: str
    path: str
    note: str
    since: str
    until: str


def ids(store: Connection, wanted: Filter, limit: int | None = None) -> list[str]:
    """A snapshot of the ids, in the order of the type's day (names where it has none; a database
    knows nothing of how they are spoken).
    """
    kind = wanted.type
    where, parameters = _where(store, wanted)
    by = _ordered_by(kind)
    sql = f'SELECT id, "{by}" FROM "{kind.plural}" WHERE {where} {_in_order(kind, limit)}'  # noqa: S608
    found = store.fetch(sql, *parameters)
    if kind.spoken_order:
        found = sorted(found, key=lambda row: spoken(row[1]))[:limit]
    return [str(unpacked(row[0])) for row in found]


def _in_order(kind: RecordType, limit: int | None) -> str:
    """The end of a statement: in the order of the type, and no more than `limit`; those that are
    sorted as they are spoken are cut when they are.
    """
    downwards = " DESC" if kind.newest_first else ""
    cut = f" LIMIT {int(limit)}" if limit is not None and not kind.spoken_order else ""
    return f'ORDER BY "{_ordered_by(kind)}"{downwards}, id{downwards}{cut}'


def found(
    store: Connection, wanted: Sequence[Filter], keys: Sequence[str] | None, limit: int | None
) -> list[Record]:
    """In one statement, the records of one type that any of the filters means, in the order of `ids`;
    with `keys` only outlines, in which the fields that were not asked for are empty.
    """
    kind, table = wanted[0].type, store.table(wanted[0].type)
    columns = table.columns if keys is None else table.columns_of(keys)
    quoted = (f'"{name}"' for name in columns)
    where, parameters = _any_of(store, wanted)
    by = _ordered_by(kind)
    order = _in_order(kind, limit)
    sql = f"SELECT {', '.join(quoted)} FROM {table.name} WHERE {where} {order}"  # noqa: S608
    rows = store.fetch(sql, *parameters)
    read = table.record if keys is None else table.outlined(keys)
    records = [read(row) for row in rows]
    if kind.spoken_order:
        records = sorted(records, key=lambda record: spoken(record[by]))[:limit]
    return records


def plain(
    store: Connection, wanted: Filter, keys: Sequence[str]
) -> list[tuple[str, str, tuple[Any, ...]]]:
    """In one statement, of each record that a filter means its id, its state and the cells of `keys` as
    they lie there, a link as its id: for heaps of records of which little is shown. In no order.
    """
    kind = wanted.type
    fields = [kind.field(key) for key in keys]
    columns = [LINKED.format(f.key) if f.kind is Kind.LINK else f.key for f in fields]
    links = [place for place, f in enumerate(fields) if f.kind is Kind.LINK]
    where, parameters = _where(store, wanted)
    quoted = "".join(f', "{name}"' for name in columns)
    sql = f'SELECT id, state{quoted} FROM "{kind.plural}" WHERE {where}'  # noqa: S608
    rows = []
    ids: dict[Any, str | None] = {}  # a few groups and terms stand in thousands of records
    for id_, state, *cells in store.fetch(sql, *parameters):
        for place in links:
            packed = cells[place]
            if packed not in ids:
                ids[packed] = unpacked(packed)
            cells[place] = ids[packed]
        known = state if state in kind.states else kind.states[0]
        rows.append((str(unpacked(id_)), known, tuple(cells)))
    return rows


def _ordered_by(kind: RecordType) -> str:
    return kind.day or next(f.key for f in kind.fields if f.kind is Kind.TEXT)


Condition = tuple[str, "Sequence[Any]"]


def _any_of(store: Connection, wanted: Sequence[Filter]) -> Condition:
    each = [_where(store, one) for one in wanted]
    where = " OR ".join(f"({condition})" for condition, _ in each)
    return where, [value for _, some in each for value in some]


def _where(store: Connection, wanted: Filter, without: str = "") -> tuple[str, list[Any]]:
    """The condition of a filter; `without` leaves one chip's own field out (for its counts)."""
    found: list[Condition] = [
        ("deleted_at <> ''" if wanted.deleted else "deleted_at = ''", ()),
        *_by_chips(store, wanted, without),
        *_by_content(store, wanted),
    ]
    return " AND ".join(part for part, _ in found), [value for _, some in found for value in some]


def _by_chips(store: Connection, wanted: Filter, without: str) -> Iterator[Condition]:
    for key, id_ in (("term", wanted.term), ("group", wanted.group)):
        if id_ and key in wanted.type.by_key and key != without:
            yield f'"{LINKED.format(key)}" = ?', [store.key(id_)]
    if wanted.states and without != "state":
        yield f"state IN ({_marks(wanted.states)})", wanted.states
    for key, codes in wanted.choices.items():
        if codes and key != without:
            yield _has(store, wanted.type, wanted.type.field(key), codes)


def _by_content(store: Connection, wanted: Filter) -> Iterator[Condition]:
    for sign, day in ((">=", wanted.since), ("<=", wanted.until)):
        if wanted.type.day and day:
            yield f'"{wanted.type.day}" {sign} ?', [day]
    if wanted.linked_to:
        yield (
            "id IN (SELECT source_id FROM link WHERE target_id = ? AND source = ?)",
            [store.key(wanted.linked_to), wanted.type.name],
        )
    if wanted.ids:
        yield f"id IN ({_marks(wanted.ids)})", [store.key(one) for one in wanted.ids]
    if wanted.text.strip():
        from models.storage.search import condition

        yield condition(store, wanted.text)


def _has(store: Connection, kind: RecordType, f: Field, codes: Sequence[str]) -> Condition:
    if f.kind is Kind.LINK:
        return f'"{LINKED.format(f.key)}" IN ({_marks(codes)})', [store.key(one) for one in codes]
    if f.kind is Kind.LINKS:
        return (
            f"id IN (SELECT source_id FROM link WHERE source = ? AND path = ? "  # noqa: S608
            f"AND target_id IN ({_marks(codes)}))"
        ), [kind.name, f.key, *(store.key(one) for one in codes)]
    if f.kind is Kind.CHOICE:
        return f'"{f.key}" IN ({_marks(codes)})', codes
    each = " OR ".join(f'"{f.key}" LIKE ?' for _code in codes)
    return f"({each})", [f'%"{code}"%' for code in codes]


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def rows(
    store: Connection, kind: RecordType, wanted: Sequence[str], keys: Sequence[str]
) -> list[Row]:
    """Light rows of these ids in their order; ids that are gone are left out."""
    fields = [kind.field(key) for key in keys]
    readers = readers_of(fields)
    columns = [name for f in fields for name in column_names(f)]
    quoted = "".join(f', "{name}"' for name in columns)
    found: dict[str, Row] = {}
    for place in range(0, len(wanted), BLOCK):
        some = wanted[place : place + BLOCK]
        sql = (
            f'SELECT id, state, version{quoted} FROM "{kind.plural}" '  # noqa: S608
            f"WHERE id IN ({_marks(some)})"
        )
        for id_, state, version, *cells in store.fetch(sql, *(store.key(one) for one in some)):
            row = dict(zip(columns, cells, strict=True))
            key = str(unpacked(id_))
            values, unread = read_values(readers, row)
            if state not in kind.states:
                unread, state = (*unread, ("state", state)), kind.states[0]
            found[key] = Row(key, state, version, values, unread)
    return [found[id_] for id_ in wanted if id_ in found]


def counts(store: Connection, wanted: Filter, key: str) -> dict[str, int]:
    """How many records the filter would show for each state, choice or linked id under `key`."""
    kind = wanted.type
    where, parameters = _where(store, wanted, without=key)
    f = kind.by_key.get(key)
    if f is not None and f.kind is Kind.CHOICES:
        return _count_choices(store, wanted, f)
    if f is not None and f.kind is Kind.LINKS:
        return _count_links(store, wanted, f)
    column = "state" if f is None else LINKED.format(key) if f.kind is Kind.LINK else key
    sql = f'SELECT "{column}", count(*) FROM "{kind.plural}" WHERE {where} GROUP BY 1'  # noqa: S608
    is_link = f is not None and f.kind is Kind.LINK
    return {
        str(unpacked(value) if is_link else value): int(number)
        for value, number in store.fetch(sql, *parameters)
        if value
    }


def _count_choices(store: Connection, wanted: Filter, f: Field) -> dict[str, int]:
    where, parameters = _where(store, wanted, without=f.key)
    each = ", ".join(
        f'coalesce(sum(CASE WHEN "{f.key}" LIKE \'%"{c.code}"%\' THEN 1 ELSE 0 END), 0)'
        for c in f.choices
    )
    sql = f'SELECT {each} FROM "{wanted.type.plural}" WHERE {where}'  # noqa: S608
    (numbers,) = store.fetch(sql, *parameters)
    return {c.code: int(n) for c, n in zip(f.choices, numbers, strict=True) if n}


def _count_links(store: Connection, wanted: Filter, f: Field) -> dict[str, int]:
    where, parameters = _where(store, wanted, without=f.key)
    sql = (
        "SELECT target_id, count(DISTINCT source_id) FROM link "  # noqa: S608
        "WHERE source = ? AND path = ? AND target_id IS NOT NULL "
        f'AND source_id IN (SELECT id FROM "{wanted.type.plural}" WHERE {where}) GROUP BY 1'
    )
    found = store.fetch(sql, wanted.type.name, f.key, *parameters)
    return {str(unpacked(id_)): int(number) for id_, number in found}


def linked(store: Connection, target_id: str, types: Sequence[str] = ()) -> list[Linked]:
    """The records that link to one, newest first."""
    only = f" AND source IN ({_marks(types)})" if types else ""
    sql = (
        "SELECT source, source_id, path, note, since, until FROM link "  # noqa: S608
        f"WHERE target_id = ?{only} ORDER BY source_id DESC"
    )
    return [
        Linked(source, str(unpacked(id_)), path, note, since, until)
        for source, id_, path, note, since, until in store.fetch(sql, store.key(target_id), *types)
    ]


def groups_of(store: Connection, teacher_id: str, day: str) -> set[str]:
    """The ids of the groups a teacher belongs to on a day."""
    sql = (
        "SELECT l.target_id FROM link l JOIN teachers t ON t.id = l.source_id "
        "WHERE l.source_id = ? AND l.path = 'memberships.group' "
        "AND (l.since = '' OR l.since <= ?) AND (l.until = '' OR l.until >= ?) "
        "AND t.deleted_at = ''"
    )
    found = store.fetch(sql, store.key(teacher_id), day, day)
    return {str(unpacked(row[0])) for row in found}


def members(store: Connection, group_id: str, day: str) -> list[tuple[Link, str]]:
    """The teachers who belong to a group on a day, by name, each with the role there."""
    sql = (
        "SELECT t.id, t.name, l.note FROM link l "
        "JOIN teachers t ON t.id = l.source_id WHERE l.target_id = ? "
        "AND l.path = 'memberships.group' AND (l.since = '' OR l.since <= ?) "
        "AND (l.until = '' OR l.until >= ?) AND t.deleted_at = '' ORDER BY t.name, t.id"
    )
    found: dict[str, tuple[Link, str]] = {}
    for id_, name, role in store.fetch(sql, store.key(group_id), day, day):
        key = str(unpacked(id_))
        if key not in found or role == "leader":
            found[key] = ({"id": key, "name": name}, role)
    return list(found.values())
