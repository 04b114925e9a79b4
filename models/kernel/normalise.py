"""A record's values in their one shape: what the store keeps, hashes and compares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any
from unicodedata import is_normalized

from models.kernel.fields import Field, Kind
from models.kernel.formerly import link_named
from models.kernel.ids import row_id
from models.kernel.text import clean

if TYPE_CHECKING:
    from models.kernel.record import RecordType


def normalise(kind: RecordType, values: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """The values with every field there, every text cleaned, every row with its ``"_id"``; and how
    many characters that no document can hold were removed. Keys that the type does not declare
    are left out. Doing it twice changes nothing more.
    """
    removed: list[int] = []
    shaped = kind.blank()
    for key, value in values.items():
        if (value or value == 0) and key in shaped:
            f = kind.by_key[key]
            shaped[key] = _SHAPES[f.kind](f, value, removed)
    return shaped, sum(removed)


def _text(_f: Field, value: Any, removed: list[int]) -> str:
    text = str(value)
    if _is_tidy(text):
        return text
    cleaned = clean(text)
    if cleaned.removed:
        removed.append(cleaned.removed)
    return "\n".join(line.rstrip(" \t") for line in cleaned.text.split("\n")).strip("\n")


def _line(f: Field, value: Any, removed: list[int]) -> str:
    text = str(value)
    if _is_tidy(text):
        return text
    return " ".join(_text(f, text, removed).split("\n")).strip()


@lru_cache(maxsize=4096)  # names, places and codes come again and again
def _is_tidy(text: str) -> bool:
    """One printable line without spaces at its ends: nearly all there is, and nothing to do."""
    return text.isprintable() and text[:1] != " " != text[-1:] and is_normalized("NFC", text)


def _is_mapping(value: Any) -> bool:
    """Asking an abstract class takes longer than the rest of a link."""
    return type(value) is dict or isinstance(value, Mapping)


def _int(_f: Field, value: Any, _removed: list[int]) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def _number(_f: Field, value: Any, _removed: list[int]) -> int | float | None:
    try:
        number = round(float(value), 2)
        return int(number) if number.is_integer() else number
    except (TypeError, ValueError, OverflowError):
        return None


def _codes(f: Field, value: Any, removed: list[int]) -> list[str]:
    order = {c.code: place for place, c in enumerate(f.choices)}
    codes = dict.fromkeys(_line(f, code, removed) for code in value)
    return sorted(codes, key=lambda code: order.get(code, len(order)))


def _link(f: Field, value: Any, removed: list[int]) -> dict[str, Any] | None:
    if isinstance(value, str):
        value = link_named(value)
    if not _is_mapping(value):
        return None
    # The same people come again and again in heaps of records: their names are kept once.
    if len(value) == 2 and value.get("id") and _is_tidy(value.get("name") or " "):
        return {"id": intern(str(value["id"])), "name": intern(value["name"])}
    id_, name = value.get("id"), _line(f, value.get("name") or "", removed)
    return {"id": str(id_) if id_ else None, "name": name} if id_ or name else None


def _links(f: Field, value: Any, removed: list[int]) -> list[dict[str, Any]]:
    return [link for one in value if (link := _link(f, one, removed))]


def _rows(f: Field, value: Any, removed: list[int]) -> list[dict[str, Any]]:
    columns = [(c.key, _SHAPES[c.kind], c) for c in f.columns]
    shaped: list[dict[str, Any]] = []
    for row in value:
        if not _is_mapping(row):
            continue
        cells = {"_id": str(row.get("_id") or row_id())}
        for key, shape, c in columns:
            cell = row.get(key)
            cells[key] = shape(c, cell, removed) if cell or cell == 0 else c.empty()
        shaped.append(cells)
    return shaped


def _files(f: Field, value: Any, removed: list[int]) -> list[dict[str, Any]]:
    return [
        {"_id": str(row.get("_id") or row_id()), "sha256": str(row.get("sha256") or ""),
         "media": _line(f, row.get("media") or "", removed),
         "sort": _line(f, row.get("sort") or "", removed),
         "name": _line(f, row.get("name") or "", removed),
         "caption": _line(f, row.get("caption") or "", removed)}
        for row in value
        if _is_mapping(row)
    ]  # fmt: skip


_SHAPES: dict[Kind, Callable[[Field, Any, list[int]], Any]] = {
    Kind.TEXT: _line,
    Kind.LONG: _text,
    Kind.INT: _int,
    Kind.NUMBER: _number,
    Kind.DATE: _line,
    Kind.TIME: _line,
    Kind.BOOL: lambda _f, value, _removed: bool(value),
    Kind.CHOICE: _line,
    Kind.CHOICES: _codes,
    Kind.LINK: _link,
    Kind.LINKS: _links,
    Kind.ROWS: _rows,
    Kind.FILES: _files,
}
