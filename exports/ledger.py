"""What an export has written into a folder: which file is whose, and how it was left.

It stands in the folder itself, so that the folder can be moved, and an export from another
computer finds it. Without it nothing is lost: files that are there are compared, never overwritten.

Others may write there too, so it is a claim: lines that name anything but a document below the
folder are left out, a damaged ledger is none, and what is to go is looked at before (`exports.ours`).
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from exports.folders import is_below, opened
from models.kernel.whole_files import put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = ".教研本导出.json"
ENDINGS = (".docx", ".pdf")
"""Of what exports write."""
LARGEST = 128 << 20
"""Bytes of a ledger that is read: half a million files."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was written. `key` says from what; `size`, `time` (ns) and `sha256` how it was
    left, so that a change by somebody else shows.
    """

    record: str
    document: str
    path: str
    """From the folder, with ``/``."""
    key: str
    size: int
    time: int
    sha256: str


_TYPES = {f.name: int if f.name in ("size", "time") else str for f in fields(Entry)}


class Ledger:
    """The entries of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._of: dict[tuple[str, str], Entry] = {}
        self._owners: dict[str, tuple[str, str]] = {}
        for entry in _read(folder / FILE):
            if self.is_free(entry.path, entry.record, entry.document):
                self._keep(entry)
        self._changed = False

    def entry(self, record: str, document: str) -> Entry | None:
        """What was written for a document of a record."""
        return self._of.get((record, document))

    def is_free(self, path: str, record: str, document: str) -> bool:
        """Whether a path belongs to nobody else; capitals do not tell files apart."""
        return self._owners.get(path.casefold(), (record, document)) == (record, document)

    def note(self, entry: Entry) -> None:
        """Keep how a file was left."""
        self._keep(entry)
        self._changed = True

    def _keep(self, entry: Entry) -> None:
        owner = (entry.record, entry.document)
        if before := self._of.get(owner):
            self._owners.pop(before.path.casefold(), None)
        self._of[owner] = entry
        self._owners[entry.path.casefold()] = owner

    def untouched(self, entry: Entry | None) -> bool | None:
        """Whether the file is as it was left; None where there is none, or no file of its own below
        the folder. Raises OSError.
        """
        if entry is None or not is_below(self.folder, entry.path):
            return None
        path = self.folder / entry.path
        try:
            now = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if (now.st_size, now.st_mtime_ns) == (entry.size, entry.time):
            return True
        return now.st_size == entry.size and digest_of(path) == entry.sha256

    def save(self) -> None:
        """Write it down, whole or not at all. Raises OSError."""
        if not self._changed:
            return
        entries = [asdict(self._of[owner]) for owner in sorted(self._of)]
        text = json.dumps(entries, ensure_ascii=False, indent=0)
        put(self.folder / FILE, text.encode("utf-8", "backslashreplace"))
        self._changed = False


def digest(content: bytes) -> str:
    """The hash of a file."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """The hash of a file of any size, ``""`` where there is something else. Raises OSError."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if file else ""


def _read(path: Path) -> Iterator[Entry]:
    """The entries in a file that can be ours; none where it is missing, damaged or no file at all."""
    rows: Any = []
    with suppress(OSError, ValueError, RecursionError), opened(path) as file:
        if file is not None and len(content := file.read(LARGEST + 1)) <= LARGEST:
            rows = json.loads(content)
    for row in rows if isinstance(rows, list) else ():
        if _is_entry(row) and _is_document(row["path"]):
            yield Entry(**row)


def _is_entry(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() == _TYPES.keys()
        and all(type(value) is _TYPES[name] for name, value in row.items())
    )


def _is_document(path: str) -> bool:
    """Whether a path is that of a document below the folder, written as we write paths."""
    whole = PurePath(path)
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return (
        path == whole.as_posix()
        and not whole.anchor
        and ".." not in whole.parts
        and whole.suffix.lower() in ENDINGS
        and "\0" not in path
        and not (os.name == "nt" and ":" in path)
    )
