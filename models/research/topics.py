"""A research topic (课题): what is to be found out, by whom, how, and how far it has come
(docs/rules.md §6.1). What a lesson is about is a `lesson_title`, never a topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values, choices, name_of
from models.kernel.filing import Filing
from models.kernel.record import Menu, RecordType
from models.research.changing import CHANGE_COLUMNS, changed, changes_say_into_what, settled
from models.research.stages import RESULTS, RUNNING, STAGES, asked, entered, stage_fields
from models.research.tree import TOPIC_LEVELS, is_above, looked_up, parent_id
from models.school.people import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import Record
    from models.session.session import Session

CATEGORIES = choices(key="重点课题", ordinary="一般课题", small="小课题", planned="规划课题",
                     special="专项课题")  # fmt: skip
METHODS = choices(literature="文献研究", survey="问卷调查", lesson="课例研究", action="行动研究",
                  case="个案研究", observation="观察法", experience="经验总结")  # fmt: skip
PHASES = choices(prepare="准备阶段", carry_out="实施阶段", conclude="总结阶段")
COSTS = choices(books="资料费", data="数据采集费", travel="差旅费", meetings="会议费", devices="设备费",
                experts="专家咨询费", labour="劳务费", printing="印刷费", other="其他")  # fmt: skip
SMALL = 4
"""People in a personal topic at most (docs/rules.md §6.1)."""


def _in_order(values: Values) -> Iterator[Problem]:
    start, end = str(values.get("start") or ""), str(values.get("end") or "")
    if start and end and end <= start:
        yield Problem("end", "结题日期要晚于开始日期")


def _under_a_higher_one(values: Values) -> Iterator[Problem]:
    parent, level = values.get("parent_level"), values.get("level") or ""
    if parent and level and not is_above(parent, level):
        yield Problem("parent", "上级课题的级别要比这个课题高，也不能是它自己或它的下级")
    if values.get("parent") and level == "school":
        yield Problem("parent", "学校总课题上面没有别的课题")


def _small_ones_are_small(values: Values) -> Iterator[Problem]:
    people = 1 + len(values.get("members") or ())
    if values.get("level") == "personal" and people > SMALL:
        yield Problem("members", f"个人小课题连负责人一般不超过 {SMALL} 人", blocking=False)


def _work_is_divided(values: Values) -> Iterator[Problem]:
    for place, row in enumerate(values.get("members") or ()):
        if not row.get("duty"):
            name = name_of(row.get("person"))
            yield Problem("members", f"{name}没有写分工", place, "duty", blocking=False)


def _established(values: Values) -> bool:
    return bool(values.get("stages"))


def derive(record: Record, session: Session) -> Mapping[str, Any]:
    """The level of the topic above, the row of the stage just come to, and what was changed on
    request.
    """
    up = looked_up(record, session)
    parent = up.get(parent_id(record))
    circles = record.id in up
    found = {"parent_level": (record["level"] if circles else parent["level"]) if parent else ""}
    return {**found, **entered(record, session), **changed(record)}


def _by_level(topic: Record) -> tuple[str, ...]:
    """Each topic has a folder of its own within its level."""
    return topic.type.field("level").label_of(topic["level"] or ""), str(topic["title"] or "")


def _opened(record: Record, session: Session) -> Record:
    """A new one is mine, in my group, from today."""
    if record.version:
        return record
    group = next(iter(session.my_groups()), None) if session.me else None
    known: dict[str, Any] = {
        "level": "personal",
        "authority": "school",
        "category": "small",
        "head": session.me,
        "group": group.link() if group else None,
        "start": session.today().isoformat(),
    }
    return record.with_values(**{key: value for key, value in known.items() if not record[key]})


TOPIC = RecordType(
    name="topic",
    label="课题",
    counter="项",
    plural="topics",
    menu=Menu(110, "课题", "学校总课题、学科课题、个人小课题"),
    filed=Filing("06_课题研究", _by_level),
    day="start",
    states=("draft", "returned", "submitted", *RUNNING, "finished", "exhibited", "suspended",
            "revoked", "rejected"),
    fields=(
        Field("level", "课题级别", Kind.CHOICE, choices=TOPIC_LEVELS, required=True, filtered=True,
              listed=12),
        Field("title", "课题名称", required=True, limit=40, listed=44, hint="名词短语，40 字以内"),
        Field("code", "立项编号", limit=40, listed=14),
        Field("authority", "立项单位级别", Kind.CHOICE, choices=LEVELS, required=True,
              filtered=True),
        Field("category", "课题类别", Kind.CHOICE, choices=CATEGORIES),
        Field("parent", "上级课题", Kind.LINK, target="topic"),
        Field("parent_level", "上级课题级别", Kind.CHOICE, choices=TOPIC_LEVELS, automatic=True),
        Field("group", "教研组", Kind.LINK, target="group", filtered=True, listed=10),
        Field("head", "负责人", Kind.LINK, required=True, target="teacher", listed=8),
        Field("members", "课题组成员", Kind.ROWS, columns=(
            Field("person", "姓名", Kind.LINK, required=True, target="teacher", width=12),
            Field("duty", "分工", limit=100),
            Field("unit", "单位", limit=40, width=16, hint="本校不写"),
            Field("since", "从", Kind.DATE, width=16),
            Field("until", "到", Kind.DATE, width=16),
        ), hint="不含负责人；中途加入或退出的填“从”“到”"),
        Field("start", "开始日期", Kind.DATE, required=True, listed=12),
        Field("end", "结题日期", Kind.DATE, required=True, listed=12),
        Field("background", "问题提出", Kind.LONG, required=True, advise=(100, 1500)),
        Field("literature", "文献综述", Kind.LONG),
        Field("definition", "概念界定", Kind.LONG),
        Field("goals", "研究目标", Kind.LONG, required=True),
        Field("contents", "研究内容", Kind.LONG, required=True),
        Field("methods", "研究方法", Kind.CHOICES, choices=METHODS, required=True),
        Field("steps", "研究步骤", Kind.ROWS, required=True, columns=(
            Field("phase", "阶段", Kind.CHOICE, choices=PHASES, required=True, width=10),
            Field("time", "时间", limit=40, width=20),
            Field("task", "任务", Kind.LONG, required=True),
            Field("product", "形成的材料", limit=100),
        )),
        Field("expected", "预期成果", Kind.LONG, required=True),
        Field("conditions", "研究条件", Kind.LONG),
        Field("costs", "经费预算", Kind.ROWS, columns=(
            Field("item", "支出项目", Kind.CHOICE, choices=COSTS, required=True, width=12),
            Field("amount", "金额(元)", Kind.NUMBER, required=True, least=0, width=10),
            Field("use", "用途", limit=100),
        )),
        Field("stages", "研究阶段", Kind.ROWS, shown=_established, fixed=True, columns=stage_fields(STAGES),
              hint="办手续(F10)时自动记下"),
        Field("changes", "变更", Kind.ROWS, shown=_established, columns=CHANGE_COLUMNS,
              hint="立项后题名、负责人、结题日期只能这样改；有批准人和批准日期才生效"),
        Field("title_then", "立项时的名称", shown=_established, automatic=True),
        Field("head_then", "立项时的负责人", Kind.LINK, shown=_established, target="teacher", automatic=True),
        Field("end_then", "立项时的结题日期", Kind.DATE, shown=_established, automatic=True),
        Field("experts", "论证专家", Kind.LINKS, shown=_established, target="teacher"),
        Field("opening_place", "开题地点", shown=_established, limit=40),
        Field("opening_report", "开题报告要点", Kind.LONG, shown=_established),
        Field("opening_advice", "专家意见", Kind.LONG, shown=_established),
        Field("opening_revision", "方案修改", Kind.LONG, shown=_established),
        Field("midterm_progress", "研究进展", Kind.LONG, shown=_established),
        Field("midterm_results", "阶段成果", Kind.LONG, shown=_established),
        Field("midterm_problems", "存在问题", Kind.LONG, shown=_established),
        Field("midterm_next", "下一步计划", Kind.LONG, shown=_established),
        Field("midterm_costs", "经费使用", Kind.LONG, shown=_established),
        Field("closing_results", "研究结论", Kind.LONG, shown=_established),
        Field("closing_effects", "研究成效", Kind.LONG, shown=_established),
        Field("closing_reflection", "反思与展望", Kind.LONG, shown=_established),
        Field("attachments", "过程资料", Kind.FILES),
        *asked(RESULTS),
    ),
    form=(
        Section("课题", (("title",), ("level", "authority", "category"), ("parent", "parent_level"),
                       ("head", "group", "code"), ("start", "end"))),
        Section("课题组", (("members",),)),
        Section("方案", (("background",), ("literature",), ("definition",), ("goals",),
                       ("contents",), ("methods",), ("steps",), ("expected",), ("conditions",),
                       ("costs",))),
        Section("阶段与变更", (("stages",), ("changes",), ("title_then",), ("head_then", "end_then"))),
        Section("开题", (("experts", "opening_place"), ("opening_report",), ("opening_advice",),
                       ("opening_revision",))),
        Section("中期", (("midterm_progress",), ("midterm_results",), ("midterm_problems",),
                       ("midterm_next",), ("midterm_costs",))),
        Section("结题", (("closing_results",), ("closing_effects",), ("closing_reflection",))),
        Section("资料", (("attachments",),)),
    ),
    title=lambda values: str(values.get("title") or ""),
    rules=(_in_order, _under_a_higher_one, _small_ones_are_small, _work_is_divided,
           changes_say_into_what),
    derive=derive,
    derives_from=("parent", "level", "changes"),
    opens=_opened,
    settled=settled,
)  # fmt: skip
