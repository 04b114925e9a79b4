"""Whether a file that is to go or to be written over is one of ours: it says so itself.

The ledger of a folder (`exports.ledger`) lies where others may write, so its word is not enough to
take a file away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.folders import opened
from exports.word.carrier import CUSTOM, ID, VOLUME, said_in
from exports.word.package import peek

if TYPE_CHECKING:
    from pathlib import Path

_MOST_PARTS = 50_000
"""Parts of a volume with photos."""
_PDF_END = b"%%EOF"
_PDF_MARK = b"\n%jiaoyan\n"
_TAIL = 64


def is_paper_of(path: Path, record: str) -> bool:
    """Whether a file is a document of a record. Raises OSError."""
    return said_in(_said(path), ID) == record


def is_volume_of_ours(path: Path) -> bool:
    """Whether a file is a bound volume. Raises OSError."""
    return bool(said_in(_said(path), VOLUME))


def _said(path: Path) -> bytes:
    with opened(path) as file:
        return peek(file, CUSTOM, _MOST_PARTS) if file is not None else b""


def marked_pdf(content: bytes) -> bytes:
    """A PDF that says, in a comment behind its end, that it was made here: it can be told from a paper
    that was scanned, and is read as before. What does not end as PDFs do stays as it is.
    """
    whole = content.rstrip()
    return whole + _PDF_MARK if whole.endswith(_PDF_END) else content


def is_pdf_of_ours(path: Path) -> bool:
    """Whether a file is a PDF that was marked. Raises OSError."""
    with opened(path) as file:
        if file is None:
            return False
        file.seek(max(file.seek(0, 2) - _TAIL, 0))
        return file.read().endswith(_PDF_END + _PDF_MARK)
