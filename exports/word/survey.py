"""Finding the spots of a layout, and putting a bookmark round each.

A single value has its bookmark round itself; a long text or a list has it on its label or the head
of its first column, where added and deleted paragraphs and rows cannot break it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exports.word.carrier import CHECK
from exports.word.grid import cells_of, in_line_with, merged_down, row_below
from exports.word.markers import runs_of, text_of, without_markers
from exports.word.spots import (
    ABOVE,
    LEFT,
    PREFIX,
    CellSpot,
    Column,
    FlowSpot,
    LineSpot,
    Mark,
    RowsSpot,
    Spot,
)
from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.etree import _Element

    from exports.word.fields import FieldTable
    from exports.word.markers import Place

_LONGEST = 40
"""Characters of a bookmark's name in Word."""


@dataclass
class Survey:
    """The spots of one layout, part by part; names and numbers of bookmarks are its own."""

    fields: FieldTable
    styles: Mapping[str, str] = field(default_factory=dict)
    """The names of the layout's styles by their ids."""
    spots: list[Spot] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)
    _next: int = 1

    def look(self, root: _Element, places: Sequence[Place]) -> None:
        """Find the spots of a part whose markers have runs of their own."""
        taken = [int(mark.get(f"{W}id", "0")) for mark in root.iter(f"{W}bookmarkStart")]
        self._next = max([self._next, *(number + 1 for number in taken)])
        self._names |= {m.get(f"{W}name", "") for m in root.iter(f"{W}bookmarkStart")}
        by_paragraph: dict[_Element, list[Place]] = {}
        for place in places:
            by_paragraph.setdefault(next(place.run.iterancestors(f"{W}p")), []).append(place)
        repeating = {next(p.run.iterancestors(f"{W}tr"), None) for p in places if p.marker.column}
        blocks = _in_blocks(places)
        done = set()
        for paragraph, inside in by_paragraph.items():
            row = next(paragraph.iterancestors(f"{W}tr"), None)
            if row is not None and row in repeating:
                if row not in done:
                    done.add(row)
                    self._rows(row, [p for p in places if row in p.run.iterancestors(f"{W}tr")])
            elif not blocks.intersection(p.run for p in inside):
                self._paragraph(paragraph, inside, by_paragraph)

    def _paragraph(
        self, paragraph: _Element, inside: Sequence[Place], known: dict[_Element, list[Place]]
    ) -> None:
        values = [place for place in inside if not place.marker.sign and not self._shows(place)]
        if all(place.marker.name == CHECK for place in values):
            return
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        alone = len(values) == 1 and text_of(paragraph).strip() == "".join(
            text_of(place.run) for place in inside
        )
        if alone and cell is not None and _is_plain(cell, paragraph, known):
            self._cell(cell, paragraph, values[0])
        elif values[0].marker.repeats:
            if alone and cell is None:
                self._flow(paragraph, values[0])
        else:
            self._line(paragraph, inside, values)

    def _cell(self, cell: _Element, paragraph: _Element, place: Place) -> None:
        paragraphs = cell.findall(f"{W}p")
        at = paragraphs.index(paragraph)
        left, above = _beside(cell)
        side, holder = (LEFT, left) if left is not None else (ABOVE, above)
        label = "" if holder is None else _said(holder)
        mark = self._mark(place)
        inside = not label or not place.marker.repeats
        if inside or holder is None:
            self._around(mark, place.run, place.run)
        else:
            self._around_text(mark, holder)
        after = len(paragraphs) - at - 1
        self.spots.append(CellSpot(mark, label, side, inside, at, after))

    def _flow(self, paragraph: _Element, place: Place) -> None:
        before = paragraph.getprevious()
        if before is None or before.tag != f"{W}p":
            return
        mark = self._mark(place)
        self._around_text(mark, before)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        id_ = "" if style is None else style.get(f"{W}val", "")
        self.spots.append(FlowSpot(mark, _said(before), self.styles.get(id_, id_)))

    def _line(self, paragraph: _Element, inside: Sequence[Place], values: Sequence[Place]) -> None:
        marks = []
        for place in values:
            mark = self._mark(place)
            self._around(mark, place.run, place.run)
            marks.append(mark)
        closed = any(place.marker.sign == "/" for place in inside)
        parts = () if closed else tuple(_between(paragraph, values))
        self.spots.append(LineSpot(tuple(marks), parts))

    def _rows(self, row: _Element, inside: Sequence[Place]) -> None:
        name = next(place.marker.name for place in inside if place.marker.column)
        key = self.fields.keys.get(name, "")
        heads = row.getprevious()
        if not key or heads is None or heads.tag != f"{W}tr":
            return
        cells, above = cells_of(row), cells_of(heads)
        columns = []
        for number, cell in enumerate(cells):
            places = [p for p in inside if cell in p.run.iterancestors(f"{W}tc")
                      and p.marker.column]  # fmt: skip
            if len(places) == 1 and _typed(cell).strip() == text_of(places[0].run):
                column = places[0].marker.column
                at = self.fields.keys.get(f"{name}.{column}", "").rpartition(".")[2]
                led = in_line_with(cells, number, above)
                head = None if led is None else above[led]
                label = _said(head) if head is not None else ""
                columns.append((Column(label, column, at, number), head))
        first = next((head for _column, head in columns if head is not None), None)
        if first is None:
            return
        mark = Mark(name, key, self._name(key))
        self._around_text(mark, first)
        below = row_below(row)
        ends = [] if below is None else [_said(cell) for cell in cells_of(below)]
        until = next((said for said in ends if said), "")
        columns_ = tuple(column for column, _head in columns)
        self.spots.append(RowsSpot(mark, columns_, len(cells), merged_down(cells[0]), until))

    def _shows(self, place: Place) -> bool:
        """Whether pictures come here."""
        return place.marker.name in self.fields.photos

    def _mark(self, place: Place) -> Mark:
        key = self.fields.keys.get(place.marker.name, "")
        return Mark(place.marker.name, key, self._name(key or place.marker.name))

    def _name(self, about: str) -> str:
        name = PREFIX + about.replace(".", "_").replace("(勾选)", "")
        free, number = name[:_LONGEST], 1
        while free in self._names:
            number += 1
            free = f"{name[: _LONGEST - 4]}_{number}"
        self._names.add(free)
        return free

    def _around(self, mark: Mark, first: _Element, last: _Element) -> None:
        start = first.makeelement(
            f"{W}bookmarkStart", {f"{W}id": str(self._next), f"{W}name": mark.bookmark}
        )
        end = last.makeelement(f"{W}bookmarkEnd", {f"{W}id": str(self._next)})
        self._next += 1
        first.addprevious(start)
        last.addnext(end)

    def _around_text(self, mark: Mark, holder: _Element) -> None:
        """Round the text of a paragraph, or of the first one of a cell."""
        paragraph = holder if holder.tag == f"{W}p" else holder.find(f"{W}p")
        runs = [] if paragraph is None else [run for run in paragraph if run.tag == f"{W}r"]
        if runs:
            self._around(mark, runs[0], runs[-1])


