"""Text for the screen: never read as markup, cut by cells, harmless whatever it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from tui.visible import UNSEEN

if TYPE_CHECKING:
    from rich.padding import Padding


def harmless(text: str) -> str:
    """The text with what would move the cursor or turn the line around shown as a dot."""
    return UNSEEN.sub("·", text)


def plain(text: str) -> Content:
    """User text as content: brackets are brackets."""
    return Content(harmless(text).expandtabs(4))


def set_in(text: str) -> Padding:
    """User text as a line beneath another; where it is wrapped it stays set in."""
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(harmless(text)), (0, 0, 0, 5))


def fit(text: str, width: int) -> str:
    """The first line of the text in exactly `width` cells: cut with an ellipsis, or padded."""
    line = harmless(text.replace("\t", " ").partition("\n")[0])
    if cell_len(line) <= width:
        return line + " " * (width - cell_len(line))
    if width <= 1:
        return "…"[:width]
    cut = set_cell_size(line, width - 1)
    return cut.rstrip() + "…" + " " * (width - 1 - cell_len(cut.rstrip()))
