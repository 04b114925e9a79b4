"""Building the table of a form: a grid of narrow columns, and rows of labels and cells in it.

Word lays out by the widths of cells, WPS by those of the grid: both are written, and they agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from exports.word.styles import SHADE, TABLE, child

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

UNITS = 30
UNIT = 311
"""Twips: 5.5 mm. Thirty of them fill the page between the margins (165 mm)."""
LABEL = 5
"""Units of a label: 27 mm, six characters."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `span` units. `lines` are its paragraphs as (style id, text); a `merged` cell is
    one with those above it, of which the first `begins`.
    """

    span: int
    lines: tuple[tuple[str, str], ...] = (("JyCell", ""),)
    shaded: bool = False
    begins: bool = False
    merged: bool = False

    def led_by(self, marker: str) -> Cell:
        """With a marker before its text."""
        (style, text), *rest = self.lines
        return replace(self, lines=((style, marker + text), *rest))

    def followed_by(self, marker: str) -> Cell:
        """With a marker after its text."""
        *rest, (style, text) = self.lines
        return replace(self, lines=(*rest, (style, text + marker)))


def label(text: str, span: int = LABEL, *, begins: bool = False) -> Cell:
    """The name of what stands beside it, in as many lines as it has; `begins` where it reaches over
    rows to come.
    """
    return Cell(span, tuple(("JyLabel", line) for line in text.split("\n")), begins=begins)


def under(span: int = LABEL) -> Cell:
    """The continuation of the cell above."""
    return Cell(span, (("JyLabel", ""),), merged=True)


def head(text: str, span: int) -> Cell:
    """The head of a column."""
    return Cell(span, (("JyHead", text),), shaded=True)


def cell(text: str, span: int, style: str = "JyCell") -> Cell:
    """A cell of one paragraph."""
    return Cell(span, ((style, text),))


class Form:
    """The table of a form; its rows are added from above."""

    def __init__(self, document: Document, *, headed: bool = False) -> None:
        body = document.element.body
        self.table = child(body, "tbl")
        body.insert(len(body) - 2, self.table)
        properties = child(self.table, "tblPr")
        child(properties, "tblStyle", val=TABLE)
        child(properties, "tblW", w=UNITS * UNIT, type="dxa")
        child(properties, "jc", val="center")
        child(properties, "tblLayout", type="fixed")
        child(properties, "tblLook", val="0420" if headed else "0400", firstRow=int(headed),
              lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)  # fmt: skip
        grid = child(self.table, "tblGrid")
        for _unit in range(UNITS):
            child(grid, "gridCol", w=UNIT)

    def row(
        self, *cells: Cell, height: int = 454, whole: bool = True, repeated: bool = False
    ) -> None:
        """A row at least `height` twips high. `whole` rows are not cut by the end of a page;
        `repeated` ones head every page.
        """
        assert sum(one.span for one in cells) == UNITS, [one.lines for one in cells]
        row = child(self.table, "tr")
        properties = child(row, "trPr")
        if whole:
            child(properties, "cantSplit")
        child(properties, "trHeight", val=height, hRule="atLeast")
        if repeated:
            child(properties, "tblHeader")
        for one in cells:
            _add(row, one)


def _add(row: Any, one: Cell) -> None:
    element = child(row, "tc")
    properties = child(element, "tcPr")
    child(properties, "tcW", w=UNIT * one.span, type="dxa")
    if one.span > 1:
        child(properties, "gridSpan", val=one.span)
    if one.begins or one.merged:
        child(properties, "vMerge", val="restart" if one.begins else "continue")
    if one.shaded:
        child(properties, "shd", val="clear", color="auto", fill=SHADE)
    child(properties, "vAlign", val="center")
    for style, text in one.lines:
        paragraph = child(element, "p")
        child(child(paragraph, "pPr"), "pStyle", val=style)
        if text:
            written = child(child(paragraph, "r"), "t")
            written.text = text
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def shares(total: int, parts: Sequence[int]) -> list[int]:
    """`total` units shared out in proportion to `parts`, the rest to the last."""
    whole = sum(parts)
    given = [total * part // whole for part in parts[:-1]]
    return [*given, total - sum(given)]
