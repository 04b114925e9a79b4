"""Which database is meant: ``--db``, else ``JIAOYAN_DB``, else the one in the user's data folder."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any

from models.kernel.errors import JiaoyanError
from models.kernel.paths import from_the_top, given_path
from tui.output import say
from tui.visible import is_broken

if TYPE_CHECKING:
    from pathlib import Path

    from models.storage import Store

VARIABLE = "JIAOYAN_DB"
FILE = "jiaoyan.db"
SQLITE = "sqlite:///"
"""May stand before the path of a file, as other programs write it."""
IN_MEMORY = ":memory:"
"""What SQLite takes for a database without a file."""
KNOWN = "known-databases.txt"
"""Where the paths of files that were opened before stand, one a line."""


def data_folder() -> Path:
    """The person's own folder for our data."""
    from platformdirs import user_data_path

    return user_data_path("jiaoyan", appauthor=False)


def address_given(db: str | None) -> str:
    """The path or URL as it was given, else as it stands in the environment; ``""`` for neither."""
    address = db or os.environ.get(VARIABLE, "").strip()
    return address.removeprefix(SQLITE) if address != SQLITE else address


def where(db: str | None) -> str:
    """The path or URL of the database that is meant: as given, else the person's own file.

    Raises `JiaoyanError` where an empty one is given, or one that is no text or not kept.
    """
    if db is not None and not db.strip():
        raise JiaoyanError("--db 后面是空的。请写数据库文件的路径，或 postgresql:// 开头的地址。")
    address = address_given(db) or str(data_folder() / FILE)
    if address.strip() == IN_MEMORY:
        raise JiaoyanError(f"“{address}”不在磁盘上，写的都留不住。请写数据库文件的路径。")
    if is_broken(address):
        raise JiaoyanError(
            f"数据库的路径“{address}”里有不是 UTF-8 的字，打不开。请给文件或文件夹改个名字。"
        )
    return address


def is_server(address: str) -> bool:
    """Whether a URL is meant and not a file."""
    return "://" in address


def leave_servers_out(address: str) -> None:
    """Where a file is meant, have peewee loaded without the driver of servers. It loads that wherever
    it is installed, which takes longer than everything of ours on the way to the first screen; after
    peewee is loaded it is too late to say so.
    """
    modules: dict[str, Any] = sys.modules
    if not is_server(address) and "peewee" not in modules:
        modules.setdefault("psycopg", None)


def file_of(address: str) -> Path | None:
    """The file that is meant, None for a server. Raises `JiaoyanError` for a path from a present folder
    that has been deleted.
    """
    return None if is_server(address) else from_the_top(given_path(address))


def exists(db: str | None) -> bool:
    """Whether there is anything to open; a server is taken to be there."""
    path = file_of(where(db))
    return path is None or _is_there(path)


def _is_there(path: Path) -> bool:
    """What cannot be looked at is for the store to refuse, which says why."""
    try:
        return path.exists()
    except OSError:
        return True


def open_database(db: str | None, *, create: bool = True) -> Store:
    """Open it, making a file where there was none, unless `create` is false. A file that was
    opened before and is missing or empty now is an error and no first run: a stick was pulled
    out, or a share is not there.

    Raises `JiaoyanError`.
    """
    leave_servers_out(where(db))
    from models.catalogue import open_school

    path = file_of(where(db))
    if path is None:
        return open_school(where(db))
    known = str(path) in _known()
    if not create and not known and not _is_there(path):
        raise JiaoyanError(
            f"还没有数据库“{path}”。请检查 --db 后面的路径；第一次使用，请先运行 jiaoyan。"
        )
    store = open_school(path, create=create and not known)
    if store.read_only:
        say(store.notice)
    if not known:
        _remember(path)
    return store


def _known() -> list[str]:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (data_folder() / KNOWN).read_text(encoding="utf-8").splitlines()
    return []


def _remember(path: Path) -> None:
    """What cannot be written down is not missed later; that is no reason to stop."""
    with contextlib.suppress(OSError, UnicodeEncodeError):
        data_folder().mkdir(parents=True, exist_ok=True)
        with (data_folder() / KNOWN).open("a", encoding="utf-8") as file:
            file.write(f"{path}\n")
