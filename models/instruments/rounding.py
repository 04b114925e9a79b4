"""Exact numbers for the eye: rounded half up (四舍五入), as score sheets are filled in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def rounded(number: Fraction | Decimal | int, places: int = 1) -> Decimal:
    """The number with this many decimals: ``89.25`` → ``89.3``."""
    scaled = abs(Fraction(number)) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Decimal(whole if number >= 0 else -whole).scaleb(-places)


def percent(share: Fraction, places: int = 1) -> Decimal:
    """A share as a percentage: ``1/3`` → ``33.3``."""
    return rounded(share * 100, places)
