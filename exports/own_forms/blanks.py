"""The places of a form that wait to be filled in, each with the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.collect.words import cell_words, cells_of, grid_span, paragraph_words
from exports.own_forms.labels import LONGEST, bare
from exports.word.places import place_of
from exports.word.values import TICKED, UNTICKED
from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_NOTHING = re.compile(r"(?:[\s_＿—\-.…／/~～至()（）：:年月日时分]|上午|下午|星期|周)*")
"""Nothing but room to write: lines, and the words of a date or a time with gaps."""
_GAP = re.compile(r"[\s_＿]*(?:_{2,}|＿{2,}|\s{3,})[\s_＿]*")
_BOXES = re.compile(
    rf"\s*(?:[{TICKED}{UNTICKED}]\s*[^\s{TICKED}{UNTICKED}]{{1,14}}[\s、，]*){{2,}}(?:[_＿\s]*)"
)
LABEL_IN_LINE = re.compile(r"(?:^|(?<=[\s_＿、，；。]))([^\s_＿、，；。：:]{2,12}?)\s*[：:]")
_NUMBERED = {
    re.compile(r"第([\s_＿]{1,12})周"): "周次",
    re.compile(r"第([\s_＿]{1,12})次"): "次数",
    re.compile(r"应到([\s_＿]{0,12})人"): "应到",
    re.compile(r"实到([\s_＿]{0,12})人"): "实到",
}
"""Gaps inside words, and the label that would ask for the same."""
_SIGNED = re.compile(r"签名|签字|签章|盖章|公章|[（(]\s*章\s*[)）]")
SERIALS = ("序号", "编号", "号", "序")


@dataclass(frozen=True)
class CellBlank:
    """An empty cell beside, or below, its label."""

    label: str
    cell: _Element

    @property
    def where(self) -> str:
        """Its place in words."""
        return place_of(self.cell)


@dataclass(frozen=True)
class LineBlank:
    """A gap in a line of text, from one character to another."""

    label: str
    paragraph: _Element
    start: int
    end: int

    @property
    def where(self) -> str:
        """Its place in words."""
        return place_of(self.paragraph)


@dataclass(frozen=True)
class ListBlank:
    """Empty rows below their heads."""

    heads: tuple[str, ...]
    rows: tuple[_Element, ...]

    @property
    def label(self) -> str:
        """The heads in one."""
        return "｜".join(self.heads)

    @property
    def where(self) -> str:
        """The place of the first row."""
        return place_of(cells_of(self.rows[0])[0])


Blank = CellBlank | LineBlank | ListBlank


def blanks_of(root: _Element) -> list[Blank]:
    """The blanks of a part in the order of the page."""
    found: list[Blank] = []
    done: set[_Element] = set()
    for paragraph in root.iter(f"{W}p"):
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        if row is not None and row not in done:
            done.add(row)
            found += _of_row(row, done)
        if not any(cell in done for cell in paragraph.iterancestors(f"{W}tc")):
            found += _of_line(paragraph)
    return found


def is_blank(cell: _Element) -> bool:
    """Whether a cell waits to be filled in: empty, a line to write on, boxes to tick, or room above
    the place where somebody signs.
    """
    words = cell_words(cell)
    if _NOTHING.fullmatch(words) or _BOXES.fullmatch(words):
        return True
    above, _, signed = words.lstrip(" \u3000").partition("\n")
    return not above.strip() and bool(_SIGNED.search(signed)) and len(bare(signed)) <= LONGEST


def label_in(cell: _Element) -> str:
    """The label that a cell is, ``""`` if its words are none."""
    words = cell_words(cell).strip()
    return words if 0 < len(bare(words)) <= LONGEST and not _BOXES.fullmatch(words) else ""


def below(row: _Element) -> _Element | None:
    """The next row of the table."""
    return next((one for one in row.itersiblings() if one.tag == f"{W}tr"), None)


def _of_row(row: _Element, done: set[_Element]) -> Iterator[Blank]:
    """Cells that are spoken for are noted in `done`."""
    cells = cells_of(row)
    listed = _list_below(row, cells)
    if listed is not None:
        done.update(cell for one in listed.rows for cell in cells_of(one))
        done.update((*cells, *listed.rows))
        yield listed
        return
    for number, cell in enumerate(cells):
        label = label_in(cell)
        if not label or cell in done:
            continue
        beside = cells[number + 1] if number + 1 < len(cells) else None
        blank = beside if beside is not None and is_blank(beside) else _under(row, cells, number)
        if blank is not None and blank not in done:
            done.update((cell, blank))
            yield CellBlank(label, blank)


def _list_below(row: _Element, cells: Sequence[_Element]) -> ListBlank | None:
    """The blank rows below a row of heads, with the same cells."""
    heads = tuple(map(label_in, cells))
    if len(cells) < 2 or not all(heads):
        return None
    rows = []
    one = below(row)
    while one is not None and _fits(cells_of(one), cells, heads):
        rows.append(one)
        one = below(one)
    return ListBlank(heads, tuple(rows)) if rows else None


def _fits(cells: Sequence[_Element], above: Sequence[_Element], heads: Sequence[str]) -> bool:
    if [*map(grid_span, cells)] != [*map(grid_span, above)]:
        return False
    return all(
        is_blank(cell) or (bare(head) in SERIALS and cell_words(cell).strip().isdecimal())
        for cell, head in zip(cells, heads, strict=True)
    )


def cell_below(row: _Element, cells: Sequence[_Element], number: int) -> _Element | None:
    """The cell of the next row that stands below one of these, as wide as that."""
    one = below(row)
    at, offset = 0, sum(map(grid_span, cells[:number]))
    for cell in [] if one is None else cells_of(one):
        if at == offset:
            return cell if grid_span(cell) == grid_span(cells[number]) else None
        at += grid_span(cell)
    return None


def _under(row: _Element, cells: Sequence[_Element], number: int) -> _Element | None:
    """The blank cell below a label that has as much room."""
    if number + 1 < len(cells) and is_blank(cells[number + 1]):
        return None
    cell = cell_below(row, cells, number)
    return cell if cell is not None and is_blank(cell) else None


def _of_line(paragraph: _Element) -> list[LineBlank]:
    text = paragraph_words(paragraph)
    spans = {gap.span(1): label for pattern, label in _NUMBERED.items()
             for gap in pattern.finditer(text)}  # fmt: skip
    labels = list(LABEL_IN_LINE.finditer(text))
    for number, found in enumerate(labels):
        start = found.end()
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        if _NOTHING.fullmatch(text, start, end):
            spans[start, end] = found[1]
        elif gap := _GAP.match(text, start, end):
            spans[gap.span()] = found[1]
    return [LineBlank(label, paragraph, *span) for span, label in sorted(spans.items())]
