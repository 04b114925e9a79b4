"""The rows and cells of a Word table as a reader sees them, and the columns of its grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

_CELL = f"{W}tc"
_AROUND_CELLS = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


def row_below(row: _Element) -> _Element | None:
    """The next row of the table."""
    return next((one for one in row.itersiblings() if one.tag == f"{W}tr"), None)


def is_gone(row: _Element) -> bool:
    """Whether somebody has deleted a row, and it is only shown as deleted."""
    return row.find(f"{W}trPr/{W}del") is not None


def cells_of(row: _Element) -> list[_Element]:
    """The cells of a row, those in content controls too, without those of tables in it."""
    found = []
    for child in row:
        if child.tag == _CELL:
            found.append(child)
        elif child.tag in _AROUND_CELLS:
            found += cells_of(child)
    return found


def paragraphs_of(cell: _Element) -> list[_Element]:
    """The paragraphs of a cell, those in content controls too, without those of tables in it."""
    found = []
    for child in cell:
        if child.tag == f"{W}p":
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}ins"):
            found += [p for p in child.iter(f"{W}p") if _cell(p) is cell]
    return found


def _cell(paragraph: _Element) -> _Element | None:
    return next(paragraph.iterancestors(_CELL), None)


def grid_span(cell: _Element) -> int:
    """How many columns of the grid a cell takes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = "1" if span is None else span.get(f"{W}val", "1")
    return int(text) if text.isdecimal() and len(text) < 4 else 1


def in_line_with(cells: Sequence[_Element], number: int, others: Sequence[_Element]) -> int | None:
    """Which cell of another row begins in the same column of the grid as one of these; None where
    none does.
    """
    at, wanted = 0, sum(map(grid_span, cells[:number]))
    for place, cell in enumerate(others):
        if at == wanted:
            return place
        at += grid_span(cell)
    return None


def merged_down(cell: _Element) -> bool:
    """Whether a cell is merged with the one below or above."""
    return cell.find(f"{W}tcPr/{W}vMerge") is not None


def begins_merged(cell: _Element) -> bool:
    """Whether a cell is merged with the one below and is the first of them."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "restart"


def is_continued(cell: _Element) -> bool:
    """Whether a cell only continues the one above: what stands in it is never seen."""
    return merged_down(cell) and not begins_merged(cell)
