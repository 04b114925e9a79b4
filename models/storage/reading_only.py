"""Opening a file that cannot be written: a stick with a lock, somebody else's folder, a full disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from models.kernel.errors import why
from models.storage.errors import StoreProblem, for_people
from models.storage.migrate import VERSION, refuse_newer, refuse_unfinished, upgrade, version
from models.storage.store import Store
from models.storage.tables import wanted_columns

TRIES = 5
"""Copies of a database that somebody writes into meanwhile."""

if TYPE_CHECKING:
    import peewee as pw

    from models.kernel.registry import Types
    from models.storage.dialect import Sqlite
    from models.storage.migrate import Wanted


def open_to_read(dialect: Sqlite, types: Types, reason: str) -> Store:
    """The store of a file of which nothing is changed; its notice says so, and why. What SQLite
    cannot read without writing beside it (a write-ahead log, an earlier schema) is read from a copy
    in the system's folder for such.

    Raises `StoreProblem`.
    """
    path = dialect.path
    wanted = wanted_columns(types)
    database = _in_place(dialect, wanted) if _is_on_read_only_medium(path) else None
    try:
        database = database or _copied(dialect, wanted)
    except OSError as problem:
        database = _in_place(dialect, wanted)  # the disk is full, and so nobody writes there
        if database is None:
            raise StoreProblem(
                f"数据库“{path}”只能读，又没有地方放它的副本：{why(problem)}。"
                "请把它复制到能写的文件夹再打开。"
            ) from None
    dialect.read_only = True
    store = Store(database, dialect, types, f"{reason}，数据库“{path}”只能看，不能改。")
    store.site = store.setting("site_id")
    return store


def _is_on_read_only_medium(path: Path) -> bool:
    """Whether nobody can write there: what SQLite reads as immutable must not change."""
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except (OSError, AttributeError):  # a system that does not say
        return False


def _in_place(dialect: Sqlite, wanted: Wanted) -> pw.Database | None:
    """The file read where it is; None where its log, or an earlier schema, would have to be written."""
    with suppress(OSError):
        if _log_of(dialect.path).stat().st_size:
            return None
    with for_people():
        database = dialect.open_to_read(dialect.path, immutable=True)
        database.connect()
        try:
            found = version(database, dialect)
            if found == VERSION:
                refuse_unfinished(database, dialect, wanted)
                return database
        except BaseException:
            database.close()
            raise
        database.close()
    refuse_newer(found)
    return None


def _copied(dialect: Sqlite, wanted: Wanted) -> pw.Database:
    """A copy, brought to the present schema. Raises OSError where there is no room for it."""
    path = dialect.path
    dialect.folder = tempfile.TemporaryDirectory(prefix="jiaoyan-", ignore_cleanup_errors=True)
    copy = Path(dialect.folder.name) / path.name
    for _try in range(TRIES):
        before = _marks(path)
        for source, target in ((path, copy), (_log_of(path), _log_of(copy))):
            target.unlink(missing_ok=True)
            if source.exists():
                shutil.copyfile(source, target)
        if _marks(path) == before:
            break
    else:
        raise StoreProblem(f"数据库“{path}”一直有人在写，读不到完整的一份。请稍后再打开。")
    with for_people():
        database = dialect.open(copy)
        database.connect()
        upgrade(database, dialect, wanted, lambda _old: None)
    return database


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _marks(path: Path) -> list[tuple[int, int, int]]:
    """What changes when somebody writes into a database or its log."""
    found = [one.stat() for one in (path, _log_of(path)) if one.exists()]
    return [(one.st_ino, one.st_size, one.st_mtime_ns) for one in found]
