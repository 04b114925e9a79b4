"""What a store refuses, and why, for people."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import peewee as pw

from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import Record


class StoreProblem(JiaoyanError):
    """The database cannot be opened, read or written."""


class DiskFull(StoreProblem):
    """There is no room for what is to be kept."""


class ReadOnly(StoreProblem):
    """The database can be read and not written."""


class Conflict(JiaoyanError):
    """Somebody saved a newer version: `current` is what stands in the store, `base` the version
    that one's own began from, None if it cannot be found.
    """

    def __init__(self, current: Record, base: Record | None) -> None:
        who = current.updated_by or "别人"
        super().__init__(f"{who}已经存了《{current.title}》的新一版。两版并排看过再存。")
        self.current = current
        self.base = base


_MEANINGS: tuple[tuple[type[StoreProblem], tuple[str, ...], str], ...] = (
    (DiskFull, ("FullError", "database or disk is full", "disk I/O error", "No space left"),
     "磁盘满了，存不下。请清理磁盘，内容还在屏幕上。"),
    (ReadOnly, ("ReadOnlyError", "readonly database", "read-only"),
     "数据库是只读的，写不进去。请检查文件和文件夹的权限。"),
    (StoreProblem, ("BusyError", "database is locked", "LockedError"),
     "别的终端正在写，等了十秒还没轮到。请稍后再试一次。"),
    (StoreProblem, ("CorruptError", "malformed", "NotADBError", "not a database",
                    "unsupported file format"),
     "数据库文件坏了。请用最近的备份恢复，不要再往里写。"),
    (StoreProblem, ("UnicodeEncodeError", "NUL"),
     "里面有不能保存的字符，没有存上。请删掉看不见的字符再试。"),
    (StoreProblem, ("connection", "server closed"), "与数据库服务器的连接断了。请检查网络后再试。"),
)  # fmt: skip


@contextmanager
def for_people() -> Iterator[None]:
    """Turns what the driver raises into a `StoreProblem` that says what to do."""
    try:
        yield
    except (
        pw.OperationalError,
        pw.DatabaseError,
        pw.InterfaceError,
        UnicodeEncodeError,
    ) as problem:
        raise _meant(problem) from problem


def _meant(problem: BaseException) -> StoreProblem:
    """What was wrong at first: a full disk ends SQLite's transaction by itself, and then rolling it
    back fails too, which would hide the reason.
    """
    chain = [problem]
    while (before := chain[-1].__cause__ or chain[-1].__context__) is not None:
        if isinstance(before, StoreProblem):
            return before
        chain.append(before)
    text = " ".join(f"{type(one).__name__} {one}" for one in chain)
    for refusal, signs, meaning in _MEANINGS:
        if any(sign in text for sign in signs):
            return refusal(meaning)
    return StoreProblem(f"数据库出了问题，没有存上：{problem}")
