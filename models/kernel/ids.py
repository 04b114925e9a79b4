"""The ids of records and rows: made anywhere, without asking anybody, and never twice."""

from __future__ import annotations

import hashlib
import os
import re
import time
from datetime import UTC, date, datetime


def new_id() -> str:
    """A UUIDv7 (RFC 9562 §5.7): offline-safe and in order of time."""
    return _uuid(7, time.time_ns() // 1_000_000, os.urandom(10))


def derived_id(day: date, *parts: str) -> str:
    """The same id on every machine for the same thing, in order of its day (UUIDv8, RFC 9562 §5.8).

    Two machines that plan the same meeting apart give it one id, so it is one meeting when their
    databases come together.
    """
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    seed = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _uuid(8, int(moment.timestamp() * 1000), seed[:10])


def _uuid(version: int, milliseconds: int, tail: bytes) -> str:
    bits = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(tail[:10], "big")
    bits = bits & ~(0xF << 76) | version << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return hyphenated(f"{bits:032x}")


def hyphenated(digits: str) -> str:
    """The text of a UUID that is given by its 32 hex digits."""
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_uuid(text: str) -> bool:
    """Whether it is an id as records have it."""
    return bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text))


def row_id() -> str:
    """A new ``"_id"`` for a row."""
    return os.urandom(4).hex()


def row_id_of(*parts: str) -> str:
    """The ``"_id"`` of a row that is filled in for people: the same wherever it is, so that what two
    write in it is one row when their versions come together.
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]
