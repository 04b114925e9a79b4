"""The tables, derived from the declarations of the record types; nothing here names a field.

Lengths and required fields are rules for submitting, so the tables do not know them: what is
half-written, or too long, is kept all the same.

The classes are made for each opened store, bound to its database: no global connection.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import peewee as pw

from models.catalogue import type_named
from models.record import Record, canonical, hyphenated
from models.spec import Field, Kind, RecordType


class Uid(pw.Field):
    """A UUID: 16 bytes on SQLite, ``uuid`` on PostgreSQL, hyphenated text in Python."""

    field_type = "UID"

    def db_value(self, value: Any) -> Any:
        """Text to what the database keeps."""
        return packed(value) if value and self.model._meta.strict_tables else value  # noqa: SLF001 peewee's way

    def python_value(self, value: Any) -> Any:
        """What the database keeps to text."""
        return unpacked(value)


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

META = ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at",
        "updated_by", "submitted_at", "deleted_at", "lineage")  # fmt: skip
"""The columns every record table has before its fields."""

Columns = dict[str, pw.Field]


def _text(f: Field) -> Columns:
    return {f.key: pw.TextField(default="")}


def _code(f: Field) -> Columns:
    allowed = ", ".join(f"'{code}'" for code in ("", *(c.code for c in f.choices)))
    return {f.key: pw.TextField(default="", constraints=[pw.Check(f'"{f.key}" IN ({allowed})')])}


def _number(f: Field) -> Columns:
    return {f.key: pw.BigIntegerField(null=True)}


def _measure(f: Field) -> Columns:
    return {f.key: pw.DoubleField(null=True)}


def _flag(f: Field) -> Columns:
    return {f.key: pw.BooleanField(default=False)}


def _json(f: Field) -> Columns:
    return {f.key: pw.TextField(default="[]")}


def _link(f: Field) -> Columns:
    target = type_named(f.target).plural
    there = pw.SQL(f'REFERENCES "{target}" ("id") DEFERRABLE INITIALLY DEFERRED')
    return {
        LINKED.format(f.key): Uid(null=True, index=f.filtered, constraints=[there]),
        NAMED.format(f.key): pw.TextField(default=""),
    }


COLUMNS: dict[Kind, Callable[[Field], Columns]] = {
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.INT: _number,
    Kind.NUMBER: _measure,
    Kind.DATE: _text,
    Kind.TIME: _text,
    Kind.BOOL: _flag,
    Kind.CHOICE: _code,
    Kind.CHOICES: _json,
    Kind.LINK: _link,
    Kind.LINKS: _json,
    Kind.ROWS: _json,
    Kind.FILES: _json,
}
"""Kind → its columns. A link is two columns: whom it means, and the name as it was written."""


def _get_json(f: Field, row: Mapping[str, Any]) -> Any:
    return json.loads(row[f.key])


def _get_link(f: Field, row: Mapping[str, Any]) -> Any:
    name = row[NAMED.format(f.key)]
    id_ = unpacked(row[LINKED.format(f.key)])
    return {"id": id_, "name": name} if name or id_ else None


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


def _put_link(value: Any, key: Key) -> tuple[Any, ...]:
    return (key(value["id"]), value["name"]) if value else (None, "")


def _put_json(value: Any, _key: Key) -> tuple[Any, ...]:
    return (canonical(value) if value else "[]",)


WRITERS: dict[Kind, Callable[[Any, Key], tuple[Any, ...]]] = {
    Kind.LINK: _put_link,
    **dict.fromkeys(_JSON, _put_json),
}
"""Kind → how its value goes into its columns; the others stand in one column as they are."""


@dataclass(frozen=True)
class RecordTable:
    """The table of one record type: its model, and how records go in and come out."""

    kind: RecordType
    model: type[pw.Model]
    columns: tuple[str, ...]
    writers: tuple[tuple[str, Callable[[Any, Key], tuple[Any, ...]] | None], ...]

    @property
    def name(self) -> str:
        """The table's name, quoted."""
        return f'"{self.kind.plural}"'

    def row(self, record: Record, key: Key) -> tuple[Any, ...]:
        """The record in the order of `columns`."""
        cells = [key(record.id), *(getattr(record, name) for name in META[1:])]
        values = record.values
        for name, write in self.writers:
            if write is None:
                cells.append(values[name])
            else:
                cells.extend(write(values[name], key))
        return tuple(cells)

    def record(self, cells: tuple[Any, ...]) -> Record:
        """The record that a row in the order of `columns` holds."""
        row = dict(zip(self.columns, cells, strict=True))
        values = {f.key: read_field(f, row) for f in self.kind.fields}
        meta = {name: row[name] for name in META[1:]}
        return Record(self.kind, str(unpacked(row["id"])), values, **meta)


