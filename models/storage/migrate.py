"""Bringing a database to the present schema: all steps in one transaction, or none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.storage.dialect import APPLICATION_ID
from models.storage.errors import StoreProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    import peewee as pw

    from models.storage.dialect import Postgres, Sqlite

VERSION = 5
"""The schema this program works with."""


class NewerDatabase(JiaoyanError):
    """The file was written by a newer 教研本."""


def statements(step: int, dialect_name: str) -> list[str]:
    """The SQL of a step."""
    path = Path(__file__).parent / "steps" / f"{step:04}.{dialect_name}.sql"
    text = path.read_text(encoding="utf-8")
    return [part.strip() for part in text.split("\n;\n") if part.strip()]


def upgrade(
    database: pw.Database, dialect: Sqlite | Postgres, before: Callable[[int], None]
) -> bool:
    """Run the missing steps; True if there were any. `before(version)` is called once, before
    anything is changed in a database that holds records: it makes the verified backup.

    Raises `NewerDatabase`, and whatever a step raises, after everything was rolled back.
    """
    found = version(database, dialect)
    if found == VERSION:
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
            for step in range(at + 1, VERSION + 1):
                for statement in statements(step, dialect.name):
                    database.execute_sql(statement)
            _refuse_unfinished(database, dialect)
            _set_version(database, dialect)
            if dialect.strict and database.execute_sql("PRAGMA foreign_key_check").fetchone():
                raise JiaoyanError("升级没有通过检查，数据库保持原样。请把备份交给技术人员。")
    finally:
        if dialect.strict:
            database.execute_sql("PRAGMA foreign_keys = ON")
    return True


def refuse_newer(at: int) -> None:
    """Raises `NewerDatabase`, and `StoreProblem` for a number that no program of ours has written."""
    if at < 0:
        raise StoreProblem(f"数据库的格式号({at})不对，文件可能坏了。请用最近的备份恢复。")
    if at > VERSION:
        raise NewerDatabase(
            f"这个数据库是更新版本的教研本写的(格式 {at}，本程序认识到 {VERSION})。"
            "请升级教研本再打开。"
        )


def _refuse_unfinished(database: pw.Database, dialect: Sqlite | Postgres) -> None:
    """A database of a version that was still being built may bear a number whose tables it has not:
    better said now, with everything rolled back, than at the first page that wants one.
    """
    made = "".join(sql for step in range(1, VERSION + 1) for sql in statements(step, dialect.name))
    wanted = set(re.findall(r'CREATE TABLE "(\w+)"', made))
    if missing := sorted(wanted - set(database.get_tables())):
        raise JiaoyanError(
            f"这个数据库是还没有发布的教研本写的，缺少 {'、'.join(missing)}，不能直接升级，"
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
