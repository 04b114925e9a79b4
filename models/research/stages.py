"""The stages a topic goes through, each with its day and who decided (docs/rules.md §6.2); also those
of a question on its way to a topic.

A step of `models.kernel.workflow` asks for the day, the person and the result; what was asked becomes a
row of `stages`, and there it stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Choice, Field, Kind, choices
from models.kernel.ids import row_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.kernel.record import Record
    from models.session.session import Session

STAGES = choices(
    established="立项", started="开题", checked="中期检查", finished="结题", exhibited="展评",
    suspended="中止", restarted="恢复研究", revoked="撤项", rejected="未立项",
)  # fmt: skip
RESULTS = choices(excellent="优秀", good="良好", passed="合格", mend="限期整改", failed="不合格")
AHEAD = ("draft", "returned", "submitted")
"""Before 立项: nothing is settled yet."""
RUNNING = ("established", "started", "checked")
OVER = ("finished", "exhibited", "suspended", "revoked", "rejected")
"""Stages with which research ends, or rests."""


def asked(result: Sequence[Choice] = ()) -> tuple[Field, ...]:
    """The fields that a step asks for; they are empty again once the step is taken."""
    found = (
        Field("decided_on", "决定日期", Kind.DATE, hint="不填就是今天", searched=False),
        Field("decided_by", "决定人", Kind.LINK, target="teacher", searched=False,
              hint="可以写校外单位；不填就是本人"),
    )  # fmt: skip
    if not result:
        return found
    return (
        *found,
        Field("decided_result", "评定结果", Kind.CHOICE, choices=tuple(result), searched=False),
        Field("decided_opinion", "评审意见", Kind.LONG, searched=False),
    )


NOTHING_ASKED: Mapping[str, Any] = {
    "decided_on": "", "decided_by": None, "decided_result": "", "decided_opinion": "",
}  # fmt: skip


def stage_fields(stages: Sequence[Choice], *, results: bool = True) -> tuple[Field, ...]:
    """The columns of the rows that keep what was decided."""
    found = (
        Field("stage", "阶段", Kind.CHOICE, choices=tuple(stages), automatic=True, width=10),
        Field("on", "日期", Kind.DATE, width=16),
        Field("by", "决定人", Kind.LINK, target="teacher", width=14),
    )
    if not results:
        return (*found, Field("note", "说明", limit=500))
    return (
        *found,
        Field("result", "结果", Kind.CHOICE, choices=RESULTS, width=10),
        Field("note", "意见", Kind.LONG),
    )


def with_stage(record: Record, session: Session, code: str, key: str) -> Mapping[str, Any]:
    """The rows of `key` with the stage `code` at their end, unless it is there; and the fields of
    the step emptied. A decision without a day is today's, without a person mine.
    """
    rows = list(record[key] or ())
    emptied = {k: v for k, v in NOTHING_ASKED.items() if k in record.type.by_key}
    if rows and rows[-1]["stage"] == code:
        return emptied
    values = record.values
    row = {
        "_id": row_id(),
        "stage": code,
        "on": values.get("decided_on") or session.today().isoformat(),
        "by": values.get("decided_by") or session.me,
        "result": values.get("decided_result") or "",
        "note": values.get("decided_opinion") or record.state_reason,
    }
    columns = {"_id", *(column.key for column in record.type.field(key).columns)}
    return {**emptied, key: [*rows, {k: v for k, v in row.items() if k in columns}]}


def entered(record: Record, session: Session) -> Mapping[str, Any]:
    """What a topic's `stages` are after the step that led to its state."""
    rows = record["stages"] or ()
    last = rows[-1]["stage"] if rows else ""
    code = record.state
    if code == "started" and last in ("suspended", "restarted"):
        code = "restarted"
    if code not in {stage.code for stage in STAGES}:
        return {}
    return with_stage(record, session, code, "stages")


def stage(topic: Mapping[str, Any], code: str) -> Mapping[str, Any]:
    """The newest row of a stage; empty where the topic has not come to it."""
    rows = [row for row in topic.get("stages") or () if row.get("stage") == code]
    return rows[-1] if rows else {}


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which a topic was running, both included; ``""`` is open."""

    since: str
    until: str


def spans(topic: Record) -> list[Span]:
    """When a topic was running: from 立项, without the time it was suspended. Its own start, where
    that is later, comes first.
    """
    found: list[Span] = []
    begun = str(topic["start"] or "")
    for row in topic["stages"] or ():
        on = str(row.get("on") or "")
        if row["stage"] in OVER:
            if found and not found[-1].until:
                found[-1] = Span(found[-1].since, on)
        elif not found or found[-1].until:
            found.append(Span(max(on, begun) if not found else on, ""))
    if not found and topic.state in RUNNING:
        return [Span(begun, "")]
    return found


def was_running(topic: Record, day: str) -> bool:
    """Whether research was going on on a day."""
    return any(span.since <= day and (not span.until or day <= span.until) for span in spans(topic))
