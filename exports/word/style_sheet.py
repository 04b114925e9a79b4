"""The styles of several layouts in one file, so that each of their papers looks as it does alone.

Layouts use the same ids for different looks (the title of a form, the title of minutes). What is the
same is kept once; what differs gets an id and a name of its own.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exports.word.xml import W, parse, serialise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_POINTERS = (f"{W}basedOn", f"{W}next", f"{W}link")
_VAL, _ID, _DEFAULT = f"{W}val", f"{W}styleId", f"{W}default"


@dataclass(frozen=True)
class Renamed:
    """How the styles of a layout are called in the common sheet: `ids` are those that are called
    otherwise. `plain` is the style of paragraphs that name none, ``""`` where that is the common one.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    plain: str = ""
    numbered: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The styles, as they are called here, that number their paragraphs: the list and the level."""


class StyleSheet:
    """Begins with the styles of one layout; those of others are joined to it."""

    def __init__(self, first: bytes) -> None:
        self._root = parse(first, "styles.xml")
        self._known = {_id(style): style for style in self._root.iter(f"{W}style")}
        self._names = {_name(style).casefold() for style in self._known.values()}

    def content(self) -> bytes:
        """The part with all of them."""
        return serialise(self._root).encode()

    def join(self, other: bytes, lists: Mapping[str, str]) -> Renamed:
        """Take in the styles of a layout; `lists` are the numbers of its lists there and here."""
        root = parse(other, "styles.xml")
        styles = {_id(style): style for style in root.iter(f"{W}style")}
        defaults = root.find(f"{W}docDefaults")
        plain = next((id_ for id_, one in styles.items() if _is_plain(one)), "")
        unlike = {id_ for id_, one in styles.items()
                  if id_ in self._known and _written(one) != _written(self._known[id_])}  # fmt: skip
        if plain and _written(defaults) != _written(self._root.find(f"{W}docDefaults")):
            unlike.add(plain)
        _spread(unlike, styles)
        ids = {id_: self._free_id(id_) for id_ in sorted(unlike)}
        numbered: dict[str, tuple[str, str]] = {}
        for id_, style in styles.items():
            if id_ in unlike or id_ not in self._known:
                own = self._add(style, ids, defaults if id_ == plain else None)
                if number := _renumbered(own, lists):
                    numbered[_id(own)] = number
        return Renamed(ids, ids.get(plain, ""), numbered)

    def _add(self, style: _Element, ids: Mapping[str, str], defaults: _Element | None) -> _Element:
        own = copy.deepcopy(style)
        id_ = ids.get(_id(style), _id(style))
        own.set(_ID, id_)
        own.attrib.pop(_DEFAULT, None)
        for pointer in own.iter(*_POINTERS):
            pointer.set(_VAL, ids.get(pointer.get(_VAL, ""), pointer.get(_VAL, "")))
        if defaults is not None:
            _settle(own, defaults)
        name = own.find(f"{W}name")
        if name is not None:
            name.set(_VAL, self._free_name(_name(style)))
        self._known[id_] = own
        self._root.append(own)
        return own

    def _free_id(self, id_: str) -> str:
        number = 2
        while f"{id_}{number}" in self._known:
            number += 1
        return f"{id_}{number}"

    def _free_name(self, name: str) -> str:
        free, number = name, 1
        while free.casefold() in self._names:
            number += 1
            free = f"{name} {number}"
        self._names.add(free.casefold())
        return free


def _spread(unlike: set[str], styles: Mapping[str, _Element]) -> None:
    """A style that builds on one that differs, differs."""
    count = -1
    while count != len(unlike):
        count = len(unlike)
        unlike |= {id_ for id_, style in styles.items()
                   for tag in _POINTERS if _pointed(style, tag) in unlike}  # fmt: skip


def _settle(style: _Element, defaults: _Element) -> None:
    """Write into a style what it had from its file's defaults."""
    for tag in ("pPr", "rPr"):
        given = defaults.find(f"{W}{tag}Default/{W}{tag}")
        if given is None or not len(given):
            continue
        own = style.find(f"{W}{tag}")
        if own is None:
            own = style.makeelement(f"{W}{tag}", {})
            runs = style.find(f"{W}rPr")
            style.append(own) if runs is None else runs.addprevious(own)
        there = {child.tag for child in own}
        merged = [*own, *(copy.deepcopy(child) for child in given if child.tag not in there)]
        order = [child.tag for child in given]
        merged.sort(key=lambda child: order.index(child.tag) if child.tag in order else len(order))
        own[:] = merged


def _renumbered(style: _Element, lists: Mapping[str, str]) -> tuple[str, str] | None:
    """The list and the level of a style that has one, pointed to where the list is now."""
    numbers = style.find(f"{W}pPr/{W}numPr")
    pointer = None if numbers is None else numbers.find(f"{W}numId")
    if numbers is None or pointer is None or pointer.get(_VAL) not in lists:
        return None
    pointer.set(_VAL, lists[pointer.get(_VAL, "")])
    return str(pointer.get(_VAL)), _pointed(numbers, f"{W}ilvl") or "0"


def _is_plain(style: _Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(_DEFAULT) in ("1", "true", "on")


def _pointed(style: _Element, tag: str) -> str:
    found = style.find(tag)
    return "" if found is None else str(found.get(_VAL, ""))


def _id(style: _Element) -> str:
    return str(style.get(_ID, ""))


def _name(style: _Element) -> str:
    return _pointed(style, f"{W}name")


def _written(element: _Element | None) -> bytes:
    """The same for what says the same."""
    if element is None:
        return b""
    from lxml import etree

    text: Any = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    return bytes(text)
