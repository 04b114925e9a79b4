"""A place for a file in a folder where people work too.

It is left alone when nothing has changed, and never goes over what somebody else has put there or
changed: then the new one is called ``…_v2``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from exports.folders import ExportProblem, is_below, refuse_links
from exports.ledger import Entry, digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exports.ledger import Ledger

_MOST_VERSIONS = 100


@dataclass(frozen=True, slots=True)
class Made:
    """A file that has been made. `key` says from what (``""``: not to be told from the next one),
    `put` writes it at a path, whole or not at all; `is_ours` tells whether a file there is an earlier
    one of the same, whatever the ledger says (it raises OSError).
    """

    key: str
    size: int
    sha256: str
    put: Callable[[Path], object]
    is_ours: Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a file stands now, whether it was `written` just now, and whether it is `kept` because
    somebody else has changed it.
    """

    path: Path
    written: bool = False
    kept: bool = False


class Place:
    """The place of one document of one record in a folder."""

    def __init__(self, ledger: Ledger, record: str, document: str) -> None:
        self._ledger = ledger
        self._record = record
        self._document = document
        self._before = ledger.entry(record, document)
        self._untouched = ledger.untouched(self._before)

    def standing(self, key: str) -> Placed | None:
        """What was written there from the same, if it is still there."""
        if self._before is None or self._untouched is None or self._before.key != key:
            return None
        return Placed(self._ledger.folder / self._before.path, kept=not self._untouched)

    def put(self, made: Made, name: str) -> Placed:
        """Put a file there, by this name from the folder or a later version of it; the one that was
        there before it, and that nobody has touched, goes.

        Raises `ExportProblem` where all the names are taken, OSError.
        """
        ours = self._ours(made)
        path = next(one for one in self._versions(name) if self._may_stand(one, ours, made))
        there = self._ledger.folder / path
        refuse_links(self._ledger.folder, there)
        fresh = path == ours or not os.path.lexists(there)
        if fresh:
            there.parent.mkdir(parents=True, exist_ok=True)
            made.put(there)
        left = there.stat()
        self._ledger.note(Entry(self._record, self._document, path, made.key, left.st_size,
                                left.st_mtime_ns, made.sha256))  # fmt: skip
        if ours and ours != path:
            (self._ledger.folder / ours).unlink(missing_ok=True)
        return Placed(there, written=fresh)

    def _ours(self, made: Made) -> str:
        """Where the one before stands that nobody has touched, ``""`` if there is none."""
        if self._before is None or not self._untouched:
            return ""
        there = self._ledger.folder / self._before.path
        return self._before.path if made.is_ours(there) else ""

    def _versions(self, name: str) -> Iterator[str]:
        """The names it may have: its own, then with a version."""
        yield name
        whole = PurePosixPath(name)
        for version in range(2, _MOST_VERSIONS):
            path = str(whole.with_name(f"{whole.stem}_v{version}{whole.suffix}"))
            if self._ledger.is_free(path, self._record, self._document):
                yield path
        raise ExportProblem("同名的文件太多了。请换一个空文件夹或别的文件名再导出。")

    def _may_stand(self, path: str, ours: str, made: Made) -> bool:
        """Whether a path is ours, free, or has the same content already."""
        there = self._ledger.folder / path
        if path == ours or not os.path.lexists(there):
            return True
        same = is_below(self._ledger.folder, path) and there.stat().st_size == made.size
        return same and digest_of(there) == made.sha256
