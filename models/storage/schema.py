"""The schema that the declarations ask for, as SQL text, and what a new step has to add: what
``python -m models.next_step`` writes, and what the steps are tested against.

What there is, is not read out of the text of the steps: they are run, in a database in memory, and that
is asked. So a step may say in any words what it does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kernel.errors import JiaoyanError
from models.kernel.fields import Kind
from models.storage.columns import record_model
from models.storage.dialect import MEMORY, Postgres, Sqlite, dialect_of
from models.storage.own_tables import own_models
from models.storage.step_files import last_step, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import peewee as pw

    from models.kernel.record import RecordType
    from models.kernel.registry import Types

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
        record_model(kind, types, database, strict=dialect.strict) for kind in _linked_first(types)
    ]
    models += own_models(database, strict=dialect.strict).values()
    found = []
    for model in models:
        schema: Any = model._schema  # type: ignore[attr-defined]  # noqa: SLF001 peewee's only way to the text
        for context in (schema._create_table(safe=False), *schema._create_indexes(safe=False)):  # noqa: SLF001
            found += [_inlined(*context.query())]
    return found + list(SQLITE_ONLY if dialect.strict else POSTGRES_ONLY)


def _linked_first(types: Types) -> list[RecordType]:
    """Each kind after those that its links lead to, as a server wants the tables made."""
    found: dict[str, RecordType] = {}

    def put(kind: RecordType, waiting: frozenset[str]) -> None:
        for f in kind.fields:
            if f.kind is Kind.LINK and f.target not in (waiting := waiting | {kind.name}):
                put(types.named(f.target), waiting)
        found.setdefault(kind.name, kind)

    for kind in types:
        put(kind, frozenset())
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Part:
    """A thing that a schema has: a column, a check, an index or a trigger; and all that makes one
    different from another of the same name, but for what a column holds by default.
    """

    sort: str
    table: str
    name: str
    what: str


def parts(sql: Iterable[str]) -> frozenset[Part]:
    """What an SQLite database has when these statements have been run."""
    database = dialect_of(MEMORY).open()
    database.connect()
    try:
        for one in sql:
            database.execute_sql(one)
        return frozenset(_parts(database))
    finally:
        database.close()


def _parts(database: pw.Database) -> Iterator[Part]:
    for sort, name, table, sql in _rows(
        database, "SELECT type, name, tbl_name, sql FROM sqlite_master"
    ):
        if sort != "table":
            yield Part(sort, table, name, sql or "")
            continue
        links = {
            row[3]: f" → {row[2]}" for row in _rows(database, f'PRAGMA foreign_key_list("{name}")')
        }
        for _no, column, type_, needed, _default, key in _rows(
            database, f'PRAGMA table_info("{name}")'
        ):
            what = f"{type_}{' NOT NULL' * needed} {key}{links.get(column, '')}"
            yield Part("column", name, column, what)
        for check in re.findall(r"CHECK \(.*?\)+", sql):
            yield Part("check", name, check, "")
        yield Part("table", name, name, "STRICT" * sql.endswith("STRICT"))


def _rows(database: pw.Database, sql: str) -> list[Any]:
    return list(database.execute_sql(sql).fetchall())


class WrittenByHand(JiaoyanError):
    """What leads to the declarations is no addition, so that it cannot be written from them."""


def next_step(types: Types) -> dict[str, list[str]]:
    """The statements, for each kind of database, that lead from the steps there are to what the
    declarations ask for: new tables and indexes whole, for new columns an ALTER TABLE. Nothing where
    nothing is missing.

    Raises `WrittenByHand` where something was renamed, taken away or became another.
    """
    dialects = {one.name: one for one in (dialect_of(MEMORY), Postgres("postgresql://"))}
    before = [sql for step in range(1, last_step() + 1) for sql in statements(step, Sqlite.name)]
    made, asked = parts(before), parts(create_statements(dialects[Sqlite.name], types))
    new = asked - made
    sql = {name: list(_additions(new, made, one, types)) for name, one in dialects.items()}
    if left := parts([*before, *sql[Sqlite.name]]) ^ asked:
        names = "、".join(sorted({f"{part.table}.{part.name}" for part in left}))
        raise WrittenByHand(
            f"这些不是增加，声明里推不出该怎么办：{names}。没有写。请自己写这一步"
            "(改名用 RENAME COLUMN，别的要重建那张表)，再运行一次。"
        )
    return sql if any(sql.values()) else {}


def _additions(
    new: frozenset[Part], made: frozenset[Part], dialect: Sqlite | Postgres, types: Types
) -> Iterator[str]:
    """Of all CREATE statements, those of what is new; of a table that is there already, its new
    columns.
    """
    there = {part.table for part in made}
    columns = {(part.table, part.name) for part in new if part.sort == "column"} - {
        (part.table, part.name) for part in made
    }
    others = {part.name for part in new - made if part.sort in ("index", "trigger")}
    for sql in create_statements(dialect, types):
        if (table := _table(sql)) is None:
            if (name := re.match(r'CREATE (?:UNIQUE )?(?:INDEX|TRIGGER) "?(\w+)', sql)) and (
                name[1] in others
            ):
                yield sql
        elif table[0] not in there:
            yield sql
        else:
            for column in table[1]:
                if (table[0], _name(column)) in columns:
                    with_default = _with_default(types, table[0], column)
                    yield f'ALTER TABLE "{table[0]}" ADD COLUMN {with_default}'


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
    return column.partition(" ")[0].strip('"')


def _table(sql: str) -> tuple[str, list[str]] | None:
    """Name and column definitions of a CREATE TABLE as `create_statements` writes it."""
    match = re.match(r'CREATE TABLE "(\w+)" \((.*)\)[ A-Z]*$', sql, re.DOTALL)
    if match is None:
        return None
    columns = re.sub(r", PRIMARY KEY \(.*\)$", "", match[2])
    return (match[1], re.split(r', (?=")', columns))


def _inlined(sql: str, parameters: list[object]) -> str:
    if parameters:
        raise ValueError(f"a declaration needs parameters in its DDL: {sql}")
    return sql
