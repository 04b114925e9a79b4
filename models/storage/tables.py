"""How records go into their tables and come out, derived from the declarations of the record types;
nothing here names a field. What the columns are is `models.storage.columns`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind
from models.kernel.json_text import canonical
from models.kernel.record import Record, RecordType
from models.storage.reading import NONE, Reader, column_names, read_values, readers_of, unpacked

if TYPE_CHECKING:
    from models.kernel.registry import Types


@lru_cache(maxsize=4096)  # the same few people, groups and terms stand all over every record
def packed(value: str) -> bytes:
    """A UUID's 16 bytes."""
    return bytes.fromhex(value.replace("-", ""))


META = ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at",
        "updated_by", "submitted_at", "deleted_at", "lineage")  # fmt: skip
"""The columns every record table has before its fields."""


OWN_TABLES = ("revision", "draft", "link", "searchtext", "blob", "setting")
"""The store's own tables (`models.storage.own_tables`)."""


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
    **dict.fromkeys((Kind.CHOICES, Kind.LINKS, Kind.ROWS, Kind.FILES), (_put_json, (NONE,))),
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
    readers: tuple[tuple[Field, Reader | None], ...]

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

    def columns_of(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The columns of which `outlined` makes a record with these fields."""
        fields = [self.kind.field(key) for key in keys]
        return (*META, *(name for f in fields for name in column_names(f)))

    def record(self, cells: tuple[Any, ...]) -> Record:
        """The record that a row in the order of `columns` holds."""
        return self._read(self.columns, self.readers, {}, cells)

    def outlined(self, keys: Sequence[str]) -> Callable[[tuple[Any, ...]], Record]:
        """What makes an outline of a row in the order of `columns_of`."""
        readers = readers_of(self.kind.field(key) for key in keys)
        return partial(self._read, self.columns_of(keys), readers, self.kind.blank())

    def _read(
        self,
        columns: Sequence[str],
        readers: tuple[tuple[Field, Reader | None], ...],
        blank: dict[str, Any],
        cells: tuple[Any, ...],
    ) -> Record:
        row = dict(zip(columns, cells, strict=True))
        values, unread = read_values(readers, row)
        if blank:
            values = {**blank, **values}
        meta = {name: row[name] for name in META[1:]}
        if meta["state"] not in self.kind.states:
            unread, meta["state"] = (*unread, ("state", meta["state"])), self.kind.states[0]
        return Record(self.kind, str(unpacked(row["id"])), values, **meta, unread=unread)


def record_table(kind: RecordType) -> RecordTable:
    """The table of a record type."""
    columns = _columns_of(kind)
    writers = tuple((f.key, *WRITERS.get(f.kind, _AS_IT_IS)) for f in kind.fields)
    return RecordTable(kind, columns, writers, readers_of(kind.fields))


def _columns_of(kind: RecordType) -> tuple[str, ...]:
    return (*META, *(name for f in kind.fields for name in column_names(f)))


def wanted_columns(types: Types) -> dict[str, tuple[str, ...]]:
    """The tables that are asked for where these kinds of record are kept, each with its columns; of
    the store's own, none by name.
    """
    return {kind.plural: _columns_of(kind) for kind in types} | dict.fromkeys(OWN_TABLES, ())
