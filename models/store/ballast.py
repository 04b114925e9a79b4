"""A megabyte set aside next to the database, given up when the disk is full so that what is being
typed can still be saved.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 1 << 20


def ballast_of(path: Path) -> Path:
    """The file that is kept for a database."""
    return path.with_name(f"{path.name}-reserve")


def keep_ballast(path: Path) -> None:
    """Make sure it is there; a disk that has no room for it now is not an error now."""
    kept = ballast_of(path)
    with suppress(OSError):
        if not kept.exists() or kept.stat().st_size < SIZE:
            kept.write_bytes(b"\0" * SIZE)


def give_up_ballast(path: Path) -> bool:
    """Free it; True if there was something to free."""
    try:
        ballast_of(path).unlink()
    except OSError:
        return False
    return True
