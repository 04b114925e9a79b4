"""Where the cells of a form are on it, and which of them is next, above, below, in another section."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tui.form.layout import Cell, Part, Place


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell and the line of the form it begins on."""

    cell: Cell
    top: int

    @property
    def place(self) -> Place:
        """Which cell it is."""
        return self.cell.place

    @property
    def bottom(self) -> int:
        """The first line beneath it."""
        return self.top + self.cell.height

    def holds(self, x: int, y: int) -> bool:
        """Whether a place of the form is in the cell."""
        within = self.cell.x <= x <= self.cell.x + self.cell.width
        return within and self.top <= y < self.bottom


def starts_of(parts: Sequence[Part]) -> list[int]:
    """The line on which each part begins, and that behind the last."""
    return [0, *accumulate(len(part.lines) for part in parts)]


def spots_of(parts: Sequence[Part], starts: Sequence[int]) -> dict[Place, Spot]:
    """The cells in the order in which Tab goes through them."""
    return {
        cell.place: Spot(cell, top + cell.y)
        for part, top in zip(parts, starts, strict=False)
        for cell in part.cells
    }


def beside(spots: Collection[Spot], here: Spot, by: int) -> Spot | None:
    """The cell above or below: of those on the nearest line the one that begins nearest; None where
    there is none.
    """
    if by > 0:
        beyond = [spot for spot in spots if spot.top >= here.bottom]
        near = min((spot.top for spot in beyond), default=None)
        there = [spot for spot in beyond if spot.top == near]
    else:
        beyond = [spot for spot in spots if spot.bottom <= here.top]
        near = max((spot.bottom for spot in beyond), default=None)
        there = [spot for spot in beyond if spot.bottom == near]
    return min(there, key=lambda spot: abs(spot.cell.x - here.cell.x), default=None)


def beside_section(parts: Sequence[Part], here: Place | None, by: int) -> Place | None:
    """The first cell of the next section or the one before, round and round; None where no section has
    any.
    """
    firsts: dict[int, Place] = {}
    mine = -1
    for part in parts:
        for cell in part.cells:
            firsts.setdefault(part.section, cell.place)
            if cell.place == here:
                mine = part.section
    numbers = [*firsts]
    if not numbers:
        return None
    at = numbers.index(mine) if mine in numbers else -by
    return firsts[numbers[(at + by) % len(numbers)]]


def end_of(parts: Sequence[Part], starts: Sequence[int], key: str) -> int:
    """The first line beneath a field, with what is said of it; 0 where it is not there."""
    ends = (
        top + len(part.lines)
        for part, top in zip(parts, starts, strict=False)
        if part.key == key or any(cell.place.key == key for cell in part.cells)
    )
    return max(ends, default=0)
