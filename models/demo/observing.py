"""Observed lessons of the sample school: the open lessons that its meetings reviewed, the sheets of
those who spoke there, two resident rounds (docs/rules.md §4.6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.demo.content import read
from models.demo.stamps import moment, number_of, pick
from models.instruments.catalogue import built_in
from models.kernel.fields import id_of, known_as
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.observing.instrument_files import COMES_WITH, as_record
from models.observing.lessons import LESSON, USUAL_MINUTES
from models.observing.observations import FROM_LESSON, OBSERVATION
from models.observing.rounds import ROUND
from models.observing.sheet import instrument_of, rows_for, score_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.demo.life import Room
    from models.demo.school_year import SchoolTerm
    from models.kernel.fields import Link

USED = (("STAGE", "SCORE100", "SCORE100"), ("COPUS", "COPUS", "ST"), ("LICC", "STAGE", "SCORE100"))
"""The instruments of the observers of a group's first, second and third lesson."""
SHARED_AFTER, ANSWERED_AFTER = timedelta(days=4), timedelta(days=10)
LECTURE, TOGETHER, REPORT = "T.Lec S.L", "T.MG S.WG", "T.PQ S.AnQ"
MADE_OF = (
    LECTURE,
    REPORT,
    LECTURE,
    TOGETHER,
    TOGETHER,
    TOGETHER,
    REPORT,
    REPORT,
    LECTURE,
    TOGETHER,
)
"""What goes on in a lesson, two minutes each, twice over."""
SAMPLES = "TTTSSTTSSS" * 8


@dataclass(frozen=True, slots=True)
class Review:
    """A meeting that watched and discussed a lesson, and the one that prepared it."""

    meeting: Record
    prepared: Record | None
    number: int
    """Of the group's lessons in the term, from 0."""


def observing(
    rooms: Sequence[Room], meetings: Sequence[Record], topics: Sequence[Record]
) -> Iterator[Record]:
    """Instruments, lessons, sheets and rounds, in the order in which they can be saved."""
    today, term = rooms[0].today, rooms[0].term
    at = moment(term.first - timedelta(days=7), today, "instruments")
    papers = [_stamped(as_record(one), at, at, COMES_WITH) for one in built_in()]
    yield from papers
    instruments = {one["code"]: one for one in papers}
    for room in rooms:
        mine = [m for m in meetings if id_of(m["group"]) == room.group.id]
        for review in _reviews(mine):
            lesson = _lesson(review, room).with_values(topic=_topic_of(room, topics))
            yield lesson
            yield from _sheets(review, lesson, instruments, room)
        yield from _rounds(room)


def _reviews(meetings: Sequence[Record]) -> Iterator[Review]:
    held = sorted((m for m in meetings if m["observed_lesson_title"]), key=lambda m: m.day)
    for number, meeting in enumerate(held):
        title = meeting["observed_lesson_title"]
        prepared = next((m for m in meetings if m["prep_lesson_title"] == title), None)
        yield Review(meeting, prepared, number)


def _topic_of(room: Room, topics: Sequence[Record]) -> Link | None:
    """The topic of the group, for which its open lessons are taught."""
    mine = (one for one in topics if one["group"] == room.group.link())
    return next((one.link() for one in mine), None)


def _lesson(review: Review, room: Room) -> Record:
    meeting, prepared = review.meeting, review.prepared
    observers = [row["speaker"] for row in meeting["remarks"]]
    teacher = next(t for t in room.staff.teachers if t.id == meeting["instructor"]["id"])
    heard = "".join(f"{row['speaker']['name']}说：{row['point']}" for row in meeting["remarks"])
    again = f"重新设计：{meeting['rebuilt_plan']}" if meeting["rebuilt_plan"] else ""
    reflection = "\n".join(filter(None, (meeting["self_review"], meeting["issues"], heard,
                                         meeting["summary"], again)))  # fmt: skip
    values = {
        **{key: meeting[key] for key in ("group", "term", "week_no", "instructor", "held_on")},
        "lesson_title": meeting["observed_lesson_title"], "class_name": meeting["observed_class"],
        "period": 6, "start": meeting["start"], "minutes": USUAL_MINUTES, "class_size": 42,
        "subject": teacher["subject"], "lesson_type": "open", "lesson_form": "new",
        "place": f"{meeting['observed_class']}教室", "observers": observers,
        "objectives": prepared["prep_goals"] if prepared else "",
        "design": prepared["prep_outline"] if prepared else meeting["rebuilt_plan"],
        "reflection": reflection, "prep_meeting": prepared.link() if prepared else None,
        "review_meeting": meeting.link(),
    }  # fmt: skip
    day = date.fromisoformat(meeting.day)
    lesson = new_record(LESSON, values, id=derived_id(day, "demo", "lesson", meeting.id))
    made = moment(day - timedelta(days=3), room.today, lesson.id)
    done = moment(day + timedelta(days=2), room.today, lesson.id)
    state = "approved" if day + ANSWERED_AFTER < room.today else "submitted"
    by = str(meeting["instructor"]["name"])
    return replace(_stamped(lesson, made, done, by), state=state, submitted_at=done)


