"""The columns of the tables of records, derived from the declarations of the record types; nothing
here names a field. The schema's steps are written from them, and tested against them
(`models.storage.schema`).

Lengths, required fields, and which codes and states there are, are rules that grow with the program, so
the tables do not know them: what is half-written, too long, or chosen in a newer version is kept all the
same, and validation names it.

The classes are bound to a database: no global connection. An open store reads and writes without
them, and making them takes longer than opening the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import peewee as pw

from models.kernel.fields import Field, Kind
from models.storage.reading import LINKED, NAMED, unpacked
from models.storage.tables import META, packed

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.kernel.record import RecordType
    from models.kernel.registry import Types


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


def _text(f: Field, _types: Types) -> Columns:
    return {f.key: pw.TextField(default="")}


def _number(f: Field, _types: Types) -> Columns:
    return {f.key: pw.BigIntegerField(null=True)}


def _measure(f: Field, _types: Types) -> Columns:
    return {f.key: pw.DoubleField(null=True)}


def _flag(f: Field, _types: Types) -> Columns:
    return {f.key: pw.BooleanField(default=False)}


def _json(f: Field, _types: Types) -> Columns:
    return {f.key: pw.TextField(default="[]")}


def _link(f: Field, types: Types) -> Columns:
    there = pw.SQL(
        f'REFERENCES "{types.named(f.target).plural}" ("id") DEFERRABLE INITIALLY DEFERRED'
    )
    return {
        LINKED.format(f.key): Uid(null=True, index=f.filtered, constraints=[there]),
        NAMED.format(f.key): pw.TextField(default=""),
    }


COLUMNS: dict[Kind, Callable[[Field, Types], Columns]] = {
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.INT: _number,
    Kind.NUMBER: _measure,
    Kind.DATE: _text,
    Kind.TIME: _text,
    Kind.BOOL: _flag,
    Kind.CHOICE: _text,
    Kind.CHOICES: _json,
    Kind.LINK: _link,
    Kind.LINKS: _json,
    Kind.ROWS: _json,
    Kind.FILES: _json,
}
"""Kind → its columns. A link is two columns: whom it means, and the name as it was written."""


def record_model(
    kind: RecordType, types: Types, database: pw.Database, *, strict: bool
) -> type[pw.Model]:
    """The table of a record type, bound to a database."""
    own: dict[str, Any] = {
        "id": Uid(primary_key=True),
        "version": pw.IntegerField(),
        "state": pw.TextField(),
    }
    own |= {name: pw.TextField(default="") for name in META[3:]}
    for f in kind.fields:
        own |= COLUMNS[f.kind](f, types)
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
