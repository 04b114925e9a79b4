"""Boxes and ticks of forms that were filled in by hand: which of the choices are meant.

Schools print ``□理论学习 □集体备课``, ``理论学习□ 集体备课□`` or the bare words, and teachers put the tick
before or behind the word. Which it was is told by the whole line; where it cannot be told nothing is
read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from exports.word.values import TICKED, UNTICKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.fields import Choice, Field

ROW_OF_BOXES = re.compile(
    rf"\s*(?:[{UNTICKED}{TICKED}]\s*[^\s{UNTICKED}{TICKED}]{{1,14}}[\s、，]*){{2,}}(?:[_＿\s]*)"
)
_IN_BRACKETS = re.compile(rf"[（(\[【]\s*([{TICKED}]?)\s*[)）\]】]")
_TOKEN = re.compile(rf"[{TICKED}{UNTICKED}]|[^\s{TICKED}{UNTICKED}、，,;；]+")
_EXPLAINED = re.compile(r"[：:（(].*|[_＿]+", re.DOTALL)
_MOST_NAMED = 3
"""Choices that are named without a tick, above which the line is taken for the printed list."""


class Chosen(NamedTuple):
    """The codes that are meant, and the words that were not understood."""

    codes: list[str]
    rest: str


class _Token(NamedTuple):
    words: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        return self.words in TICKED or self.words in UNTICKED


def chosen(f: Field, words: str) -> Chosen | None:
    """The choices that are ticked, or, where there is neither box nor tick, named; None where it
    cannot be told, or nothing is ticked.
    """
    text = _IN_BRACKETS.sub(lambda found: found[1] or "□", words)
    tokens = [_Token(found[0], *found.span()) for found in _TOKEN.finditer(text)]
    if not any(token.is_sign for token in tokens):
        return _named(f, words)
    ticked = _ticked(tokens)
    found = [(word, _choice(f.choices, word)) for word in ticked or ()]
    codes = [choice.code for _word, choice in found if choice]
    rest = "、".join(word for word, choice in found if not choice or choice.label != word)
    return Chosen(codes, rest) if codes else None


def _named(f: Field, words: str) -> Chosen | None:
    there = [choice for choice in f.choices if choice.label in words]
    if not there or len(there) > _MOST_NAMED:
        return None
    rest = words
    for choice in there:
        rest = rest.replace(choice.label, " ")
    return Chosen([choice.code for choice in there], rest.strip(" \u3000\n\t、，,;；/和及与"))


def _ticked(tokens: Sequence[_Token]) -> list[str] | None:
    """The words that a tick belongs to."""
    before = _stand_before(tokens)
    if before is None:
        return None
    found = []
    for at, token in enumerate(tokens):
        if token.words in TICKED:
            other = at + 1 if before else at - 1
            if not 0 <= other < len(tokens) or tokens[other].is_sign:
                return None
            found.append(tokens[other].words)
    return found


def _stand_before(tokens: Sequence[_Token]) -> bool | None:
    """Whether the signs stand before their words; None where that cannot be told."""
    first, last = tokens[0].is_sign, tokens[-1].is_sign
    if first != last:
        return first
    if first:
        return None
    sides = set()
    for at, token in enumerate(tokens):
        if token.is_sign:
            behind = tokens[at - 1].end == token.start
            ahead = tokens[at + 1].start == token.end
            if behind == ahead:
                return None
            sides.add(ahead)
    return sides.pop() if len(sides) == 1 else None


def _choice(choices: Sequence[Choice], word: str) -> Choice | None:
    """The choice that is called so, or the only one whose name begins so."""
    bare = _EXPLAINED.sub("", word) or word
    same = [one for one in choices if one.label == bare]
    like = same or [one for one in choices if len(bare) > 1 and one.label.startswith(bare)]
    return like[0] if len(like) == 1 else None
