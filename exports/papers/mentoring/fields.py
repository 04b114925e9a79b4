"""What the papers of a pair show beyond their fields, and the bound file of all its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.word.fields import FieldTable
from exports.word.values import day_in_word, plain_day
from models.kernel.dates import show_span
from models.kernel.fields import Kind, id_of
from models.kernel.filters import Filter
from models.kernel.workflow import STATES
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.growth import GROWTH
from models.mentoring.logs import LOG, MODES
from models.mentoring.progress import progress
from models.observing.observations import OBSERVATION
from models.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import Record, RecordType
    from models.storage import Store

GROWN = ("方面", "目标", "措施", "达成证据", "自评", "师评")
LOGS = ("哪一次", "内容与建议", "收获", "下一步")
BOXES = (("进步", "going_well"), ("问题", "challenge"), ("建议", "advice"))
"""What the boxes of a log are called where several stand in one cell."""
HEARD = ("日期", "听课人", "执教人", "课题", "建议")
SAID = FieldTable(texts=frozenset({"学校", "起止", "时间"}))
VOLUME = FieldTable(
    texts=frozenset({"学校", "起止", "时间", "进度", "成长目标"}),
    rows={
        "指导": LOGS, "互听": HEARD, "成长": GROWN,
        "考核": ("学年", "总分", "等级", "评语"),
    },
)  # fmt: skip


def said(record: Record, school: Record | None) -> dict[str, Any]:
    """The school, and from when to when."""
    values, field = record.values, record.type.by_key.get("start")
    start, end = str(values.get("start") or ""), str(values.get("end") or "")
    by_day = field is not None and field.kind is Kind.DATE
    clock = "" if by_day else show_span(start, end)
    return {
        "学校": str(school["name"]) if school else "",
        "起止": show_span(_day(start), _day(end)) if by_day else "",
        "时间": f"{day_in_word(record.day)} {clock}".strip(),
    }


def volume(pairing: Record, store: Store) -> Mapping[str, Any]:
    """Everything a pair has written, in the order of its days."""
    session = Session(store)
    logs = [one for one in _of(LOG, pairing, store) if STATES[one.state].held]
    plans = _of(GROWTH, pairing, store)
    done = progress(pairing, LOG, str(pairing["start"]), str(pairing["end"]), session)
    return {
        "进度": f"指导 {done.logs} 次，徒弟写收获 {done.gains} 次；师傅听课 {done.mentor_heard} 节，"
                f"徒弟听课 {done.mentee_heard} 节；公开课 {done.open_lessons} 节，"
                f"论文案例 {done.papers} 篇",
        "成长目标": str(plans[-1]["goal"]) if plans else "",
        "成长": [_dimension(row) for row in plans[-1]["dimensions"]] if plans else [],
        "指导": [_log(one) for one in logs],
        "互听": list(_heard(pairing, store)),
        "考核": [_appraisal(one) for one in _of(APPRAISAL, pairing, store)],
    }  # fmt: skip


def _of(kind: RecordType, pairing: Record, store: Store) -> list[Record]:
    found = store.many(kind, store.ids(Filter(kind, linked_to=pairing.id)))
    return sorted((one for one in found if id_of(one["pairing"]) == pairing.id),
                  key=lambda one: (one.day, one.id))  # fmt: skip


def _log(log: Record) -> dict[str, str]:
    modes = [one.label for one in MODES if one.code in (log["modes"] or ())]
    steps = [f"{who}：{row['matter']}" for who, key in (("徒弟", "mentee_next"), ("师傅", "mentor_next"))
             for row in log[key] or ()]  # fmt: skip
    when = (f"第{log['seq_no']}次" if log["seq_no"] else "", _day(log.day), "、".join(modes))
    boxes = [f"{said}：{log[key]}" for said, key in BOXES if log[key]]
    parts = [f"【{log['theme']}】", str(log["content"] or ""), *boxes]
    return {
        "哪一次": "\n".join(filter(None, when)), "内容与建议": "\n".join(filter(None, parts)),
        "收获": str(log["gain"] or ""), "下一步": "\n".join(steps),
    }  # fmt: skip


def _heard(pairing: Record, store: Store) -> Iterator[dict[str, str]]:
    """The sheets that the two wrote of each other's lessons and handed in."""
    mentor, mentee = (id_of(pairing[key]) for key in ("mentor", "mentee"))
    if not mentor or not mentee:
        return
    wanted = Filter(OBSERVATION, linked_to=mentor, since=str(pairing["start"]),
                    until=str(pairing["end"]))  # fmt: skip
    sheets = store.many(OBSERVATION, store.ids(wanted))
    for one in sorted(sheets, key=lambda one: (one.day, one.id)):
        both = {id_of(one[key]) for key in ("observer", "instructor")}
        if both == {mentor, mentee} and one.state != "draft":
            yield {"日期": _day(one.day), "听课人": one["observer"]["name"],
                   "执教人": one["instructor"]["name"], "课题": str(one["lesson_title"] or ""),
                   "建议": str(one["suggestions"] or "")}  # fmt: skip


def _dimension(row: Mapping[str, Any]) -> dict[str, str]:
    keys = {"方面": "dimension", "目标": "goal", "措施": "measures", "达成证据": "evidence",
            "自评": "self_review", "师评": "mentor_review"}  # fmt: skip
    return {label: str(row.get(key) or "") for label, key in keys.items()}


def _appraisal(one: Record) -> dict[str, str]:
    grade = APPRAISAL.field("grade").label_of(one["grade"] or "")
    total = "" if one["total"] is None else str(one["total"])
    return {"学年": str(one["year"] or ""), "总分": total, "等级": grade,
            "评语": str(one["committee"] or one["mentor_review"] or "")}  # fmt: skip


def _day(day: Any) -> str:
    return plain_day(str(day or ""))
