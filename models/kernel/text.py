"""Text as it is kept: cleaned once, when it comes in, and what was removed is reported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_BREAKS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\u202a-\u202e\u2066-\u2069"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_WIDE = str.maketrans(
    {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x3002: "."}
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text that every store, screen and document can hold, and how many characters went."""

    text: str
    removed: int

    @property
    def notice(self) -> str:
        """What to tell the person, ``""`` if nothing went."""
        return f"已去掉 {self.removed} 个无法显示或保存的控制字符" if self.removed else ""


def clean(text: str) -> Cleaned:
    """NFC; every kind of line break as LF; control characters, surrogates, noncharacters and
    bidirectional overrides removed (they break documents or disguise text).
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return Cleaned(text, 0)
    broken = text.replace("\r\n", "\n").translate(_BREAKS)
    kept, removed = _REMOVED.subn("", broken)
    return Cleaned(unicodedata.normalize("NFC", kept), removed)


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same value, lists and mappings through and through, with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: each_text(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(one, change) for one in value]
    return value


def cleaned(value: Any) -> Any:
    """The same value with every text in it as `clean` leaves it."""
    return each_text(value, lambda text: clean(text).text)


def one_line(text: str) -> str:
    """The text on one line: breaks and tabs become spaces, runs of spaces one."""
    return re.sub(r"[\s\u3000]+", " ", text).strip()


def halfwidth(text: str) -> str:
    """Full-width digits, letters and punctuation as the keyboard without an input method types
    them; for reading numbers, dates and times, never for text that is kept.
    """
    return text.translate(_WIDE)


def count(text: str) -> int:
    """The length in 字: Han characters and other letters one each, a Latin word or number one,
    white space none, as Word counts.
    """
    return len(re.findall(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]", text))
