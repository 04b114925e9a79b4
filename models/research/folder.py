"""The process folder of a topic (过程性资料): nine parts, and what is there of each, worked out from
the records (docs/rules.md §6.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.fields import id_of, name_of
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.research.changing import is_approved
from models.research.matrix import matrix
from models.research.month_cells import HANDED_IN
from models.research.month_prefill import is_about
from models.research.months import TOPIC_MONTH
from models.research.outcomes import OUTCOME
from models.research.stages import AHEAD, stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.kernel.record import Record, RecordType
    from models.session.session import Session

PARTS = ("申报立项", "开题", "月记录", "活动与课例", "数据", "中期", "成果", "结题", "变更")
LIVED = {
    "started": ("started", "checked", "finished", "exhibited"),
    "checked": ("checked", "finished", "exhibited"),
    "finished": ("finished", "exhibited"),
}
"""A stage → the states that come with it or after it: its papers are asked for from then on."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the folder: `there` and `missing` are said for people. With nothing missing and
    nothing there it is not its time yet.
    """

    no: int
    name: str
    there: tuple[str, ...]
    missing: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """``03 月记录``."""
        return f"{self.no:02} {self.name}"

    @property
    def mark(self) -> str:
        """Complete, incomplete, or not asked for yet."""
        return "✗" if self.missing else "✓" if self.there else "·"


def checklist(topic: Record, session: Session) -> tuple[Part, ...]:
    """The nine parts of a topic's folder as they stand."""
    months = _records(TOPIC_MONTH, topic, session)
    found = (
        _application(topic),
        _opening(topic),
        _months(topic, months, session),
        _activities(topic, session),
        _data(topic, months),
        _midterm(topic),
        _outcomes(topic, session),
        _closing(topic),
        _changes(topic),
    )
    return tuple(
        Part(no, name, tuple(there), tuple(missing))
        for no, (name, (there, missing)) in enumerate(zip(PARTS, found, strict=True), 1)
    )


Found = tuple[list[str], list[str]]


def _records(kind: RecordType, topic: Record, session: Session) -> list[Record]:
    """The records of a type that link to the topic."""
    ids = session.store.ids(Filter(kind, linked_to=topic.id))
    return [one for one in session.store.many(kind, ids) if id_of(one["topic"]) == topic.id]


def _decided(topic: Record, code: str, said: str) -> Iterator[str]:
    row = stage(topic.values, code)
    if row:
        who = name_of(row.get("by"))
        yield f"{said}：{row.get('on') or '日期未记'}{' ' + who if who else ''}"


def _needed(topic: Record, fields: Sequence[str]) -> Found:
    there: list[str] = []
    missing: list[str] = []
    for key in fields:
        (there if topic[key] else missing).append(topic.type.field(key).label)
    return there, missing


def _application(topic: Record) -> Found:
    there = [] if topic.state in ("draft", "returned") else ["立项申请书"]
    there += _decided(topic, "established", "立项")
    missing = [] if there else ["立项申请书还没有提交"]
    if topic.state not in (*AHEAD, "rejected") and not topic["code"]:
        missing.append("立项编号")
    return there, missing


def _stage_papers(topic: Record, code: str, said: str, fields: Sequence[str]) -> Found:
    decided = list(_decided(topic, code, said))
    there, missing = _needed(topic, fields)
    due = topic.state in LIVED[code]
    return decided + there, missing if due else []


def _opening(topic: Record) -> Found:
    return _stage_papers(topic, "started", "开题", ("opening_report", "experts", "opening_advice"))


def _midterm(topic: Record) -> Found:
    return _stage_papers(topic, "checked", "中期检查", ("midterm_progress", "midterm_results"))


def _closing(topic: Record) -> Found:
    return _stage_papers(
        topic, "finished", "结题", ("closing_results", "closing_effects", "closing_reflection")
    )


def _months(topic: Record, months: Sequence[Record], session: Session) -> Found:
    """Those of all terms count; missing are those of the present term."""
    handed_in = sum(1 for one in months if one.state in HANDED_IN)
    there = [f"已交 {handed_in} 份"] if handed_in else []
    missing = [
        f"{one.month.label} {row.author['name']}"
        for row in matrix(session, session.term, (topic.id,)).rows
        for one in row.cells
        if one and one.state == "missing"
    ]
    return there, missing


def _activities(topic: Record, session: Session) -> Found:
    ids = {
        id_
        for wanted in (Filter(MEETING, linked_to=topic.id), Filter(MEETING, text=topic.title))
        for id_ in session.store.ids(wanted)
    }
    held = [
        one
        for one in session.store.many(MEETING, sorted(ids))
        if is_about(one, (topic,)) and one.state in HANDED_IN
    ]
    linked = [
        one for one in session.store.linked(topic.id) if one.type in ("lesson", "observation")
    ]
    there = [f"课题活动 {len(held)} 次"] if held else []
    there += [f"课例与听课 {len(linked)} 份"] if linked else []
    missing = [] if there or topic.state not in LIVED["started"] else ["还没有课题活动或课例"]
    return there, missing


def _data(topic: Record, months: Sequence[Record]) -> Found:
    said = sum(1 for one in months if one["data"])
    files = len(topic["attachments"]) + sum(len(one["attachments"]) for one in months)
    there = [f"月记录里的数据 {said} 份"] if said else []
    there += [f"附件 {files} 个"] if files else []
    missing = [] if there or topic.state not in LIVED["checked"] else ["还没有数据"]
    return there, missing


def _outcomes(topic: Record, session: Session) -> Found:
    found = _records(OUTCOME, topic, session)
    there = [f"成果 {len(found)} 项"] if found else []
    missing = [f"《{one.title}》没有佐证" for one in found if not one["evidence"]]
    if not found and topic.state in LIVED["finished"]:
        missing.append("还没有登记成果")
    return there, missing


def _changes(topic: Record) -> Found:
    rows = topic["changes"] or ()
    there = [f"已批准 {n} 次"] if (n := sum(is_approved(row) for row in rows)) else []
    there += [f"{topic.state_reason}"] if topic.state in ("suspended", "revoked") else []
    waiting = [str(row.get("reason") or "") for row in rows if not is_approved(row)]
    return there, [f"待批准：{reason}" for reason in waiting]
