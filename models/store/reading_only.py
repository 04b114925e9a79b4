"""Opening a file that cannot be written: a stick with a lock, somebody else's folder, a full disk."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import why
from models.store.errors import StoreProblem, for_people
from models.store.migrate import VERSION, refuse_newer, upgrade, version
from models.store.store import Store

if TYPE_CHECKING:
    import peewee as pw

    from models.store.dialect import Sqlite


def open_to_read(dialect: Sqlite, reason: str) -> Store:
    """The store of a file of which nothing is changed; its notice says so, and why. What SQLite
    cannot read without writing beside it (a write-ahead log, an earlier schema) is read from a copy
    in the system's folder for such.

    Raises `StoreProblem`.
    """
    path = dialect.path
    database = _in_place(dialect) or _copied(dialect)
    dialect.read_only = True
    store = Store(database, dialect, f"{reason}，数据库“{path}”只能看，不能改。")
    store.site = store.setting("site_id")
    return store


def _in_place(dialect: Sqlite) -> pw.Database | None:
    wal = dialect.path.with_name(f"{dialect.path.name}-wal")
    with suppress(OSError):
        if wal.exists() and wal.stat().st_size:
            return None
    with for_people():
        database = dialect.open_to_read(dialect.path, immutable=True)
        database.connect()
        found = version(database, dialect)
        if found == VERSION:
            return database
        database.close()
    refuse_newer(found)
    return None


def _copied(dialect: Sqlite) -> pw.Database:
    path = dialect.path
    dialect.folder = tempfile.TemporaryDirectory(prefix="jiaoyan-", ignore_cleanup_errors=True)
    copy = Path(dialect.folder.name) / path.name
    try:
        for ending in ("", "-wal"):
            source = path.with_name(path.name + ending)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
    except OSError as problem:
        raise StoreProblem(
            f"数据库“{path}”只能读，又没有地方放它的副本：{why(problem)}。请把它复制到能写的文件夹再打开。"
        ) from None
    with for_people():
        database = dialect.open(copy)
        database.connect()
        upgrade(database, dialect, lambda _old: None)
    return database
