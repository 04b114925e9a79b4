"""Values that were written down earlier, read as they stand today: a field that was typed once may be
chosen by now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.spec import RecordType


def as_now(kind: RecordType, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with a name where a text was and a link stands today."""
    return {
        key: named(value) if isinstance(value, str) and _is_link(kind, key) else value
        for key, value in values.items()
    }


def named(text: str) -> dict[str, Any] | None:
    """What was typed, as the link by name alone that it is today."""
    return {"id": None, "name": text} if text else None


def _is_link(kind: RecordType, key: str) -> bool:
    f = kind.by_key.get(key)
    return f is not None and f.kind is Kind.LINK
