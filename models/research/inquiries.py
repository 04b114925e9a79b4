"""A question of teaching on the path 问题 → 主题 → 专题 → 课题: noted in a meeting, raised step by
step, and traceable from the topic back to the meeting (docs/rules.md §6.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Section, Values, choices, id_of
from models.kernel.filters import Filter
from models.kernel.record import Menu, RecordType
from models.meetings.meetings import MEETING
from models.research.applying import topic_of
from models.research.stages import asked, stage_fields, with_stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import Record
    from models.session.session import Session

PATH = choices(question="问题", theme="主题", series="专题", raised="课题", shelved="搁置")
LOOK_BACK = 10
"""Meetings of the group that are looked through for a question that was noted."""


def derive(record: Record, session: Session) -> Mapping[str, Any]:
    """The step just taken, and what the meeting noted where nothing is written yet."""
    found = {**_from_meeting(record, session), **_applied_for(record, session)}
    return {**found, **with_stage(record, session, record.state, "path")}


def _applied_for(record: Record, session: Session) -> Mapping[str, Any]:
    """The topic whose application was begun from here."""
    topic = None if record["topic"] else topic_of(record, session)
    return {"topic": topic.link()} if topic and topic.version and not topic.deleted_at else {}


def _from_meeting(record: Record, session: Session) -> Mapping[str, Any]:
    link = record["meeting"] or {}
    meeting = session.store.get(MEETING, id_of(link))
    if meeting is None:
        return {}
    known = {
        "group": meeting["group"],
        "noted_on": meeting.day,
        "noted_by": meeting["recorder"],
        "problem": meeting["issues"],
    }
    return {key: value for key, value in known.items() if value and not record[key]}


def _opened(record: Record, session: Session) -> Record:
    """A new one starts from the newest meeting of my group that noted a problem nobody has taken
    up.
    """
    if record.version:
        return record
    group = next(iter(session.my_groups()), None) if session.me else None
    known = {
        "group": group.link() if group else None,
        "meeting": _waiting(group, record, session) if group else None,
    }
    record = record.with_values(**{key: value for key, value in known.items() if not record[key]})
    record = record.with_values(**_from_meeting(record, session))
    if not record["noted_on"]:
        record = record.with_values(noted_on=session.today().isoformat(), noted_by=session.me)
    noted = record.with_values(decided_on=record["noted_on"], decided_by=record["noted_by"])
    return record.with_values(**with_stage(noted, session, record.state, "path"))


def _waiting(group: Record, record: Record, session: Session) -> Mapping[str, Any] | None:
    store = session.store
    recent = Filter(MEETING, group=group.id, until=session.today().isoformat())
    for meeting in store.many(MEETING, store.ids(recent, limit=LOOK_BACK)):
        if meeting["issues"] and not store.linked(meeting.id, (record.type.name,)):
            return meeting.link()
    return None


def _title(values: Values) -> str:
    return str(values.get("title") or "")


INQUIRY = RecordType(
    name="inquiry",
    label="研究问题",
    counter="个",
    plural="inquiries",
    menu=Menu(140, "研究问题", "问题—主题—专题—课题：一步步提上来"),
    day="noted_on",
    states=("question", "theme", "series", "raised", "shelved"),
    fields=(
        Field("title", "问题", required=True, limit=60, listed=40, hint="一句话，写成问句"),
        Field("group", "教研组", Kind.LINK, target="group", filtered=True, listed=10),
        Field("noted_on", "提出日期", Kind.DATE, required=True, listed=12),
        Field("noted_by", "提出人", Kind.LINK, target="teacher", listed=8),
        Field("meeting", "来自哪次活动", Kind.LINK, target="meeting"),
        Field("problem", "问题的表现", Kind.LONG, required=True, hint="在哪里看到的，有什么证据"),
        Field("causes", "原因分析", Kind.LONG),
        Field("as_theme", "研修主题", limit=60, hint="把问题写成研修的主题"),
        Field("as_series", "研修专题", limit=60, hint="准备用几次活动研究"),
        Field("topic", "立成的课题", Kind.LINK, target="topic", listed=30),
        Field("path", "走过的路", Kind.ROWS, fixed=True,
              columns=stage_fields(PATH, results=False), hint="办手续(F10)时自动记下"),
        *asked(),
    ),
    form=(
        Section("问题", (("title",), ("group", "noted_on", "noted_by"), ("meeting",), ("problem",),
                       ("causes",))),
        Section("主题—专题—课题", (("as_theme",), ("as_series",), ("topic",), ("path",))),
    ),
    title=_title,
    derive=derive,
    derives_from=("meeting",),
    opens=_opened,
)  # fmt: skip
