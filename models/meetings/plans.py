"""What a teaching group plans for a term (教研组计划): the weekly schedule, the topical series and
the books; meetings are filled in from it.
"""

from models.kernel.fields import Field, Kind, Section, Values, name_of
from models.kernel.filing import Filing
from models.kernel.record import Menu, RecordType
from models.kernel.workflow import WRITTEN
from models.meetings.blocks import MEETING_KINDS


def _title(values: Values) -> str:
    group = name_of(values.get("group"))
    term = name_of(values.get("term"))
    return f"{group}{term}教研计划" if group or term else ""


PLAN = RecordType(
    name="plan",
    label="教研组计划",
    counter="份",
    plural="plans",
    menu=Menu(150, "教研组计划", "各组的学期计划：周安排、专题、读书进度"),
    filed=Filing("01_制度计划"),
    states=tuple(state for state in WRITTEN if state not in ("planned", "postponed")),
    fields=(
        Field("group", "教研组", Kind.LINK, required=True, target="group", filtered=True, listed=14),
        Field("term", "学期", Kind.LINK, required=True, target="term", filtered=True, listed=28),
        Field("theme", "研修主题", limit=200, listed=40),
        Field("guiding", "指导思想", Kind.LONG),
        Field("situation", "现状分析", Kind.LONG),
        Field("goals", "工作目标", Kind.LONG),
        Field("measures", "工作措施", Kind.LONG),
        Field("schedule", "周安排表", Kind.ROWS, columns=(
            Field("week", "周次", Kind.INT, required=True, least=0, most=30, width=6),
            Field("kind", "形式", Kind.CHOICE, choices=MEETING_KINDS, width=14),
            Field("theme", "内容", limit=200),
            Field("speakers", "主讲", Kind.LINKS, target="teacher", width=16),
            Field("series_no", "专题", Kind.INT, least=1, most=99, width=6),
            Field("place", "地点", limit=30, width=12),
        ), hint="到那一周，活动自动带出这里的内容"),
        Field("series", "专题系列", Kind.ROWS, columns=(
            Field("no", "序号", Kind.INT, required=True, least=1, most=99, width=6),
            Field("name", "专题名称", required=True, limit=60),
        )),
        Field("books", "学习进度", Kind.ROWS, columns=(
            Field("book", "书名", required=True, limit=100),
            Field("chapters", "章节", limit=60, width=18),
            Field("from_week", "从第几周", Kind.INT, least=0, most=30, width=10),
            Field("to_week", "到第几周", Kind.INT, least=0, most=30, width=10),
            Field("done_on", "学完日期", Kind.DATE, width=16),
        )),
        Field("outcomes", "预期成果", Kind.LONG),
    ),
    form=(
        Section("计划", (("group", "term"), ("theme",))),
        Section("安排", (("schedule",), ("series",), ("books",))),
        Section("正文", (("guiding",), ("situation",), ("goals",), ("measures",), ("outcomes",))),
    ),
    title=_title,
)  # fmt: skip
