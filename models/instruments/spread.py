"""How marks of several raters lie: mean, range and sample standard deviation.

The standard deviation divides by n − 1 (样本标准差): the raters stand for all who might have
rated. NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.6.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """All in points; `mean` and `variance` (points²) are exact."""

    count: int
    mean: Fraction
    lowest: Decimal
    highest: Decimal
    variance: Fraction | None
    """Of the sample; ``None`` for a single mark."""
    deviation: Decimal | None
    """Sample standard deviation; ``None`` for a single mark."""

    @property
    def range(self) -> Decimal:
        """The highest mark less the lowest (极差)."""
        return self.highest - self.lowest


def spread(marks: Sequence[Decimal]) -> Spread | None:
    """How the marks lie; ``None`` where there are none."""
    if not marks:
        return None
    exact = [Fraction(mark) for mark in marks]
    several = len(marks) > 1
    return Spread(
        count=len(marks),
        mean=Fraction(sum(exact), len(exact)),
        lowest=min(marks),
        highest=max(marks),
        variance=statistics.variance(exact) if several else None,
        deviation=statistics.stdev(marks) if several else None,
    )
