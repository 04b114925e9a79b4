"""The tables of a filled-in form: labels with the cells beside or below them, and lists below their
heads.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exports.own_forms.blanks import is_blank
from exports.own_forms.columns import heads_meant
from exports.own_forms.findings import Listed, Said, without_lines
from exports.own_forms.labels import CERTAIN, meaning_of
from exports.own_forms.lines import LABEL
from exports.own_forms.tables import beneath, label_in, list_columns
from exports.word.grid import cells_of, grid_span, is_continued, row_below
from exports.word.places import place_of
from exports.word.values import is_ticked
from exports.word.words import cell_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from exports.documents import Document
    from exports.own_forms.findings import Filled

_REGISTERED = 3
"""Known labels side by side above several rows."""


class FilledTables:
    """The tables of one part; `done` are the rows and cells that were spoken for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.done: set[_Element] = set()

    def row(self, row: _Element, found: Filled) -> None:
        """Read a row, and the rows below it that belong to it."""
        self.done.add(row)
        cells = cells_of(row)
        if self._is_register(row, cells):
            found.said += self._told(row)
            return
        self.done.update(filter(is_continued, cells))
        listed = self._list(row, cells)
        if listed is not None:
            found.listed.append(listed)
        for number, cell in enumerate(cells):
            if cell not in self.done and (label := label_in(cell)):
                found.said += self._beside(label, row, cells, number)

    def _beside(
        self, label: str, row: _Element, cells: Sequence[_Element], number: int
    ) -> Iterator[Said]:
        """A label with the cell to its right, else with the one below."""
        meaning = meaning_of(label, self.document)
        right = cells[number + 1] if number + 1 < len(cells) else None
        if right is not None and (self._heads(row, cells, number + 1) or right in self.done):
            right = None
        value = right if right is not None else beneath(row, number, self._is_label)
        if value is None or value in self.done or (value is not right and self._is_label(value)):
            return
        if meaning is None and right is None and (is_blank(value) or label_in(value)):
            return
        self.done.update((cells[number], value))
        parts = self._parts(label, value)
        if parts:
            yield from parts
            return
        empty = is_blank(value) and not is_ticked(cell_words(value))
        words = "" if empty else without_lines(cell_words(value))
        yield Said(label, words, place_of(value), meaning)

    def _parts(self, label: str, cell: _Element) -> list[Said]:
        """The answers of a cell that asks for several things: each line behind a label, which asks
        for something together with the label of the cell or is one of those it is made of.
        """
        whole = meaning_of(label, self.document)
        found: list[Said] = []
        for line in cell_words(cell).split("\n"):
            labels = list(LABEL.finditer(line))
            for number, one in enumerate(labels):
                end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
                meaning = meaning_of(one[1] + label, self.document)
                if meaning is None or meaning.sure < CERTAIN:
                    meaning = meaning_of(one[1], self.document)
                    inside = meaning and whole and _is_part(meaning.markers, whole.markers)
                    meaning = meaning if inside else None
                if meaning:
                    words = without_lines(line[one.end() : end])
                    found.append(Said(one[1], words, place_of(cell), meaning))
            if not labels and found and line.strip():
                found[-1] = replace(found[-1], words=f"{found[-1].words}\n{line}".strip())
            elif not found and line.strip():
                return []
        return found

    def _heads(self, row: _Element, cells: Sequence[_Element], number: int) -> bool:
        """Whether a cell is a label: its words are one, and there is room for an answer."""
        last = number + 1 == len(cells)
        alone = last and beneath(row, number, self._is_label) is None
        return self._is_label(cells[number]) and not alone

    def _is_label(self, cell: _Element) -> bool:
        label = label_in(cell)
        meaning = meaning_of(label, self.document) if label else None
        return meaning is not None and meaning.sure == CERTAIN

    def _is_register(self, row: _Element, cells: Sequence[_Element]) -> bool:
        """Whether each of the rows below is a record of its own: no form, and not to be read as one."""
        labels = [cell for cell in cells if self._is_label(cell)]
        if len(labels) < _REGISTERED or not all(map(label_in, cells)):
            return False
        spans, one = [*map(grid_span, cells)], row
        for _below in range(2):
            following = row_below(one)
            if following is None or [*map(grid_span, cells_of(following))] != spans:
                return False
            if not any(map(cell_words, cells_of(following))):
                return False
            if any(map(self._is_label, cells_of(following))):
                return False
            one = following
        return True

    def _told(self, heads: _Element) -> Iterator[Said]:
        """The rows of a register, for somebody to type in."""
        self.done.update((heads, *cells_of(heads)))
        row = row_below(heads)
        while row is not None:
            self.done.update((row, *cells_of(row)))
            words = " ".join(" ".join(map(cell_words, cells_of(row))).split())
            yield Said("一行一次的登记", words, place_of(cells_of(row)[0]), None)
            row = row_below(row)

    def _list(self, row: _Element, cells: Sequence[_Element]) -> Listed | None:
        columns = list_columns(cells)
        heads = [label_in(cells[at]) for at in columns]
        meant = heads_meant(heads, self.document.kind) if len(heads) > 1 and all(heads) else None
        if meant is None:
            return None
        spans = [*map(grid_span, cells)]
        rows: list[dict[str, str]] = []
        one = row_below(row)
        while one is not None and [*map(grid_span, cells_of(one))] == spans:
            inside = [cells_of(one)[at] for at in columns]
            if self._is_label(inside[0]):
                break
            self.done.update((one, *inside))
            rows.append({column.label: without_lines(cell_words(cell)) for column, cell
                         in zip(meant.columns, inside, strict=True) if column})  # fmt: skip
            one = row_below(one)
        kept = tuple(words for words in rows if any(words.values()))
        self.done.update(cells[at] for at in columns)
        return Listed(meant.field, kept, place_of(cells[columns[0]]), "｜".join(heads))


def _is_part(markers: str, whole: str) -> bool:
    """Whether a long text is one of several that are asked for together."""
    name = markers.removesuffix("*}}")
    return name != markers and markers != whole and name in whole
