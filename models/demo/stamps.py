"""Ids, row ids and moments that follow from what they are for, so that two runs are alike."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

CHINA = timezone(timedelta(hours=8))

Item = TypeVar("Item")


def number_of(*parts: str) -> int:
    """A large number that follows from the parts and looks like chance."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8], "big")


def derived_row_id(*parts: str) -> str:
    """A ``"_id"`` that follows from the parts."""
    return f"{number_of(*parts) & 0xFFFFFFFF:08x}"


def pick(choices: Sequence[Item], *parts: str) -> Item:
    """One of the choices, always the same for the same parts."""
    return choices[number_of(*parts) % len(choices)]


def moment(day: date, today: date, *parts: str) -> str:
    """A moment between nine and half past four of a school day in UTC, never later than `today`
    at eight o'clock.
    """
    if day >= today:
        day, minutes = today, number_of(*parts) % 30
    else:
        minutes = 90 + number_of(*parts) % 450
    at = datetime.combine(day, time(7, 30), CHINA) + timedelta(minutes=minutes)
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
