"""What stands in a filled-in form of any school: words beside their labels, and lists below their
heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exports.collect.words import cell_words, cells_of, grid_span, paragraph_words
from exports.own_forms.blanks import LABEL_IN_LINE, below, cell_below, is_blank, label_in
from exports.own_forms.columns import heads_meant
from exports.own_forms.labels import CERTAIN, LONGEST, bare, meaning_of
from exports.word.places import place_of
from exports.word.values import is_ticked
from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from exports.documents import Document
    from exports.own_forms.labels import Meaning
    from models.spec import Field

_NUMBERED = {
    re.compile(r"第[\s_＿]*([\d一二三四五六七八九十]{1,3})[\s_＿]*周"): "周次",
    re.compile(r"第[\s_＿]*([\d一二三四五六七八九十]{1,3})[\s_＿]*次"): "次数",
}
_LINES = re.compile(r"[_＿]+")
_GAP = re.compile(r"[\s_＿]{3,}")
"""Where a value in a line of text ends."""


@dataclass(frozen=True)
class Said:
    """Words beside a label; `meaning` is what the label asks for, None where that is not known."""

    label: str
    words: str
    where: str
    meaning: Meaning | None


@dataclass(frozen=True)
class Listed:
    """The rows below heads that are known: the words of each by the labels of the columns."""

    field: Field
    rows: tuple[dict[str, str], ...]
    where: str
    label: str


@dataclass
class Filled:
    """Everything that was found in a form."""

    said: list[Said] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    title: str = ""
    """The words above the first table."""

    @property
    def known(self) -> float:
        """How much of it is understood: the sum of how sure each label is."""
        sure = sum(one.meaning.sure for one in self.said if one.meaning and one.words)
        return sure + sum(1 for one in self.listed if one.rows)


def filled_in(trees: Iterable[_Element], document: Document) -> Filled:
    """Read a form as one of a document; only labels are trusted, not where they stand."""
    found = Filled()
    for root in trees:
        reader = _Reader(document)
        for paragraph in root.iter(f"{W}p"):
            row = next(paragraph.iterancestors(f"{W}tr"), None)
            if row is not None:
                reader.row(row, found)
            elif not found.said and not found.listed:
                found.title += "".join(paragraph_words(paragraph).split())
            if not any(cell in reader.done for cell in paragraph.iterancestors(f"{W}tc")):
                found.said += reader.line(paragraph)
    return found


class _Reader:
    """One part; `done` are the rows and cells that were spoken for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.done: set[_Element] = set()

    def row(self, row: _Element, found: Filled) -> None:
        if row in self.done:
            return
        self.done.add(row)
        cells = cells_of(row)
        listed = self._list(row, cells)
        if listed is not None:
            found.listed.append(listed)
            return
        for number, cell in enumerate(cells):
            if cell not in self.done and (label := label_in(cell)):
                found.said += self._beside(label, row, cells, number)

    def _beside(
        self, label: str, row: _Element, cells: Sequence[_Element], number: int
    ) -> Iterator[Said]:
        """A label with the cell to its right, else with the one below."""
        meaning = meaning_of(label, self.document)
        right = cells[number + 1] if number + 1 < len(cells) else None
        if right is not None and self._is_label(right):
            right = None
        value = right if right is not None else self._under(row, cells, number)
        if value is None or value in self.done or (meaning is None and right is None):
            return
        empty = is_blank(value) and not is_ticked(cell_words(value))
        words = "" if empty else _without_lines(cell_words(value))
        self.done.update((cells[number], value))
        yield Said(label, words, place_of(value), meaning)

    def _is_label(self, cell: _Element) -> bool:
        label = label_in(cell)
        meaning = meaning_of(label, self.document) if label else None
        return meaning is not None and meaning.sure == CERTAIN

    def _under(self, row: _Element, cells: Sequence[_Element], number: int) -> _Element | None:
        cell = cell_below(row, cells, number)
        return None if cell is None or self._is_label(cell) else cell

    def _list(self, row: _Element, cells: Sequence[_Element]) -> Listed | None:
        heads = [label_in(cell) for cell in cells]
        meant = heads_meant(heads, self.document.kind) if len(cells) > 1 and all(heads) else None
        if meant is None:
            return None
        spans = [*map(grid_span, cells)]
        rows: list[dict[str, str]] = []
        one = below(row)
        while one is not None and [*map(grid_span, below_cells := cells_of(one))] == spans:
            if self._is_label(below_cells[0]):
                break
            self.done.update((one, *below_cells))
            rows.append({column.label: _without_lines(cell_words(cell)) for column, cell
                         in zip(meant.columns, below_cells, strict=True) if column})  # fmt: skip
            one = below(one)
        kept = tuple(words for words in rows if any(words.values()))
        self.done.update(cells)
        return Listed(meant.field, kept, place_of(cells[0]), "｜".join(heads))

    def line(self, paragraph: _Element) -> Iterator[Said]:
        """``时间：…　地点：…`` and ``第13周`` in a line of text."""
        text = paragraph_words(paragraph)
        where = place_of(paragraph)
        for pattern, label in _NUMBERED.items():
            for gap in pattern.finditer(text):
                yield Said(label, gap[1], where, meaning_of(label, self.document))
        labels = list(LABEL_IN_LINE.finditer(text))
        for number, found in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
            meaning = meaning_of(found[1], self.document)
            words = _without_lines(_GAP.split(text[found.end() : end].strip())[0])
            if meaning and words and len(bare(found[1])) <= LONGEST:
                yield Said(found[1], words, where, meaning)


def _without_lines(words: str) -> str:
    """Without the lines that were printed to write on."""
    return _LINES.sub(" ", words).strip()
