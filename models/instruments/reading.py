"""Reading an instrument file: the school's own one with all that is wrong, a frozen one for sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.instruments import soundness
from models.instruments.finding import Finding
from models.instruments.shapes import shaped
from models.instruments.syntax import tables
from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from models.instruments.instrument import Instrument


MOST_FINDINGS = 30
"""More at once help nobody."""


def read(text: str) -> Instrument | tuple[Finding, ...]:
    """The instrument that the text describes, or everything to mend in it (never empty).
    Never raises, however the text was made.
    """
    raw = tables(text)
    if isinstance(raw, Finding):
        return (raw,)
    instrument, found = shaped(raw)
    if instrument is None:
        return found[:MOST_FINDINGS]
    return soundness.findings(instrument)[:MOST_FINDINGS] or instrument


def thaw(text: str) -> Instrument:
    """The instrument that `models.instruments.writing.freeze` wrote; JiaoyanError if it is none."""
    found = read(text)
    if isinstance(found, tuple):
        raise JiaoyanError(f"保存的量表读不出来，{found[0]}")
    return found
