"""The words of paragraphs and cells as a reader of the page sees them, changes accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.grid import paragraphs_of
from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

_TEXT = f"{W}t"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_SYMBOL = f"{W}sym"
_SYMBOLS = {
    "Wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA8: "□", 0xFC: "✓", 0xFD: "☒",
                  0xFE: "☑"},
    "Wingdings 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
}  # fmt: skip
"""Boxes and ticks of the fonts from which Word's “Symbol” takes them."""
_SKIPPED = (f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}pPr", f"{W}rPr", f"{W}rt")
_MARK_GONE = f"{W}pPr/{W}rPr/{W}del"


def paragraph_words(paragraph: _Element) -> str:
    """The text of a paragraph."""
    return "".join([piece for _node, piece in pieces(paragraph)])


def pieces(element: _Element) -> list[tuple[_Element, str]]:
    """The text of an element piece by piece, with the nodes it stands in; bookmarks come as nodes
    without text.
    """
    found: list[tuple[_Element, str]] = []
    _gather(element, found)
    return found


def _gather(element: _Element, found: list[tuple[_Element, str]]) -> None:
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            found.append((child, child.text or ""))
        elif tag in _SIGNS:
            found.append((child, _SIGNS[tag]))
        elif tag in _BOOKMARKS:
            found.append((child, ""))
        elif tag == _SYMBOL:
            found.append((child, _symbol(child)))
        elif tag not in _SKIPPED and isinstance(tag, str):
            _gather(child, found)


def _symbol(element: _Element) -> str:
    signs = _SYMBOLS.get(element.get(f"{W}font", ""), {})
    try:
        return signs.get(int(element.get(f"{W}char", ""), 16) & 0xFF, "")
    except ValueError:
        return ""


def words_of(paragraphs: Sequence[_Element]) -> str:
    """Paragraphs as lines; one of which the mark is deleted goes on in the next."""
    lines = [paragraph_words(one) for one in paragraphs]
    if len(lines) < 2:
        return "".join(lines)
    ends = ["" if one.find(_MARK_GONE) is not None else "\n" for one in paragraphs[:-1]]
    return "".join(part for both in zip(lines, (*ends, ""), strict=True) for part in both)


def cell_words(cell: _Element) -> str:
    """All paragraphs of a cell."""
    return words_of(paragraphs_of(cell))


def label_of(cell: _Element) -> str:
    """The words of a cell as a label: without spaces and colons."""
    return "".join(cell_words(cell).split()).strip("：:")
