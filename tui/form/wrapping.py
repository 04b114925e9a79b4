"""Text in a width of cells: where its lines break, and which character stands at which place.

Lines are pairs of offsets into the text, the second behind the last character. They break between any
two Chinese characters, before a Latin word, and never so that a closing sign begins a line (the rule of
GB/T 15834 for 句号 and the like).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from rich.cells import get_character_cell_size

from tui.visible import UNSEEN

Spans = tuple[tuple[int, int], ...]

NARROWEST = 4
"""Cells below which nothing is wrapped any narrower: two Chinese characters side by side."""
CLOSING = frozenset("，。、；：？！”’）》〉】』」…—,.;:?!)]}%℃")
"""Signs that do not begin a line."""
_REMEMBERED = 512
"""Paragraphs whose lines are remembered: those of the longest records that schools write."""
_APART = {0x09: " ", 0x200D: "\u200b", 0xFE0F: "\ufe0e"}
"""A joiner of pictures as a space without width, the sign for a coloured one as that for a plain one."""


def shown(text: str) -> str:
    """The text as it is painted, character for character: what has no picture of its own, or would move
    the cursor, is a dot; a tab is one space; pictures are not joined, for terminals differ in how wide
    those are.
    """
    return UNSEEN.sub("·", text).translate(_APART)


@lru_cache(8192)
def width_of(char: str) -> int:
    """Cells of one character as it is painted."""
    return get_character_cell_size(shown(char))


def wrapped(text: str, width: int) -> Spans:
    """The lines of a text of paragraphs parted by ``\\n``; at least one."""
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        lines += [(start + a, start + b) for a, b in _paragraph(paragraph, max(width, NARROWEST))]
        start += len(paragraph) + 1
    return tuple(lines)


@lru_cache(_REMEMBERED)
def _paragraph(text: str, width: int) -> Spans:
    if len(text) * 2 <= width:
        return ((0, len(text)),)
    ends = [0, *accumulate(map(width_of, text))]
    lines, start = [], 0
    while ends[-1] - ends[start] > width:
        end = _end(text, start, max(bisect_right(ends, ends[start] + width) - 1, start + 1))
        lines.append((start, end))
        start = end
    return (*lines, (start, len(text)))


def _end(text: str, start: int, end: int) -> int:
    """Where the line that begins at `start` and has room up to `end` is to break."""
    place = end
    while place > start + 1 and (text[place] in CLOSING or _within_word(text, place)):
        place -= 1
    return place if place > start + 1 else end


def _within_word(text: str, place: int) -> bool:
    before, behind = text[place - 1], text[place]
    return before.isascii() and behind.isascii() and before.isalnum() and behind.isalnum()


def place_of(text: str, lines: Spans, offset: int) -> tuple[int, int]:
    """(cells from the left, line) of the character at an offset; at a break it is on the next line."""
    row = max(bisect_right(lines, (offset, len(text) + 1)) - 1, 0)
    start, _end = lines[row]
    return sum(map(width_of, text[start:offset])), row


def offset_at(text: str, lines: Spans, x: int, row: int) -> int:
    """The character at or before a place; the end of its line where that is shorter."""
    row = max(0, min(row, len(lines) - 1))
    start, end = lines[row]
    for offset in range(start, end):
        x -= width_of(text[offset])
        if x < 0:
            return offset
    breaks = row + 1 < len(lines) and lines[row + 1][0] == end
    return end - 1 if breaks and end > start else end
