"""An observation: what one observer saw in one lesson, with one instrument (docs/rules.md §4.2).

What reads instruments is imported where it is used: it is not needed on the way to the first screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values, id_of, name_of, when
from models.kernel.filing import Filing
from models.kernel.record import Menu, RecordType
from models.observing.choices import (
    ENGAGEMENT,
    INSTRUMENT_KINDS,
    JUDGEMENTS,
    PARTICIPATION,
    VERDICTS,
)
from models.observing.instrument_files import INSTRUMENT, named
from models.observing.lessons import LESSON
from models.observing.states import SHARED, SHEET
from models.observing.visits import last_advice, lesson_to_observe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.session.session import Session

USUAL = "STAGE"
"""The instrument a new observation starts with: every observer hands in this sheet (docs/rules.md §4.4)."""
FROM_LESSON = ("instructor", "lesson_title", "class_name", "subject", "lesson_type", "period",
               "held_on", "term", "week_no", "group", "topic")  # fmt: skip
PRIVATE = ("score", "grade", "verdict")
"""What nobody but the observer sees before it is shared, besides the points."""
GIVEN_ROWS = ("segments", "habits", "scores", "points", "intervals")
"""The rows that come from the instrument."""


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    """What the lesson says, the fresh sheet of another instrument, the score, the last advice."""
    from models.observing.sheet import score_of

    lesson = session.store.get(LESSON, id_of(record["lesson"]))
    known = {key: lesson[key] for key in FROM_LESSON} if lesson else {}
    known |= _sheet(record, session, lesson)
    changed = record.with_values(**known)
    return {
        **known,
        "score": score_of(changed.values),
        "last_advice": last_advice(changed, session),
    }


def _sheet(record: Record, session: Session, lesson: Record | None) -> dict[str, Any]:
    """Frozen when it is chosen: a later version of the instrument never changes an old sheet."""
    from models.observing.sheet import instrument_of, rows_for, share_of

    chosen = session.store.get(INSTRUMENT, id_of(record["instrument"]))
    if chosen is None:
        return {}
    kept = instrument_of(record.values)
    if kept is not None and kept.code == chosen["code"]:
        return _other_perspectives(record) if kept.kind == "perspective" else {}
    fresh = {"instrument_text": chosen["content"], "instrument_kind": chosen["kind"]}
    instrument = instrument_of(fresh)
    mine = record["perspectives"] or share_of(instrument, lesson, record["observer"])
    minutes = lesson["minutes"] if lesson else None
    rows = rows_for(instrument, minutes, mine) if instrument else {}
    fresh["perspectives"] = mine
    unwritten = [key for key in GIVEN_ROWS if not _written(record[key])]
    return {**fresh, **{key: rows.get(key, []) for key in unwritten}}


def _other_perspectives(record: Record) -> dict[str, Any]:
    """The points of the perspectives that are taken now; what was written stays."""
    from models.observing.sheet import instrument_of, rows_for

    instrument = instrument_of(record.values)
    if instrument is None:
        return {}
    wanted = rows_for(instrument, None, record["perspectives"])["points"]
    there = {row["_id"]: row for row in record["points"] or ()}
    wanted_ids = {row["_id"] for row in wanted}
    kept = [row for row in there.values() if row["_id"] not in wanted_ids and row.get("evidence")]
    return {"points": [there.get(row["_id"], row) for row in wanted] + kept}


_GIVEN = ("_id", "item", "code", "group", "perspective", "most", "no", "stage")


def _written(rows: list[dict[str, Any]]) -> bool:
    return any(value for row in rows or () for key, value in row.items() if key not in _GIVEN)


def _opened(record: Record, session: Session) -> Record:
    """A new one is mine, of the lesson at hand, with the sheet every observer hands in."""
    if record.version and record.state != "draft":
        return record
    known: dict[str, Any] = {}
    if not record.version:
        usual = named(session, USUAL)
        lesson = None if record["lesson"] else lesson_to_observe(record.type, session)
        known = {
            "observer": record["observer"] or session.me,
            "instrument": record["instrument"] or (usual.link() if usual else None),
            "lesson": record["lesson"] or (lesson.link() if lesson else None),
            "focus": record["focus"] or (session.term["theme"] if session.term else ""),
        }
    opened = record.with_values(**known)
    return opened.with_values(**_derive(opened, session))


def _points_are_allowed(values: Values) -> Iterator[Problem]:
    from models.instruments.scores import faults
    from models.observing.sheet import instrument_of, marks_of

    instrument = instrument_of(values)
    if instrument and instrument.kind == "score":
        yield from (
            Problem("scores", fault)
            for fault in faults(instrument, marks_of(values.get("scores") or ()))
        )


def _codes_are_known(values: Values) -> Iterator[Problem]:
    from models.observing.sheet import codes_in, instrument_of

    instrument = instrument_of(values)
    if instrument is None or instrument.kind != "interval":
        return
    known = {item.code for item in instrument.items}
    for place, row in enumerate(values.get("intervals") or ()):
        if strange := [code for code in codes_in(row) if code not in known]:
            yield Problem("intervals", f"第 {place + 1} 格里的 {'、'.join(strange)} 不是量表的代码",
                          place, "codes")  # fmt: skip


def _something_was_observed(values: Values) -> Iterator[Problem]:
    from models.observing.sheet import sequence_of

    kind = values.get("instrument_kind") or "free"
    key = {"free": "segments", "score": "scores", "perspective": "points",
           "interval": "intervals"}.get(str(kind))  # fmt: skip
    if key and not _written(values.get(key) or []):
        yield Problem(key, "观察记录还是空的，至少写一处", 0)
    if kind == "sequence" and not sequence_of(str(values.get("samples") or "")):
        yield Problem("samples", "还没有取样")


def _research_is_not_graded(values: Values) -> Iterator[Problem]:
    if values.get("not_for_appraisal") and values.get("grade"):
        yield Problem("grade", "已标“不作评价用”，等第一般不填", blocking=False)


def _title(values: Values) -> str:
    lesson = name_of(values.get("lesson"))
    observer = name_of(values.get("observer"))
    return f"{observer}听{lesson}" if lesson else f"{observer}的听课记录"


def _seen(values: Values, state: str, me: Link | None) -> Values:
    """Points, score and verdict are the observer's alone until they are shared."""
    if state in SHARED or _may_write(values, me):
        return values
    hidden: dict[str, Any] = {
        key: None if key == "score" else "" for key in PRIVATE if key in values
    }
    if "scores" in values:
        hidden["scores"] = [{**row, "points": None} for row in values["scores"] or ()]
    return {**values, **hidden}


