"""Values that were written down earlier, read as they stand today: a field that was typed once may be
chosen by now, and where one person stood there may be several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.fields import Field
    from models.kernel.record import RecordType


def upgrade_values(kind: RecordType, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with a link where a text was, and a list where a link was, as the type says today.
    What was written in that shape already stays as it is.
    """
    return {key: _as_now(kind.by_key.get(key), value) for key, value in values.items()}


def upgrade_rows(f: Field, rows: Any) -> Any:
    """The rows of a field with each cell as its column says today."""
    several = [c for c in f.columns if c.kind is Kind.LINKS]
    if not several or not isinstance(rows, list):
        return rows
    return [_row_as_now(several, row) for row in rows]


def link_named(text: str) -> dict[str, Any] | None:
    """What was typed, as the link by name alone that it is today."""
    return {"id": None, "name": text} if text else None


def _as_now(f: Field | None, value: Any) -> Any:
    if f is None:
        return value
    if f.kind is Kind.LINK and isinstance(value, str):
        return link_named(value)
    if f.kind is Kind.LINKS:
        return _several(value)
    return upgrade_rows(f, value) if f.columns else value


def _row_as_now(several: list[Field], row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    return row | {c.key: _several(row[c.key]) for c in several if c.key in row}


def _several(value: Any) -> Any:
    """One link, or one name that was typed, as the list of one; nothing as the empty list."""
    if isinstance(value, str):
        value = link_named(value)
    if value is None:
        return []
    return [value] if isinstance(value, dict) else value