def _sheets(
    review: Review, lesson: Record, instruments: Mapping[str, Record], room: Room
) -> Iterator[Record]:
    said = read("observing.toml")
    codes = USED[review.number % len(USED)]
    for row, code in zip(review.meeting["remarks"], codes, strict=False):
        who, id_ = row["speaker"], _sheet_id(lesson, row["speaker"])
        values = {
            **{key: lesson[key] for key in FROM_LESSON},
            "lesson": lesson.link(), "observer": who, "objectives": lesson["objectives"],
            "focus": room.term.record["theme"],
            "strengths": f"{row['point']}\n{review.meeting['strengths']}",
            "problems": pick(said["problems"], id_), "next_step": pick(said["next_steps"], id_),
            "suggestions": f"{review.meeting['suggestions']}{review.meeting['issues']}",
            "self_reflection": pick(said["self_reflections"], id_),
            **_observed(instruments[code], id_),
        }  # fmt: skip
        sheet = new_record(OBSERVATION, values, id=id_)
        sheet = sheet.with_values(score=score_of(sheet.values))
        yield _sheet_as_of(sheet, who["name"], room.today)


def heard(log: Record, lesson: Record, instrument: Record, today: date) -> tuple[Record, Record]:
    """A lesson of a mentee that its mentor came to, and the mentor's sheet: what a log speaks of."""
    said, observer = read("observing.toml"), log["mentor"]
    id_ = _sheet_id(lesson, observer)
    values = {
        **{key: lesson[key] for key in FROM_LESSON},
        "lesson": lesson.link(), "observer": observer, "strengths": log["going_well"],
        "problems": log["challenge"], "suggestions": log["advice"],
        "next_step": pick(said["next_steps"], id_),
        "self_reflection": pick(said["self_reflections"], id_), **_observed(instrument, id_),
    }  # fmt: skip
    made = moment(date.fromisoformat(lesson.day), today, lesson.id)
    lesson = _stamped(lesson, made, made, str(lesson["instructor"]["name"]))
    sheet = new_record(OBSERVATION, values, id=id_)
    return lesson, _sheet_as_of(sheet, str(observer["name"]), today)


def _sheet_id(lesson: Record, observer: Mapping[str, Any]) -> str:
    """The id that the app itself gives to this observer's sheet, see `visits.sheet_of`."""
    seed = (OBSERVATION.name, lesson.id, known_as(observer))
    return derived_id(date.fromisoformat(lesson.day), *seed)


def _observed(instrument: Record, id_: str) -> dict[str, Any]:
    """The rows of an instrument, filled in."""
    frozen = {"instrument_text": instrument["content"], "instrument_kind": instrument["kind"]}
    paper = instrument_of(frozen)
    assert paper is not None
    rows = rows_for(paper, USUAL_MINUTES, "倾听互动" if paper.kind == "perspective" else "")
    said = read("observing.toml")
    for row, (minute, teacher, students, share, note) in zip(
        rows.get("segments", ()), said["segments"], strict=False
    ):
        row |= {"minute": minute, "teacher": teacher, "students": students,
                "participation": share, "note": note}  # fmt: skip
    for row, (rating, evidence) in zip(rows.get("habits", ()), said["habits"], strict=False):
        row |= {"rating": rating, "evidence": evidence}
    for row in rows.get("scores", ()):
        row["points"] = row["most"] - number_of(id_, row["code"]) % 2
    for n, row in enumerate(rows.get("intervals", ())):
        shift = number_of(id_, str(n)) % 8 == 0
        row["codes"] = MADE_OF[(n + shift) % len(MADE_OF)]
    for n, row in enumerate(rows.get("points", ())):
        if n % 2 == 0:
            row |= {"evidence": said["segments"][n % 5][2], "judgement": "effective"}
    samples = {"samples": SAMPLES} if paper.kind == "sequence" else {}
    return {**frozen, "instrument": instrument.link(), **rows, **samples}


def _sheet_as_of(sheet: Record, observer: str, today: date) -> Record:
    """Handed in the day after; shared, answered, as far as time has gone on."""
    day = date.fromisoformat(sheet.day)
    handed_in = moment(day + timedelta(days=1), today, sheet.id)
    sheet = _stamped(sheet, moment(day, today, sheet.id), handed_in, observer)
    sheet = replace(sheet, state="submitted", submitted_at=handed_in)
    if day + SHARED_AFTER < today:
        at = moment(day + SHARED_AFTER, today, sheet.id)
        sheet = replace(sheet, state="shared", updated_at=at)
    if day + ANSWERED_AFTER < today:
        at = moment(day + ANSWERED_AFTER, today, sheet.id)
        reply = pick(read("observing.toml")["replies"], sheet.id)
        by = str(sheet["instructor"]["name"])
        sheet = replace(
            sheet.with_values(reply=reply), state="acknowledged", updated_at=at, updated_by=by
        )
    return sheet


def _rounds(room: Room) -> Iterator[Record]:
    """In October and November of a first term."""
    if room.term.no != "1":
        return
    for table in read("observing.toml")["rounds"]:
        monday = _third_monday(room.term, table["month"])
        if table["group"] != room.group.title or monday + timedelta(days=4) >= room.today:
            continue
        values = {
            **{key: table[key] for key in ("round", "class_name", "class_evaluation",
                                           "group_evaluation", "feedback")},
            "group": room.group.link(), "term": room.term.record.link(),
            "since": monday.isoformat(), "until": (monday + timedelta(days=4)).isoformat(),
            "team": [member.link for member in room.staff.members[room.group.title][:5]],
        }  # fmt: skip
        id_ = derived_id(monday, "demo", "round", room.group.id, table["round"])
        at = moment(monday + timedelta(days=6), room.today, id_)
        by = str(room.staff.leader(room.group.title)["name"])
        made = _stamped(new_record(ROUND, values, id=id_), at, at, by)
        yield replace(made, state="submitted", submitted_at=at)


def _third_monday(term: SchoolTerm, month: int) -> date:
    first = date(term.first.year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 14)


def _stamped(record: Record, made: str, changed: str, by: str) -> Record:
    return replace(record, created_at=made, created_by=by, updated_at=changed, updated_by=by)
