"""The weekly meeting of a teaching group (教研组活动): its fields, its form and its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values, choices, name_of, when
from models.kernel.filing import Filing
from models.kernel.record import Menu, RecordType
from models.kernel.workflow import WRITTEN
from models.meetings.blocks import BLOCKS, MEETING_KINDS
from models.meetings.prefill import foreseen_in_lists, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import Record
    from models.session.session import Session

ATTENDANCE = choices(
    present="出席", personal="事假", sick="病假", official="公假", maternity="产假", absent="缺席",
    late="迟到", left_early="早退", observer="列席",
)  # fmt: skip
EXCUSED = ("personal", "sick", "official", "maternity")
"""On leave; a reason is given."""
CAME = ("present", "late", "left_early")
"""Counted as 实到; 列席 is neither expected nor counted."""

GRADES = choices(A="A", B="B", C="C")


def _times_in_order(values: Values) -> Iterator[Problem]:
    start, end = str(values.get("start") or ""), str(values.get("end") or "")
    if start and end and end <= start:
        yield Problem("end", "结束时间要晚于开始时间")


def _reasons_for_leave(values: Values) -> Iterator[Problem]:
    for place, row in enumerate(values.get("attendance") or ()):
        if row.get("status") in EXCUSED and not str(row.get("reason") or "").strip():
            name = name_of(row.get("person"))
            yield Problem("attendance", f"{name}请假没有写事由", place, "reason", blocking=False)


def _decisions_have_owners(values: Values) -> Iterator[Problem]:
    for place, row in enumerate(values.get("decisions") or ()):
        if row.get("matter") and not row.get("owner"):
            yield Problem("decisions", f"第 {place + 1} 项决定没有责任人", place, "owner",
                          blocking=False)  # fmt: skip


def _steps_say_something(values: Values) -> Iterator[Problem]:
    rows = values.get("steps") or ()
    if rows and not any(str(row.get("content") or "").strip() for row in rows):
        yield Problem("steps", "活动过程只有环节，还没有写内容", 0, "content")


def attendance_counts(values: Values) -> tuple[int, int]:
    """应到 and 实到."""
    statuses = [row.get("status") for row in values.get("attendance") or ()]
    expected = sum(1 for status in statuses if status != "observer")
    return expected, sum(1 for status in statuses if status in CAME)


def derive(record: Record, session: Session) -> Mapping[str, Any]:
    """Term, week, ordinal and numbers present, from the date, the group and the attendance."""
    expected, present = attendance_counts(record.values)
    return {"expected": expected, "present": present, **session.place_of_meeting(record)}


def title(values: Values) -> str:
    """``语文组第11次活动``, with the theme once there is one."""
    group = name_of(values.get("group"))
    ordinal = values.get("seq_no")
    called = f"{group}第{ordinal}次活动" if ordinal else f"{group}活动"
    return f"{called} {values['theme']}" if values.get("theme") else called


_TALKED = when("kinds", "joint_prep", "observe_review", "topical")

_FIELDS = (
    Field("group", "教研组", Kind.LINK, required=True, target="group", filtered=True, kept=True,
          listed=10),
    Field("term", "学期", Kind.LINK, required=True, target="term", filtered=True, automatic=True),
    Field("week_no", "周次", Kind.INT, automatic=True, least=0, most=30, listed=5),
    Field("seq_no", "次数", Kind.INT, automatic=True, least=1, most=200, listed=5),
    Field("held_on", "活动日期", Kind.DATE, required=True, listed=12),
    Field("start", "开始时间", Kind.TIME, required=True, kept=True),
    Field("end", "结束时间", Kind.TIME, required=True, kept=True),
    Field("place", "地点", required=True, limit=30, kept=True),
    Field("kinds", "活动类别", Kind.CHOICES, choices=MEETING_KINDS, required=True, filtered=True,
          kept=True, listed=18),
    Field("theme", "活动主题", required=True, advise=(8, 40), limit=200, hint="写具体，8—40 字",
          listed=40),
    Field("chair", "主持人", Kind.LINK, required=True, target="teacher", kept=True, listed=8),
    Field("speakers", "主讲人", Kind.LINKS, required=True, target="teacher"),
    Field("recorder", "记录人", Kind.LINK, required=True, target="teacher", kept=True),
    Field("attendance", "出席情况", Kind.ROWS, required=True, roll="present", guest="observer", columns=(
        Field("person", "姓名", Kind.LINK, required=True, target="teacher", width=12),
        Field("status", "出席", Kind.CHOICE, choices=ATTENDANCE, required=True, width=8),
        Field("reason", "事由", limit=20),
    )),
    Field("expected", "应到", Kind.INT, automatic=True),
    Field("present", "实到", Kind.INT, automatic=True),
    Field("carried", "上次任务", Kind.ROWS, columns=(
        Field("matter", "任务", required=True, limit=200),
        Field("owner", "责任人", Kind.LINKS, target="teacher", width=12),
        Field("due", "期限", Kind.DATE, width=16),
        Field("done", "完成", Kind.BOOL, width=6),
    ), hint="以前活动定下、还没完成的事；打勾即了结"),
    Field("goals", "活动目标", Kind.LONG, advise=(30, 150)),
    Field("preparation", "活动准备", Kind.LONG, advise=(30, 150)),
    Field("steps", "活动过程", Kind.ROWS, required=True, columns=(
        Field("stage", "环节", required=True, limit=40, width=14),
        Field("minutes", "时长(分)", Kind.INT, least=0, most=600, width=10),
        Field("content", "内容", Kind.LONG),
    )),
    Field("remarks", "研讨发言", Kind.ROWS, required=_TALKED, columns=(
        Field("speaker", "发言人", Kind.LINK, required=True, target="teacher", width=12),
        Field("point", "发言要点", Kind.LONG, required=True, advise=(30, 120)),
    )),
    *BLOCKS.fields,
    Field("decisions", "共识决定", Kind.ROWS, columns=(
        Field("matter", "事项", required=True, limit=200),
        Field("owner", "责任人", Kind.LINKS, target="teacher", width=12),
        Field("due", "完成时限", Kind.DATE, width=16),
    )),
    Field("issues", "存在问题与改进", Kind.LONG, advise=(50, 200)),
    Field("summary", "活动小结", Kind.LONG, required=True, advise=(80, 200)),
    Field("next_plan", "下次活动预告", limit=200),
    Field("attachments", "佐证材料", Kind.FILES),
    Field("office_comment", "检查意见", Kind.LONG),
    Field("grade", "记录等级", Kind.CHOICE, choices=GRADES),
)  # fmt: skip

MEETING = RecordType(
    name="meeting",
    reached_through=("lesson", "observation"),
    in_by_the_schools_rule=True,
    label="教研组活动",
    plural="meetings",
    menu=Menu(10, "活动列表", "教研组活动的列表"),
    filed=Filing("02_教研组活动"),
    day="held_on",
    states=WRITTEN,
    fields=_FIELDS,
    form=(
        Section("时间地点", (("group", "term"), ("held_on", "start", "end"),
                         ("place", "week_no", "seq_no"))),
        Section("内容", (("kinds",), ("theme",), ("chair", "speakers", "recorder"))),
        Section("出席", (("attendance",), ("expected", "present"))),
        Section("上次任务", (("carried",),)),
        Section("过程", (("steps",), ("remarks",))),
        *BLOCKS.form,
        Section("结果", (("decisions",), ("summary",), ("issues",), ("next_plan",))),
        Section("目标与准备", (("goals",), ("preparation",))),
        Section("附件", (("attachments",),)),
        Section("检查", (("office_comment",), ("grade",))),
    ),
    title=title,
    rules=(_times_in_order, _steps_say_something, _reasons_for_leave, _decisions_have_owners),
    derive=derive,
    derives_from=("group", "held_on", "start", "attendance"),
    opens=opened,
    foresees=foreseen_in_lists,
)  # fmt: skip
