"""Values out of a line of fixed text: ``第 13 周    第 11 次`` by ``第 {} 周    第 {} 次``.

A bookmark knows where a value stood, but not what somebody typed at its edge; the fixed text knows
where a value must end. Where the two disagree the fixed text is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def parted(text: str, parts: Sequence[str], marked: Sequence[str | None]) -> Sequence[str | None]:
    """The values in a line; `marked` are those that bookmarks tell. Spaces do not matter."""
    if not parts or _whole(parts, marked) == close(text):
        return marked
    splits = [found for side in (False, True) if (found := _split(text, parts, from_end=side))]
    if not splits:
        return marked
    known = [value is not None for value in marked]
    if not any(known) and splits[0] != splits[-1]:
        return marked
    return max(splits, key=lambda found: sum(a == b for a, b in zip(found, marked, strict=True)))


def fits(words: str, parts: Sequence[str]) -> bool:
    """Whether a line, of which the spaces are left out, has this fixed text."""
    first, *middle, last = map(close, parts)
    end = len(words) - len(last)
    if not words.startswith(first) or not words.endswith(last) or end < len(first):
        return False
    return "" not in middle and _places(words, middle, len(first), end, from_end=False) is not None


def close(text: str) -> str:
    """The text without its spaces."""
    return "".join(text.split())


def _whole(parts: Sequence[str], values: Sequence[str | None]) -> str | None:
    if None in values:
        return None
    between = zip(parts, (*values, ""), strict=True)
    return close("".join(f"{part}{value}" for part, value in between))


def _split(text: str, parts: Sequence[str], *, from_end: bool) -> list[str] | None:
    """The values between fixed texts, each text at its first place, or `from_end` at its last; None
    where one is not there, or does not part two values.
    """
    solid = [place for place, sign in enumerate(text) if not sign.isspace()]
    words = "".join(text[place] for place in solid)
    if not fits(words, parts):
        return None
    first, *middle, last = map(close, parts)
    end = len(words) - len(last)
    cuts = _places(words, middle, len(first), end, from_end=from_end)
    if cuts is None:
        return None
    edges = [len(first), *cuts, end]
    return [
        text[solid[start] : solid[stop - 1] + 1] if stop > start else ""
        for start, stop in zip(edges[::2], edges[1::2], strict=True)
    ]


def _places(
    words: str, middle: Sequence[str], start: int, end: int, *, from_end: bool
) -> list[int] | None:
    """Where each fixed text begins and ends."""
    found: list[int] = []
    for part in reversed(middle) if from_end else middle:
        at = words.rfind(part, start, end) if from_end else words.find(part, start, end)
        if at < 0:
            return None
        found += [at + len(part), at] if from_end else [at, at + len(part)]
        start, end = (start, at) if from_end else (at + len(part), end)
    return found[::-1] if from_end else found