def _in_blocks(places: Sequence[Place]) -> set[_Element]:
    """The runs of values inside a list that repeats as a block: they stand there more than once."""
    lists = {place.marker.name for place in places if place.marker.column
             and next(place.run.iterancestors(f"{W}tr"), None) is None}  # fmt: skip
    found: set[_Element] = set()
    depth = 0
    for place in places:
        if place.marker.sign == "?" and place.marker[1:3] in {(name, "") for name in lists}:
            depth += 1
        elif place.marker.sign == "/" and place.marker[1:3] in {(name, "") for name in lists}:
            depth -= 1
        if depth:
            found.add(place.run)
    return found


def _is_plain(cell: _Element, paragraph: _Element, known: dict[_Element, list[Place]]) -> bool:
    """Whether the number of the other paragraphs of a cell is certain."""
    if cell.find(f"{W}tbl") is not None:
        return False
    others = [place for other in cell.findall(f"{W}p") if other is not paragraph
              for place in known.get(other, ())]  # fmt: skip
    return not any(place.marker.sign or place.marker.repeats for place in others)


def _beside(cell: _Element) -> tuple[_Element | None, _Element | None]:
    """The cells to the left and above; those of rows that hold markers of a list do not count."""
    row = cell.getparent()
    assert row is not None
    cells, before = cells_of(row), row.getprevious()
    number = cells.index(cell)
    others = cells_of(before) if before is not None and before.tag == f"{W}tr" else []
    at = in_line_with(cells, number, others)
    return cells[number - 1] if number else None, None if at is None else others[at]


def _said(holder: _Element) -> str:
    """The words of a label, without markers, spaces and colons."""
    words = without_markers(_typed(holder))
    return "".join(words.split()).strip("：:")


def _typed(holder: _Element) -> str:
    return "".join(node.text or "" for node in holder.iter(f"{W}t"))


def _between(paragraph: _Element, values: Iterable[Place]) -> list[str]:
    """The fixed text of a paragraph before, between and after its values."""
    runs = {place.run for place in values}
    parts = [""]
    for run in runs_of(paragraph):
        if run in runs:
            parts.append("")
            continue
        for node in run:
            if node.tag == f"{W}t":
                parts[-1] += without_markers(node.text or "")
            elif node.tag in (f"{W}tab", f"{W}br"):
                parts[-1] += "\t"
    return parts
