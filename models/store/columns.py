"""The columns of all tables, derived from the declarations of the record types; nothing here names a
field. The schema's steps are written from them, and tested against them (`models.store.schema`).

Lengths and required fields are rules for submitting, so the tables do not know them: what is
half-written, or too long, is kept all the same.

The classes are bound to a database: no global connection. An open store reads and writes without
them, and making them takes longer than opening the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import peewee as pw

from models.catalogue import type_named
from models.spec import Field, Kind, RecordType
from models.store.tables import LINKED, META, NAMED, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable


class Uid(pw.Field):
    """A UUID: 16 bytes on SQLite, ``uuid`` on PostgreSQL, hyphenated text in Python."""

    field_type = "UID"

    def db_value(self, value: Any) -> Any:
        """Text to what the database keeps."""
        return packed(value) if value and self.model._meta.strict_tables else value  # noqa: SLF001 peewee's way

    def python_value(self, value: Any) -> Any:
        """What the database keeps to text."""
        return unpacked(value)


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


def record_model(kind: RecordType, database: pw.Database, *, strict: bool) -> type[pw.Model]:
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
    return type(kind.name.title(), (pw.Model,), own)


def own_models(database: pw.Database, *, strict: bool) -> dict[str, type[pw.Model]]:
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
