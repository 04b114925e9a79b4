"""Who watches what, and what was watched: the division of labour of LICC observation.

Each observer takes one to three perspectives (崔允漷等, 课堂观察 LICC 范式: 课前会议商定分工),
so that no point of view is missing and nobody has too much to watch.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from models.instruments.instrument import Group, Instrument, Item

MOST_EACH = 3


@dataclass(frozen=True, slots=True)
class Division:
    """`shares` has the perspectives of each observer, neighbours together; `left` those that
    nobody can take.
    """

    shares: tuple[tuple[str, ...], ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which points have evidence, in the order of the instrument."""

    by_point: Mapping[str, tuple[str, ...]]
    """The observers who wrote on each point, point by point; empty where nobody did."""
    by_group: Mapping[str, tuple[int, int]]
    """For each perspective how many of its points are covered, and how many there are."""

    @property
    def covered(self) -> tuple[str, ...]:
        """The points with evidence from anybody."""
        return tuple(point for point, observers in self.by_point.items() if observers)

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The points nobody wrote on."""
        return tuple(point for point, observers in self.by_point.items() if not observers)


def divide(perspectives: Sequence[str], observers: int, *, most: int = MOST_EACH) -> Division:
    """Perspectives (group codes) for so many observers, as evenly as can be: shares differ by one
    at most. With too few observers, those left out are spread over the list, so that no dimension
    is lost as a whole. With more observers than perspectives, several watch the same one, which
    lets them compare.
    """
    wanted = len(perspectives)
    if not observers or not wanted:
        return Division(((),) * observers, tuple(perspectives))
    if observers > wanted:
        return Division(
            tuple((perspectives[n * wanted // observers],) for n in range(observers)), ()
        )
    taken = min(wanted, observers * most)
    places = [n * wanted // taken for n in range(taken)]
    cuts = [n * taken // observers for n in range(observers + 1)]
    return Division(
        shares=tuple(
            tuple(perspectives[place] for place in places[start:end])
            for start, end in pairwise(cuts)
        ),
        left=tuple(p for place, p in enumerate(perspectives) if place not in set(places)),
    )


def coverage(instrument: Instrument, written: Mapping[str, Collection[str]]) -> Coverage:
    """Which points were covered by whom; `written` is observer → codes of the points on which
    evidence was written. Codes that the instrument does not have are passed over.
    """
    by_point = {item.code: _who(item, written) for item in instrument.items}
    return Coverage(by_point, {group.code: _of(group, by_point) for group in instrument.groups})


def _who(item: Item, written: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    return tuple(observer for observer, points in written.items() if item.code in points)


def _of(group: Group, by_point: Mapping[str, tuple[str, ...]]) -> tuple[int, int]:
    return sum(bool(by_point[item.code]) for item in group.items), len(group.items)
