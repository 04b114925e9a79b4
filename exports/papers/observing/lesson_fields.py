"""What the papers of a lesson and of a resident round show beyond their fields: the sheets of all
observers as one, the lessons of the round.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from exports.word.fields import FieldTable
from exports.word.values import day_in_word
from models.kernel.fields import name_of
from models.observing.gather import sheets_of
from models.observing.joint import TABLES, joined
from models.observing.lessons import LESSON
from models.observing.papers import missing, papers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exports.word.drawing import Photo
    from models.kernel.record import Record
    from models.observing.joint import Joint
    from models.storage import Store

PICTURES = "统计图"
LESSONS = ("日期", "节次", "课题", "学科", "执教人", "听课人")
JOINT = FieldTable(
    texts=frozenset({"学校", "时间", "听课份数", "还缺的材料", "还没有反馈"}),
    rows=TABLES,
    photos=frozenset({PICTURES}),
)
ROUND_SAID = FieldTable(
    texts=frozenset({"学校", "时间", "听课节数"}), rows={"听课": LESSONS}
)  # fmt: skip


def said(record: Record, school: Record | None) -> dict[str, Any]:
    """The name of the school, and when it was."""
    period = f"第{record['period']}节" if record.values.get("period") else ""
    since, until = day_in_word(record.day), day_in_word(str(record.values.get("until") or ""))
    return {
        "学校": str(school["name"]) if school else "",
        "时间": f"{since}—{until}" if until else f"{since} {period}".strip(),
    }


def gathered(lesson: Record, store: Store) -> Mapping[str, Any]:
    """The joint record: its tables, its pictures, and what is still missing."""
    sheets = sheets_of(store, lesson)
    joint = joined(sheets)
    return {
        "听课份数": f"{joint.sheets} 份" if joint.sheets else "",
        "还缺的材料": missing(papers_of(lesson, sheets)),
        "还没有反馈": "、".join(joint.waiting),
        PICTURES: list(_pictures(joint)),
        **joint.tables,
    }


def _pictures(joint: Joint) -> Iterator[Photo]:
    from exports.papers.observing.lesson_pictures import quadrant_picture, timeline_picture

    number = count(1)
    for one in joint.timelines:
        if picture := timeline_picture(one, next(number)):
            yield picture
    if joint.paths and (picture := quadrant_picture(joint.paths, next(number))):
        yield picture


def round_gathered(visit: Record, store: Store) -> Mapping[str, Any]:
    """The lessons that were seen in a round, in their order."""
    ids = [one.id for one in store.linked(visit.id, (LESSON.name,)) if one.path == "round"]
    lessons = [one for one in store.many(LESSON, ids) if not one.deleted_at]
    lessons.sort(key=lambda one: (one.day, one["period"] or 0, one.id))
    rows = [
        {"日期": day_in_word(one.day), "节次": str(one["period"] or ""),
         "课题": str(one["lesson_title"] or ""), "学科": str(one["subject"] or ""),
         "执教人": name_of(one["instructor"]),
         "听课人": "、".join(who["name"] for who in one["observers"] or ())}
        for one in lessons
    ]  # fmt: skip
    return {"听课节数": f"共听课 {len(rows)} 节" if rows else "", "听课": rows}
