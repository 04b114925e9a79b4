"""What strangers write, made harmless: what would move a cursor or turn a line around is shown."""

from __future__ import annotations

import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    "\ufff9-\ufffb]"
)
"""Controls but for tab and line feed, marks that turn text around, breaks that are none here, halves
of characters (bytes of another encoding)."""
_PICTURES = 0x2400
_BYTES = 0xDC00
"""Python keeps the byte 0x80 of a name or word that is no UTF-8 as U+DC80."""


def visible(text: str) -> str:
    """The text with each of these as a picture or code of its own: ``␛``, ``\\x9b``, ``\\u202e``."""
    return UNSEEN.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "␡"
    if _BYTES + 0x80 <= code <= _BYTES + 0xFF:
        code -= _BYTES
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def is_broken(text: str) -> bool:
    """Whether a text holds bytes of another encoding, which no database and no search takes."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)
