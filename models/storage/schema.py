"""The schema that the declarations ask for, as SQL text: what a new step is written from, and what
the steps are tested against.

``python -m models.next_step`` writes what the steps do not make yet: new tables and indexes whole, for
new columns an ALTER TABLE.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.storage.columns import record_model
from models.storage.migrate import statements
from models.storage.own_tables import own_models

if TYPE_CHECKING:
    from collections.abc import Sequence

    import peewee as pw

    from models.kernel.registry import Types
    from models.storage.dialect import Postgres, Sqlite

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


def create_statements(dialect: Sqlite | Postgres, types: Types) -> list[str]:
    """Every CREATE statement, in order."""
    database = dialect.open()
    models: list[type[pw.Model]] = [
        record_model(kind, types, database, strict=dialect.strict) for kind in types
    ]
    models += own_models(database, strict=dialect.strict).values()
    found = []
    for model in models:
        schema: Any = model._schema  # type: ignore[attr-defined]  # noqa: SLF001 peewee's only way to the text
        for context in (schema._create_table(safe=False), *schema._create_indexes(safe=False)):  # noqa: SLF001
            found += [_inlined(*context.query())]
    return found + list(SQLITE_ONLY if dialect.strict else POSTGRES_ONLY)


def new_since(step: int, dialect: Sqlite | Postgres, types: Types) -> list[str]:
    """The statements that lead from a step to what the declarations ask for."""
    had = [sql for one in range(1, step + 1) for sql in statements(one, dialect.name)]
    columns = _columns_after(had)
    found = []
    for sql in create_statements(dialect, types):
        table = _table(sql)
        if table is None or table[0] not in columns:
            found += [sql] if sql not in had else []
            continue
        added = [column for column in table[1] if _name(column) not in columns[table[0]]]
        found += [
            f'ALTER TABLE "{table[0]}" ADD COLUMN {_with_default(types, table[0], column)}'
            for column in added
        ]
    return found


def _columns_after(statements: Sequence[str]) -> dict[str, set[str]]:
    """The names of the columns of each table when these statements have been run."""
    columns: dict[str, set[str]] = {}
    for sql in statements:
        if table := _table(sql):
            columns[table[0]] = {_name(column) for column in table[1]}
        elif added := re.match(r'ALTER TABLE "(\w+)" ADD COLUMN (.*)', sql):
            columns[added[1]].add(_name(added[2]))
        elif renamed := re.match(r'ALTER TABLE "(\w+)" RENAME COLUMN ("\w+") TO ("\w+")', sql):
            columns[renamed[1]] = columns[renamed[1]] - {renamed[2]} | {renamed[3]}
    return columns


_EMPTY = {"TEXT": "''", "INTEGER": "0", "BOOLEAN": "false"}


def _with_default(types: Types, table: str, column: str) -> str:
    """A column as rows that are there already can take it."""
    if "NOT NULL" not in column:
        return column
    name, type_ = column.replace('"', "").split()[:2]
    kind = next((kind for kind in types if kind.plural == table), None)
    f = kind.by_key.get(name) if kind else None
    empty = "'[]'" if f is not None and f.empty() == [] else _EMPTY[type_]
    return column.replace("NOT NULL", f"NOT NULL DEFAULT {empty}", 1)


def _name(column: str) -> str:
    """The name of a column definition."""
    return column.partition(" ")[0]


def _table(sql: str) -> tuple[str, list[str]] | None:
    """Name and column definitions of a CREATE TABLE."""
    match = re.match(r'CREATE TABLE "(\w+)" \((.*)\)[ A-Z]*$', sql, re.DOTALL)
    if match is None:
        return None
    columns = re.sub(r", PRIMARY KEY \(.*\)$", "", match[2])
    return (match[1], re.split(r', (?=")', columns))


def _inlined(sql: str, parameters: list[object]) -> str:
    if parameters:
        raise ValueError(f"a declaration needs parameters in its DDL: {sql}")
    return sql
