"""The places of a form that wait to be filled in, each with the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.own_forms.labels import LONGEST, bare
from exports.own_forms.lines import LABEL, SIGNED, asked
from exports.own_forms.tables import beneath, label_in, list_columns
from exports.own_forms.ticks import ROW_OF_BOXES
from exports.word.grid import cells_of, grid_span, is_continued, row_below
from exports.word.places import place_of
from exports.word.words import cell_words, paragraph_words
from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_NOTHING = re.compile(
    r"(?:[\s_＿—\-.…／/~～至()（）：:年月日时分第节]|20(?=[\s_＿]*年)|上午|下午|星期|周)*"
)
"""Nothing but room to write: lines, and the words of a date or a time with gaps."""
_GAP = re.compile(r"[\s_＿]*(?:_{2,}|＿{2,}|\s{3,})[\s_＿]*")
_NUMBERED = {
    re.compile(r"第([\s_＿]{1,12})周"): "周次",
    re.compile(r"第([\s_＿]{1,12})次"): "次数",
    re.compile(r"应到([\s_＿]{0,12})人"): "应到",
    re.compile(r"实到([\s_＿]{0,12})人"): "实到",
    re.compile(r"实到[\s_＿]{0,12}人\s*[：:]([\s_＿]*)$"): "出席名单",
    re.compile(
        r"((?:(?<!\d)20|(?<![\d\s_＿]))[\s_＿]*年[\s_＿]+月[\s_＿]+日(?:[\s_＿]*星期[\s_＿]*)?)"
    ): "日期",
}
"""Gaps inside words, and the label that would ask for the same."""
_OWN = {"周次": "周", "次数": "次", "日期": "时日期"}
"""The characters of labels that ask for such a gap themselves."""
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
    beside: str = ""
    """The label of the cell to its left: ``下一步`` for ``徒弟：____``."""

    @property
    def where(self) -> str:
        """Its place in words."""
        return place_of(self.paragraph)


@dataclass(frozen=True)
class ListBlank:
    """Empty rows below their heads."""

    heads: tuple[str, ...]
    rows: tuple[_Element, ...]
    columns: tuple[int, ...]
    """Which cells of a row."""

    def of(self, row: _Element) -> list[_Element]:
        """The cells of the list in a row."""
        cells = cells_of(row)
        return [cells[at] for at in self.columns]

    @property
    def label(self) -> str:
        """The heads in one."""
        return "｜".join(self.heads)

    @property
    def where(self) -> str:
        """The place of the first row."""
        return place_of(self.of(self.rows[0])[0])


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
    if _NOTHING.fullmatch(words) or ROW_OF_BOXES.fullmatch(words):
        return True
    above, _, signed = words.lstrip(" \u3000").partition("\n")
    return not above.strip() and bool(SIGNED.search(signed)) and len(bare(signed)) <= LONGEST


def _of_row(row: _Element, done: set[_Element]) -> Iterator[Blank]:
    """Cells that are spoken for are noted in `done`."""
    cells = cells_of(row)
    done.update(filter(is_continued, cells))
    listed = _list_below(row, cells)
    if listed is not None:
        done.update(cell for one in (row, *listed.rows) for cell in listed.of(one))
        done.update(listed.rows)
        yield listed
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
    columns = list_columns(cells)
    heads = tuple(label_in(cells[at]) for at in columns)
    if len(columns) < 2 or not all(heads):
        return None
    spans = [*map(grid_span, cells)]
    rows = []
    one = row_below(row)
    while one is not None and [*map(grid_span, cells_of(one))] == spans:
        if not _fits([cells_of(one)[at] for at in columns], heads):
            break
        rows.append(one)
        one = row_below(one)
    return ListBlank(heads, tuple(rows), tuple(columns)) if rows else None


def _fits(cells: Sequence[_Element], heads: Sequence[str]) -> bool:
    return all(
        is_blank(cell) or (bare(head) in SERIALS and cell_words(cell).strip().isdecimal())
        for cell, head in zip(cells, heads, strict=True)
    )


def _under(row: _Element, cells: Sequence[_Element], number: int) -> _Element | None:
    """The blank cell below a label that has as much room."""
    if number + 1 < len(cells) and is_blank(cells[number + 1]):
        return None
    cell = beneath(row, number, lambda one: bool(label_in(one)))
    return cell if cell is not None and is_blank(cell) else None


def _of_line(paragraph: _Element) -> list[LineBlank]:
    text = paragraph_words(paragraph)
    labels = list(LABEL.finditer(text))
    spans: dict[tuple[int, int], str] = {}
    for number, found in enumerate(labels):
        start = found.end()
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        end = min([end, *_others(found[1], text, start, end)])
        if _NOTHING.fullmatch(text, start, end):
            spans[start, end] = asked(found[1], text)
        elif gap := _GAP.match(text, start, end):
            spans[gap.span()] = asked(found[1], text)
    for pattern, label in _NUMBERED.items():
        for gap in pattern.finditer(text):
            start, end = gap.span(1)
            if not any(a < end and start < b for a, b in spans):
                spans[start, end] = asked(label, text)
    beside = _label_beside(paragraph)
    return [LineBlank(label, paragraph, *span, beside) for span, label in sorted(spans.items())]


def _others(label: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where something else than the label asks for begins: ``第  周`` behind 教研组, not behind 周次."""
    for pattern, other in _NUMBERED.items():
        if not any(word in label for word in _OWN.get(other, other)):
            yield from (gap.start() for gap in pattern.finditer(text, start, end))


def _label_beside(paragraph: _Element) -> str:
    """The label of the cell to the left of the one that a line stands in."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    left = None if cell is None else cell.getprevious()
    return "" if left is None or left.tag != f"{W}tc" else label_in(left)
