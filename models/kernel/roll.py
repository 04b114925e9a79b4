"""Rows that call a roll: who is expected, who has come, who is a guest. See `Field.roll`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Kind
from models.kernel.ids import row_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.fields import Choice, Field, Link


def statuses_of(f: Field) -> tuple[Choice, ...]:
    """What may be set for a person, in the order in which digits set it."""
    return next(c.choices for c in f.columns if c.kind is Kind.CHOICE)


def all_present(f: Field, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everybody who has no status yet has come."""
    return [{**row, "status": row["status"] or f.roll} for row in rows]


def newcomer(f: Field, person: Link) -> dict[str, Any]:
    """A row for somebody who was not expected: of the school, and so present; anybody else a guest."""
    status = f.roll if person["id"] else f.guest or f.roll
    return {"_id": row_id(), "person": person, "status": status, "reason": ""}
