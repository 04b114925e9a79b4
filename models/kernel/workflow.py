"""The life of a record: its states, and the steps that lead from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.kernel.fields import id_of, name_of
from models.kernel.moments import now

if TYPE_CHECKING:
    from models.kernel.fields import Link
    from models.kernel.record import Record


@dataclass(frozen=True, slots=True)
class State:
    """Where a record stands; told apart by `symbol` as well as by colour."""

    code: str
    label: str
    symbol: str
    editable: bool = True
    held: bool = True
    """Counts as a meeting that took place or is going to (第N次)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step from any of `sources` to `target`."""

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    needs_reason: bool = False
    asks: tuple[str, ...] = ()
    """The fields that are asked for on the way, of those the record type has."""
    must: tuple[str, ...] = ()
    """Those of them that have to be answered: the step is the writing of them."""
    moves: bool = False
    """Whether it leads to another day, which is asked for."""


STATES = {
    state.code: state
    for state in (
        State("planned", "未填", "·"),
        State("postponed", "顺延", "→"),
        State("draft", "草稿", "□"),
        State("returned", "退回", "!"),
        State("submitted", "已提交", "▣", editable=False),
        State("approved", "已审核", "■", editable=False),
        State("archived", "已归档", "■", editable=False),
        State("cancelled", "已取消", "×", editable=False, held=False),
        State("shared", "已反馈", "◇", editable=False),
        State("acknowledged", "执教者已阅", "◆", editable=False),
        State("current", "在用", "●"),
        State("open", "进行", "●"),
        State("closed", "已关闭", "■", editable=False),
        State("established", "已立项", "○"),
        State("started", "已开题", "◐"),
        State("checked", "已中检", "◕"),
        State("finished", "已结题", "■", editable=False),
        State("exhibited", "已展评", "★", editable=False),
        State("suspended", "已中止", "‖", editable=False),
        State("revoked", "已撤项", "×", editable=False),
        State("rejected", "未立项", "×", editable=False),
        State("question", "问题", "①"),
        State("theme", "主题", "②"),
        State("series", "专题", "③"),
        State("raised", "课题", "④"),
        State("shelved", "搁置", "→"),
        State("active", "结对中", "●"),
        State("graduated", "已出师", "★", editable=False),
        State("dissolved", "已解除", "×", editable=False),
        State("gained", "徒弟已写收获", "◇", editable=False),
        State("inspected", "已检查", "■", editable=False),
        State("mentor_reviewed", "师傅已审", "◇", editable=False),
        State("mid_reviewed", "已中期回顾", "◐"),
        State("self_assessed", "已年终自评", "◕"),
        State("publicised", "公示中", "◆", editable=False),
    )
}

WRITTEN = ("planned", "postponed", "draft", "returned", "submitted", "approved", "archived",
           "cancelled")  # fmt: skip
"""The states of a record that somebody writes and the office approves."""
TO_WRITE = WRITTEN[:4]
"""Those in which somebody still has to write."""

OFFICE = ("approved", "archived", "closed", "established", "rejected", "finished", "exhibited",
          "revoked", "graduated", "dissolved", "inspected", "publicised")  # fmt: skip
"""The states to which not the author brings a record, but whoever looks through it."""

DECIDED = ("decided_on", "decided_by", "decided_result", "decided_opinion")
"""What is asked for where a step is a decision: the day, who took it, and what it came to."""

STEPS = {
    step.name: step
    for step in (
        Step("write", "开始填写", ("planned", "postponed", "returned"), "draft"),
        Step("submit", "提交", TO_WRITE, "submitted"),
        Step("withdraw", "撤回", ("submitted",), "draft"),
        Step("return", "退回", ("submitted",), "returned", needs_reason=True),
        Step("approve", "审核通过", ("submitted", "mentor_reviewed"), "approved",
             asks=("review", "review_grade")),
        Step("share", "反馈给执教者", ("submitted",), "shared"),
        Step("acknowledge", "执教者阅过并回复", ("shared",), "acknowledged", asks=("reply",),
             must=("reply",)),
        Step("reopen", "重新打开", ("approved", "shared", "acknowledged", "archived"), "draft",
             needs_reason=True),
        Step("archive", "归档", ("approved", "acknowledged", "inspected", "publicised"), "archived"),
        Step("postpone", "顺延", ("planned", "postponed", "draft"), "postponed", needs_reason=True,
             moves=True),
        Step("cancel", "取消", TO_WRITE, "cancelled", needs_reason=True),
        Step("resume", "恢复", ("cancelled",), "planned"),
        Step("close", "关闭", ("open", "self_assessed"), "closed"),
        Step("open", "重新开放", ("closed",), "open", needs_reason=True),
        Step("establish", "立项", ("submitted",), "established", asks=("code", *DECIDED)),
        Step("reject", "不予立项", ("submitted",), "rejected", True, DECIDED[:2]),
        Step("begin", "开题", ("established",), "started", asks=DECIDED),
        Step("check", "中期检查", ("started",), "checked", asks=DECIDED),
        Step("finish", "结题", ("started", "checked"), "finished", asks=DECIDED),
        Step("exhibit", "展评", ("finished",), "exhibited", asks=DECIDED),
        Step("suspend", "中止", ("started", "checked"), "suspended", True, DECIDED[:2]),
        Step("restart", "恢复研究", ("suspended",), "started", True, DECIDED[:2]),
        Step("revoke", "撤项", ("established", "started", "checked", "suspended"), "revoked", True,
             DECIDED[:2]),
        Step("pair_up", "双方签字，开始结对", ("submitted",), "active",
             asks=("agreement_signed_on", "certificate_no")),
        Step("pause", "暂停结对", ("active",), "suspended", needs_reason=True),
        Step("go_on", "恢复结对", ("suspended",), "active"),
        Step("graduate", "出师", ("active",), "graduated", asks=("graduated_on", "graduation_note")),
        Step("dissolve", "解除结对", ("active", "suspended"), "dissolved", needs_reason=True),
        Step("gain", "徒弟写收获", ("submitted",), "gained", asks=("gain",), must=("gain",)),
        Step("inspect", "检查", ("submitted", "gained"), "inspected", asks=("office_comment", "grade")),
        Step("mentor_review", "师傅审阅", ("submitted",), "mentor_reviewed", asks=("mentor_opinion",)),
        Step("mid_review", "中期回顾", ("approved",), "mid_reviewed", asks=("mid_review",),
             must=("mid_review",)),
        Step("self_assess", "年终自评", ("approved", "mid_reviewed"), "self_assessed",
             asks=("year_review",), must=("year_review",)),
        Step("publicise", "公示", ("approved",), "publicised", asks=("publicised_on",)),
        Step("to_theme", "提为主题", ("question",), "theme", asks=("as_theme", *DECIDED[:2]),
             must=("as_theme",)),
        Step("to_series", "立为专题", ("theme",), "series", asks=("as_series", *DECIDED[:2]),
             must=("as_series",)),
        Step("to_topic", "立为课题", ("series",), "raised", asks=("topic", *DECIDED[:2]),
             must=("topic",)),
        Step("shelve", "搁置", ("question", "theme", "series"), "shelved", True, DECIDED[:2]),
        Step("take_up", "重新提出", ("shelved",), "question", True, DECIDED[:2]),
    )
}  # fmt: skip


SUBMITTED = "submitted"


@cache
def office_states(states: tuple[str, ...]) -> frozenset[str]:
    """Those of a type's states, the first of which is where its records begin, that nobody reaches
    without a step of the office: `OFFICE`, and whatever comes only after one of them. Whoever says so
    elsewhere, as in a file, only claims it.
    """
    reached: set[str] = set()
    more = {states[0]}
    while more:
        reached |= more
        more = {
            step.target
            for step in STEPS.values()
            if step.target in states
            and step.target not in OFFICE
            and not reached.isdisjoint(step.sources)
        } - reached
    return frozenset(states) - reached


def is_of_office(record: Record) -> bool:
    """Whether it stands where only the office can have brought it."""
    return record.state in office_states(record.type.states)


def handed_in(record: Record) -> Record:
    """The record as its author may bring it at most: 已提交 instead of a state of the office; of a
    type that is never handed in, the state its records begin in.
    """
    if not is_of_office(record):
        return record
    states = record.type.states
    return replace(record, state=SUBMITTED if SUBMITTED in states else states[0], state_reason="")


class StepRefused(JiaoyanError):
    """The record is not where this step starts, or the step lacks its reason."""


def steps_from(record: Record) -> tuple[Step, ...]:
    """The steps that can be taken from where the record stands."""
    return tuple(
        step
        for step in STEPS.values()
        if record.state in step.sources and step.target in record.type.states
    )


def steps_for(record: Record, me: Link | None) -> tuple[Step, ...]:
    """The steps that a person can take; all of them where nobody has said who sits here, or where
    the record does not say whose step it is.
    """
    return tuple(step for step in steps_from(record) if not reserved_for(record, step, me))


def awaited_of(record: Record, me: Link | None) -> tuple[Step, ...]:
    """The steps for which the record waits for this very person, in order; taking back what one has
    handed in is none.
    """
    if me is None:
        return ()
    return tuple(
        step
        for step in steps_for(record, me)
        if step.name != "withdraw"
        and (key := record.type.taken_by.get(step.name))
        and id_of(record[key]) == me["id"]
    )


def reserved_for(record: Record, step: Step, me: Link | None) -> str:
    """The name of the person who alone takes a step, ``""`` if that is `me` or anybody."""
    key = record.type.taken_by.get(step.name)
    link = record[key] if key else None
    if me is None or id_of(link) in ("", id_of(me)):
        return ""
    return name_of(link)


def refuse_elsewhere(record: Record, step: Step) -> None:
    """Raises `StepRefused` where a step does not start from where the record stands."""
    if step not in steps_from(record):
        where = STATES[record.state].label
        raise StepRefused(f"《{record.title}》现在是“{where}”，不能{step.label}。")


def apply_transition(record: Record, name: str, reason: str = "") -> Record:
    """The record after the step called `name`; not saved.

    Raises `StepRefused`.
    """
    step = STEPS[name]
    refuse_elsewhere(record, step)
    if step.needs_reason and not reason.strip():
        raise StepRefused(f"{step.label}要写原因。")
    for f in (record.type.by_key[key] for key in step.asks if key in record.type.by_key):
        if f.key in step.must and not record[f.key]:
            raise StepRefused(f"还没有写{f.label}。")
    submitted = now() if name == "submit" else record.submitted_at
    return replace(record, state=step.target, state_reason=reason.strip(), submitted_at=submitted)


def is_final(record: Record) -> bool:
    """Whether it stays as it is until somebody opens it again."""
    return record.state in ("approved", "archived", "closed")


def may_delete(record: Record) -> bool:
    """What the office has approved stays until it is opened again."""
    return not is_final(record)


def is_editable(record: Record) -> bool:
    """Whether its values may be changed where it stands now."""
    return STATES[record.state].editable and not record.deleted_at and not record.unread


def may_write(record: Record, me: Link | None) -> bool:
    """Whether this person may change its values where it stands now."""
    return is_editable(record) and record.type.written_by(record, me)
