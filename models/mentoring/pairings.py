"""A pairing of a mentor and a mentee (docs/rules.md §5.1): what they promise each other, for how long."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from models.kernel.dates import kept_date
from models.kernel.fields import (
    Field,
    Kind,
    Problem,
    Section,
    Values,
    choices,
    id_of,
    known_as,
    name_of,
)
from models.kernel.filing import Filing, by_pair
from models.kernel.record import Menu, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import Record
    from models.session.session import Session

PAIRING_KINDS = choices(teaching="教学", class_advisor="班主任", research="教科研")
PAIRING_FORMS = choices(entry="入门指导", cooperate="协作研究", improve="提高发展")
USUAL = {"sessions": 2, "mentee_hears": 2, "mentor_hears": 2, "open_lessons": 1, "papers": 1}
"""What a published agreement asks for (docs/rules.md §5.1)."""
MOST_MENTEES = 3
GOAL = ("一年内站稳课堂：会备课、会上课、会反思；两年内形成自己的课堂特点，能独立承担校级公开课。"
        "师傅在指导中教学相长。")  # fmt: skip
MENTOR_DUTIES = """以身示范师德，关心徒弟的工作和生活。
指导备课，审阅教案，帮助把握教材和学生。
听徒弟的课并评课，上示范课供徒弟观摩。
指导公开课、论文和班级管理，写好指导记录。"""
MENTEE_DUTIES = """主动请教，虚心学习，先听后上。
教案送师傅审阅，每学期上一节汇报课。
听师傅的课，课后写反思，按期完成约定的下一步。
积累成长档案：计划、听课记录、反思、论文。"""


def _two_people(values: Values) -> Iterator[Problem]:
    mentor, mentee = values.get("mentor") or {}, values.get("mentee") or {}
    if mentor and mentee and known_as(mentor) == known_as(mentee):
        yield Problem("mentee", "师傅和徒弟不能是同一个人")


def _in_order(values: Values) -> Iterator[Problem]:
    start, end = str(values.get("start") or ""), str(values.get("end") or "")
    if start and end and end <= start:
        yield Problem("end", "结束日期要晚于开始日期")


def _not_too_many(values: Values) -> Iterator[Problem]:
    others = values.get("other_mentees") or 0
    if others >= MOST_MENTEES:
        yield Problem("mentor", f"这位师傅已经带着 {others} 位徒弟，一般不超过 {MOST_MENTEES} 位",
                      blocking=False)  # fmt: skip


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    mentor = id_of(record["mentor"])
    return {
        "term": session.place_in_term(record.day)["term"],
        "other_mentees": _others(mentor, record, session) if mentor else None,
    }


def _others(mentor: str, record: Record, session: Session) -> int:
    ids = [
        one.id for one in session.store.linked(mentor, (record.type.name,)) if one.path == "mentor"
    ]
    return sum(one.state == "active" and one.id != record.id and not one.deleted_at
               for one in session.store.many(record.type, ids))  # fmt: skip


def _opened(record: Record, session: Session) -> Record:
    """A new one begins with this school year, with the usual promises."""
    if record.version:
        return record
    term = session.term
    start = (kept_date(term["first_day"]) if term else None) or session.today()
    group = next(iter(session.my_groups()), None) if session.me else None
    known: dict[str, Any] = {
        "kind": "teaching", "form": "entry", "start": start.isoformat(),
        "end": date(start.year + 1, 7, 10).isoformat(), "goal": GOAL,
        "mentor_duties": MENTOR_DUTIES, "mentee_duties": MENTEE_DUTIES,
        "group": group.link() if group else None, "subject": group["subject"] if group else "",
        **USUAL,
    }  # fmt: skip
    opened = record.with_values(**{key: value for key, value in known.items() if not record[key]})
    return opened.with_values(**_derive(opened, session))


def pair_name(values: Values) -> str:
    """``周敏华—何佩瑶``, the mentor first."""
    names = [name_of(values.get(key)) for key in ("mentor", "mentee")]
    return "—".join(names) if any(names) else ""


PAIRING = RecordType(
    name="pairing",
    label="师徒结对",
    counter="对",
    plural="pairings",
    menu=Menu(70, "师徒结对", "谁带谁：协议、约定、出师"),
    filed=Filing("05_师徒结对", by_pair),
    day="start",
    states=("draft", "submitted", "active", "suspended", "graduated", "dissolved"),
    fields=(
        Field("mentor", "师傅", Kind.LINK, required=True, target="teacher", listed=10),
        Field("mentee", "徒弟", Kind.LINK, required=True, target="teacher", listed=10),
        Field("kind", "结对类别", Kind.CHOICE, choices=PAIRING_KINDS, required=True, filtered=True,
              listed=10),
        Field("form", "培养形式", Kind.CHOICE, choices=PAIRING_FORMS),
        Field("subject", "学科", limit=20, listed=8),
        Field("group", "教研组", Kind.LINK, target="group", filtered=True, listed=10),
        Field("term", "学期", Kind.LINK, target="term", automatic=True),
        Field("start", "开始日期", Kind.DATE, required=True, listed=12),
        Field("end", "结束日期", Kind.DATE, required=True, listed=12),
        Field("goal", "培养目标", Kind.LONG, required=True),
        Field("mentor_duties", "师傅职责", Kind.LONG, required=True),
        Field("mentee_duties", "徒弟职责", Kind.LONG, required=True),
        Field("sessions", "每月指导(次)", Kind.INT, least=0, most=31),
        Field("mentee_hears", "徒弟每月听课(节)", Kind.INT, least=0, most=60),
        Field("mentor_hears", "师傅每学期听课(节)", Kind.INT, least=0, most=100),
        Field("open_lessons", "每年公开课(节)", Kind.INT, least=0, most=20),
        Field("papers", "每年论文案例(篇)", Kind.INT, least=0, most=20),
        Field("other_mentees", "师傅另带徒弟", Kind.INT, automatic=True),
        Field("agreement_signed_on", "签协议日期", Kind.DATE, hint="双方签字的那天"),
        Field("certificate_no", "聘书编号", limit=40),
        Field("graduated_on", "出师日期", Kind.DATE, automatic=True),
        Field("graduation_note", "出师意见", Kind.LONG, automatic=True),
        Field("attachments", "协议与证书", Kind.FILES),
    ),
    form=(
        Section("师徒", (("mentor", "mentee"), ("kind", "form", "subject"), ("start", "end"),
                       ("group", "term", "other_mentees"))),
        Section("约定", (("goal",), ("mentor_duties",), ("mentee_duties",),
                       ("sessions", "mentee_hears", "mentor_hears"), ("open_lessons", "papers"))),
        Section("协议", (("agreement_signed_on", "certificate_no"), ("graduated_on",),
                       ("graduation_note",), ("attachments",))),
    ),
    title=pair_name,
    rules=(_two_people, _in_order, _not_too_many),
    derive=_derive,
    derives_from=("mentor", "start"),
    opens=_opened,
)  # fmt: skip
