"""A pasted cell, read as what its column holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.dates import read_number, read_time
from models.problems import JiaoyanError
from models.spec import Field, Kind
from models.text import halfwidth

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.widgets.edited import FieldContext


def cell_from_text(c: Field, text: str, context: FieldContext) -> Any:
    """A pasted cell as the value its column holds."""
    match c.kind:
        case Kind.CHOICE:
            return next((one.code for one in c.choices if text in (one.label, one.code)), "")
        case Kind.LINK:
            return _link(c, text, context)
        case Kind.LINKS:
            return [_link(c, name, context) for name in text.replace(",", "、").split("、") if name]
        case Kind.INT | Kind.NUMBER:
            return _number(text)
        case Kind.BOOL:
            return text in ("是", "√", "1")
        case Kind.DATE:
            return _read(lambda: context.read_date(text).isoformat(), text)
        case Kind.TIME:
            return _read(lambda: f"{read_time(text):%H:%M}", text)
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
    found = [one.link for one in context.complete(c.target, name) if one.link["name"] == name]
    return (found[0] if len(found) == 1 else {"id": None, "name": name}) if name else None
