"""How far two observers of the same lesson agree.

Cohen 1960, A Coefficient of Agreement for Nominal Scales, Educational and Psychological
Measurement 20(1): 37–46. For ticks by interval as in Smith, Jones, Gilbert & Wieman 2013, CBE–Life
Sciences Education 12(4): 618–627: Jaccard similarity for each code, and kappa over all cells
(interval × code) together. Words for kappa: Landis & Koch 1977, Biometrics 33(1): 159–174.

Where there is nothing to compare, and where chance alone already explains everything (both always
ticked, or both never), there is no kappa: ``None``. Where just one of the two never or always
ticked, kappa is 0 by its formula.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from models.instruments.intervals import Ticks

WORDS = (
    (Fraction(4, 5), "几乎完全一致"),
    (Fraction(3, 5), "高度一致"),
    (Fraction(2, 5), "中等一致"),
    (Fraction(1, 5), "尚可"),
)
"""Above the limit; Landis & Koch's almost perfect, substantial, moderate, fair. From 0 on it is
slight, below poor."""


@dataclass(frozen=True, slots=True)
class Fourfold:
    """How often both ticked, only the first, only the second, neither."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def count(self) -> int:
        """All cells that were compared."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def agreement(self) -> Fraction | None:
        """The share of cells in which both did the same (百分比一致性)."""
        return Fraction(self.both + self.neither, self.count) if self.count else None

    @property
    def jaccard(self) -> Fraction | None:
        """Ticked by both / ticked by anybody; ``None`` where nobody ticked."""
        ticked = self.both + self.first_only + self.second_only
        return Fraction(self.both, ticked) if ticked else None

    @property
    def kappa(self) -> Fraction | None:
        """Cohen's kappa, from −1 to 1."""
        if self.agreement is None:
            return None
        first = self.both + self.first_only
        second = self.both + self.second_only
        rest = (self.count - first) * (self.count - second)
        return _kappa(self.agreement, Fraction(first * second + rest, self.count**2))

    def __add__(self, other: Fourfold) -> Fourfold:
        return Fourfold(
            self.both + other.both,
            self.first_only + other.first_only,
            self.second_only + other.second_only,
            self.neither + other.neither,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two observers' ticks, code by code and all together."""

    intervals: int
    """How many intervals both watched; only these count."""
    by_code: Mapping[str, Fourfold]
    overall: Fourfold


@dataclass(frozen=True, slots=True)
class Nominal:
    """Two observers who each chose one of several codes at every moment."""

    count: int
    """How many moments both coded; only these count."""
    agreement: Fraction | None
    kappa: Fraction | None


def compare(codes: Sequence[str], first: Ticks, second: Ticks) -> Comparison:
    """The two observers' ticks of these codes (`models.instruments.intervals.used`). Where one
    list is shorter, the rest counts as not watched.
    """
    watched = [
        (a, b) for a, b in zip(first, second, strict=False) if a is not None and b is not None
    ]
    by_code = {code: _fourfold([(code in a, code in b) for a, b in watched]) for code in codes}
    return Comparison(len(watched), by_code, sum(by_code.values(), Fourfold(0, 0, 0, 0)))


def compare_codes(first: Sequence[Hashable | None], second: Sequence[Hashable | None]) -> Nominal:
    """For one code at each moment (S–T): Cohen's kappa over all codes. ``None`` is a moment that
    an observer missed.
    """
    pairs = [(a, b) for a, b in zip(first, second, strict=False) if a is not None and b is not None]
    if not pairs:
        return Nominal(0, None, None)
    n = len(pairs)
    same = Fraction(sum(a == b for a, b in pairs), n)
    firsts, seconds = Counter(a for a, _b in pairs), Counter(b for _a, b in pairs)
    by_chance = Fraction(sum(times * seconds[code] for code, times in firsts.items()), n**2)
    return Nominal(n, same, _kappa(same, by_chance))


def in_words(kappa: Fraction) -> str:
    """How strong the agreement is."""
    lowest = "没有一致性" if kappa < 0 else "轻微一致"
    return next((word for limit, word in WORDS if kappa > limit), lowest)


def _fourfold(ticked: Sequence[tuple[bool, bool]]) -> Fourfold:
    cells = Counter(ticked)
    return Fourfold(cells[True, True], cells[True, False], cells[False, True], cells[False, False])


def _kappa(observed: Fraction, by_chance: Fraction) -> Fraction | None:
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)
