"""What a table keeps, read back into values. What cannot be read stops nothing else: the field is
empty then, and its text as it lies in the database is told beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind
from models.kernel.formerly import upgrade_rows
from models.kernel.ids import hyphenated
from models.kernel.json_text import read_json

if TYPE_CHECKING:
    from models.kernel.record import Unread

NONE = "[]"
"""The text of a list in which nothing stands: of most of them."""
LINKED = "{}_id"
NAMED = "{}_name"
Reader = Callable[[Field, Mapping[str, Any]], Any]
_WRONG = (ValueError, TypeError, LookupError, AttributeError)
"""What comes of reading content that has not the shape it was written in."""


class Damaged(str):
    """The text of a cell whose bytes are no UTF-8, with � in place of those."""

    __slots__ = ()


def unpacked(value: Any) -> str | None:
    """The text of a UUID that comes as bytes, as `uuid.UUID`, or as text."""
    if value is None:
        return None
    if not isinstance(value, bytes | memoryview):
        return str(value)
    return hyphenated(bytes(value).hex())


def column_names(f: Field) -> tuple[str, ...]:
    """The columns that hold a field."""
    return (LINKED.format(f.key), NAMED.format(f.key)) if f.kind is Kind.LINK else (f.key,)


def readers_of(fields: Iterable[Field]) -> tuple[tuple[Field, Reader | None], ...]:
    """Each field with what makes its value of its columns; None where that is the one column."""
    return tuple((f, _READERS.get(f.kind)) for f in fields)


def read_values(
    readers: Iterable[tuple[Field, Reader | None]], row: Mapping[str, Any]
) -> tuple[dict[str, Any], Unread]:
    """The values of these fields out of a row given by column names; and of each that cannot be
    read its key with its text.
    """
    if not any(type(cell) is Damaged for cell in row.values()):
        try:
            return {f.key: read(f, row) if read else row[f.key] for f, read in readers}, ()
        except _WRONG:
            pass
    values: dict[str, Any] = {}
    unread: list[tuple[str, str]] = []
    for f, read in readers:
        cells = [row[name] for name in column_names(f)]
        try:
            if any(type(cell) is Damaged for cell in cells):
                raise ValueError(f"{f.key} is no UTF-8")
            values[f.key] = read(f, row) if read else row[f.key]
        except _WRONG:
            values[f.key] = f.empty()
            unread.append((f.key, str(cells[-1])))
    return values, tuple(unread)


def sound_values(fields: Mapping[str, Field], plain: Any) -> dict[str, Any]:
    """The values of declared fields out of JSON that was kept whole. Raises ValueError where one
    has not the shape of its kind.
    """
    if type(plain) is not dict:
        raise ValueError("values are no mapping")
    known = {key: value for key, value in plain.items() if key in fields}
    try:
        if wrong := [key for key, value in known.items() if not _is_sound(fields[key], value)]:
            raise ValueError(f"not of their kind: {wrong}")
    except _WRONG as problem:
        raise ValueError(str(problem)) from problem
    return known


def _is_sound(f: Field, value: Any) -> bool:
    if type(value) not in _HELD[f.kind]:
        return False
    inside = _INSIDE.get(f.kind)
    return inside is None or not value or inside(f, value)


def _codes(_f: Field, value: list[Any]) -> bool:
    return all(type(one) is str for one in value)


def _link(_f: Field, value: Any) -> bool:
    is_named = type(value["name"]) is str
    return is_named and type(value["id"]) in (str, _NOTHING)


def _links(f: Field, value: list[Any]) -> bool:
    return all(_link(f, one) for one in value)


def _files(_f: Field, value: list[Any]) -> bool:
    return all(type(one[key]) is str for one in value for key in ("_id", "sha256", "name"))


def _rows(f: Field, value: list[Any]) -> bool:
    """Whether the rows are sound; a column that a row was written without is put in, empty."""
    for row in value:
        if type(row["_id"]) is not str:
            return False
        for c in f.columns:
            if c.key not in row:
                row[c.key] = c.empty()
            elif not _is_sound(c, row[c.key]):
                return False
    return True


_NOTHING = type(None)
_HELD: Mapping[Kind, tuple[type, ...]] = {
    **dict.fromkeys((Kind.TEXT, Kind.LONG, Kind.DATE, Kind.TIME, Kind.CHOICE), (str,)),
    Kind.INT: (int, str, _NOTHING),
    Kind.NUMBER: (int, float, str, _NOTHING),
    Kind.BOOL: (bool,),
    Kind.LINK: (dict, _NOTHING),
    **dict.fromkeys((Kind.CHOICES, Kind.LINKS, Kind.ROWS, Kind.FILES), (list,)),
}
"""Kind → what its value is as JSON; a number that is being typed is a text."""
_INSIDE: Mapping[Kind, Callable[[Field, Any], bool]] = {
    Kind.CHOICES: _codes,
    Kind.LINK: _link,
    Kind.LINKS: _links,
    Kind.FILES: _files,
    Kind.ROWS: _rows,
}


def _read_json(f: Field, row: Mapping[str, Any]) -> Any:
    text = row[f.key]
    if text == NONE:
        return []
    value = upgrade_rows(f, read_json(text))
    if not _is_sound(f, value):
        raise ValueError(f"{f.key} has another shape")
    return value


def _read_link(f: Field, row: Mapping[str, Any]) -> dict[str, Any] | None:
    name, id_ = row[NAMED.format(f.key)], row[LINKED.format(f.key)]
    return {"id": unpacked(id_), "name": name} if name or id_ else None


def _read_flag(f: Field, row: Mapping[str, Any]) -> bool:
    return bool(row[f.key])


def _read_number(f: Field, row: Mapping[str, Any]) -> float | None:
    number = row[f.key]
    return int(number) if number is not None and float(number).is_integer() else number


_READERS: Mapping[Kind, Reader] = {
    Kind.LINK: _read_link,
    Kind.BOOL: _read_flag,
    Kind.NUMBER: _read_number,
    **dict.fromkeys((Kind.CHOICES, Kind.LINKS, Kind.ROWS, Kind.FILES), _read_json),
}
