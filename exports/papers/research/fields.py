"""What the papers of a topic and its monthly records show beyond their fields: the stages, who is in
it with which title, what came of it.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from exports.word.fields import FieldTable
from exports.word.values import in_word, plain_day
from models.kernel.fields import id_of, name_of
from models.kernel.filters import Filter
from models.research.deadlines import month_label
from models.research.folder import checklist
from models.research.outcomes import OUTCOME
from models.research.stages import RESULTS, STAGES, stage
from models.research.topics import TOPIC
from models.school.people import TEACHER
from models.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import Record
    from models.storage import Store

TOPIC_SAID = FieldTable(
    texts=frozenset(
        {"学校", "申报日期", "起止时间", "负责人职称", "成员名单", "成果项数", "佐证项数", "开题结论",
         "报告开头", "报告日期", "中期检查结论(勾选)"}
        | {f"{one.label}{what}" for one in STAGES for what in ("日期", "人", "意见")}
        - {"结题日期"}
    ),
    rows={
        "成员": ("姓名", "职称", "单位", "分工"),
        "成果": ("序号", "成果名称", "类别", "作者", "级别", "等第", "刊物或单位、证号", "时间", "说明"),
        "经过": ("日期", "说明"),
        "资料": ("名称", "已有"),
    },
)  # fmt: skip
"""The markers beyond the fields. 结题日期 is the day it is to be finished, a field."""
MONTH_SAID = FieldTable(
    texts=frozenset({"学校", "记录月份", "课题编号", "课题负责人", "记录人签名"})
)


def topic_said(topic: Record, school: Record | None) -> dict[str, Any]:
    """The values that follow from the topic itself."""
    start, end = (_date(topic[key]) for key in ("start", "end"))
    rows = [row for row in topic["stages"] or () if row.get("on")]
    finished = _date(stage(topic.values, "finished").get("on"))
    return {
        "学校": str(school["name"]) if school else "",
        "申报日期": _date(topic.submitted_at[:10]),
        "起止时间": f"{start}—{end}" if start and end else start or end,
        "经过": [{"日期": _date(row["on"]), "说明": _stage_said(row)} for row in rows],
        "开题结论": _result(stage(topic.values, "started")),
        "中期检查结论(勾选)": _ticks(str(stage(topic.values, "checked").get("result") or "")),
        "报告开头": "".join(_opening(topic, start, end)),
        "报告日期": finished,
        **{key: value for code in STAGES for key, value in _stage(topic, code.code, code.label)},
    }


def _stage(topic: Record, code: str, label: str) -> Iterator[tuple[str, str]]:
    row = stage(topic.values, code)
    if label != "结题":
        yield f"{label}日期", _date(row.get("on"))
    yield f"{label}人", name_of(row.get("by"))
    yield f"{label}意见", str(row.get("note") or "")


def _stage_said(row: Mapping[str, Any]) -> str:
    """``中期检查，结果为良好（区教研室）。``."""
    label = next((one.label for one in STAGES if one.code == row["stage"]), "")
    result = next((f"，结果为{one.label}" for one in RESULTS if one.code == row.get("result")), "")
    who = name_of(row.get("by"))
    return f"{label}{result}{f'（{who}）' if who else ''}。"


def _result(row: Mapping[str, Any]) -> str:
    """The result and what was said with it."""
    label = next((one.label for one in RESULTS if one.code == row.get("result")), "")
    return "\n".join(part for part in (label, str(row.get("note") or "")) if part)


def _ticks(chosen: str) -> str:
    return "\t".join(f"{'☑' if one.code == chosen else '□'}{one.label}" for one in RESULTS)


def _opening(topic: Record, start: str, end: str) -> Iterator[str]:
    level = topic.type.field("level").label_of(topic["level"])
    code = f"（立项编号：{topic['code']}）" if topic["code"] else ""
    yield f"本课题是{level}{code}"
    yield f"，负责人{topic['head']['name']}" if topic["head"] else ""
    members = [row["person"]["name"] for row in topic["members"] or () if row.get("person")]
    yield f"，成员{'、'.join(members)}" if members else ""
    yield f"，研究时间为{start}至{end}" if start and end else ""
    yield "。现将研究情况报告如下。"


def topic_gathered(topic: Record, store: Store) -> dict[str, Any]:
    """The values that come from other records: titles of the people, outcomes, the folder."""
    ids = [link["id"] for link in (topic["head"], *_members(topic)) if id_of(link)]
    titles = {one.id: str(one["title"] or "") for one in store.many(TEACHER, ids)}
    found = store.many(OUTCOME, store.ids(Filter(OUTCOME, linked_to=topic.id)))
    outcomes = sorted(
        (one for one in found if id_of(one["topic"]) == topic.id),
        key=lambda one: (one.day, one.id),
    )
    number = count(1)
    return {
        "负责人职称": titles.get(id_of(topic["head"]), ""),
        "成员名单": "、".join(link["name"] for link in _members(topic)),
        "成员": [_member(row, titles) for row in topic["members"] or ()],
        "成果": [_outcome(next(number), one) for one in outcomes],
        "成果项数": str(len(outcomes)),
        "佐证项数": str(sum(1 for one in outcomes if one["evidence"])),
        "资料": [
            {"名称": part.label, "已有": "；".join(part.there) or "无"}
            for part in checklist(topic, Session(store))
        ],
    }


def _members(topic: Record) -> list[Mapping[str, Any]]:
    return [row["person"] for row in topic["members"] or () if row.get("person")]


def _member(row: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, str]:
    person = row.get("person") or {}
    return {
        "姓名": name_of(person),
        "职称": titles.get(id_of(person), ""),
        "单位": str(row.get("unit") or ("本校" if id_of(person) else "")),
        "分工": str(row.get("duty") or ""),
    }


def _outcome(number: int, one: Record) -> dict[str, str]:
    def said(key: str) -> str:
        return str(in_word(OUTCOME.field(key), one[key]) or "")

    day = str(one["date"] or "").replace("-", ".")
    where = "\n".join(part for part in (said("carrier"), said("cert_no")) if part)
    notes = (said("kind"), said("authors"), said("level") + said("grade"), said("carrier"), day)
    return {
        "序号": str(number), "成果名称": one.title, "类别": said("kind"), "作者": said("authors"),
        "级别": said("level"), "等第": said("grade"), "刊物或单位、证号": where, "时间": day,
        "说明": f"《{one.title}》（{'，'.join(filter(None, notes))}）。",
    }  # fmt: skip


def month_said(record: Record, school: Record | None) -> dict[str, Any]:
    """The values of the markers of a monthly record."""
    signed = bool(school and school.values.get("print_names"))
    return {
        "学校": str(school["name"]) if school else "",
        "记录月份": month_label(str(record["month"] or "")),
        "记录人签名": name_of(record["author"]) if signed else "",
    }


def month_gathered(record: Record, store: Store) -> dict[str, Any]:
    """What the topic says of itself."""
    topic = store.get(TOPIC, record["topic"]["id"]) if id_of(record["topic"]) else None
    return {
        "课题编号": str(topic["code"] or "") if topic else "",
        "课题负责人": name_of(topic["head"]) if topic else "",
    }


def _date(day: Any) -> str:
    return plain_day(str(day or ""))
