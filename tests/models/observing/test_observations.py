"""A lesson is entered once; each observer's sheet knows the rest."""

from __future__ import annotations

from models.agenda.week import agenda
from models.instruments.catalogue import built_in_text
from models.kernel.fields import person
from models.kernel.filters import Filter
from models.kernel.record import Record, new_record
from models.kernel.workflow import apply_transition
from models.meetings.meetings import MEETING
from models.observing.instrument_files import INSTRUMENT, named
from models.observing.observations import OBSERVATION
from models.observing.papers import missing, papers_of
from models.observing.sheet import score_of
from models.observing.visits import sheet_of
from models.services.related import related
from models.session.session import Session
from tests.models.observing.conftest import a_lesson, a_sheet

SAID = {
    "strengths": "朗读指导有层次，先听再读再演，学生开口的面很广，四十二人里有三十多人读过。",
    "suggestions": "把“为什么多了几种表情就好了”这个问题放到前面来问，给足两分钟再讨论。",
    "self_reflection": "我自己的课上提问之后常常只等两三秒，下周的阅读课试着数到十再请人回答，"
    "看看举手的人会不会多一些，"
    "并请同桌互相先说一遍。",
}


def written(session: Session, lesson: Record, observer: str = "", **more: object) -> Record:
    sheet = a_sheet(session, lesson, observer)
    rows = [{**row, "teacher": "范读第一段"} for row in sheet.record["segments"]]
    for key, value in {"segments": rows, **SAID, **more}.items():
        sheet.change(key, value)
    return sheet.submit()


def test_a_sheet_opens_with_all_that_the_lesson_says(session: Session) -> None:
    record = a_sheet(session, a_lesson(session)).record
    assert record["instructor"]["name"] == "何佩瑶"
    assert (record["lesson_title"], record["class_name"]) == ("小木偶的故事", "四(2)班")
    assert record["held_on"] == "2026-11-20"
    assert record["term"]["name"] == "2026-2027学年第一学期"
    assert record["instrument"]["name"] == "课堂观察单"
    assert [row["stage"] for row in record["segments"]][:2] == ["导入", "新授（活动一）"]
    assert [row["item"] for row in record["habits"]][:2] == ["听", "说"]


def test_two_machines_make_one_sheet_of_one_visit(session: Session) -> None:
    lesson = a_lesson(session)
    assert a_sheet(session, lesson).record.id == a_sheet(session, lesson).record.id
    saved = written(session, lesson)
    assert a_sheet(session, lesson).record.id == saved.id


def test_each_guest_has_a_sheet_of_their_own(session: Session) -> None:
    lesson = a_lesson(session)
    first = sheet_of(OBSERVATION, lesson, person("进修学校 林老师"), session)
    saved = session.store.save(first.with_values(strengths="板书好"), actor="教务处")
    other = sheet_of(OBSERVATION, lesson, person("进修学校 陈老师"), session)
    assert other.id != saved.id
    assert not other["strengths"]
    assert sheet_of(OBSERVATION, lesson, person("进修学校 林老师"), session) == saved


def test_another_instrument_brings_its_own_rows_and_is_frozen(session: Session) -> None:
    sheet = a_sheet(session, a_lesson(session))
    table = named(session, "SCORE100")
    assert table is not None
    sheet.change("instrument", table.link())
    rows = sheet.record["scores"]
    assert sum(row["most"] for row in rows) == 100
    sheet.change("scores", [{**row, "points": row["most"]} for row in rows])
    assert sheet.record["score"] == 100
    saved = sheet.keep()
    assert saved is not None
    newer = (
        built_in_text("score100")
        .replace("version = 1", "version = 2")
        .replace("敢于质疑", "乐于质疑")
    )
    session.store.save(
        INSTRUMENT.opens(new_record(INSTRUMENT, {"content": newer}), session).with_values(
            name="新", code="SCORE100"
        ),
        actor="教务处",
    )
    again = OBSERVATION.opens(saved, session)
    assert "敢于质疑" in again["instrument_text"]
    assert again["scores"] == saved["scores"]


def test_an_unfinished_score_sheet_has_no_score_and_too_many_points_are_named(
    session: Session,
) -> None:
    sheet = a_sheet(session, a_lesson(session))
    table = named(session, "SCORE100")
    assert table is not None
    sheet.change("instrument", table.link())
    rows = [dict(row) for row in sheet.record["scores"]]
    rows[0]["points"] = 9
    sheet.change("scores", rows)
    assert sheet.record["score"] is None
    assert any("打 9 分不行" in problem.message for problem in sheet.problems())
    assert score_of({}) is None


