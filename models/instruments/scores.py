"""What the raters' marks on a score sheet come to.

Result = mean of the raters' totals; from five raters on, one highest and one lowest total may be
dropped (去掉一个最高分、一个最低分), as published sheets and competition rules have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from models.instruments.spread import Spread, spread

if TYPE_CHECKING:
    from models.instruments.instrument import Band, Group, Instrument, Item

Marks = Mapping[str, Decimal | None]
"""One rater's points by item code; ``None`` or left out is not marked yet. Codes that the
instrument does not have are passed over."""
ENOUGH_TO_DROP = 5


@dataclass(frozen=True, slots=True)
class Result:
    """`totals` has each rater's total in the order given, ``None`` where the sheet is unfinished;
    only finished sheets count.
    """

    totals: tuple[Decimal | None, ...]
    spread: Spread | None
    """Of all finished sheets, the dropped ones too: dropping must not hide a disagreement."""
    score: Fraction | None
    """The result in points, exact; ``None`` as long as no sheet is finished."""
    dropped: tuple[Decimal, ...]
    """The lowest and the highest total, where they were dropped."""
    band: Band | None


@dataclass(frozen=True, slots=True)
class ItemMarks:
    """How the raters marked one item; no spread where nobody did."""

    item: Item
    spread: Spread | None

    @property
    def disagreement(self) -> Fraction:
        """Variance as a share of the item's points squared, so that an item of 10 points does not
        always come before one of 5.
        """
        if self.spread is None or self.spread.variance is None or not self.item.max:
            return Fraction(0)
        return self.spread.variance / Fraction(self.item.max) ** 2


@dataclass(frozen=True, slots=True)
class GroupMarks:
    """How the raters' sums lie in one group; only raters who marked all of the group count."""

    group: Group
    spread: Spread | None

    @property
    def rate(self) -> Fraction | None:
        """The mean as a share of the group's points (得分率); ``None`` where there is none."""
        if self.spread is None or not self.group.max:
            return None
        return self.spread.mean / Fraction(self.group.max)


def faults(instrument: Instrument, marks: Marks) -> tuple[str, ...]:
    """Marks that the instrument does not allow, said for the rater."""
    return tuple(
        f"{item.text}：{fault}"
        for item in instrument.items
        if (mark := marks.get(item.code)) is not None and (fault := _fault(instrument, item, mark))
    )


def _fault(instrument: Instrument, item: Item, mark: Decimal) -> str:
    most = item.max or Decimal(0)
    if not mark.is_finite() or not 0 <= mark <= most:
        return f"打 {mark:f} 分不行，只能打 0 到 {most:f} 分"
    if instrument.step and mark % instrument.step:
        return f"打 {mark:f} 分不行，最小分值是 {instrument.step:f} 分"
    return ""


def total(instrument: Instrument, marks: Marks) -> Decimal | None:
    """The points of one rater with the optional extras that were marked; ``None`` as long as the
    sheet is unfinished. Expects marks in which `faults` finds nothing.
    """
    return _sum(instrument.items, marks)


def result(
    instrument: Instrument, raters: Sequence[Marks], *, drop_extremes: bool = False
) -> Result:
    """What all raters' marks come to. `drop_extremes` has no effect on fewer than five finished
    sheets; of several equal extremes one is dropped.
    """
    totals = tuple(total(instrument, marks) for marks in raters)
    finished = sorted(one for one in totals if one is not None)
    drops = drop_extremes and len(finished) >= ENOUGH_TO_DROP
    kept = spread(finished[1:-1] if drops else finished)
    score = kept.mean if kept else None
    return Result(
        totals=totals,
        spread=spread(finished),
        score=score,
        dropped=(finished[0], finished[-1]) if drops else (),
        band=None if score is None else band(instrument, score),
    )


def band(instrument: Instrument, score: Fraction | Decimal) -> Band | None:
    """The grade of a score: the highest band whose floor it reaches. The score is taken as it is,
    not as it is rounded for display: 89.96 is below 90. ``None`` without bands.
    """
    return next((one for one in instrument.bands if score >= Fraction(one.floor)), None)


def by_item(instrument: Instrument, raters: Sequence[Marks]) -> tuple[ItemMarks, ...]:
    """The marks of each item, also those on unfinished sheets; extras only where marked."""
    rows = (ItemMarks(item, spread(_given(item, raters))) for item in instrument.items)
    return tuple(row for row in rows if row.item.on or row.spread)


def by_group(instrument: Instrument, raters: Sequence[Marks]) -> tuple[GroupMarks, ...]:
    """The sums of each group; a group of extras only where something was marked."""
    return tuple(
        GroupMarks(group, spread(sums))
        for group in instrument.groups
        if (sums := _sums(group, raters)) or group.max
    )


def disagreements(instrument: Instrument, raters: Sequence[Marks]) -> tuple[ItemMarks, ...]:
    """The items on which the raters differ, the greatest disagreement first; equal ones in the
    order of the sheet. What to talk about after the lesson.
    """
    differing = [row for row in by_item(instrument, raters) if row.disagreement]
    return tuple(sorted(differing, key=lambda row: -row.disagreement))


def _unmarked(items: Sequence[Item], marks: Marks) -> tuple[Item, ...]:
    return tuple(item for item in items if item.on and marks.get(item.code) is None)


def _given(item: Item, raters: Sequence[Marks]) -> list[Decimal]:
    return [mark for marks in raters if (mark := marks.get(item.code)) is not None]


def _sum(items: Sequence[Item], marks: Marks) -> Decimal | None:
    given = [mark for item in items if (mark := marks.get(item.code)) is not None]
    return None if _unmarked(items, marks) or not given else sum(given, Decimal(0))


def _sums(group: Group, raters: Sequence[Marks]) -> list[Decimal]:
    return [one for marks in raters if (one := _sum(group.items, marks)) is not None]
