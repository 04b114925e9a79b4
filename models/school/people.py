"""Teachers and teaching groups, and who belongs to which from when to when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.calendar.kinds import WEEKDAYS
from models.kernel.fields import Field, Kind, Problem, Section, Values, choices
from models.kernel.record import Menu, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.kernel.record import Record

TIERS = choices(
    T1_novice="新手上路型",
    T2_growing="青年成长型",
    T3_backbone="优秀骨干型",
    T4_mature="成熟稳健型",
)
"""The four tiers of the staff (四级梯队); `models.school.staff` works them out from years of teaching."""

ROLES = choices(
    member="组员",
    leader="教研组长",
    deputy="副组长",
    prep_leader="备课组长",
    liaison="蹲点领导",
)
OFFICES = choices(
    teacher="教师",
    office_academic="教务处",
    office_research="教科室",
    vice_principal="分管副校长",
    principal="校长",
)
LEVELS = choices(school="校级", zone="学区级", county="县(区)级", city="市级", province="省级",
                 nation="国家级")  # fmt: skip
CYCLES = choices(weekly="每周", odd="单周", even="双周")

MONTHS = ("birth", "start_work", "teaching_start")
"""Fields that hold a month, ``1985-03``; a bare year or a whole date will do."""


def _months_are_months(values: Values) -> Iterator[Problem]:
    for key in MONTHS:
        written = str(values.get(key) or "")
        if written and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", written):
            yield Problem(key, f"“{written}”不是年月，请写成 1985-03")


def rows_on(rows: Sequence[Mapping[str, Any]], day: str) -> list[Mapping[str, Any]]:
    """Of rows that say from when to when they hold, as memberships do, those of a day."""
    return [row for row in rows if (row.get("since") or "") <= day <= (row.get("until") or "9")]


def roles_of(teacher: Record, day: str) -> dict[str, str]:
    """The groups that a teacher belongs to on a day, by id, with the role there."""
    found: dict[str, str] = {}
    for row in rows_on(teacher["memberships"] or (), day):
        group = (row["group"] or {}).get("id")
        if group and found.get(group) != "leader":
            found[group] = row["role"]
    return found


TEACHER = RecordType(
    name="teacher",
    named_everywhere=True,
    label="教师",
    counter="位",
    plural="teachers",
    menu=Menu(160, "教师名册", "查看和修改教师"),
    newest_first=False,
    spoken_order=True,
    fields=(
        Field("name", "姓名", required=True, limit=30, listed=12),
        Field("staff_no", "工号", limit=30, hint="同名教师靠它区分"),
        Field("gender", "性别", Kind.CHOICE, choices=choices(f="女", m="男"), listed=4),
        Field("birth", "出生年月", limit=10, hint="如 1985-03"),
        Field("start_work", "参加工作时间", limit=10, hint="如 2008-08"),
        Field("teaching_start", "开始任教时间", limit=10, hint="如 2008-09，教龄由此算出", listed=12),
        Field("teaching_years", "教龄(直接填)", Kind.INT, least=0, most=60,
              hint="填了就不按任教时间算"),
        Field("payroll", "编制", Kind.CHOICE, choices=choices(on="在编", off="编外"), filtered=True,
              listed=6),
        Field("subject", "任教学科", limit=30, listed=12),
        Field("grades", "任教年级", limit=60),
        Field("classes", "任教班级", limit=60),
        Field("education", "学历", limit=20),
        Field("title", "职称", limit=20, listed=10),
        Field("title_date", "职称时间", limit=10),
        Field("political", "政治面貌", limit=20),
        Field("post", "职务", limit=40),
        Field("office", "校内岗位", Kind.CHOICE, choices=OFFICES),
        Field("phone", "电话", limit=30, searched=False),
        Field("tier_override", "梯队(改定)", Kind.CHOICE, choices=TIERS, filtered=True,
              hint="留空则按教龄算"),
        Field("tier_reason", "改定理由", limit=100),
        Field("claimed_projects", "认领重点项目", limit=100, hint="成熟稳健型教师"),
        Field("status", "在岗情况", Kind.CHOICE, filtered=True, choices=choices(
            active="在岗", seconded="借调", maternity="产假", sick="病假", retired="退休",
            left="调离"), listed=8),
        Field("training_cycle_start", "培训周期起", Kind.DATE),
        Field("memberships", "所在教研组", Kind.ROWS, columns=(
            Field("group", "教研组", Kind.LINK, required=True, target="group", width=16),
            Field("role", "身份", Kind.CHOICE, choices=ROLES, required=True, width=12),
            Field("since", "从", Kind.DATE, width=16),
            Field("until", "到", Kind.DATE, width=16),
        ), hint="换组时填“到”，另加一行；旧记录仍显示旧组", listed=14),
        Field("honours", "荣誉", Kind.ROWS, columns=(
            Field("name", "称号", required=True, limit=60),
            Field("level", "级别", Kind.CHOICE, choices=LEVELS, width=12),
            Field("date", "时间", limit=10, width=12),
            Field("authority", "授予单位", limit=60, width=24),
        )),
    ),
    form=(
        Section("基本", (("name", "gender"), ("staff_no", "status"), ("birth", "start_work"),
                       ("teaching_start", "teaching_years"), ("payroll", "office"),
                       ("phone", "political"))),
        Section("任教", (("subject", "grades"), ("classes", "post"), ("education",),
                       ("title", "title_date"))),
        Section("教研组", (("memberships",),)),
        Section("发展", (("tier_override", "tier_reason"), ("claimed_projects",),
                       ("training_cycle_start",), ("honours",))),
    ),
    title=lambda values: str(values.get("name") or ""),
    rules=(_months_are_months,),
)  # fmt: skip

GROUP = RecordType(
    name="group",
    named_everywhere=True,
    label="教研组",
    counter="个",
    plural="groups",
    menu=Menu(170, "教研组", "教研组和固定活动时间"),
    newest_first=False,
    fields=(
        Field("name", "组名", required=True, limit=20, listed=16),
        Field("subject", "学科", limit=20, listed=12, hint="语文、数学、科任……"),
        Field("recurrences", "固定活动时间", Kind.ROWS, columns=(
            Field("weekday", "星期", Kind.CHOICE, choices=WEEKDAYS, required=True, width=8),
            Field("cycle", "间隔", Kind.CHOICE, choices=CYCLES, required=True, width=8),
            Field("start", "开始", Kind.TIME, width=10),
            Field("end", "结束", Kind.TIME, width=10),
            Field("place", "地点", limit=30, width=18),
            Field("from_week", "从第几周", Kind.INT, least=0, most=30, width=10),
            Field("to_week", "到第几周", Kind.INT, least=0, most=30, width=10),
        ), hint="由此排出全学期的活动"),
        Field("annual_theme", "研修主题", limit=200),
        Field("problem", "问题", Kind.LONG),
        Field("problem_theme", "主题", Kind.LONG),
        Field("problem_series", "专题", Kind.LONG),
        Field("problem_topic", "课题方向", Kind.LONG),
        Field("budget", "经费额度(元)", Kind.INT, least=0),
        Field("required_meetings", "每学期应开次数", Kind.INT, least=0, most=60,
              hint="默认等于排定的次数"),
    ),
    form=(
        Section("教研组", (("name", "subject"), ("annual_theme",))),
        Section("活动时间", (("recurrences",), ("required_meetings", "budget"))),
        Section("问题—主题—专题—课题", (("problem",), ("problem_theme",), ("problem_series",),
                                   ("problem_topic",))),
    ),
    title=lambda values: str(values.get("name") or ""),
)  # fmt: skip
