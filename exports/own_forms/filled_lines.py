"""The lines of text of a filled-in form: above its tables, between them, or instead of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.own_forms.findings import Said, without_lines
from exports.own_forms.labels import LIKELY, LONGEST, Meaning, bare, meaning_of
from exports.own_forms.lines import LABEL, SIGNED, asked
from exports.word.places import place_of
from exports.word.words import paragraph_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from exports.documents import Document
    from exports.own_forms.findings import Filled

_NUMBERED = {
    re.compile(r"第[\s_＿]*([\d一二三四五六七八九十]{1,3})[\s_＿]*周"): "周次",
    re.compile(r"第[\s_＿]*([\d一二三四五六七八九十]{1,3})[\s_＿]*次"): "次数",
}
_DATED = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_NEAR = 16
"""Characters in front of a date in which a label would ask for it."""
_LONGEST_NAME = 4
"""Characters before a colon that may be somebody who speaks."""
_GAP = re.compile(r"[\s_＿]{3,}")
"""Where a value in a line of text ends."""


class FilledLines:
    """The lines of one part."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._place: _Element | None = None
        """The cell, or the text, of the last line."""
        self._tables = False
        """Whether there was one."""
        self._open: Said | None = None
        """The last label of a text without tables, whose words may go on in the next lines."""

    def table(self) -> None:
        """Here is a row of a table: what stands before it does not go on behind it."""
        self._tables, self._open = True, None

    def line(self, paragraph: _Element, found: Filled, *, in_table: bool) -> None:
        """``时间：…　地点：…`` and ``第13周`` in a line of text; outside tables what is not led by a
        label goes on with the one before.
        """
        text = paragraph_words(paragraph)
        where = place_of(paragraph)
        said = [*self._numbered(text, where), *self._led(text, where)]
        if paragraph.getparent() is not self._place:
            self._place, self._open = paragraph.getparent(), None
        if not self._tables:
            said += self._dated(text, where)
        if said:
            found.said += [one for one in said if one.label or one.words]
            self._open = said[0] if len(said) == 1 else None
        elif text.strip() and self._open:
            at = len(found.said) - 1
            words = f"{self._open.words}\n{text}".strip()
            self._open = found.said[at] = replace(self._open, words=words)
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
            yield Said(asked(found[1], text), without_lines(words), where, meaning)
            if rest := _without_numbers("  ".join(more)):
                yield Said("", rest, where, None)

    def _asked(self, label: str, line: str) -> Meaning | None:
        said = asked(label, line)
        return meaning_of(said, self.document) if len(bare(said)) <= LONGEST else None


def _without_numbers(words: str) -> str:
    """Without dates, weeks and ordinals, which are read for themselves."""
    for pattern in (*_NUMBERED, _DATED):
        words = pattern.sub("", words)
    words = without_lines(re.sub(r"星期\s*[一二三四五六日天]", "", words))
    return words if bare(words) else ""
