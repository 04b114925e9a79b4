"""The cells of a school's table: which are labels, which are merged, which stand below one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exports.collect.words import cell_words, cells_of, grid_span
from exports.own_forms.labels import LONGEST, bare, without_brackets
from exports.own_forms.ticks import ROW_OF_BOXES
from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

_TALKING = re.compile(r"[：:]\s*\S|应到|实到|第[\s_＿]+[周次节]")
"""Words of a cell that is a label and its answer in one."""
_COUNT = re.compile(r"\s*[应实]到\s*(?:人数)?")


def label_in(cell: _Element) -> str:
    """The label that a cell is, in one line; ``""`` if its words are none."""
    words = cell_words(cell).strip()
    if not 0 < len(bare(words)) <= LONGEST or ROW_OF_BOXES.fullmatch(words):
        return ""
    plain = without_brackets(words)
    talks = _TALKING.search(plain) and not _COUNT.fullmatch(plain)
    return "" if talks else "".join(words.splitlines())


def merged_down(cell: _Element) -> bool:
    """Whether a cell is merged with the one below or above."""
    return cell.find(f"{W}tcPr/{W}vMerge") is not None


def is_continued(cell: _Element) -> bool:
    """Whether a cell only continues the one above: what stands in it is never seen."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"


def below(row: _Element) -> _Element | None:
    """The next row of the table."""
    return next((one for one in row.itersiblings() if one.tag == f"{W}tr"), None)


def beneath(row: _Element, number: int, is_label: Callable[[_Element], bool]) -> _Element | None:
    """The cell below another that has as much room, and no label of its own to its left."""
    cells = cells_of(row)
    one = below(row)
    at, offset = 0, sum(map(grid_span, cells[:number]))
    before: _Element | None = None
    for cell in [] if one is None else cells_of(one):
        if at == offset:
            same = grid_span(cell) == grid_span(cells[number]) and not is_continued(cell)
            led = before is not None and not is_continued(before) and is_label(before)
            return cell if same and not led else None
        at += grid_span(cell)
        before = cell
    return None


def list_columns(cells: Sequence[_Element]) -> list[int]:
    """Where in a head row the columns of a list may be: not where a cell reaches into the rows below."""
    return [number for number, cell in enumerate(cells) if not merged_down(cell)]
