"""Markers in a layout: ``{{活动主题}}``, ``{{出席情况.姓名}}``, ``{{活动小结*}}``, ``{{?专题研修}}``.

A marker is typed text, in Word, WPS or LibreOffice; an input method's ｛｛ ｝｝ will do. Editors
split what is typed into runs as they please: here it is put together again, and each marker gets
a run of its own, so that a field never shares a run with other text.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, NamedTuple

from exports.word.places import place_of
from exports.word.xml import BadTemplate, W
from models.kernel.text import halfwidth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_MARKER = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")
_LEFT = re.compile(r"[{｛]{2}|[}｝]{2}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BETWEEN = frozenset(
    f"{W}{tag}" for tag in ("fldChar", "instrText", "br", "cr", "tab", "drawing", "pict", "object",
                            "footnoteReference", "sym")
)  # fmt: skip
"""What cannot stand inside a marker."""


class Marker(NamedTuple):
    """What a marker says: `sign` is ``?`` to open a block, ``/`` to close it, or ``""``."""

    sign: str
    name: str
    column: str
    repeats: bool

    def __str__(self) -> str:
        star, column = "*" if self.repeats else "", f".{self.column}" if self.column else ""
        return f"{{{{{self.sign}{self.name}{column}{star}}}}}"


class Place(NamedTuple):
    """A marker and the run it has to itself."""

    run: _Element
    marker: Marker

    def fault(self, message: str) -> str:
        """A message with where it is."""
        return f"{place_of(self.run)}：{message}"


def read_marker(inner: str) -> Marker:
    """What stands between the braces; full-width signs and spaces around names do not matter."""
    text = halfwidth(inner).strip()
    sign = text[:1] if text[:1] in ("?", "/") else ""
    text = text[len(sign) :].strip()
    repeats = text.endswith("*")
    name, _, column = text.removesuffix("*").partition(".")
    return Marker(sign, name.strip(), column.strip(), repeats)


def separate_markers(root: _Element) -> list[Place]:
    """Give every marker of a part a run of its own; they come back in order.

    Raises `BadTemplate` for markers that cannot be read where they stand.
    """
    problems: list[str] = []
    places: list[Place] = []
    for paragraph in list(root.iter(f"{W}p")):
        if _LEFT.search(text_of(paragraph, deleted=True)):
            problems += _faults(paragraph)
            if not problems:
                _join(paragraph)
                for run in list(runs_of(paragraph)):
                    places += _split(run)
    if problems:
        raise BadTemplate("\n".join(problems))
    return places


def without_markers(text: str) -> str:
    """The text with the markers in it left out."""
    return _MARKER.sub("", text)


def text_of(element: _Element, *, deleted: bool = False) -> str:
    """The text as it is typed, without that of nested paragraphs."""
    tags = (f"{W}t", f"{W}delText") if deleted else (f"{W}t",)
    return "".join(node.text or "" for node in _own(element, *tags))


def runs_of(paragraph: _Element) -> Iterator[_Element]:
    """The runs of a paragraph, those in links and accepted insertions too."""
    return _own(paragraph, f"{W}r")


def _own(element: _Element, *tags: str) -> Iterator[_Element]:
    """Descendants with these tags that belong to this paragraph and not to one in a text box."""
    paragraph = element if element.tag == f"{W}p" else next(element.iterancestors(f"{W}p"), None)
    for node in element.iter(*tags):
        if next(node.iterancestors(f"{W}p"), None) is paragraph:
            yield node


def _faults(paragraph: _Element) -> Iterator[str]:
    """Braces left over, and markers where none can be."""
    where = place_of(paragraph)
    if next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None:
        yield f"{where}：文本框里的标记不能用，请移到表格或段落里"
    if any(_LEFT.search(node.text or "") for node in _own(paragraph, f"{W}delText")):
        yield f"{where}：标记在修订删除的文字里。请先接受或拒绝修订"
    text = text_of(paragraph)
    rest = _MARKER.sub("", text)
    if _LEFT.search(rest):
        yield f"{where}：标记没有写完整“{rest.strip()[:30]}”，要写成 {{{{字段名}}}}"
    if any(not read_marker(inner).name for inner in _MARKER.findall(text)):
        yield f"{where}：标记是空的，{{{{ }}}} 里要写字段名"


def _join(paragraph: _Element) -> None:
    """Move the text of a marker that is spread over runs into the first of them."""
    texts = list(_own(paragraph, f"{W}t"))
    starts = [0]
    for node in texts:
        starts.append(starts[-1] + len(node.text or ""))
    whole = "".join(node.text or "" for node in texts)
    for found in reversed(list(_MARKER.finditer(whole))):
        touched = [
            n
            for n in range(len(texts))
            if starts[n] < found.end() and starts[n + 1] > found.start()
        ]
        if len(touched) > 1:
            _gather([(texts[n], starts[n]) for n in touched], found)


def _gather(touched: list[tuple[_Element, int]], found: re.Match[str]) -> None:
    (first, start), (last, last_start) = touched[0], touched[-1]
    _refuse_between(first, last, found[0])
    first.text = (first.text or "")[: found.start() - start] + found[0]
    last.text = (last.text or "")[found.end() - last_start :]
    for node, _start in touched[1:-1]:
        node.text = ""
    for node, _start in touched:
        node.set(_SPACE, "preserve")


def _refuse_between(first: _Element, last: _Element, marker: str) -> None:
    inside = False
    for node in _own(next(first.iterancestors(f"{W}p")), f"{W}t", *_BETWEEN):
        if node is last:
            return
        if inside and node.tag in _BETWEEN:
            raise BadTemplate(
                f"{place_of(first)}：标记“{marker}”中间有换行、图片或域。请删去重新输入这个标记"
            )
        inside = inside or node is first


def _split(run: _Element) -> list[Place]:
    """A run that holds markers and other things becomes several of the same look."""
    if not any(_MARKER.search(node.text or "") for node in run.iter(f"{W}t")):
        return []
    look = run.find(f"{W}rPr")
    places = []
    for node in [child for child in run if child is not look]:
        pieces = _pieces(node) if node.tag == f"{W}t" else [(node, None)]
        for piece, marker in pieces:
            single = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
            if look is not None:
                single.append(copy.deepcopy(look))
            single.append(piece)
            run.addprevious(single)
            if marker:
                places.append(Place(single, marker))
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)
    return places


def _pieces(node: _Element) -> Iterator[tuple[_Element, Marker | None]]:
    """The text of a ``w:t`` cut at its markers."""
    text = node.text or ""
    at = 0
    for found in [*_MARKER.finditer(text), None]:
        plain = text[at : found.start() if found else len(text)]
        if plain:
            yield _text(node, plain), None
        if found:
            yield _text(node, found[0]), read_marker(found[1])
            at = found.end()


def _text(like: _Element, text: str) -> _Element:
    node = like.makeelement(like.tag, {_SPACE: "preserve"})
    node.text = text
    return node


def markers_in(text: str) -> list[Marker]:
    """The markers in a text, in order."""
    return [read_marker(inner) for inner in _MARKER.findall(text)]
