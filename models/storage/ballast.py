"""A megabyte set aside next to the database, given up when the disk is full so that what is being
typed can still be saved.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from models.kernel.whole_files import put

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 1 << 20
ENOUGH = 3 * SIZE
"""Bytes that have to be free before so much is set aside."""
LITTLE = SIZE
"""Bytes free below which the next save may fail."""


def ballast_of(path: Path) -> Path:
    """The file that is kept for a database."""
    return path.with_name(f"{path.name}-reserve")


def keep_ballast(path: Path) -> None:
    """Make sure it is there, where there is room for more than it; no room now is not an error. A
    link that somebody has put in its place is not followed.
    """
    kept = ballast_of(path)
    with suppress(OSError):
        is_there = not kept.is_symlink() and kept.exists() and kept.stat().st_size >= SIZE
        if not is_there and _free(path) >= ENOUGH:
            put(kept, b"\0" * SIZE)


def is_nearly_full(path: Path) -> bool:
    """Whether there is hardly room for the next save."""
    try:
        return _free(path) < LITTLE
    except OSError:
        return False


def _free(path: Path) -> int:
    return shutil.disk_usage(path.parent).free


def give_up_ballast(path: Path) -> bool:
    """Free it; True if there was something to free."""
    try:
        ballast_of(path).unlink()
    except OSError:
        return False
    return True
