"""Opening a database: the file or the server, made or brought to the present schema, or refused
with a reason.
"""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from models.kernel.errors import why
from models.kernel.ids import new_id
from models.storage.ballast import keep_ballast
from models.storage.dialect import APPLICATION_ID, Sqlite, dialect_of
from models.storage.errors import DiskFull, ReadOnly, StoreProblem, for_people
from models.storage.header import HEADER, beginning, is_somebody_elses
from models.storage.migrate import VERSION, upgrade
from models.storage.reading_only import open_to_read
from models.storage.shares import is_network_share
from models.storage.step_files import refuse_half_steps
from models.storage.store import Store
from models.storage.tables import wanted_columns

if TYPE_CHECKING:
    from pathlib import Path

    import peewee as pw

    from models.kernel.registry import Types


def open_store(where: str | Path, types: Types, *, create: bool = True) -> Store:
    """Open the database that a path or a ``postgresql://`` URL names, for these kinds of record; a
    missing file is made unless `create` is false.

    Raises `StoreProblem` for a file that is none of ours, damaged, read-only or missing and for a
    program whose steps are not whole, `models.storage.migrate.NewerDatabase` and
    `UnfinishedDatabase`.
    """
    refuse_half_steps()
    dialect = dialect_of(where)
    if isinstance(dialect, Sqlite):
        return _open_file(dialect, types, create=create)
    with for_people():
        database = dialect.open()
        _connect(database, str(where))
        store = Store(database, dialect, types)
        upgrade(database, dialect, wanted_columns(types), _backup_by_the_office)
    store.site = f"{socket.gethostname()}:{os.environ.get('USER', '')}"
    return store


def _connect(database: pw.Database, where: str) -> None:
    try:
        database.connect()
    except Exception as problem:  # every driver has its own family of errors
        reason = str(problem).strip().splitlines()[0]
        raise StoreProblem(
            f"连不上数据库服务器。请检查地址、网络和密码。\n地址：{_without_password(where)}\n原因：{reason}"
        ) from problem


def _without_password(url: str) -> str:
    before, at, after = url.rpartition("@")
    scheme, sep, user = before.partition("://")
    return f"{scheme}{sep}{user.partition(':')[0]}{at}{after}" if at else url


def _backup_by_the_office(_version: int) -> None:
    raise StoreProblem(
        "服务器上的数据库要升级。请管理员先用 pg_dump 做好备份，再运行：\n"
        "python -m models.upgrade_server 数据库地址"
    )


def upgrade_server(where: str, types: Types) -> tuple[int, int]:
    """Bring a server's database, of which there is a backup, to the present schema; the versions it
    had and has. Raises `StoreProblem` for what is no server and whatever `open_store` raises.
    """
    refuse_half_steps()
    dialect = dialect_of(where)
    if isinstance(dialect, Sqlite):
        raise StoreProblem("数据库文件打开时自己升级。这里请写 postgresql:// 开头的地址。")
    found: list[int] = []
    with for_people():
        database = dialect.open()
        _connect(database, where)
        try:
            upgrade(database, dialect, wanted_columns(types), found.append)
        finally:
            database.close()
    return (found or [VERSION])[0], VERSION


def _open_file(dialect: Sqlite, types: Types, *, create: bool) -> Store:
    """The file opened for writing where that can be, else for reading."""
    path = dialect.path
    if dialect.in_memory:
        return _opened(dialect, types)
    if reason := _look_at(path, create=create):
        return open_to_read(dialect, types, reason)
    store, refusal = _tried(dialect, types)
    if store is None and refusal is DiskFull and dialect.make_room():
        store, refusal = _tried(dialect, types)
    if store is not None:
        return store
    if refusal is DiskFull and not (path.exists() and path.stat().st_size):
        raise DiskFull("磁盘满了，建不了数据库。请清理磁盘，或换一个位置(--db)。")
    return open_to_read(dialect, types, "磁盘满了" if refusal is DiskFull else "数据库写不进去")


def _tried(dialect: Sqlite, types: Types) -> tuple[Store | None, type[StoreProblem]]:
    """The store, or by what kind of refusal there is none for writing. What comes after is tried
    outside of this, so that it is told for its own reason.
    """
    try:
        return _opened(dialect, types), StoreProblem
    except (DiskFull, ReadOnly) as refusal:
        return None, type(refusal)


def _opened(dialect: Sqlite, types: Types) -> Store:
    path, notice = dialect.path, ""
    if not dialect.in_memory and is_network_share(path):
        dialect.exclusive = True
        notice = (
            "数据库放在网络共享文件夹里，同一时间只能一个人用。"
            "几个人一起用，请改用 PostgreSQL 数据库。"
        )
    with for_people():
        database = dialect.open()
        database.connect()
        try:
            _check_ours(database, path)
            store = Store(database, dialect, types, notice)
            upgrade(database, dialect, wanted_columns(types), lambda old: _backup(store, old))
            dialect.note_identity()
            store.site = store.setting("site_id") or _new_site(store)
        except BaseException:
            database.close()
            raise
    if not dialect.in_memory:
        keep_ballast(path)
    return store


def _look_at(path: Path, *, create: bool) -> str:
    """Why it can only be read, ``""`` where it can be written; what can be refused without opening
    it is refused.
    """
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as problem:  # a folder one may not look into, a name too long
        raise StoreProblem(f"打不开“{path}”：{why(problem)}。请检查路径和权限。") from None
    if is_folder:
        raise StoreProblem(f"“{path}”是文件夹，不是数据库文件。请写到文件名为止。")
    if not is_there:
        if not create:
            raise StoreProblem(f"找不到数据库“{path}”。请检查路径，或确认U盘、网盘已经接上。")
        _make_folder(path.parent)
        return ""
    if not path.is_file():
        raise StoreProblem(f"“{path}”不是普通的文件。请检查路径。")
    start = beginning(path)
    if not start and not create:
        raise StoreProblem(f"“{path}”是空文件，原来的记录不在里面。请用备份恢复，不要直接使用。")
    if start and not start.startswith(HEADER):
        raise StoreProblem(f"“{path}”不是教研本的数据库。请检查路径，没有改动这个文件。")
    if start and is_somebody_elses(path, start, APPLICATION_ID):
        raise _somebody_elses(path)
    if not os.access(path, os.W_OK):
        return "这个文件不能写"
    return "" if os.access(path.parent, os.W_OK) else "它所在的文件夹不能写"


def _somebody_elses(path: Path) -> StoreProblem:
    return StoreProblem(f"“{path}”是别的程序的数据库，没有改动它。请检查路径。")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise StoreProblem(
            f"建不了文件夹“{folder}”：{why(problem)}。请换一个位置(--db)。"
        ) from None
    if not os.access(folder, os.W_OK):
        raise StoreProblem(f"文件夹“{folder}”不能写入。请换一个位置(--db)。")


def _check_ours(database: pw.Database, path: Path) -> None:
    owner = int(database.execute_sql("PRAGMA application_id").fetchone()[0])
    tables = int(database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if owner != APPLICATION_ID and (owner or tables):
        raise _somebody_elses(path)


def _backup(store: Store, old: int) -> None:
    from models.storage.backup import snapshot

    path = store.dialect.path  # type: ignore[union-attr]
    snapshot(store, path.with_name(f"{path.stem}-升级前-格式{old}{path.suffix}"))


def _new_site(store: Store) -> str:
    site = new_id()
    store.set_setting("site_id", site)
    if isinstance(store.dialect, Sqlite):
        store.dialect.write_back(store.database)
    return site
