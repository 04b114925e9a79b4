"""The staff as a whole: four tiers by years of teaching, and the structure table of the plans."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.people import TIERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_BOUNDS = ((3, "T1_novice"), (7, "T2_growing"), (20, "T3_backbone"))
"""Years of teaching below which a teacher is in a tier (domain.md §2.2); 20 and more are mature."""
UNKNOWN = "未填"
AGES = ("35岁以下", "36—49岁", "50岁以上", UNKNOWN)
PAYROLL = {"on": "在编", "off": "编外"}


def _month(written: str) -> tuple[int, int] | None:
    parts = written.replace("/", "-").replace(".", "-").split("-")
    try:
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 9
    except ValueError:
        return None
    return (year, month) if 1900 < year < 2200 and 1 <= month <= 12 else None


def years_since(written: str, on: date) -> int | None:
    """Full years from ``2008-09`` (a bare year counts from September) to a day."""
    start = _month(written) if written else None
    if start is None:
        return None
    return max((on.year * 12 + on.month - start[0] * 12 - start[1]) // 12, 0)


def teaching_years(teacher: Mapping[str, Any], on: date) -> int | None:
    """教龄: as written, else from the start of teaching; None where neither is known."""
    written = teacher.get("teaching_years")
    return written if written is not None else years_since(teacher.get("teaching_start") or "", on)


def tier(teacher: Mapping[str, Any], on: date) -> str:
    """The code of the tier; the school's own decision comes first, ``""`` where nothing is known."""
    if teacher.get("tier_override"):
        return str(teacher["tier_override"])
    years = teaching_years(teacher, on)
    if years is None:
        return ""
    return next((code for bound, code in _BOUNDS if years < bound), "T4_mature")


def age_group(teacher: Mapping[str, Any], on: date) -> str:
    """≤35, 36–49, ≥50 as in the plans; 未填 where the birth is not written."""
    age = years_since(teacher.get("birth") or "", on)
    if age is None:
        return UNKNOWN
    return AGES[0] if age <= 35 else AGES[1] if age < 50 else AGES[2]


@dataclass(frozen=True, slots=True)
class Structure:
    """A table: a head and rows of the same length, with a last row of sums."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def structure(teachers: Sequence[Mapping[str, Any]], on: date) -> Structure:
    """基本情况分析: tiers down, ages and payroll across; those who left or retired do not count."""
    staff = [t for t in teachers if t.get("status") not in ("left", "retired")]
    tiers = [(choice.code, choice.label) for choice in TIERS] + [("", UNKNOWN)]
    columns = (*AGES, *PAYROLL.values(), "编制" + UNKNOWN)
    counted: Counter[tuple[str, str]] = Counter()
    for teacher in staff:
        at = tier(teacher, on)
        counted[at, age_group(teacher, on)] += 1
        counted[at, PAYROLL.get(teacher.get("payroll") or "", "编制" + UNKNOWN)] += 1
    rows: list[tuple[str | int, ...]] = [
        (label, *(counted[code, column] for column in columns),
         sum(counted[code, age] for age in AGES))
        for code, label in tiers
    ]  # fmt: skip
    sums = (sum(int(row[n]) for row in rows) for n in range(1, len(columns) + 2))
    total: tuple[str | int, ...] = ("合计", *sums)
    return Structure(("梯队", *columns, "人数"), (*rows, total))
