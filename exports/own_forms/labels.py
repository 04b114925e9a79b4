"""What a label on a school's form asks for, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from exports.documents import fields_for
from exports.own_forms.lines import SIGNED
from exports.own_forms.spellings import NOT_KEPT, SPELLINGS
from exports.word.itemised import ITEMS
from exports.word.values import TICKS
from models.kernel.fields import Kind
from models.kernel.text import halfwidth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.documents import Document

CERTAIN, LIKELY, DOUBTFUL = 1.0, 0.8, 0.6
"""How sure: the label is known so; but for words that say nothing; it only looks like one."""
_CLOSE = 0.72
"""Likeness of two labels below which one is not taken for the other."""
ROLL = "{{出席名单}}"
"""What may be printed where people sign for having come; other names are only written in ink."""
LONGEST = 20
"""Characters of a label at most."""
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|《[^《》]*》")
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.,]|\d{1,2}[、.]|\([一二三四五六七八九十\d]{1,3}\)|[①-⑳][、.]?)"
)
_NOISE = re.compile(r"[\W_]+")
_EMPTY_WORDS = re.compile(
    r"^(本次|此次|本校|学校|教师|教研|研讨|研修|活动|校本)+|(情况|栏|填写|记录)$"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is asked for, as text with markers, and how sure that is (0 to 1)."""

    markers: str
    sure: float


def sure_words(sure: float) -> str:
    """How sure, in a word."""
    words = ((CERTAIN, "确定"), (LIKELY, "很可能"))
    return next(
        (word for least, word in words if sure >= least), "请看一下" if sure else "没有对应"
    )


def bare(label: str) -> str:
    """A label without its number, spaces, signs, and what is explained in brackets."""
    return _NOISE.sub("", without_brackets(_NUMBERED.sub("", halfwidth(label))))


def without_brackets(words: str) -> str:
    """Words without what is explained in brackets."""
    return _BRACKETED.sub("", halfwidth(words))


@cache
def known_labels(document: Document) -> dict[str, str]:
    """Every spelling that is known for a document, with the markers it asks for."""
    found: dict[str, str] = {}
    spelled = SPELLINGS.get(document.kind.name, {})
    for spelling, markers in ((one, markers) for markers, all_ in spelled.items() for one in all_):
        found.setdefault(bare(spelling), markers)
    for label, marker in _own_labels(document):
        found.setdefault(bare(label), marker)
    return found


def _own_labels(document: Document) -> Iterator[tuple[str, str]]:
    """The labels of the fields themselves, and the other names that a layout may use for a text."""
    by_label = {f.label: f for f in document.kind.fields}
    known = fields_for(document)
    for name in sorted(known.names(), key=len):
        f = by_label.get(name)
        if f is None:
            if name in known.texts and "(" not in name and ":" not in name:
                yield name, f"{{{{{name}}}}}"
        elif f.columns:
            yield name, f"{{{{{ITEMS.format(name)}*}}}}"
        elif f.kind is Kind.CHOICES:
            yield name, f"{{{{{TICKS.format(name)}}}}}"
        else:
            yield name, f"{{{{{name}{'*' if f.kind is Kind.LONG else ''}}}}}"


def meaning_of(label: str, document: Document) -> Meaning | None:
    """What a label asks for; None where nothing is like it."""
    words = bare(label)
    if not words or len(words) > LONGEST:
        return None
    known = known_labels(document)
    for spelling in (_NOISE.sub("", halfwidth(label)), words):
        if spelling in known and (not SIGNED.search(label) or ROLL in known[spelling]):
            return Meaning(known[spelling], CERTAIN)
    if SIGNED.search(label) or words in NOT_KEPT:
        return None
    core = _core(words)
    for spelling, markers in known.items():
        if core and core == _core(spelling):
            return Meaning(markers, LIKELY)
    likest = max(known, key=lambda spelling: _likeness(words, spelling))
    if _likeness(words, likest) < _CLOSE:
        return None
    return Meaning(known[likest], DOUBTFUL)


def _core(words: str) -> str:
    return _EMPTY_WORDS.sub("", words)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
