"""A mentoring log (指导记录): what works, what is hard, what each of the two does next (docs/rules.md
§5.2; the four boxes are those of a collaborative assessment log). The gain is the mentee's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values, choices, id_of
from models.kernel.filing import Filing, by_pair
from models.kernel.filters import Filter
from models.kernel.record import Menu, RecordType, new_record
from models.meetings.meetings import GRADES
from models.meetings.tasks import open_tasks
from models.mentoring.pairings import PAIRING, pair_name
from models.observing.observations import OBSERVATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.session.session import Session

MODES = choices(prepare="备课指导", hear="听徒弟课", heard="徒弟听课", show="示范课", review="评课议课",
                polish="磨课", homework="作业与命题", class_work="班级管理", research="教科研",
                reading="读书", talk="谈心", other="其他")  # fmt: skip
FROM_PAIRING = ("mentor", "mentee", "subject", "group")
LOOK_BACK = 40
"""Logs of a pair that are looked through for what is still open."""
_STEP = (
    Field("matter", "做什么", required=True, limit=200),
    Field("due", "时限", Kind.DATE, width=16),
)


def _times_in_order(values: Values) -> Iterator[Problem]:
    start, end = str(values.get("start") or ""), str(values.get("end") or "")
    if start and end and end <= start:
        yield Problem("end", "结束时间要晚于开始时间")


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    pairing = session.store.get(PAIRING, id_of(record["pairing"]))
    known = {key: pairing[key] for key in FROM_PAIRING} if pairing else {}
    return {**known, **session.place_in_term(record.day), "seq_no": _number(record, session)}


def _number(record: Record, session: Session) -> int | None:
    """第N次 of the pair, by day, however many there are."""
    pairing = record["pairing"]
    if not pairing:
        return None
    wanted = Filter(LOG, linked_to=id_of(pairing) or record.id, until=record.day)
    rows = session.store.rows(LOG, session.store.ids(wanted), (LOG.day,))
    mine = (record.day, record.id)
    return 1 + sum(row.id != record.id and (row.values[LOG.day], row.id) < mine for row in rows)


def logs_of(pairing: Link | None, session: Session) -> list[Record]:
    """The newest logs of a pair, the last one first."""
    id_ = id_of(pairing)
    if not id_:
        return []
    return session.store.many(LOG, session.store.ids(Filter(LOG, linked_to=id_), LOOK_BACK))


def agreed(log: Record) -> Iterator[dict[str, Any]]:
    """The next steps of both, with who does them."""
    for key, who in (("mentee_next", "mentee"), ("mentor_next", "mentor")):
        for row in log.values.get(key) or ():
            yield {**row, "owner": [log[who]] if log[who] else []}


def log_for(pairing: Record, session: Session) -> Record:
    """A new log of a pair, filled in as far as anything is known."""
    return _opened(new_record(LOG, {"pairing": pairing.link()}), session)


def _my_pairing(session: Session) -> Record | None:
    """The pair of mine that has waited longest for a log; my mentees come first."""
    me = session.me
    if me is None:
        return None
    ids = session.store.ids(Filter(PAIRING, linked_to=me["id"], states=("active",)))
    mine = session.store.many(PAIRING, ids)

    def waited(one: Record) -> tuple[bool, str]:
        last = next(iter(logs_of(one.link(), session)), None)
        return id_of(one["mentor"]) != me["id"], last.day if last else ""

    return min(mine, key=waited, default=None)


def _opened(record: Record, session: Session) -> Record:
    if record.version:
        return record
    pairing = record["pairing"]
    if not pairing and (mine := _my_pairing(session)) is not None:
        pairing = mine.link()
    opened = record.with_values(
        pairing=pairing, held_on=record["held_on"] or session.today().isoformat()
    )
    earlier = logs_of(pairing, session)
    opened = opened.with_values(**_derive(opened, session))
    known: dict[str, Any] = {
        "carried": [task.as_row() for task in open_tasks(earlier, agreed)],
        "place": earlier[0]["place"] if earlier else "",
        "observation": _observed(opened, session),
    }
    opened = opened.with_values(**{key: value for key, value in known.items() if not record[key]})
    seen = "hear" if opened["observation"] else "prepare"
    return opened.with_values(modes=record["modes"] or [seen])


def _observed(log: Record, session: Session) -> Link | None:
    """The mentor's newest sheet of a lesson of the mentee that no log has spoken of yet."""
    mentor, mentee = (id_of(log[key]) for key in ("mentor", "mentee"))
    if not mentor or not mentee:
        return None
    ids = session.store.ids(Filter(OBSERVATION, linked_to=mentee, until=log.day), LOOK_BACK)
    for sheet in session.store.many(OBSERVATION, ids):
        both = (id_of(sheet[key]) for key in ("observer", "instructor"))
        if tuple(both) == (mentor, mentee) and sheet.state != "draft":
            spoken = session.store.linked(sheet.id, (LOG.name,))
            return None if spoken else sheet.link()
    return None


