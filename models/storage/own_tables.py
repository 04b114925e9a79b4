"""The store's own tables: journal, drafts, links, search texts, files, settings.

As with the tables of the record types (`models.storage.columns`), the schema's steps are tested
against them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import peewee as pw

from models.storage.columns import Uid

if TYPE_CHECKING:
    from models.storage.columns import Columns


def own_models(database: pw.Database, *, strict: bool) -> dict[str, type[pw.Model]]:
    """The tables by their names, bound to a database."""

    def model(name: str, columns: Columns, **more: Any) -> type[pw.Model]:
        meta = type("Meta", (), {"database": database, "strict_tables": strict, **more})
        return type(name, (pw.Model,), {**columns, "Meta": meta})

    # On SQLite a whole number that is the key counts by itself.
    number = pw.IntegerField if strict else pw.AutoField
    models = (
        model("Revision", _revision(number(primary_key=True)),
              indexes=((("entity_id", "seq"), False),)),
        model("Draft", _draft(), primary_key=pw.CompositeKey("entity", "entity_id", "site", "person")),
        model("Link", _link(), primary_key=False,
              indexes=((("source_id",), False), (("target_id", "source"), False))),
        model("SearchText", _search_text(number(primary_key=True, column_name="doc")),
              indexes=((("day", "rowid_"), False),)),
        model("Blob", _blob()),
        model("Setting", _texts("site", "key", "value"),
              primary_key=pw.CompositeKey("site", "key")),
    )  # fmt: skip
    return {model._meta.name: model for model in models}  # noqa: SLF001 peewee's way


def _texts(*names: str) -> Columns:
    return {name: pw.TextField() for name in names}


def _revision(number: pw.Field) -> Columns:
    return {
        "seq": number,
        "id": Uid(unique=True),
        **_texts("site", "entity"),
        "entity_id": Uid(),
        **_texts("parents"),
        "lamport": pw.BigIntegerField(),
        **_texts("actor", "at", "op", "reason", "before", "after", "prev_hash", "hash"),
    }


def _draft() -> Columns:
    return {
        **_texts("entity"),
        "entity_id": Uid(),
        **_texts("site", "person", "content"),
        "based_on": pw.IntegerField(),
        **_texts("saved_at"),
    }


def _link() -> Columns:
    return {
        **_texts("source"),
        "source_id": Uid(),
        **_texts("path", "target"),
        "target_id": Uid(),
        **_texts("note", "since", "until"),
    }


def _search_text(number: pw.Field) -> Columns:
    return {
        "rowid_": number,
        **_texts("entity"),
        "entity_id": Uid(unique=True),
        **_texts("day", "title", "body"),
    }


def _blob() -> Columns:
    return {
        "sha256": pw.TextField(primary_key=True),
        "content": pw.BlobField(),
        **_texts("media"),
        "width": pw.IntegerField(),
        "height": pw.IntegerField(),
    }
