"""The schema that the declarations ask for, as SQL text: what a new step is written from, and what
the steps are tested against.

``python -m models.store.schema sqlite > models/store/steps/0001.sqlite.sql``
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from models.catalogue import RECORD_TYPES
from models.store.dialect import Postgres, Sqlite, dialect_of
from models.store.tables import own_tables, record_table

if TYPE_CHECKING:
    import peewee as pw

SQLITE_ONLY = (
    "CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', contentless_delete=1, "
    "detail=none, tokenize='ascii')",
    "CREATE TRIGGER revision_kept BEFORE UPDATE ON revision BEGIN "
    "SELECT raise(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER revision_stays BEFORE DELETE ON revision BEGIN "
    "SELECT raise(ABORT, 'the journal is append-only'); END",
)
POSTGRES_ONLY = (
    "ALTER TABLE searchtext ADD COLUMN grams text[] NOT NULL DEFAULT '{}'",
    "CREATE INDEX searchtext_grams ON searchtext USING gin (grams)",
    "CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER revision_kept BEFORE UPDATE OR DELETE ON revision "
    "FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()",
)


def create_statements(dialect: Sqlite | Postgres) -> list[str]:
    """Every CREATE statement, in order."""
    database = dialect.open()
    models: list[type[pw.Model]] = [
        record_table(kind, database, strict=dialect.strict).model for kind in RECORD_TYPES
    ]
    models += own_tables(database, strict=dialect.strict).values()
    found = []
    for model in models:
        schema: Any = model._schema  # type: ignore[attr-defined]  # noqa: SLF001 peewee's only way to the text
        for context in (schema._create_table(safe=False), *schema._create_indexes(safe=False)):  # noqa: SLF001
            found += [_inlined(*context.query())]
    return found + list(SQLITE_ONLY if dialect.strict else POSTGRES_ONLY)


def _inlined(sql: str, parameters: list[object]) -> str:
    if parameters:
        raise ValueError(f"a declaration needs parameters in its DDL: {sql}")
    return sql


if __name__ == "__main__":
    chosen = "postgresql://" if sys.argv[1] == "postgres" else ":memory:"
    print("\n;\n".join(create_statements(dialect_of(chosen))))
