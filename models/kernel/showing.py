"""A value as people read it, the same on the screen, in CSV, in Word and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable


def show(f: Field, value: Any) -> str:
    """A value as people read it, on one line."""
    return _SHOWN[f.kind](f, value) if value or value == 0 else ""


def _as_text(_f: Field, value: Any) -> str:
    return " ".join(str(value).split())


def _rows(f: Field, value: list[dict[str, Any]]) -> str:
    """Rows that are about somebody or something by its name, others by their number."""
    about = next((c for c in f.columns if c.kind is Kind.LINK), None)
    names = [str(row[about.key]["name"]) for row in value if about and row.get(about.key)]
    return "、".join(dict.fromkeys(names)) or f"{len(value)} 行"


_SHOWN: dict[Kind, Callable[[Field, Any], str]] = {
    Kind.TEXT: _as_text,
    Kind.LONG: _as_text,
    Kind.INT: _as_text,
    Kind.NUMBER: _as_text,
    Kind.DATE: _as_text,
    Kind.TIME: _as_text,
    Kind.BOOL: lambda _f, value: "是" if value else "",
    Kind.CHOICE: lambda f, value: f.label_of(value),
    Kind.CHOICES: lambda f, value: "、".join(f.label_of(code) for code in value),
    Kind.LINK: lambda _f, value: str(value["name"]),
    Kind.LINKS: lambda _f, value: "、".join(str(link["name"]) for link in value),
    Kind.ROWS: _rows,
    Kind.FILES: _rows,
}