def record_table(kind: RecordType, database: pw.Database, *, strict: bool) -> RecordTable:
    """The table of a record type, bound to a database."""
    states = ", ".join(f"'{state}'" for state in kind.states)
    own: dict[str, Any] = {
        "id": Uid(primary_key=True),
        "version": pw.IntegerField(),
        "state": pw.TextField(constraints=[pw.Check(f'"state" IN ({states})')]),
    }
    own |= {name: pw.TextField(default="") for name in META[3:]}
    for f in kind.fields:
        own |= COLUMNS[f.kind](f)
    columns = tuple(own)
    links = [LINKED.format(f.key) for f in kind.fields if f.kind is Kind.LINK and f.filtered]
    indexes = [((*links[:1], kind.day), False)] if kind.day and links else []
    if kind.day:
        indexes.append(((kind.day, "id"), False))
    own["Meta"] = type(
        "Meta",
        (),
        {"database": database, "table_name": kind.plural, "strict_tables": strict,
         "indexes": tuple(indexes), "legacy_table_names": False},
    )  # fmt: skip
    writers = tuple((f.key, WRITERS.get(f.kind)) for f in kind.fields)
    return RecordTable(kind, type(kind.name.title(), (pw.Model,), own), columns, writers)


def own_tables(database: pw.Database, *, strict: bool) -> dict[str, type[pw.Model]]:
    """The store's own tables: journal, drafts, links, search texts, files, settings."""

    class Own(pw.Model):
        class Meta:
            database: pw.Database
            strict_tables = strict

    Own._meta.set_database(database)  # noqa: SLF001

    class Revision(Own):
        seq = pw.AutoField() if not strict else pw.IntegerField(primary_key=True)
        id = Uid(unique=True)
        site = pw.TextField()
        entity = pw.TextField()
        entity_id = Uid()
        parents = pw.TextField()
        lamport = pw.BigIntegerField()
        actor = pw.TextField()
        at = pw.TextField()
        op = pw.TextField()
        reason = pw.TextField()
        before = pw.TextField()
        after = pw.TextField()
        prev_hash = pw.TextField()
        hash = pw.TextField()

        class Meta:
            indexes = ((("entity_id", "seq"), False),)

    class Draft(Own):
        entity = pw.TextField()
        entity_id = Uid()
        site = pw.TextField()
        content = pw.TextField()
        based_on = pw.IntegerField()
        saved_at = pw.TextField()

        class Meta:
            primary_key = pw.CompositeKey("entity", "entity_id", "site")

    class Link(Own):
        source = pw.TextField()
        source_id = Uid()
        path = pw.TextField()
        target = pw.TextField()
        target_id = Uid()
        note = pw.TextField()
        since = pw.TextField()
        until = pw.TextField()

        class Meta:
            primary_key = False
            indexes = ((("source_id",), False), (("target_id", "source"), False))

    class SearchText(Own):
        rowid_ = (
            pw.AutoField(column_name="doc")
            if not strict
            else pw.IntegerField(primary_key=True, column_name="doc")
        )
        entity = pw.TextField()
        entity_id = Uid(unique=True)
        day = pw.TextField()
        title = pw.TextField()
        body = pw.TextField()

        class Meta:
            indexes = ((("day", "rowid_"), False),)

    class Blob(Own):
        sha256 = pw.TextField(primary_key=True)
        content = pw.BlobField()
        media = pw.TextField()
        width = pw.IntegerField()
        height = pw.IntegerField()

    class Setting(Own):
        site = pw.TextField()
        key = pw.TextField()
        value = pw.TextField()

        class Meta:
            primary_key = pw.CompositeKey("site", "key")

    models = (Revision, Draft, Link, SearchText, Blob, Setting)
    return {model._meta.name: model for model in models}  # noqa: SLF001
