"""Moments as they are stored and shown."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment in UTC to the millisecond, ``2026-09-24T06:30:00.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def clock(moment: str, *, day: bool = False) -> str:
    """A stored moment as the wall clock here shows it: ``14:32:07``, with `day` also the date; what is
    no moment as it stands.
    """
    try:
        here = datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError):
        return moment
    return here.strftime("%Y-%m-%d %H:%M" if day else "%H:%M:%S")
