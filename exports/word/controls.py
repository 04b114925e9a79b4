"""Content controls and mail-merge fields as another way to mark a layout.

A control whose tag, or a merge field whose name, is that of a field becomes a marker. Controls are
taken out in every case: saved again by LibreOffice 7.4, text in them comes out many times over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exports.word.xml import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from exports.word.fields import FieldTable

_MERGE = re.compile(r'\s*MERGEFIELD\s+"?([^"\\]+?)"?\s*(?:\\.*)?$', re.DOTALL)
_PLACEHOLDER = f"{W}rPr/{W}rStyle"


def take_controls(root: _Element, fields: FieldTable) -> None:
    """Turn the controls and merge fields of a part into markers and plain text."""
    for control in list(root.iter(f"{W}sdt")):
        _take_control(control, fields)
    for simple in list(root.iter(f"{W}fldSimple")):
        name = _merged(simple.get(f"{W}instr", ""), fields)
        if name:
            _put(simple.iter(f"{W}t"), name)
            _unwrap(simple, simple)
    for paragraph in root.iter(f"{W}p"):
        for field in list(_fields(paragraph)):
            _take_field(field, fields)


def _take_control(control: _Element, fields: FieldTable) -> None:
    content = control.find(f"{W}sdtContent")
    properties = control.find(f"{W}sdtPr")
    if content is not None and properties is not None:
        marks = (properties.find(f"{W}{key}") for key in ("tag", "alias"))
        names = [mark.get(f"{W}val", "") for mark in marks if mark is not None]
        name = next((name for name in names if _is_known(name, fields)), "")
        if name and "{{" not in "".join(content.itertext()):
            _put(content.iter(f"{W}t"), name)
            for style in content.iterfind(f".//{W}r/{_PLACEHOLDER}"):
                _remove(style)
    _unwrap(control, content)


def _fields(paragraph: _Element) -> Iterator[list[_Element]]:
    """The runs of each complex field, from begin to end; nested ones count with the outer."""
    depth = 0
    runs: list[_Element] = []
    for run in paragraph.iter(f"{W}r"):
        kinds = [mark.get(f"{W}fldCharType") for mark in run.iter(f"{W}fldChar")]
        depth += kinds.count("begin")
        if depth:
            runs.append(run)
        depth -= kinds.count("end")
        if runs and depth == 0:
            yield runs
            runs = []


def _take_field(runs: list[_Element], fields: FieldTable) -> None:
    code = "".join(text.text or "" for run in runs for text in run.iter(f"{W}instrText"))
    name = _merged(code, fields)
    texts = [text for run in runs for text in run.iter(f"{W}t")]
    if not name or not texts:
        return
    _put(texts, name)
    shown = texts[0].getparent()
    for run in runs:
        if run is not shown:
            _remove(run)


def _merged(code: str, fields: FieldTable) -> str:
    found = _MERGE.match(code)
    name = found[1].strip() if found else ""
    return name if _is_known(name, fields) else ""


def _is_known(name: str, fields: FieldTable) -> bool:
    field, _, column = name.rstrip("*").partition(".")
    return bool(field) and not fields.fault(field, column)


def _put(texts: Iterable[_Element], name: str) -> None:
    """The marker in the place of the first text, the others empty."""
    for number, text in enumerate(list(texts)):
        text.text = "" if number else f"{{{{{name}}}}}"


def _unwrap(element: _Element, content: _Element | None) -> None:
    """Put what is inside in the place of an element."""
    for child in [] if content is None else list(content):
        element.addprevious(child)
    _remove(element)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