def _may_write(values: Values, me: Link | None) -> bool:
    observer = id_of(values.get("observer"))
    return me is None or not observer or observer == me["id"]


def _of_kind(*kinds: str) -> Any:
    return when("instrument_kind", *kinds)


OBSERVATION = RecordType(
    name="observation",
    in_by_the_schools_rule=True,
    label="听课记录",
    plural="observations",
    menu=Menu(40, "听课记录", "听课记录的列表"),
    filed=Filing("04_听课评课"),
    day="held_on",
    states=SHEET,
    fields=(
        Field("lesson", "课", Kind.LINK, required=True, target="lesson",
              hint="先在“课”里登记一次，几个人听都连到它"),
        Field("observer", "听课人", Kind.LINK, required=True, target="teacher", listed=10),
        Field("instructor", "执教人", Kind.LINK, target="teacher", automatic=True, listed=10),
        Field("lesson_title", "课题", automatic=True, listed=26),
        Field("class_name", "班级", automatic=True, listed=10),
        Field("subject", "学科", automatic=True),
        Field("lesson_type", "听课性质", Kind.CHOICE, choices=LESSON.field("lesson_type").choices,
              automatic=True, filtered=True, listed=10),
        Field("held_on", "日期", Kind.DATE, automatic=True, listed=12),
        Field("period", "节次", Kind.INT, automatic=True),
        Field("week_no", "周次", Kind.INT, automatic=True),
        Field("term", "学期", Kind.LINK, target="term", automatic=True, filtered=True),
        Field("group", "教研组", Kind.LINK, target="group", automatic=True, filtered=True),
        Field("topic", "研究课题", Kind.LINK, target="topic", automatic=True),
        Field("instrument", "观察量表", Kind.LINK, required=True, target="instrument", kept=True),
        Field("instrument_kind", "用法", Kind.CHOICE, choices=INSTRUMENT_KINDS, automatic=True),
        Field("instrument_text", "量表原文", Kind.LONG, automatic=True, searched=False),
        Field("focus", "观察主题", limit=60, kept=True),
        Field("perspectives", "承担的视角", limit=60, shown=_of_kind("perspective"),
              hint="按听课人数分好了，可以改：1—3 个，如 倾听、互动"),
        Field("last_advice", "上次给的建议", Kind.LONG, automatic=True, searched=False),
        Field("objectives", "教学目标", Kind.LONG, advise=(10, 150)),
        Field("started_at", "开始计时", automatic=True, searched=False),
        Field("segments", "教学过程", Kind.ROWS, columns=(
            Field("minute", "分", Kind.INT, least=0, most=300, width=5),
            Field("stage", "环节", limit=40, width=16),
            Field("teacher", "教师活动", Kind.LONG),
            Field("students", "学生活动", Kind.LONG),
            Field("participation", "参与面", Kind.CHOICE, choices=PARTICIPATION, width=8),
            Field("note", "随记", Kind.LONG, width=24),
        )),
        Field("habits", "习惯观察", Kind.ROWS, fixed=True, shown=_of_kind("free"), columns=(
            Field("item", "习惯", automatic=True, width=10),
            Field("rating", "等级1—5", Kind.INT, least=1, most=5, width=8),
            Field("evidence", "证据", limit=200),
        )),
        Field("scores", "评分", Kind.ROWS, fixed=True, searched=False, shown=_of_kind("score"),
              columns=(
                  Field("group", "项目", automatic=True, width=10),
                  Field("code", "代号", automatic=True, width=10),
                  Field("item", "指标", automatic=True),
                  Field("most", "满分", Kind.NUMBER, automatic=True, width=5),
                  Field("points", "得分", Kind.NUMBER, required=True, least=0, width=8),
              )),
        Field("points", "观察点", Kind.ROWS, fixed=True, shown=_of_kind("perspective"), columns=(
            Field("perspective", "视角", automatic=True, width=6),
            Field("code", "点", automatic=True, width=4),
            Field("item", "看什么", automatic=True, width=36),
            Field("evidence", "证据", Kind.LONG),
            Field("count", "次/分", Kind.INT, least=0, width=6),
            Field("judgement", "判断", Kind.CHOICE, choices=JUDGEMENTS, width=10),
        )),
        Field("intervals", "时段记录", Kind.ROWS, fixed=True, searched=False,
              shown=_of_kind("interval"), columns=(
                  Field("no", "格", Kind.INT, automatic=True, width=4),
                  Field("codes", "代码", limit=200),
                  Field("engagement", "投入", Kind.CHOICE, choices=ENGAGEMENT, width=8),
                  Field("note", "随记", limit=200, width=30),
              )),
        Field("samples", "S–T 序列", Kind.LONG, searched=False, shown=_of_kind("sequence"),
              hint="每次取样写一个 S 或 T，没看到的写 -"),
        Field("board", "板书设计", Kind.LONG),
        Field("strengths", "优点", Kind.LONG, required=True, advise=(30, 300)),
        Field("problems", "问题", Kind.LONG, advise=(20, 300)),
        Field("suggestions", "建议", Kind.LONG, required=True, advise=(30, 300)),
        Field("next_step", "下一步(一条)", limit=100, hint="下次再听这位教师时会显示"),
        Field("verdict", "总评", Kind.LONG, advise=(20, 200), searched=False),
        Field("grade", "等第", Kind.CHOICE, choices=VERDICTS, searched=False),
        Field("score", "得分", Kind.NUMBER, automatic=True, searched=False),
        Field("self_reflection", "我的反思", Kind.LONG, required=True, advise=(50, 200),
              hint="这节课对我自己的课有什么启发"),
        Field("reply", "执教者回复", Kind.LONG, automatic=True, advise=(10, 400)),
        Field("not_for_appraisal", "不作评价用", Kind.BOOL, hint="只供研究：不印得分，不进合成的均分"),
        Field("attachments", "照片与材料", Kind.FILES),
    ),
    form=(
        Section("哪节课", (("lesson", "observer"), ("instrument", "focus"), ("perspectives",),
                        ("last_advice",))),
        Section("课堂", (("segments",), ("scores",), ("points",), ("intervals",), ("samples",))),
        Section("评议", (("strengths",), ("problems",), ("suggestions",), ("next_step",),
                       ("self_reflection",))),
        Section("习惯", (("habits",),)),
        Section("结论", (("verdict",), ("grade", "score", "not_for_appraisal"), ("reply",))),
        Section("其他", (("objectives",), ("board",), ("attachments",))),
        Section("这节课的情况", (("instructor", "lesson_title"), ("class_name", "subject"),
                            ("held_on", "period"), ("lesson_type", "instrument_kind"),
                            ("term", "group"), ("topic",))),
    ),
    beside_form=("week_no", "instrument_text", "started_at"),
    title=_title,
    rules=(_something_was_observed, _points_are_allowed, _codes_are_known,
           _research_is_not_graded),
    derive=_derive,
    derives_from=("lesson", "instrument", "perspectives", "scores"),
    opens=_opened,
    taken_by={"withdraw": "observer", "share": "observer", "acknowledge": "instructor"},
    seen=_seen,
    written_by=lambda record, me: _may_write(record.values, me),
)  # fmt: skip
