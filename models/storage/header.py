"""Whose a SQLite file is, read without opening it: opening would change it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.errors import why
from models.storage.errors import StoreProblem

if TYPE_CHECKING:
    from pathlib import Path

HEADER = b"SQLite format 3\0"
_LENGTH = 108
_OWNER = slice(68, 72)
_CELLS = slice(103, 105)
"""How many tables and indexes the first page names, where one page has room for them."""
_WAL_HEADER, _FRAME_HEADER = 32, 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))


def beginning(path: Path) -> bytes:
    """The header of a file, shorter where the file is. Raises `StoreProblem`."""
    try:
        with path.open("rb") as file:
            return file.read(_LENGTH)
    except OSError as problem:
        raise StoreProblem(f"打不开“{path}”：{why(problem)}。请检查权限。") from None


def is_somebody_elses(path: Path, start: bytes, ours: int) -> bool:
    """Whether a file that begins so bears another application id than `ours`, going by the newest
    first page, which may still lie in the write-ahead log beside it. One without any, in which there
    is no table yet, is nobody's. Raises `StoreProblem`.
    """
    wal = path.with_name(f"{path.name}-wal")
    try:
        newest = _first_page_in(wal) if wal.exists() else b""
    except OSError as problem:
        raise StoreProblem(f"打不开“{wal}”：{why(problem)}。请检查权限。") from None
    page = newest or start
    owner = int.from_bytes(page[_OWNER])
    return owner != ours and bool(owner or int.from_bytes(page[_CELLS]))


def _first_page_in(wal: Path) -> bytes:
    """The beginning of page 1 as the log has it last, empty where it has none.

    Layout of the log: SQLite's "Database File Format" §4.1.
    """
    with wal.open("rb") as file:
        head = file.read(_WAL_HEADER)
        if len(head) < _WAL_HEADER or int.from_bytes(head[:4]) not in _WAL_MAGIC:
            return b""
        size, salts = int.from_bytes(head[8:12]), head[16:24]
        found = newest = b""
        if size not in _PAGE_SIZES:
            return found
        place = _WAL_HEADER
        while len(frame := file.read(_FRAME_HEADER)) == _FRAME_HEADER and frame[8:16] == salts:
            if int.from_bytes(frame[:4]) == 1:
                newest = file.read(_LENGTH)
            if int.from_bytes(frame[4:8]):  # the last frame of a transaction
                found = newest
            place += _FRAME_HEADER + size
            file.seek(place)
        return found
