"""Bringing a database to the present schema: all steps in one transaction, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from models.kernel.errors import JiaoyanError
from models.storage.dialect import APPLICATION_ID
from models.storage.errors import StoreProblem
from models.storage.step_files import last_step, statements, tables_after

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    import peewee as pw

    from models.storage.dialect import Postgres, Sqlite

VERSION = last_step()
"""The schema this program works with."""

Wanted: TypeAlias = "Mapping[str, Collection[str]]"
"""The tables that this program asks for, each with its columns."""


class NewerDatabase(JiaoyanError):
    """The file was written by a newer 教研本."""


def upgrade(
    database: pw.Database,
    dialect: Sqlite | Postgres,
    wanted: Wanted,
    before: Callable[[int], None],
) -> bool:
    """Run the missing steps; True if there were any. `before(version)` is called once, before
    anything is changed in a database that holds records: it makes the verified backup.

    Raises `NewerDatabase`, `UnfinishedDatabase`, and whatever a step raises, after everything was
    rolled back.
    """
    found = version(database, dialect)
    if found == VERSION:
        refuse_unfinished(database, dialect, wanted)
        return False
    refuse_newer(found)
    if found:
        before(found)
    if dialect.strict:
        database.execute_sql("PRAGMA foreign_keys = OFF")
    try:
        with dialect.writing(database):
            at = version(database, dialect)
            refuse_newer(at)
            had = tables_after(at, dialect.name)
            refuse_unfinished(database, dialect, dict.fromkeys(had, ()))
            rows = _rows(database, had)
            for step in range(at + 1, VERSION + 1):
                for statement in statements(step, dialect.name):
                    database.execute_sql(statement)
            refuse_unfinished(database, dialect, wanted)
            _set_version(database, dialect)
            _refuse_losses(database, dialect, rows)
    finally:
        if dialect.strict:
            database.execute_sql("PRAGMA foreign_keys = ON")
    return True


def _rows(database: pw.Database, tables: Iterable[str]) -> dict[str, int]:
    """How many rows each of the tables has."""
    return {
        table: int(database.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608
        for table in tables
    }


def _refuse_losses(
    database: pw.Database, dialect: Sqlite | Postgres, before: Mapping[str, int]
) -> None:
    """Raises JiaoyanError where the steps have lost rows, or what a link leads to. A server keeps its
    foreign keys by itself.
    """
    after = _rows(database, before.keys() & dialect.columns(database).keys())
    lost = any(after.get(table, 0) < rows for table, rows in before.items())
    if lost or (dialect.strict and database.execute_sql("PRAGMA foreign_key_check").fetchone()):
        raise JiaoyanError("升级没有通过检查，数据库保持原样。请把备份交给技术人员。")


def refuse_newer(at: int) -> None:
    """Raises `NewerDatabase`, and `StoreProblem` for a number that no program of ours has written."""
    if at < 0:
        raise StoreProblem(f"数据库的格式号({at})不对，文件可能坏了。请用最近的备份恢复。")
    if at > VERSION:
        raise NewerDatabase(
            f"这个数据库是更新版本的教研本写的(格式 {at}，本程序认识到 {VERSION})。"
            "请升级教研本再打开。"
        )


class UnfinishedDatabase(JiaoyanError):
    """The database bears a version that was still being built when it was made."""


def refuse_unfinished(database: pw.Database, dialect: Sqlite | Postgres, wanted: Wanted) -> None:
    """A database of a version that was still being built may bear a number whose tables it has not:
    better said now, before anything is changed, than at the first page that wants one.

    Raises `UnfinishedDatabase`, which names them.
    """
    there = dialect.columns(database)
    missing = [
        name
        for table, columns in sorted(wanted.items())
        for name in (
            [f"{table}.{one}" for one in columns if one not in there[table]]
            if table in there
            else [table]
        )
    ]
    if missing:
        raise UnfinishedDatabase(
            f"这个数据库是还没有发布的教研本写的，缺少 {'、'.join(missing)}，不能直接使用，"
            "它保持原样。请用当时的程序导出 Word 文件，再用“收取文件”收进来。"
        )


def version(database: pw.Database, dialect: Sqlite | Postgres) -> int:
    """The schema of a database; 0 for an empty one."""
    if dialect.strict:
        return int(database.execute_sql("PRAGMA user_version").fetchone()[0])
    if not database.table_exists("schema_version"):
        return 0
    return int(database.execute_sql("SELECT version FROM schema_version").fetchone()[0])


def _set_version(database: pw.Database, dialect: Sqlite | Postgres) -> None:
    if dialect.strict:
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute_sql(f"PRAGMA user_version = {VERSION}")
        return
    database.execute_sql("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)")
    database.execute_sql("DELETE FROM schema_version")
    database.execute_sql("INSERT INTO schema_version VALUES (%s)", (VERSION,))
