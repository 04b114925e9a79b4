"""Training for the whole school (校级集体培训活动): one day, several items (docs/rules.md §3.2)."""

from __future__ import annotations

from models.kernel.fields import Field, Kind, Section, Values, choices
from models.kernel.filing import Filing
from models.kernel.record import Menu, RecordType
from models.kernel.workflow import WRITTEN

EVENT_ITEMS = choices(open_lesson="公开课", theory="理论学习", discussion="专题讨论", lecture="讲座",
                      display="展示", award="颁奖", study="业务学习")  # fmt: skip
AUDIENCES = choices(all="全体教师", group="教研组", advisers="班主任", under45="45 岁以下教师",
                    learners="学员")  # fmt: skip


def _title(values: Values) -> str:
    return str(values.get("name") or "")


EVENT = RecordType(
    name="event",
    label="校级培训",
    counter="次",
    plural="events",
    menu=Menu(20, "校级培训列表", "校级集体培训的列表"),
    filed=Filing("03_校级培训"),
    day="held_on",
    states=WRITTEN,
    fields=(
        Field("name", "活动名称", required=True, limit=100, listed=40),
        Field("term", "学期", Kind.LINK, required=True, target="term", filtered=True),
        Field("held_on", "日期", Kind.DATE, required=True, listed=12,
              hint="日期另定时先留空"),
        Field("start", "开始时间", Kind.TIME),
        Field("end", "结束时间", Kind.TIME),
        Field("place", "地点", limit=30),
        Field("items", "培训内容", Kind.ROWS, required=True, columns=(
            Field("kind", "形式", Kind.CHOICE, choices=EVENT_ITEMS, required=True, width=12),
            Field("title", "内容", required=True, limit=200),
            Field("presenters", "授课人", Kind.LINKS, target="teacher", width=16),
            Field("minutes", "分钟", Kind.INT, least=0, most=600, width=6),
        )),
        Field("host", "主持人", Kind.LINK, required=True, target="teacher", listed=10),
        Field("audience", "参加对象", Kind.CHOICE, choices=AUDIENCES, filtered=True, listed=12),
        Field("news", "活动简报", Kind.LONG, advise=(300, 600)),
        Field("attachments", "材料", Kind.FILES),
    ),
    form=(
        Section("活动", (("name",), ("term", "audience"), ("held_on", "start", "end", "place"),
                       ("host",))),
        Section("内容", (("items",),)),
        Section("记录", (("news",), ("attachments",))),
    ),
    title=_title,
)  # fmt: skip
