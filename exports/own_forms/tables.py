"""The cells of a school's table: which are labels, which are merged, which stand below one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exports.own_forms.labels import LONGEST, bare, without_brackets
from exports.own_forms.ticks import ROW_OF_BOXES
from exports.word.grid import (
    cells_of,
    grid_span,
    in_line_with,
    is_continued,
    merged_down,
    row_below,
)
from exports.word.words import cell_words

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


def beneath(row: _Element, number: int, is_label: Callable[[_Element], bool]) -> _Element | None:
    """The cell below another that has as much room, and no label of its own to its left."""
    cells, below = cells_of(row), row_below(row)
    others = [] if below is None else cells_of(below)
    at = in_line_with(cells, number, others)
    if at is None or grid_span(others[at]) != grid_span(cells[number]) or is_continued(others[at]):
        return None
    before = others[at - 1] if at else None
    led = before is not None and not is_continued(before) and is_label(before)
    return None if led else others[at]


def list_columns(cells: Sequence[_Element]) -> list[int]:
    """Where in a head row the columns of a list may be: not where a cell reaches into the rows below."""
    return [number for number, cell in enumerate(cells) if not merged_down(cell)]
