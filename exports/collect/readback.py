"""The words that stand in a document now at the spots of its record.

A spot is found by its bookmark, else by its label, which a person may have typed over or not; what
is found by neither is lost, and said to be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from exports.collect.parting import close, fits, parted
from exports.word.grid import cells_of, in_line_with, is_gone, paragraphs_of, row_below
from exports.word.spots import LEFT, PREFIX, CellSpot, FlowSpot, LineSpot, RowsSpot
from exports.word.words import cell_words, label_of, paragraph_words, pieces, words_of
from exports.word.xml import BadTemplate, W
from models.exchange.portable import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from exports.collect.paper import Paper
    from exports.word.spots import Mark, Spot

_FEWEST = 2
"""Characters of fixed text by which a paragraph can be told without its bookmark."""


@dataclass
class Readings:
    """What stands at the spots: for a marker the words at each place where it is shown, for a list
    its rows by the names of the columns. `lost` are the markers of which no place was found.
    """

    words: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    torn: set[str] = field(default_factory=set)
    """The lists of which a row has more or fewer cells than the others."""


def read_back(paper: Paper, wanted: Sequence[Spot]) -> Readings:
    """Read the spots of a document."""
    reader = _Reader(paper)
    found = Readings()
    for spot in wanted:
        if isinstance(spot, RowsSpot):
            try:
                rows = reader.rows(spot)
            except _Torn:
                found.torn.add(spot.mark.name)
                continue
            if rows is None:
                found.lost.add(spot.mark.name)
            else:
                found.rows[spot.mark.name] = rows
            continue
        for mark, words in _READ[type(spot)](reader, spot):
            if words is None:
                found.lost.add(mark.name)
            else:
                found.words.setdefault(mark.name, []).append(words)
    found.lost -= found.words.keys() | found.rows.keys()
    return found


class _Torn(Exception):
    """A row in a list has other cells."""


class _Reader:
    """A document with its paragraphs and cells by what they say, looked up at the first need."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._said: dict[_Element, str] = {}

    def cell(self, spot: CellSpot) -> Iterator[tuple[Mark, str | None]]:
        cell = self._marked_cell(spot)
        if cell is None:
            yield spot.mark, None
            return
        paragraphs = paragraphs_of(cell)
        if len(paragraphs) > spot.before + spot.after:
            paragraphs = paragraphs[spot.before : len(paragraphs) - spot.after]
        yield spot.mark, words_of(paragraphs)

    def line(self, spot: LineSpot) -> Iterator[tuple[Mark, str | None]]:
        starts = [self.paper.bookmarks.get(mark.bookmark) for mark in spot.marks]
        paragraph = next((_up(start, f"{W}p") for start in starts if start is not None), None)
        if paragraph is None and len("".join("".join(spot.parts).split())) >= _FEWEST:
            same = [one for one, words in self._written if fits(words, spot.parts)]
            paragraph = same[0] if len(same) == 1 else None
        if paragraph is None:
            yield from ((mark, None) for mark in spot.marks)
            return
        marked = [None if start is None else _between(paragraph, start) for start in starts]
        values = parted(paragraph_words(paragraph), spot.parts, marked)
        yield from zip(spot.marks, values, strict=True)

    def flow(self, spot: FlowSpot) -> Iterator[tuple[Mark, str | None]]:
        start = self.paper.bookmarks.get(spot.mark.bookmark)
        before = None if start is None else _up(start, f"{W}p")
        if before is None and spot.label:
            same = [one for one, words in self._written if words.strip("：:") == spot.label]
            before = same[0] if len(same) == 1 else None
        if before is None:
            yield spot.mark, None
            return
        lines: list[_Element] = []
        for paragraph in before.itersiblings():
            if paragraph.tag != f"{W}p" or self._style(paragraph) != spot.style:
                break
            if lines and self._has_other_mark(paragraph, spot.mark):
                break
            lines.append(paragraph)
        yield spot.mark, words_of(lines)

    def rows(self, spot: RowsSpot) -> list[dict[str, str]] | None:
        """None where the list is not found, or its first row was made into something else."""
        heads = self._heads(spot)
        if heads is None:
            return None
        found: list[dict[str, str]] = []
        for row in heads.itersiblings():
            cells = cells_of(row) if row.tag == f"{W}tr" else []
            if not cells or self._ends(row, cells, spot):
                break
            if len(cells) != spot.cells and spot.joined:
                raise _Torn
            if len(cells) != spot.cells:
                if spot.until and not found:
                    raise _Torn
                break
            if is_gone(row):
                continue
            if len(found) == MOST_ROWS:
                raise BadTemplate(f"“{spot.mark.name}”超过 {MOST_ROWS} 行，没有读它。")
            found.append({c.name: cell_words(cells[c.cell]) for c in spot.columns
                          if c.cell < len(cells)})  # fmt: skip
        return found

    def _ends(self, row: _Element, cells: Sequence[_Element], spot: RowsSpot) -> bool:
        """Whether a row belongs to what follows the list."""
        if spot.joined:
            merge = cells[0].find(f"{W}tcPr/{W}vMerge")
            if merge is None or merge.get(f"{W}val", "continue") != "continue":
                return True
        elif spot.until and next(filter(None, map(self._label, cells)), "") == spot.until:
            return True
        return self._has_other_mark(row, spot.mark)

    def _has_other_mark(self, element: _Element, mark: Mark) -> bool:
        return any(
            start.get(f"{W}name", "").startswith(PREFIX) and start.get(f"{W}name") != mark.bookmark
            for start in element.iter(f"{W}bookmarkStart")
        )

    def _heads(self, spot: RowsSpot) -> _Element | None:
        start = self.paper.bookmarks.get(spot.mark.bookmark)
        row = None if start is None else _up(start, f"{W}tr")
        if row is not None:
            return row
        labels = [column.label for column in spot.columns if column.label]
        if not labels:
            return None
        same = [row for row, said in self._rows_saying.get(labels[0], ())
                if [one for one in said if one in labels] == labels]  # fmt: skip
        return same[0] if len(same) == 1 else None

    def _marked_cell(self, spot: CellSpot) -> _Element | None:
        start = self.paper.bookmarks.get(spot.mark.bookmark)
        cell = None if start is None else _up(start, f"{W}tc")
        if cell is not None:
            return cell if spot.inside else _next_to(cell, spot.side)
        labelled = self._labels.get(spot.label, ()) if spot.label else ()
        beside = [one for label in labelled if (one := _next_to(label, spot.side)) is not None]
        return beside[0] if len(beside) == 1 else None

    def _label(self, cell: _Element) -> str:
        """The words of a cell as a label."""
        if cell not in self._said:
            self._said[cell] = label_of(cell)
        return self._said[cell]

    @cached_property
    def _labels(self) -> dict[str, list[_Element]]:
        """The cells by their words as labels."""
        found: dict[str, list[_Element]] = {}
        for tree in self.paper.trees:
            for cell in tree.iter(f"{W}tc"):
                found.setdefault(self._label(cell), []).append(cell)
        return found

    @cached_property
    def _rows_saying(self) -> dict[str, list[tuple[_Element, list[str]]]]:
        """The rows, and what their cells say as labels, by each of these."""
        found: dict[str, list[tuple[_Element, list[str]]]] = {}
        for tree in self.paper.trees:
            for row in tree.iter(f"{W}tr"):
                said = [self._label(cell) for cell in cells_of(row)]
                for label in dict.fromkeys(said):
                    found.setdefault(label, []).append((row, said))
        return found

    @cached_property
    def _written(self) -> list[tuple[_Element, str]]:
        """The paragraphs that say something, and what, without spaces."""
        said = ((one, close(paragraph_words(one))) for tree in self.paper.trees
                for one in tree.iter(f"{W}p"))  # fmt: skip
        return [(one, words) for one, words in said if words]

    def _style(self, paragraph: _Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        id_ = "" if style is None else style.get(f"{W}val", "")
        return self.paper.styles.get(id_, id_)


_READ: dict[type, Callable[[_Reader, object], Iterable[tuple[Mark, str | None]]]] = {
    CellSpot: _Reader.cell,  # type: ignore[dict-item]
    LineSpot: _Reader.line,  # type: ignore[dict-item]
    FlowSpot: _Reader.flow,  # type: ignore[dict-item]
}


def _up(element: _Element, tag: str) -> _Element | None:
    """The nearest ancestor with a tag; for a bookmark between paragraphs the one that follows."""
    found = next(element.iterancestors(tag), None)
    if found is None and tag == f"{W}p":
        found = next((one for one in element.itersiblings() if one.tag == tag), None)
    return found


def _next_to(label: _Element, side: str) -> _Element | None:
    """The cell that a label to the left, or above, speaks of."""
    row = next(label.iterancestors(f"{W}tr"))
    cells = cells_of(row)
    at = cells.index(label)
    if side == LEFT:
        return cells[at + 1] if at + 1 < len(cells) else None
    below = row_below(row)
    others = [] if below is None else cells_of(below)
    found = in_line_with(cells, at, others)
    return None if found is None else others[found]


def _between(paragraph: _Element, start: _Element) -> str:
    """The words from the start of a bookmark to its end, or to the end of its paragraph."""
    words, inside = "", False
    for node, piece in pieces(paragraph):
        if node is start:
            inside = True
        elif node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == start.get(f"{W}id"):
            break
        elif inside:
            words += piece
    return words
