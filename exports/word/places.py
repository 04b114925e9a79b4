"""Where something stands in a Word file, said for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_EDGES = {f"{W}hdr": "页眉", f"{W}ftr": "页脚"}


def place_of(element: _Element) -> str:
    """``第2个表格第3行第4格``, ``正文第5段``, ``页脚``."""
    root = element.getroottree().getroot()
    cell = _up(element, f"{W}tc")
    if cell is not None:
        row = _up(cell, f"{W}tr")
        table = _up(row, f"{W}tbl")
        numbers = _number(table, root), _number(row, table), _number(cell, row)
        where = "第{}个表格第{}行第{}格".format(*numbers)
    else:
        paragraph = _up(element, f"{W}p")
        number = 0 if paragraph is None else list(root.iter(f"{W}p")).index(paragraph) + 1
        where = f"正文第{number}段" if number else "正文"
    edge = _EDGES.get(str(root.tag))
    return (edge + where if cell is not None else edge) if edge else where


def _up(element: _Element | None, tag: str) -> _Element | None:
    while element is not None and element.tag != tag:
        element = element.getparent()
    return element


def _number(element: _Element | None, within: _Element | None) -> int:
    """Which of its kind an element is within another, those in nested tables not counted, from 1."""
    assert element is not None
    assert within is not None
    tables = element.tag == f"{W}tbl"
    same = (
        one
        for one in within.iter(str(element.tag))
        if tables or _up(one.getparent(), str(within.tag)) is within
    )
    return list(same).index(element) + 1
