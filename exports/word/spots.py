"""Where in a document the values of its record stand, so that they can be read back.

The spots of a layout are found when it is compiled and travel in every document made with it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from models.kernel.errors import JiaoyanError

PREFIX = "jy_"
"""Of the names of bookmarks."""
MOST = 200
"""Spots of one document; each may be looked for in all of its text."""
LEFT, ABOVE = "left", "above"
"""Where the label of a cell is."""


class BadSpots(JiaoyanError):
    """What a document says of its spots cannot be read."""


class Mark(NamedTuple):
    """A marker of the layout, the field it shows, ``""`` for what is worked out, and its bookmark."""

    name: str
    key: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class CellSpot:
    """The paragraphs of a cell but the first `before` and the last `after`. Its bookmark is `inside`
    or on the label at its `side`.
    """

    mark: Mark
    label: str
    side: str
    inside: bool
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class LineSpot:
    """A paragraph of fixed text and values; without `parts` only the bookmarks tell."""

    marks: tuple[Mark, ...]
    parts: tuple[str, ...]
    """The fixed text before, between and after the values."""


@dataclass(frozen=True, slots=True)
class FlowSpot:
    """The paragraphs of one style (by its name) after a paragraph with a bookmark, outside tables."""

    mark: Mark
    label: str
    style: str


class Column(NamedTuple):
    """The column of a list: what its head says, the field, and which cell of the row."""

    label: str
    name: str
    key: str
    cell: int


@dataclass(frozen=True, slots=True)
class RowsSpot:
    """The rows of so many cells beneath a row of heads, as far as one that begins with `until`;
    `joined` where the first cell goes on from above.
    """

    mark: Mark
    columns: tuple[Column, ...]
    cells: int
    joined: bool
    until: str


Spot = CellSpot | LineSpot | FlowSpot | RowsSpot
_KINDS: dict[str, type[Spot]] = {
    "cell": CellSpot, "line": LineSpot, "flow": FlowSpot, "rows": RowsSpot,
}  # fmt: skip
_NAMES = {kind: name for name, kind in _KINDS.items()}


def marks_of(spot: Spot) -> tuple[Mark, ...]:
    """The markers of a spot."""
    return spot.marks if isinstance(spot, LineSpot) else (spot.mark,)


def told(spots: tuple[Spot, ...]) -> list[dict[str, Any]]:
    """The spots as plain data."""
    return [{"how": _NAMES[type(spot)], **asdict(spot)} for spot in spots]


def understood(plain: Any) -> tuple[Spot, ...]:
    """The spots that were told. Raises `BadSpots`."""
    try:
        if len(plain) > MOST:
            raise ValueError(len(plain))
        return tuple(_spot(dict(one)) for one in plain)
    except (TypeError, ValueError, KeyError, AttributeError):
        raise BadSpots("文件里记的栏目位置读不懂") from None


def _spot(plain: dict[str, Any]) -> Spot:
    kind = _KINDS[plain.pop("how")]
    if "mark" in plain:
        plain["mark"] = _mark(plain["mark"])
    if "marks" in plain:
        plain["marks"] = tuple(_mark(one) for one in plain["marks"])
        plain["parts"] = tuple(str(one) for one in plain["parts"])
        if plain["parts"] and len(plain["parts"]) != len(plain["marks"]) + 1:
            raise ValueError("parts")
    if "columns" in plain:
        plain["columns"] = tuple(
            Column(str(label), str(name), str(key), int(cell))
            for label, name, key, cell in plain["columns"]
        )
    for number in ("before", "after", "cells"):
        if number in plain and not 0 <= int(plain[number]) < 100:
            raise ValueError(number)
    return kind(**plain)


def _mark(plain: Any) -> Mark:
    name, key, bookmark = plain
    return Mark(str(name), str(key), str(bookmark))
