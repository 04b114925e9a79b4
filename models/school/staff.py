"""The staff as a whole: four tiers by years of teaching, and the structure table of the plans."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kernel.text import halfwidth
from models.school.people import TIERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_TIERS = (
    (3, "T1_novice", "教龄不满3年"),
    (7, "T2_growing", "教龄3—6年"),
    (20, "T3_backbone", "教龄7—19年"),
    (float("inf"), "T4_mature", "教龄20年以上"),
)
"""Years of teaching below which a teacher is in a tier (docs/rules.md §1.2, where 20 years stand in two
tiers: here they are mature), and what that span of years is called."""
UNKNOWN = "未填"
AGES = ("35岁以下", "36—49岁", "50岁以上", f"年龄{UNKNOWN}")
"""Others write ≤35, 35–49, ≥50; here 35 counts once, with the younger (docs/rules.md §1.3)."""
PAYROLL = {"on": "在编", "off": "编外", "": f"编制{UNKNOWN}"}
GONE = ("left", "retired")


def _month(written: str) -> tuple[int, int] | None:
    text = re.sub(r"\s+", "", halfwidth(written))
    match = re.fullmatch(r"(\d{4})(?:[-/.年](\d{1,2})|(\d\d))?(?:\d\d|\D.*)?", text)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or match[3] or 9)
    return (year, month) if 1900 < year < 2200 and 1 <= month <= 12 else None


def years_since(written: str, on: date) -> int | None:
    """Full years to a day from a month as rosters write it: ``2008-09``, ``2008.9``, ``200809``,
    ``2008年9月``, a full date; a bare year counts from September. None where it is not readable, or
    more than a year ahead and so mistyped.
    """
    start = _month(written) if written else None
    if start is None:
        return None
    months = on.year * 12 + on.month - start[0] * 12 - start[1]
    return None if months < -12 else max(months // 12, 0)


def teaching_years(teacher: Mapping[str, Any], on: date) -> int | None:
    """教龄: as written, else from the start of teaching; None where neither is known."""
    written: int | None = teacher.get("teaching_years")
    return written if written is not None else years_since(teacher.get("teaching_start") or "", on)


def tier(teacher: Mapping[str, Any], on: date) -> str:
    """The code of the tier; the school's own decision comes first, ``""`` where nothing is known."""
    if teacher.get("tier_override"):
        return str(teacher["tier_override"])
    years = teaching_years(teacher, on)
    return "" if years is None else next(code for bound, code, _label in _TIERS if years < bound)


def age_group(teacher: Mapping[str, Any], on: date) -> str:
    """One of `AGES`; 年龄未填 where the birth is not written or not readable."""
    age = years_since(teacher.get("birth") or "", on)
    if age is None:
        return AGES[-1]
    return AGES[0] if age <= 35 else AGES[1] if age < 50 else AGES[2]


def _span_of_years(teacher: Mapping[str, Any], on: date) -> str:
    years = teaching_years(teacher, on)
    if years is None:
        return f"教龄{UNKNOWN}"
    return next(label for bound, _code, label in _TIERS if years < bound)


def _tier_label(teacher: Mapping[str, Any], on: date) -> str:
    code = tier(teacher, on)
    return next((choice.label for choice in TIERS if choice.code == code), f"梯队{UNKNOWN}")


@dataclass(frozen=True, slots=True)
class Structure:
    """A table: a head and rows of the same length, with a last row of sums."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def structure(teachers: Sequence[Mapping[str, Any]], on: date) -> Structure:
    """基本情况分析: tiers and spans of years down, ages and payroll across; those who left or retired
    do not count, and what is not known is counted as such. Every teacher stands in one row of the
    tiers, in one of the years and in the last, 合计.
    """
    staff = [teacher for teacher in teachers if teacher.get("status") not in GONE]
    columns = (*AGES, *PAYROLL.values())
    counted: Counter[tuple[str, str]] = Counter()
    for teacher in staff:
        payroll = PAYROLL.get(teacher.get("payroll") or "", PAYROLL[""])
        for row in (_tier_label(teacher, on), _span_of_years(teacher, on), "合计"):
            counted.update((row, column) for column in (age_group(teacher, on), payroll, "人数"))
    rows = (
        *(choice.label for choice in TIERS), f"梯队{UNKNOWN}",
        *(label for _bound, _code, label in _TIERS), f"教龄{UNKNOWN}",
        "合计",
    )  # fmt: skip
    return Structure(
        ("梯队、教龄", *columns, "人数"),
        tuple((row, *(counted[row, column] for column in (*columns, "人数"))) for row in rows),
    )
