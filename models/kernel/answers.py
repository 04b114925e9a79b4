"""Which of the declared answers is meant by what somebody has typed: its name, the beginning or a part
of it, its pinyin or its initials.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.naming import PARTING
from models.kernel.pinyin import readings
from models.kernel.text import halfwidth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.kernel.fields import Choice

    _Way = Callable[[str, str], bool]


def meant(typed: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The answers that fit the whole of what was typed, of those that fit best; none where none does,
    and several as long as it may still become one or another.

    Whole names come before whole pinyin and initials, then beginnings, then parts of names; width,
    case, spaces and punctuation do not count.
    """
    wanted = _bare(typed)
    if not wanted:
        return ()
    for fits in _WAYS:
        if found := tuple(c for c in choices if fits(_bare(c.label), wanted)):
            return found
    return ()


def is_whole(typed: str, choices: Sequence[Choice]) -> bool:
    """Whether it is the whole name of an answer, or all of its pinyin or initials."""
    return _fits_one(typed, choices, _WAYS[:2])


def begins(typed: str, choices: Sequence[Choice]) -> bool:
    """Whether the name of an answer, its pinyin or its initials begin so."""
    return _fits_one(typed, choices, _WAYS[2:4])


def all_meant(words: str, choices: Sequence[Choice]) -> tuple[list[Choice], list[str]]:
    """The answers that are named one behind the other, and the words that are none, or could be
    several.
    """
    if len(only := meant(words, choices)) == 1:
        return list(only), []
    found: list[Choice] = []
    left: list[str] = []
    for part in filter(None, map(str.strip, PARTING.split(words))):
        whole = meant(part, choices)
        for piece in (part,) if len(whole) == 1 else part.split():
            fits = meant(piece, choices)
            if len(fits) == 1:
                found.append(fits[0])
            else:
                left.append(piece)
    return found, left


def _fits_one(typed: str, choices: Sequence[Choice], ways: Sequence[_Way]) -> bool:
    wanted = _bare(typed)
    return bool(wanted) and any(fits(_bare(c.label), wanted) for fits in ways for c in choices)


def _bare(text: str) -> str:
    return "".join(char for char in halfwidth(text).casefold() if char.isalnum())


def _sounds(label: str, wanted: str) -> tuple[str, ...]:
    return readings(label) if wanted.isascii() else ()


_WAYS: tuple[_Way, ...] = (
    lambda label, wanted: label == wanted,
    lambda label, wanted: wanted in _sounds(label, wanted),
    lambda label, wanted: label.startswith(wanted),
    lambda label, wanted: any(one.startswith(wanted) for one in _sounds(label, wanted)),
    lambda label, wanted: wanted in label,
)
"""How what was typed may fit a name, the best first."""
