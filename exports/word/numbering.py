"""The automatic numbers of several layouts in one part; in every paper they begin anew."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from exports.word.xml import DECLARATION, W, parse, serialise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

PART = "word/numbering.xml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_LEVELS = 9
_VAL, _ID, _LEVEL = f"{W}val", f"{W}numId", f"{W}ilvl"
_ABSTRACT = f"{W}abstractNumId"
_OF_ITS_FILE = ("nsid", "tmpl", "styleLink", "numStyleLink")
"""What ties a list to the file it was in."""


class Lists:
    """The kinds of lists of all layouts, and each list that has been begun."""

    def __init__(self) -> None:
        self._kinds: list[_Element] = []
        self._lists: list[_Element] = []

    def __bool__(self) -> bool:
        return bool(self._lists)

    def join(self, part: bytes) -> dict[str, str]:
        """Take in the lists of a layout: their numbers there and here."""
        root = parse(part, PART)
        kinds: dict[str, str] = {}
        for kind in root.iter(f"{W}abstractNum"):
            own = copy.deepcopy(kind)
            kinds[kind.get(_ABSTRACT, "")] = here = str(len(self._kinds) + 1)
            own.set(_ABSTRACT, here)
            for tag in (*_OF_ITS_FILE, "lvlPicBulletId"):
                for one in list(own.iter(f"{W}{tag}")):
                    _parent(one).remove(one)
            self._kinds.append(own)
        numbers = {}
        for one in root.iter(f"{W}num"):
            pointer = one.find(_ABSTRACT)
            if pointer is not None and pointer.get(_VAL, "") in kinds:
                own = copy.deepcopy(one)
                _child(own, _ABSTRACT).set(_VAL, kinds[pointer.get(_VAL, "")])
                numbers[one.get(_ID, "")] = self._add(own)
        return numbers

    def name_styles(self, numbers: Mapping[str, str], ids: Mapping[str, str]) -> None:
        """Let the levels of a layout's lists, `numbers` of `join`, point to its styles as they are
        called here.
        """
        wanted = {_child(self._lists[int(n) - 1], _ABSTRACT).get(_VAL) for n in numbers.values()}
        for kind in self._kinds:
            if kind.get(_ABSTRACT) in wanted:
                for pointer in kind.iter(f"{W}pStyle"):
                    pointer.set(_VAL, ids.get(pointer.get(_VAL, ""), pointer.get(_VAL, "")))

    def begun(self, number: str) -> str:
        """The number of a new list like another, which counts from its own start."""
        own = copy.deepcopy(self._lists[int(number) - 1])
        kind = next(k for k in self._kinds if k.get(_ABSTRACT) == _child(own, _ABSTRACT).get(_VAL))
        starts = {level.get(_LEVEL): level.find(f"{W}start") for level in kind.iter(f"{W}lvl")}
        there = {one.get(_LEVEL): one for one in own.iter(f"{W}lvlOverride")}
        for level in map(str, range(_LEVELS)):
            start = starts.get(level)
            override = there.get(level)
            if override is None:
                override = own.makeelement(f"{W}lvlOverride", {_LEVEL: level})
                own.append(override)
            if override.find(f"{W}startOverride") is None:
                at = "1" if start is None else start.get(_VAL, "1")
                override.insert(0, override.makeelement(f"{W}startOverride", {_VAL: at}))
        return self._add(own)

    def content(self) -> bytes:
        """The part."""
        inner = "".join(serialise(one).removeprefix(DECLARATION)
                        for one in (*self._kinds, *self._lists))  # fmt: skip
        return f'{DECLARATION}<w:numbering xmlns:w="{W[1:-1]}">{inner}</w:numbering>'.encode()

    def _add(self, one: _Element) -> str:
        number = str(len(self._lists) + 1)
        one.set(_ID, number)
        self._lists.append(one)
        return number


def _child(element: _Element, tag: str) -> _Element:
    found = element.find(tag)
    assert found is not None
    return found


def _parent(element: _Element) -> _Element:
    parent = element.getparent()
    assert parent is not None
    return parent
