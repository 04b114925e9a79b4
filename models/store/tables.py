"""How records go into their tables and come out, derived from the declarations of the record types;
nothing here names a field. What the columns are is `models.store.columns`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models.record import Record, canonical, hyphenated
from models.spec import Field, Kind, RecordType


@lru_cache(maxsize=4096)  # the same few people, groups and terms stand all over every record
def packed(value: str) -> bytes:
    """A UUID's 16 bytes."""
    return bytes.fromhex(value.replace("-", ""))


def unpacked(value: Any) -> str | None:
    """The text of a UUID that comes as bytes, as `uuid.UUID`, or as text."""
    if value is None:
        return None
    if not isinstance(value, bytes | memoryview):
        return str(value)
    return hyphenated(bytes(value).hex())


LINKED = "{}_id"
NAMED = "{}_name"
NONE = "[]"
"""The text of a list in which nothing stands: of most of them."""

META = ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at",
        "updated_by", "submitted_at", "deleted_at", "lineage")  # fmt: skip
"""The columns every record table has before its fields."""


def _get_json(f: Field, row: Mapping[str, Any]) -> Any:
    text = row[f.key]
    return json.loads(text) if text != NONE else []


def _get_link(f: Field, row: Mapping[str, Any]) -> Any:
    id_column, name_column = column_names(f)
    name, id_ = row[name_column], row[id_column]
    return {"id": unpacked(id_), "name": name} if name or id_ else None


def _get_flag(f: Field, row: Mapping[str, Any]) -> Any:
    return bool(row[f.key])


def _get_number(f: Field, row: Mapping[str, Any]) -> Any:
    number = row[f.key]
    return int(number) if number is not None and float(number).is_integer() else number


_JSON = (Kind.CHOICES, Kind.LINKS, Kind.ROWS, Kind.FILES)


_READERS: dict[Kind, Callable[[Field, Mapping[str, Any]], Any]] = {
    Kind.LINK: _get_link,
    Kind.BOOL: _get_flag,
    Kind.NUMBER: _get_number,
    **dict.fromkeys(_JSON, _get_json),
}


def column_names(f: Field) -> tuple[str, ...]:
    """The columns that hold a field."""
    return (LINKED.format(f.key), NAMED.format(f.key)) if f.kind is Kind.LINK else (f.key,)


def read_field(f: Field, row: Mapping[str, Any]) -> Any:
    """A field's value out of a row given by column names."""
    read = _READERS.get(f.kind)
    return read(f, row) if read else row[f.key]


Key = Callable[[str | None], Any]
"""Packs an id for this database."""


Writer = Callable[[Any, Key], tuple[Any, ...]]


def _put_link(value: Any, key: Key) -> tuple[Any, ...]:
    return key(value["id"]), value["name"]


def _put_json(value: Any, _key: Key) -> tuple[Any, ...]:
    return (canonical(value),)


_AS_IT_IS: tuple[None, tuple[Any, ...]] = (None, ())
WRITERS: dict[Kind, tuple[Writer, tuple[Any, ...]]] = {
    Kind.LINK: (_put_link, (None, "")),
    **dict.fromkeys(_JSON, (_put_json, (NONE,))),
}
"""Kind → how its value goes into its columns, and what they hold without one; the others stand in
one column as they are.
"""


@dataclass(frozen=True)
class RecordTable:
    """The table of one record type."""

    kind: RecordType
    columns: tuple[str, ...]
    writers: tuple[tuple[str, Writer | None, tuple[Any, ...]], ...]
    """Field, how its value goes into its columns, and what they hold where it is empty."""
    readers: tuple[tuple[Field, Callable[[Field, Mapping[str, Any]], Any] | None], ...]

    @property
    def name(self) -> str:
        """The table's name, quoted."""
        return f'"{self.kind.plural}"'

    def row(self, record: Record, key: Key) -> tuple[Any, ...]:
        """The record in the order of `columns`."""
        cells = [key(record.id), *(getattr(record, name) for name in META[1:])]
        values = record.values
        for name, write, nothing in self.writers:
            value = values[name]
            if write is None:
                cells.append(value)
            else:
                cells += write(value, key) if value else nothing
        return tuple(cells)

    def record(self, cells: tuple[Any, ...]) -> Record:
        """The record that a row in the order of `columns` holds."""
        row = dict(zip(self.columns, cells, strict=True))
        values = {f.key: read(f, row) if read else row[f.key] for f, read in self.readers}
        meta = {name: row[name] for name in META[1:]}
        return Record(self.kind, str(unpacked(row["id"])), values, **meta)


def record_table(kind: RecordType) -> RecordTable:
    """The table of a record type."""
    columns = (*META, *(name for f in kind.fields for name in column_names(f)))
    writers = tuple((f.key, *WRITERS.get(f.kind, _AS_IT_IS)) for f in kind.fields)
    return RecordTable(
        kind, columns, writers, tuple((f, _READERS.get(f.kind)) for f in kind.fields)
    )
