"""The school itself: what stands at the head of every document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.fields import Field, Kind, Section, choices
from models.kernel.record import Menu, RecordType
from models.school.people import OFFICES, ROLES

if TYPE_CHECKING:
    from models.kernel.record import Record

OBSERVING_ROLES = (*OFFICES, *(role for role in ROLES if role.code in ("leader", "prep_leader")))
"""The posts for which a school may ask different numbers of observed lessons."""
FONT_SCHEMES = choices(official="公文字体(仿宋_GB2312、方正小标宋)", windows="Windows 自带字体")

SCHOOL = RecordType(
    name="school",
    named_everywhere=True,
    label="学校",
    counter="所",
    plural="schools",
    menu=Menu(190, "学校资料", "学校名称和文件字体"),
    fields=(
        Field(
            "name", "学校名称", required=True, limit=60, hint="写全称，印在每份文件上", listed=40
        ),
        Field("district", "所属教育局", limit=60, listed=24),
        Field("fonts", "文件字体", Kind.CHOICE, choices=FONT_SCHEMES),
        Field("print_names", "签名处打印姓名", Kind.BOOL, hint="默认留空，手写签名"),
        Field(
            "quotas",
            "听课节数要求",
            Kind.ROWS,
            columns=(
                Field(
                    "role", "岗位", Kind.CHOICE, choices=OBSERVING_ROLES, required=True, width=20
                ),
                Field(
                    "lessons", "每学期节数", Kind.INT, required=True, least=0, most=200, width=12
                ),
            ),
            hint="不写就按：教师 15，组长 20，教务处和校长 30",
        ),
        Field("record_days", "活动后几天内交记录", Kind.INT, least=0, most=60, hint="默认 3 天"),
    ),
    form=(
        Section("学校", (("name",), ("district",))),
        Section("文件", (("fonts", "print_names"), ("record_days",))),
        Section("听课", (("quotas",),)),
    ),
    title=lambda values: str(values.get("name") or ""),
)


def fonts_of(school: Record | None) -> str:
    """The scheme of fonts that the school has chosen, ``""`` for the usual one."""
    return str(school.values.get("fonts") or "") if school else ""
