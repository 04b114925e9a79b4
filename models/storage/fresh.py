"""A database file made from nothing: it gets its name when it is complete and on the disk."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from models.kernel.whole_files import new_file
from models.storage.dialect import Sqlite
from models.storage.open import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.registry import Types
    from models.storage.store import Store


@contextmanager
def fresh_file(path: Path, types: Types) -> Iterator[Store]:
    """A new store, which becomes the file `path`, in place of one that is there, when the block has
    ended well; otherwise nothing is left of it. One that was killed on the way leaves a `.part`, of a
    name that nobody can foresee, which counts for nothing and goes the next time.

    So nothing in it has to survive a power cut before its end, and it is synced once, there:
    waiting for the disk after each thousand records takes as long as making them.

    Raises `StoreProblem`, and OSError where the file cannot be put in its place.
    """
    part = path.with_name(f"{path.name}.{os.urandom(8).hex()}.part")
    try:
        for left in _left_of(path):
            _remove(left)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new_file(part).close()
        with open_store(part, types) as store:
            assert isinstance(store.dialect, Sqlite)
            with store.dialect.unsynced(store.database):
                yield store
        with part.open("r+b") as file:
            os.fsync(file.fileno())
        _remove(path)
        part.replace(path)
    finally:
        with suppress(OSError):
            _remove(part)


def _left_of(path: Path) -> list[Path]:
    """What was left on the way to this file."""
    name = re.compile(rf"{re.escape(path.name)}\.[0-9a-f]{{16}}\.part")
    there = path.parent.iterdir() if path.parent.is_dir() else ()
    return [left for left in there if name.fullmatch(left.name)]


def _remove(path: Path) -> None:
    """A database file with what SQLite and the store keep beside it."""
    for beside in ("", "-wal", "-shm", "-reserve"):
        Path(os.fspath(path) + beside).unlink(missing_ok=True)
