"""What stands in a filled-in form of any school: words beside their labels, and lists below their
heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exports.own_forms.blanks import is_blank
from exports.own_forms.columns import heads_meant
from exports.own_forms.labels import CERTAIN, LIKELY, LONGEST, Meaning, bare, meaning_of
from exports.own_forms.lines import LABEL, SIGNED, asked
from exports.own_forms.rivals import settled
from exports.own_forms.tables import beneath, label_in, list_columns
from exports.word.grid import cells_of, grid_span, is_continued, row_below
from exports.word.places import place_of
from exports.word.values import is_ticked
from exports.word.words import cell_words, paragraph_words
from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from exports.documents import Document
    from models.spec import Field

_NUMBERED = {
    re.compile(r"第[\s_＿]*([\d一二三四五六七八九十]{1,3})[\s_＿]*周"): "周次",
    re.compile(r"第[\s_＿]*([\d一二三四五六七八九十]{1,3})[\s_＿]*次"): "次数",
}
_DATED = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_NEAR = 16
"""Characters in front of a date in which a label would ask for it."""
_LONGEST_NAME = 4
"""Characters before a colon that may be somebody who speaks."""
_REGISTERED = 3
"""Known labels side by side above several rows."""
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
                reader.line(paragraph, found, in_table=row is not None)
    found.said = _settled(found, document)
    return found


def _settled(found: Filled, document: Document) -> list[Said]:
    """With what each label asks for beside the others."""
    asked_for = [(one.label, one.meaning) for one in found.said]
    lists = [one.field.label for one in found.listed if one.rows]
    meanings = settled(asked_for, lists, document)
    return [replace(one, meaning=meaning)
            for one, meaning in zip(found.said, meanings, strict=True)]  # fmt: skip


class _Reader:
    """One part; `done` are the rows and cells that were spoken for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.done: set[_Element] = set()
        self.place: _Element | None = None
        """The cell, or the text, of the last line."""
        self.tables = False
        """Whether there was one."""
        self.open: Said | None = None
        """The last label of a text without tables, whose words may go on in the next lines."""

    def row(self, row: _Element, found: Filled) -> None:
        if row in self.done:
            return
        self.done.add(row)
        self.tables, self.open = True, None
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
        words = "" if empty else _without_lines(cell_words(value))
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
                    words = _without_lines(line[one.end() : end])
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
            rows.append({column.label: _without_lines(cell_words(cell)) for column, cell
                         in zip(meant.columns, inside, strict=True) if column})  # fmt: skip
            one = row_below(one)
        kept = tuple(words for words in rows if any(words.values()))
        self.done.update(cells[at] for at in columns)
        return Listed(meant.field, kept, place_of(cells[columns[0]]), "｜".join(heads))

    def line(self, paragraph: _Element, found: Filled, *, in_table: bool) -> None:
        """``时间：…　地点：…`` and ``第13周`` in a line of text; outside tables what is not led by a
        label goes on with the one before.
        """
        text = paragraph_words(paragraph)
        where = place_of(paragraph)
        said = [*self._numbered(text, where), *self._led(text, where)]
        if paragraph.getparent() is not self.place:
            self.place, self.open = paragraph.getparent(), None
        if not self.tables:
            said += self._dated(text, where)
        if said:
            found.said += [one for one in said if one.label or one.words]
            self.open = said[0] if len(said) == 1 else None
        elif text.strip() and self.open:
            at = len(found.said) - 1
            words = f"{self.open.words}\n{text}".strip()
            self.open = found.said[at] = replace(self.open, words=words)
        elif len(bare(text)) > (LONGEST if in_table else 0) and (found.said or in_table):
            found.said.append(Said("", text.strip(), where, None))

    def _numbered(self, text: str, where: str) -> Iterator[Said]:
        for pattern, label in _NUMBERED.items():
            for gap in pattern.finditer(text):
                yield Said(label, gap[1], where, meaning_of(label, self.document))

    def _dated(self, text: str, where: str) -> Iterator[Said]:
        """A date above the table that no label asks for."""
        dated = _DATED.search(text)
        if dated is None or SIGNED.search(text) or LABEL.search(text[: dated.start()][-_NEAR:]):
            return
        if meaning := meaning_of("日期", self.document):
            yield Said("日期", dated[0], where, Meaning(meaning.markers, LIKELY))

    def _led(self, text: str, where: str) -> Iterator[Said]:
        labels = list(LABEL.finditer(text))
        meanings = [self._asked(found[1], text) for found in labels]
        told = [one for one in zip(labels, meanings, strict=True) if one[1] or SIGNED.search(text)]
        if not told and len(labels) == 1 and not text[labels[0].end() :].strip():
            told = [(labels[0], None)] if len(bare(labels[0][1])) > _LONGEST_NAME else []
        for number, (found, meaning) in enumerate(told):
            end = told[number + 1][0].start() if number + 1 < len(told) else len(text)
            said = text[found.end() : end].strip()
            whole = meaning is not None and "*}}" in meaning.markers
            words, *more = [said] if whole else _GAP.split(said)
            yield Said(asked(found[1], text), _without_lines(words), where, meaning)
            if rest := _without_numbers("  ".join(more)):
                yield Said("", rest, where, None)

    def _asked(self, label: str, line: str) -> Meaning | None:
        said = asked(label, line)
        return meaning_of(said, self.document) if len(bare(said)) <= LONGEST else None


def _is_part(markers: str, whole: str) -> bool:
    """Whether a long text is one of several that are asked for together."""
    name = markers.removesuffix("*}}")
    return name != markers and markers != whole and name in whole


def _without_numbers(words: str) -> str:
    """Without dates, weeks and ordinals, which are read for themselves."""
    for pattern in (*_NUMBERED, _DATED):
        words = pattern.sub("", words)
    words = _without_lines(re.sub(r"星期\s*[一二三四五六日天]", "", words))
    return words if bare(words) else ""


def _without_lines(words: str) -> str:
    """Without the lines that were printed to write on."""
    return _LINES.sub(" ", words).strip()
