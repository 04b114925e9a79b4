"""What ticks by interval show: how often each code occurred, and when.

Share of intervals: intervals in which the code was ticked / intervals observed. Share of codes:
ticks of the code / all ticks of the same part (teacher or students), as in the circle charts of
Smith, Jones, Gilbert & Wieman 2013, CBE–Life Sciences Education 12(4): 618–627. Collapsed
categories: Smith, Vinson, Smith, Lewin & Stetzer 2014, ibid. 13(4): 624–635. It describes and
does not judge: nothing here is a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.instruments.instrument import Group, Instrument, Item

Ticks = Sequence[frozenset[str] | None]
"""For each interval the codes that were ticked; ``None`` is an interval nobody watched, an empty
set one in which nothing was ticked. Codes that the instrument does not have are passed over."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much there was of a code, or of a category of codes."""

    code: str
    ticks: int
    of_intervals: Fraction | None
    """``None`` where no interval was observed."""
    of_codes: Fraction | None
    """``None`` where nothing was ticked in its part."""


@dataclass(frozen=True, slots=True)
class Run:
    """A code without a break: from the interval number `first`, counted from 0, over `length`
    intervals.
    """

    first: int
    length: int


def intervals_in(lesson_minutes: int, interval_seconds: int) -> int:
    """How many intervals a lesson has; a last one that is cut short counts: 45 minutes have 23
    intervals of 2 minutes.
    """
    return -(-lesson_minutes * 60 // interval_seconds)


def used(instrument: Instrument, *observed: Ticks) -> tuple[Item, ...]:
    """The codes to show: those that are on, and extras that were ticked by anybody."""
    ticked = {code for ticks in observed for codes in ticks if codes for code in codes}
    return tuple(item for item in instrument.items if item.on or item.code in ticked)


def shares(instrument: Instrument, ticks: Ticks) -> tuple[Share, ...]:
    """How much there was of each code in use, in the order of the published list."""
    group_of = {item.code: group for group in instrument.groups for item in group.items}
    return tuple(
        _share(instrument, ticks, item.code, (item.code,), group_of[item.code].part)
        for item in used(instrument, ticks)
    )


def profile(instrument: Instrument, ticks: Ticks) -> tuple[Share, ...]:
    """How much there was of each group of codes (合并类别): intervals with at least one of them,
    and their share of the ticks.
    """
    in_use = {item.code for item in used(instrument, ticks)}
    return tuple(
        _share(instrument, ticks, group.code, _codes(group), group.part)
        for group in instrument.groups
        if in_use.intersection(_codes(group))
    )


def runs(ticks: Ticks, code: str) -> tuple[Run, ...]:
    """When the code occurred, as the bars of a timeline; an interval nobody watched ends a bar."""
    found = []
    for present, bar in groupby(enumerate(ticks), lambda at: at[1] is not None and code in at[1]):
        if present:
            places = [place for place, _codes_there in bar]
            found.append(Run(places[0], len(places)))
    return tuple(found)


def levels(chosen: Sequence[str | None]) -> Mapping[str, Fraction]:
    """For an entry per interval such as the engagement H, M, L: each level's share of the
    intervals for which one was chosen. Empty where none was.
    """
    given = [level for level in chosen if level is not None]
    return {level: Fraction(given.count(level), len(given)) for level in dict.fromkeys(given)}


def _codes(group: Group) -> tuple[str, ...]:
    return tuple(item.code for item in group.items)


def _share(
    instrument: Instrument, ticks: Ticks, name: str, codes: tuple[str, ...], part: str
) -> Share:
    watched = [there for there in ticks if there is not None]
    same_part = [c for group in instrument.groups if group.part == part for c in _codes(group)]
    own, all_ = _count(watched, codes), _count(watched, same_part)
    with_any = sum(not there.isdisjoint(codes) for there in watched)
    return Share(
        code=name,
        ticks=own,
        of_intervals=Fraction(with_any, len(watched)) if watched else None,
        of_codes=Fraction(own, all_) if all_ else None,
    )


def _count(watched: Sequence[frozenset[str]], codes: Sequence[str]) -> int:
    return sum(len(there.intersection(codes)) for there in watched)
