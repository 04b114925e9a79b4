"""A lesson: who teaches what to whom and when. Entered once, however many observe it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values, name_of
from models.kernel.filing import Filing
from models.kernel.record import Menu, RecordType
from models.kernel.workflow import WRITTEN
from models.observing.choices import LESSON_FORMS, LESSON_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import Record
    from models.session.session import Session

USUAL_MINUTES = 40
"""Of a primary-school lesson (docs/rules.md §2.4)."""


def _open_lessons_are_prepared(values: Values) -> Iterator[Problem]:
    """The plan of an open lesson passes joint preparation before it is taught (docs/rules.md §3.3)."""
    if values.get("lesson_type") == "open" and not values.get("prep_meeting"):
        yield Problem("prep_meeting", "公开课的教案要先经教研组集体备课，请连上那次活动",
                      blocking=False)  # fmt: skip


def _design_is_there(values: Values) -> Iterator[Problem]:
    if not values.get("design") and not values.get("design_files"):
        yield Problem("design", "教学设计还没有交：写在这里，或把文件加到下面")


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    return session.place_in_term(record.day)


def _opened(record: Record, session: Session) -> Record:
    """A new one is today's, of my group, with the class's usual length."""
    if record.version:
        return record
    group = next(iter(session.my_groups()), None) if session.me else None
    known: dict[str, Any] = {
        "held_on": record["held_on"] or session.today().isoformat(),
        "minutes": record["minutes"] or USUAL_MINUTES,
        "group": record["group"] or (group.link() if group else None),
        "subject": record["subject"] or (group["subject"] if group else ""),
        "lesson_type": record["lesson_type"] or "ordinary",
        "lesson_form": record["lesson_form"] or "new",
    }
    opened = record.with_values(**known)
    return opened.with_values(**_derive(opened, session))


def lesson_name(values: Values) -> str:
    """``方晓棠《小木偶的故事》四(2)班``."""
    who = name_of(values.get("instructor"))
    what = f"《{values['lesson_title']}》" if values.get("lesson_title") else ""
    return f"{who}{what}{values.get('class_name') or ''}"


LESSON = RecordType(
    name="lesson",
    label="课",
    counter="节",
    plural="lessons",
    menu=Menu(30, "课", "要听的、上过的课，交齐了没有"),
    filed=Filing("04_听课评课"),
    day="held_on",
    states=WRITTEN,
    fields=(
        Field("group", "教研组", Kind.LINK, target="group", filtered=True, kept=True),
        Field("term", "学期", Kind.LINK, target="term", filtered=True, automatic=True),
        Field("week_no", "周次", Kind.INT, automatic=True),
        Field("instructor", "执教人", Kind.LINK, required=True, target="teacher", listed=10),
        Field("lesson_title", "课题", required=True, limit=60, listed=30),
        Field("held_on", "上课日期", Kind.DATE, required=True, listed=12),
        Field("period", "节次", Kind.INT, required=True, least=1, most=12, listed=5),
        Field("start", "上课时间", Kind.TIME),
        Field("minutes", "时长(分)", Kind.INT, least=5, most=240, kept=True),
        Field("class_name", "班级", required=True, limit=30, listed=10, hint="如 四(2)班"),
        Field("class_size", "人数", Kind.INT, least=0, most=200),
        Field("subject", "学科", required=True, limit=20, kept=True, listed=8),
        Field("school", "学校", limit=60, hint="校外听课时写"),
        Field("place", "地点", limit=30),
        Field("lesson_type", "听课性质", Kind.CHOICE, choices=LESSON_TYPES, required=True,
              filtered=True, kept=True, listed=10),
        Field("lesson_form", "课型", Kind.CHOICE, choices=LESSON_FORMS, required=True, kept=True),
        Field("observers", "听课人", Kind.LINKS, target="teacher", kept=True),
        Field("objectives", "教学目标", Kind.LONG, advise=(20, 150)),
        Field("design", "教学设计", Kind.LONG, hint="写要点，或把教案文件加到下面"),
        Field("design_files", "教案课件", Kind.FILES),
        Field("reflection", "教学反思", Kind.LONG, required=True, advise=(150, 1200)),
        Field("prep_meeting", "备课活动", Kind.LINK, target="meeting",
              hint="这节课是在哪次集体备课里定的"),
        Field("review_meeting", "评课活动", Kind.LINK, target="meeting"),
        Field("topic", "研究课题", Kind.LINK, target="topic",
              hint="为哪个课题上的；月记录会自己列上"),
        Field("round", "驻班轮次", Kind.LINK, target="resident_round"),
    ),
    form=(
        Section("这节课", (("instructor", "lesson_title"), ("held_on", "period", "start", "minutes"),
                        ("class_name", "class_size", "subject"), ("lesson_type", "lesson_form"),
                        ("observers",), ("group", "term", "week_no"))),
        Section("执教人交", (("objectives",), ("design",), ("design_files",), ("reflection",))),
        Section("从哪里来", (("prep_meeting", "review_meeting"), ("topic", "round"), ("school", "place"))),
    ),
    title=lesson_name,
    rules=(_design_is_there, _open_lessons_are_prepared),
    derive=_derive,
    derives_from=("held_on",),
    opens=_opened,
)  # fmt: skip
