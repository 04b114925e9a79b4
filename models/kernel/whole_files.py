"""Files that appear whole or not at all, in folders where others may put things too.

What is being written has a random name beside its place, is made anew (a link or a file that somebody
has put there is neither followed nor opened), and takes its place when it is complete.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

FOR_ALL, FOR_ME = 0o666, 0o600
"""Who may read a new file: whom the person's own settings (umask) let, or its owner only."""
_NEW = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_UNWAITED = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NAME = ".教研本-{}.tmp"
_RANDOM = 8


def beside(target: Path) -> Path:
    """A name that nobody can foresee, in the folder of a file that is to be written."""
    return target.with_name(_NAME.format(os.urandom(_RANDOM).hex()))


def new_file(path: Path, mode: int = FOR_ALL) -> BinaryIO:
    """A file that was not there, open for writing. Raises FileExistsError also where a link stands
    there, and OSError.
    """
    return os.fdopen(os.open(path, _NEW, mode), "wb")


@contextmanager
def written_beside(target: Path, mode: int = FOR_ALL) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside a place, to be written and then moved there; what is not moved goes. Raises
    OSError.
    """
    new = beside(target)
    try:
        with new_file(new, mode) as file:
            yield new, file
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def put(path: Path, content: bytes) -> None:
    """Write a file in place of the one that is there: whole, or not at all. A link that stands there
    is replaced, not followed. Raises OSError, and then leaves nothing behind.
    """
    with written_beside(path) as (new, file):
        file.write(content)
        file.close()
        new.replace(path)


def put_new(path: Path, content: bytes, mode: int = FOR_ALL) -> None:
    """Write a file that was not there: whole, and on the disk, or not at all.

    Raises FileExistsError where something stands there, OSError.
    """
    with written_beside(path, mode) as (new, file):
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        file.close()
        new_file(path, mode).close()
        try:
            new.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


class TooLarge(Exception):
    """A file has more bytes than are read; `size` says how many."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def content_of(path: Path, most: int) -> bytes:
    """All bytes of a file that a person has named, `most` of them.

    Raises `TooLarge`, OSError, and `JiaoyanError` for what is no file: a pipe or a device would have
    to be waited for, perhaps for ever.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | _UNWAITED), "rb") as file:
        there = os.fstat(file.fileno())
        if not stat.S_ISREG(there.st_mode):
            raise JiaoyanError(f"“{path.name}”不是普通的文件，读不了。请选一个文件。")
        if there.st_size > most:
            raise TooLarge(there.st_size)
        return file.read()
