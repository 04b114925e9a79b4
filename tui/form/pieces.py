"""Painted lines: pieces of text, each in a named style. Which colours a style has is the view's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Style(StrEnum):
    """What a piece of text is. Each is told apart by more than its colour where that matters."""

    PLAIN = "plain"
    TITLE = "title"
    LABEL = "label"
    ASKED = "asked"
    """The label of what has to be filled in."""
    HERE = "here"
    """The label of the field one is in."""
    VALUE = "value"
    LIVE = "live"
    """The value that is typed into."""
    CURSOR = "cursor"
    SELECTED = "selected"
    TICKED = "ticked"
    MARKED = "marked"
    """The one of several that a key would change."""
    MUTED = "muted"
    STRANGE = "strange"
    """An exception in a roll."""
    WRONG = "wrong"
    NOTE = "note"


Piece = tuple[str, Style]
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Painted:
    """Lines, and where in them the cursor stands: (cells from the left, line)."""

    lines: tuple[Line, ...]
    cursor: tuple[int, int] | None = None


def filled(line: Line, width: int, style: Style = Style.PLAIN) -> Line:
    """The line in exactly `width` cells: cut, or with spaces of a style behind it."""
    pieces, left = [], width
    for text, own in line:
        needs = cell_len(text)
        if needs > left:
            pieces.append((set_cell_size(text, left), own))
            return tuple(pieces)
        pieces.append((text, own))
        left -= needs
    return (*pieces, (" " * left, style)) if left else tuple(pieces)


def beside(columns: Sequence[tuple[Sequence[Line], int]]) -> list[Line]:
    """Blocks of lines side by side, each in its width."""
    height = max((len(lines) for lines, _width in columns), default=0)
    return [
        tuple(
            piece
            for lines, width in columns
            for piece in filled(lines[row] if row < len(lines) else (), width)
        )
        for row in range(height)
    ]


def text_of(lines: Iterable[Line]) -> str:
    """The lines as they read."""
    return "\n".join("".join(text for text, _style in line).rstrip() for line in lines)