def test_perspectives_narrow_the_points_and_lose_no_evidence(session: Session) -> None:
    sheet = a_sheet(session, a_lesson(session))
    licc = named(session, "LICC")
    assert licc is not None
    sheet.change("instrument", licc.link())
    assert len(sheet.record["points"]) == 68
    rows = [dict(row) for row in sheet.record["points"]]
    rows[0]["evidence"] = "课前三分钟预习单"
    sheet.change("points", rows)
    sheet.change("perspectives", "倾听、互动")
    assert {row["perspective"] for row in sheet.record["points"]} == {
        "倾听",
        "互动",
        rows[0]["perspective"],
    }
    assert "课前三分钟预习单" in {row["evidence"] for row in sheet.record["points"]}


def test_points_stay_hidden_until_they_are_shared(session: Session) -> None:
    lesson = a_lesson(session)
    sheet = a_sheet(session, lesson)
    table = named(session, "SCORE100")
    assert table is not None
    sheet.change("instrument", table.link())
    sheet.change("scores", [{**row, "points": row["most"]} for row in sheet.record["scores"]])
    for key, value in {**SAID, "verdict": "一节扎实的课", "grade": "poor"}.items():
        sheet.change(key, value)
    submitted = sheet.submit()
    other = lesson["instructor"]
    unseen = submitted.as_seen_by(other)
    assert (unseen["score"], unseen["verdict"], unseen["grade"]) == (None, "", "")
    for word in ("待改进", "扎实的课"):  # what is searched is seen by everybody
        assert submitted.id not in {hit.id for hit in session.store.search(word)}
    assert {row["points"] for row in unseen["scores"]} == {None}
    assert not OBSERVATION.written_by(submitted, other)
    assert submitted.as_seen_by(session.me)["score"] == 100
    shared = session.store.save(apply_transition(submitted, "share"), actor="周敏华")
    assert shared.as_seen_by(other)["score"] == 100
    session.set_current_user(other)
    assert [due.note for due in agenda(session).this_week if due.record.id == shared.id] == [
        "请阅反馈"
    ]
    answered = apply_transition(shared.with_values(reply="谢谢，下周重上这一课。"), "acknowledge")
    assert answered.state == "acknowledged"


def test_the_last_advice_is_there_when_the_same_teacher_is_visited_again(session: Session) -> None:
    first = a_lesson(session, held_on="2026-10-12")
    written(session, first, next_step="提问后等够五秒")
    again = a_sheet(session, a_lesson(session, lesson_title="卖火柴的小女孩")).record
    assert again["last_advice"] == "2026-10-12 周敏华：提问后等够五秒"


def test_somebody_elses_unshared_advice_is_not_told(session: Session) -> None:
    first = a_lesson(session, held_on="2026-10-12")
    written(session, first, "柳青", next_step="提问后等够五秒")
    assert a_sheet(session, a_lesson(session)).record["last_advice"] == ""


def test_a_lesson_tells_which_papers_are_missing(session: Session) -> None:
    lesson = a_lesson(session)
    assert missing(papers_of(lesson, [])) == (
        "何佩瑶缺教学设计、教学反思；周敏华缺听课记录、自我反思"
    )
    sheet = written(session, lesson)
    lesson = session.store.save(
        lesson.with_values(design="见附件", reflection="时间前松后紧"), actor="何佩瑶"
    )
    assert missing(papers_of(lesson, [sheet])) == ""
    assert [one.type.name for one in related(session, lesson)][-1] == "observation"


def test_a_sheet_that_is_not_handed_in_is_due_after_two_days(session: Session) -> None:
    a_lesson(session)
    (late,) = [due for due in agenda(session).overdue if due.record.type is OBSERVATION]
    assert late.note == "听课未交"
    assert late.record["lesson"]["name"] == "何佩瑶《小木偶的故事》四(2)班"


def test_perspectives_are_divided_among_those_who_come(session: Session) -> None:
    names = ("柳青", "严芳芳", "秦悦", "方晓棠")
    people = [next(t.link() for t in session.teachers if t.title == name) for name in names]
    lesson = a_lesson(session, observers=people)
    licc = named(session, "LICC")
    assert licc is not None
    shares = []
    for name in names:
        sheet = a_sheet(session, lesson, name)
        sheet.change("instrument", licc.link())
        shares.append(sheet.record["perspectives"].split("、"))
        watched = {row["perspective"] for row in sheet.record["points"]}
        assert watched == set(shares[-1])
    assert all(1 <= len(share) <= 3 for share in shares)
    assert len({name for share in shares for name in share}) == sum(map(len, shares)) == 12


def test_a_meeting_shows_the_sheets_of_the_lesson_it_reviewed(session: Session) -> None:
    ids = session.store.ids(Filter(MEETING, choices={"kinds": ("observe_review",)},
                                states=("approved", "submitted")))  # fmt: skip
    meeting = session.store.many(MEETING, ids)[0]
    found = {one.type.name: one.count for one in related(session, meeting)}
    assert found["lesson"] == 1
    assert found["observation"] >= 2