def _written_by(record: Record, me: Link | None) -> bool:
    """The mentor, or the mentee as long as it is a draft of theirs; anybody where none is known."""
    pair = [id_of(record[key]) for key in ("mentor", "mentee")]
    return me is None or not any(pair) or me["id"] in pair


def _title(values: Values) -> str:
    pair = pair_name(values)
    about = f"：{values['theme']}" if values.get("theme") else ""
    number = f"第{values['seq_no']}次指导" if values.get("seq_no") else "指导"
    return f"{pair} {number}{about}".strip() if pair else ""


LOG = RecordType(
    name="mentor_log",
    label="指导记录",
    plural="logs",
    menu=Menu(80, "指导记录", "师傅写，徒弟写收获；约定的下一步下次还在"),
    filed=Filing("05_师徒结对", by_pair),
    day="held_on",
    states=("draft", "submitted", "gained", "inspected", "archived"),
    fields=(
        Field("pairing", "师徒结对", Kind.LINK, required=True, target="pairing", kept=True),
        Field("mentor", "师傅", Kind.LINK, target="teacher", automatic=True, listed=10),
        Field("mentee", "徒弟", Kind.LINK, target="teacher", automatic=True, listed=10),
        Field("subject", "学科", automatic=True),
        Field("group", "教研组", Kind.LINK, target="group", automatic=True, filtered=True),
        Field("term", "学期", Kind.LINK, target="term", automatic=True, filtered=True),
        Field("week_no", "周次", Kind.INT, automatic=True, listed=5),
        Field("seq_no", "次数", Kind.INT, automatic=True, listed=5),
        Field("held_on", "日期", Kind.DATE, required=True, listed=12),
        Field("start", "开始", Kind.TIME),
        Field("end", "结束", Kind.TIME),
        Field("place", "地点", limit=30, kept=True),
        Field("modes", "活动形式", Kind.CHOICES, choices=MODES, required=True, filtered=True,
              listed=16),
        Field("theme", "活动主题", required=True, limit=40, listed=30),
        Field("carried", "上次约定", Kind.ROWS, fixed=True, columns=(
            Field("matter", "做什么", automatic=True),
            Field("owner", "谁", Kind.LINKS, target="teacher", automatic=True, width=10),
            Field("due", "时限", Kind.DATE, automatic=True, width=16),
            Field("done", "完成", Kind.BOOL, width=6),
        ), hint="没做完的下次还会出现；打勾即了结"),
        Field("content", "指导内容与过程", Kind.LONG, required=True, advise=(50, 400)),
        Field("going_well", "进步与优点", Kind.LONG, advise=(10, 300)),
        Field("challenge", "问题与困难", Kind.LONG, advise=(10, 300)),
        Field("advice", "师傅建议", Kind.LONG, required=True, advise=(10, 300)),
        Field("mentee_next", "徒弟下一步", Kind.ROWS, columns=_STEP),
        Field("mentor_next", "师傅下一步", Kind.ROWS, columns=_STEP),
        Field("gain", "徒弟收获与反思", Kind.LONG, automatic=True, advise=(30, 300),
              hint="由徒弟写：F10“徒弟写收获”"),
        Field("observation", "说的是哪次听课", Kind.LINK, target="observation"),
        Field("attachments", "照片与材料", Kind.FILES),
        Field("office_comment", "检查意见", Kind.LONG, automatic=True),
        Field("grade", "记录等级", Kind.CHOICE, choices=GRADES, automatic=True),
    ),
    form=(
        Section("这一次", (("pairing", "held_on"), ("start", "end", "place"), ("modes",),
                        ("observation",))),
        Section("上次约定", (("carried",),)),
        Section("指导", (("theme",), ("content",), ("going_well",), ("challenge",), ("advice",))),
        Section("下一步", (("mentee_next",), ("mentor_next",))),
        Section("徒弟的话", (("gain",),)),
        Section("其他", (("attachments",), ("mentor", "mentee", "subject"),
                       ("group", "term"), ("week_no", "seq_no"), ("office_comment",), ("grade",))),
    ),
    title=_title,
    rules=(_times_in_order,),
    derive=_derive,
    derives_from=("pairing", "held_on"),
    opens=_opened,
    taken_by={"withdraw": "mentor", "gain": "mentee"},
    written_by=_written_by,
)  # fmt: skip
