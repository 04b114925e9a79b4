"""What an export has written into a folder: which file is whose, and how it was left.

It stands in the folder itself, so that the folder can be moved, and an export from another
computer finds it. Without it nothing is lost: files that are there are compared, never overwritten.

It is a line of JSON for each file. A file that is written adds its line, so that an export that is
killed is taken up where it ended; the last line about a file counts. What cannot be read, such as a
last line that was torn off, is left out.

Others may write there too, so it is a claim: lines that name anything but a document below the
folder are left out, and what is to go is looked at before (`exports.ours`).
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from exports.folders import added, is_below, opened
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
_IN_ORDER = [*_TYPES.values()]
_NO_NAME = ("\0", "\\", ":") if os.name == "nt" else ("\0",)
"""What stands in no name of a file."""
_NO_STEP = ("", ".", "..")
"""What stands between the ``/`` of a path that begins elsewhere, leads out, or is not written as we do."""


class Ledger:
    """The entries of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._of: dict[tuple[str, str], Entry] = {}
        self._owners: dict[str, tuple[str, str]] = {}
        self._new: list[Entry] = []
        """Those that are not written down yet."""
        self._lines = 0
        """How many stand in the file, of which later ones may have taken the place of earlier ones."""
        self._adds = False
        """Whether a line can be added: not behind one that was torn off, nor to what is no ledger."""
        self._changed = False
        self._refused = False
        for entry in self._read(folder / FILE):
            if self.is_free(entry.path, entry.record, entry.document):
                self._keep(entry)

    def entry(self, record: str, document: str) -> Entry | None:
        """What was written for a document of a record."""
        return self._of.get((record, document))

    def is_free(self, path: str, record: str, document: str) -> bool:
        """Whether a path belongs to nobody else; capitals do not tell files apart."""
        return self._owners.get(path.casefold(), (record, document)) == (record, document)

    def note(self, entry: Entry) -> None:
        """Keep how a file was left."""
        self._keep(entry)
        self._new.append(entry)

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
        """Write down what is new. Where that was refused once it is not tried again before `tidy`: the
        next lines fare no better. Raises OSError.
        """
        if not self._new or self._refused:
            return
        self._changed = self._refused = True
        adds, self._adds = self._adds, False  # a part of a line may be there where this fails
        if adds and added(self.folder / FILE, b"".join(map(_line, self._new))):
            self._lines += len(self._new)
            self._adds = True
            self._new.clear()
        else:
            self._write()
        self._refused = False

    def tidy(self) -> None:
        """Write down what is new, at the end of the work, and leave out the lines that count no more.
        Raises OSError.
        """
        self._refused = False
        self.save()
        if self._changed and self._lines > len(self._of):
            self._write()

    def _write(self) -> None:
        """Write all of it down, whole or not at all."""
        put(self.folder / FILE, b"".join(_line(self._of[owner]) for owner in sorted(self._of)))
        self._lines = len(self._of)
        self._adds = True
        self._new.clear()

    def _read(self, path: Path) -> Iterator[Entry]:
        """The entries in a file that can be ours; none where it is missing or no file at all."""
        content = b""
        with suppress(OSError), opened(path) as file:
            content = file.read(LARGEST + 1) if file is not None else b""
        if len(content) > LARGEST:
            return
        rows = _whole_list(content)
        self._adds = rows is None and content.endswith(b"\n")
        for row in content.splitlines() if rows is None else rows:
            self._lines += 1
            entry = _entry(row)
            if entry is not None:
                yield entry


def digest(content: bytes) -> str:
    """The hash of a file."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """The hash of a file of any size, ``""`` where there is something else. Raises OSError."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if file else ""


def _line(entry: Entry) -> bytes:
    said = {name: getattr(entry, name) for name in _TYPES}
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _whole_list(content: bytes) -> list[Any] | None:
    """The rows of a ledger as it was written at first, one list; None if it is not written so."""
    rows = _json(content) if content.startswith(b"[") else None
    return rows if isinstance(rows, list) else None


def _entry(row: Any) -> Entry | None:
    """The entry in a line, or in a row of a list; None where it can be none of ours."""
    said = _json(row) if isinstance(row, bytes) else row
    return Entry(**said) if _is_entry(said) and _is_document(said["path"]) else None


def _json(text: bytes) -> Any:
    """What a text says, None if it is damaged."""
    try:
        return json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def _is_entry(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() == _TYPES.keys()
        and [type(row[name]) for name in _TYPES] == _IN_ORDER
    )


def _is_document(path: str) -> bool:
    """Whether a path is that of a document below the folder, written as we write paths. Told from its
    signs: years of files are told at the start of every export.
    """
    parts = path.split("/")
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return (
        not any(sign in path for sign in _NO_NAME)
        and not any(part in _NO_STEP for part in parts)
        and path.lower().endswith(ENDINGS)
        and parts[-1].lower() not in ENDINGS
    )
