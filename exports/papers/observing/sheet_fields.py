"""What the papers of a lesson and of its observations show beyond their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.word.fields import FieldTable
from exports.word.values import day_in_word

if TYPE_CHECKING:
    from models.kernel.record import Record

SHEET = FieldTable(texts=frozenset({"学校", "上课时间", "合计", "习惯记录"}), rows={})
"""The markers of an observation sheet beyond the fields."""


NOT_FOR_APPRAISAL = "只供研究，不作评价用"


def sheet(record: Record, school: Record | None) -> dict[str, Any]:
    """The values of the markers in `SHEET`."""
    period = f"第{record['period']}节" if record["period"] else ""
    return {
        "学校": str(school["name"]) if school else "",
        "上课时间": f"{day_in_word(str(record['held_on'] or ''))} {period}".strip(),
        "合计": _result(record),
        "习惯记录": "、".join(
            f"{row['item']} {row['rating']}" + (f"({row['evidence']})" if row["evidence"] else "")
            for row in record["habits"] or ()
            if row.get("rating")
        ),
    }


def _result(record: Record) -> str:
    """The points, where the teacher may be appraised by them."""
    if record["not_for_appraisal"]:
        return NOT_FOR_APPRAISAL
    return "" if record["score"] is None else f"得分 {record['score']} 分"
