"""Putting two versions of a record together, against the version both began from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Kind

if TYPE_CHECKING:
    from models.kernel.record import RecordType

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """The values put together; under `conflicts` the fields that both changed differently, which
    stand in `values` as ours.
    """

    values: dict[str, Any]
    conflicts: tuple[str, ...]


def three_way(kind: RecordType, base: Values, ours: Values, theirs: Values) -> Merge:
    """Take each field from the side that changed it; rows and files are put together one by one."""
    values: dict[str, Any] = {}
    conflicts: list[str] = []
    for f in kind.fields:
        was, mine, other = (side.get(f.key, f.empty()) for side in (base, ours, theirs))
        if mine == other or other == was:
            values[f.key] = mine
        elif mine == was:
            values[f.key] = other
        elif f.kind in (Kind.ROWS, Kind.FILES) and (rows := _rows(was, mine, other)) is not None:
            values[f.key] = rows
        else:
            values[f.key] = mine
            conflicts.append(f.key)
    return Merge(values, tuple(conflicts))


Rows = list[dict[str, Any]]


def _rows(base: Rows, ours: Rows, theirs: Rows) -> Rows | None:
    """Both sides' rows together, None if both changed the same row differently."""
    was, mine, other = ({row["_id"]: row for row in side} for side in (base, ours, theirs))
    merged: Rows = []
    for id_ in (*mine, *(new for new in other if new not in mine)):
        choices = (was.get(id_), mine.get(id_), other.get(id_))
        before, left, right = choices
        if left == right or right == before:
            kept = left
        elif left == before:
            kept = right
        else:
            return None
        if kept is not None:
            merged.append(kept)
    return merged
