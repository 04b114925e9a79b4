"""Years and months as rosters write them: ``1985.3``, ``1985年3月``, ``198503``, a serial number."""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.kernel.text import halfwidth

FIRST_SERIAL, LAST_SERIAL = 7_000, 80_000
"""Day numbers of a spreadsheet (from 1919 to 2119) that are taken for dates."""
DAY_ZERO = date(1899, 12, 30)
EARLIEST = 1920

_PARTED = re.compile(
    r"(?P<year>\d{4}|\d{2})\s*[年./\-_,、 ]\s*(?P<month>\d{1,2})"
    r"(?:\s*[月./\-_,、 ]\s*(?P<day>\d{1,2})\s*[日号]?)?\s*月?"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?(?:生|出生|起)?"
)
_WRITTEN_TOGETHER = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?")
_YEAR = re.compile(r"(?P<year>\d{4})\s*年?")


class Unreadable(ValueError):
    """What is wrong with a cell and how to write it, in Chinese."""


def read_month(text: str, number: float | None, today: date) -> str:
    """``"1985"``, ``"1985-03"`` or ``"1985-03-12"``, as exactly as it is written.

    Raises `Unreadable` for what is no date, an impossible one, one that lies ahead, and for a
    number such as 1985.1, which may have been typed as 1985.10.
    """
    written = halfwidth(text).strip().rstrip(".")
    if number is not None:
        if FIRST_SERIAL <= number <= LAST_SERIAL:
            return _checked_day(DAY_ZERO + timedelta(days=int(number)), today)
        if re.fullmatch(r"\d{4}\.1", written):
            raise Unreadable(
                f"看不出是 1 月还是 10 月(表格把 {written}0 存成了 {written})。"
                f"请写成 {written[:4]}-01 或 {written[:4]}-10"
            )
    for pattern in (_PARTED, _WRITTEN_TOGETHER, _YEAR):
        if found := pattern.fullmatch(written):
            return _month(found.groupdict(), today)
    raise Unreadable("看不出是什么时间。请写成 1985-03 这样")


def _month(parts: dict[str, str | None], today: date) -> str:
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    month = int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    if year < EARLIEST:
        raise Unreadable(f"年份 {year} 不对。请检查")
    if parts.get("month") and not 1 <= month <= 12:
        raise Unreadable(f"没有 {month} 月。请检查")
    try:
        earliest = date(year, month or 1, day or 1)
    except ValueError:
        raise Unreadable(f"{year} 年 {month} 月没有 {day} 日。请检查") from None
    if earliest > today:
        raise Unreadable("这个时间还没有到。请检查")
    if not parts.get("month"):
        return f"{year}"
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _checked_day(day: date, today: date) -> str:
    if day > today:
        raise Unreadable("这个时间还没有到。请检查")
    return day.isoformat()


def agree(one: str, other: str) -> bool:
    """Whether two dates may be the same, the one written more exactly than the other."""
    return one.startswith(other) or other.startswith(one)
