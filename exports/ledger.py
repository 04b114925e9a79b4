"""What an export has written into a folder: which file is whose, and how it was left.

It stands in the folder itself, so that the folder can be moved, and an export from another
computer finds it. Without it nothing is lost: files that are there are compared, never overwritten.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = ".教研本导出.json"


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


class Ledger:
    """The entries of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._of = {(entry.record, entry.document): entry for entry in _read(folder / FILE)}
        self._owners = {entry.path.casefold(): owner for owner, entry in self._of.items()}
        self._changed = False

    def entry(self, record: str, document: str) -> Entry | None:
        """What was written for a document of a record."""
        return self._of.get((record, document))

    def is_free(self, path: str, record: str, document: str) -> bool:
        """Whether a path belongs to nobody else; capitals do not tell files apart."""
        return self._owners.get(path.casefold(), (record, document)) == (record, document)

    def note(self, entry: Entry) -> None:
        """Keep how a file was left."""
        owner = (entry.record, entry.document)
        if before := self._of.get(owner):
            self._owners.pop(before.path.casefold(), None)
        self._of[owner] = entry
        self._owners[entry.path.casefold()] = owner
        self._changed = True

    def untouched(self, entry: Entry | None) -> bool | None:
        """Whether the file is as it was left; None where there is none. Raises OSError."""
        if entry is None:
            return None
        path = self.folder / entry.path
        try:
            now = path.stat()
        except FileNotFoundError:
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


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises OSError, and then leaves nothing behind."""
    new = path.with_name(f".教研本-{os.getpid()}.tmp")
    try:
        new.write_bytes(content)
        os.replace(new, path)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def digest(content: bytes) -> str:
    """The hash of a file."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """The hash of a file of any size. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> list[Entry]:
    """The entries in a file; none where it is missing or damaged."""
    with suppress(OSError, ValueError, TypeError):
        return [Entry(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    return []
