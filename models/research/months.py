"""每月课题研究记录单: what one teacher did for one topic in one month (docs/rules.md §6.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values, choices, id_of, name_of
from models.kernel.filing import Filing
from models.kernel.record import Menu, RecordType
from models.kernel.text import count
from models.meetings.meetings import GRADES
from models.research import month_prefill
from models.research.deadlines import due_in, month_label
from models.research.tree import TOPIC_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.session.session import Session

FORMS = choices(seminar="研讨学习", literature="文献查找", cases="他人经验", lesson="课例实践",
                observe="听课观察", survey="问卷访谈", reflection="教学反思", other="其他")  # fmt: skip
TEXTS = ("focus", "literature", "practice", "data", "findings", "difficulties", "next_month")
ENOUGH = (300, 500)
"""字 of a whole record (docs/rules.md §6.4)."""


def _long_enough(values: Values) -> Iterator[Problem]:
    """A hint once something is written in the author's own words."""
    said = [str(values.get(key) or "") for key in TEXTS]
    said += [str(row.get("content") or "") for row in values.get("activities") or ()]
    length = sum(count(text) for text in said)
    least, most = ENOUGH
    if values.get("findings") and not least <= length <= most * 2:
        yield Problem("findings", f"全文现有 {length} 字，一般 {least}—{most} 字", blocking=False)


def derive(record: Record, session: Session) -> Mapping[str, Any]:
    """Term and due day of the month, and the level of the topic."""
    month = str(record["month"] or "")
    term = session.term_on(month_prefill.last_day(month)) if month else None
    return {
        "term": term.link() if term else None,
        "due_on": due_in(month, term.values) if term else "",
    }


def _title(values: Values) -> str:
    said = (month_label(str(values.get("month") or "")), name_of(values.get("author")),
            f"《{values['topic']['name']}》" if values.get("topic") else "")  # fmt: skip
    return " ".join(part for part in said if part)


def _written_by(record: Record, me: Link | None) -> bool:
    """Its author; anybody where it is not known who that is, or who sits here."""
    author = id_of(record["author"])
    return me is None or not author or author == me["id"]


def _topic(month: Record) -> str:
    return name_of(month["topic"])


def _by_topic(month: Record) -> tuple[str, ...]:
    """With the other papers of its topic."""
    return month.type.field("level").label_of(month["level"] or ""), _topic(month)


TOPIC_MONTH = RecordType(
    name="topic_month",
    label="课题月记录",
    plural="months",
    menu=Menu(120, "课题月记录", "每月课题研究记录单的列表"),
    filed=Filing("06_课题研究", _by_topic, _topic),
    day="month",
    states=("planned", "draft", "returned", "submitted", "approved", "archived"),
    fields=(
        Field("month", "月份", Kind.DATE, required=True, automatic=True, listed=12,
              hint="从“课题月记录表”里打开要填的那一格"),
        Field("author", "记录人", Kind.LINK, required=True, target="teacher", automatic=True,
              listed=8),
        Field("topic", "课题", Kind.LINK, required=True, target="topic", automatic=True,
              listed=44),
        Field("level", "课题级别", Kind.CHOICE, choices=TOPIC_LEVELS, automatic=True,
              filtered=True, listed=12),
        Field("term", "学期", Kind.LINK, target="term", automatic=True, filtered=True),
        Field("due_on", "应交日期", Kind.DATE, automatic=True, listed=12),
        Field("focus", "本月研究重点", Kind.LONG, required=True, advise=(10, 200)),
        Field("activities", "研究活动", Kind.ROWS, required=True, columns=(
            Field("date", "日期", Kind.DATE, width=16),
            Field("form", "形式", Kind.CHOICE, choices=FORMS, width=10),
            Field("content", "内容", Kind.LONG, required=True),
            Field("people", "参加者", limit=60, width=16),
        ), hint="当月的课题活动、上的课、听的课已经填好，可以改"),
        Field("literature", "文献学习", Kind.LONG),
        Field("practice", "课堂实践", Kind.LONG),
        Field("data", "数据与证据", Kind.LONG, hint="作业、录音、问卷、观察表：数量和来源"),
        Field("findings", "收获与发现", Kind.LONG, required=True),
        Field("difficulties", "问题与困惑", Kind.LONG),
        Field("next_month", "下月计划", Kind.LONG, required=True),
        Field("meetings", "相关活动", Kind.LINKS, target="meeting"),
        Field("attachments", "佐证材料", Kind.FILES),
        Field("review", "教科室点评", Kind.LONG, hint="一句话"),
        Field("review_grade", "审阅等级", Kind.CHOICE, choices=GRADES, filtered=True),
    ),
    form=(
        Section("月记录", (("topic",), ("month", "author", "due_on"), ("level", "term"))),
        Section("做了什么", (("focus",), ("activities",), ("meetings",), ("literature",),
                         ("practice",), ("data",))),
        Section("想了什么", (("findings",), ("difficulties",), ("next_month",))),
        Section("附件", (("attachments",),)),
        Section("审阅", (("review",), ("review_grade",))),
    ),
    title=_title,
    rules=(_long_enough,),
    derive=derive,
    opens=month_prefill.opened,
    written_by=_written_by,
)  # fmt: skip
