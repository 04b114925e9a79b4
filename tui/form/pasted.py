"""A pasted cell, read as what its column holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.kernel.answers import all_meant
from models.kernel.dates import read_number, read_time
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Field, Kind
from models.kernel.naming import names_in, without_space
from models.kernel.text import halfwidth, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.form.editor import FieldContext


TICKS = frozenset("是√✓✔☑1有对") | {"[√]", "已完成", "完成"}


def is_table(text: str) -> bool:
    """Several lines, or cells from Excel or Word."""
    return "\t" in text or "\n" in text.strip("\r\n").replace("\r", "\n")


_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)|[^\t\n]*')


def table_in(text: str) -> list[list[str]]:
    """The cells of each line that says something. As Excel writes it, a cell in quotation marks that
    holds lines, tabs or doubled quotation marks is one cell.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while found := _CELL.match(text, at):
        rows[-1].append(_unquoted(found))
        at = found.end() + 1
        if at > len(text):
            break
        if text[at - 1] == "\n":
            rows.append([])
    return [row for row in rows if any(cell.strip() for cell in row)]


def _unquoted(found: re.Match[str]) -> str:
    inside = found[1] or ""
    needed = "\n" in inside or "\t" in inside or '""' in inside
    return inside.replace('""', '"') if needed else found[0]


def cell_from_text(c: Field, text: str, context: FieldContext) -> tuple[Any, list[str]]:
    """A pasted cell as the value its column holds, and the words in it that are none."""
    if c.kind in (Kind.CHOICE, Kind.CHOICES):
        found, left = all_meant(text, c.choices)
        codes = [one.code for one in found]
        if c.kind is Kind.CHOICES:
            return [one.code for one in c.choices if one.code in codes], left
        return (codes[0], []) if len(codes) == 1 and not left else ("", [text] if text else [])
    return _cell(c, text, context), []


def _cell(c: Field, text: str, context: FieldContext) -> Any:
    match c.kind:
        case Kind.LINK:
            return _link(c, without_space(one_line(text)), context)
        case Kind.LINKS:
            names = names_in(text, lambda name: _known(c, name, context) is not None)
            return [_link(c, name, context) for name in names]
        case Kind.INT | Kind.NUMBER:
            return _number(text)
        case Kind.BOOL:
            return text in TICKS
        case Kind.DATE:
            return _read(lambda: context.read_date(text).isoformat(), text)
        case Kind.TIME:
            return _read(lambda: f"{read_time(text):%H:%M}", text)
        case Kind.TEXT:
            return one_line(text)
        case _:
            return text


def _number(text: str) -> Any:
    """``30分钟`` is 30."""
    match = re.match(r"[\d.]+", halfwidth(text))
    return _read(lambda: read_number(match[0]), text) if match else text or None


def _read(read: Callable[[], Any], text: str) -> Any:
    """What is meant; what cannot be read stays as it is, and the check names it."""
    try:
        return read() if text else ""
    except JiaoyanError:
        return text


def _link(c: Field, name: str, context: FieldContext) -> dict[str, Any] | None:
    return (_known(c, name, context) or {"id": None, "name": name}) if name else None


def _known(c: Field, name: str, context: FieldContext) -> dict[str, Any] | None:
    """The only one of this name."""
    found = [one.link for one in context.complete(c.target, name) if one.link["name"] == name]
    return found[0] if len(found) == 1 else None
