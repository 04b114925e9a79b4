"""Pairs: what comes back until it is done, what is asked gently, what is counted for them."""

from __future__ import annotations

from datetime import date

import pytest

from models.agenda.due import Due
from models.agenda.week import agenda
from models.kernel.filters import Filter
from models.kernel.record import Record, new_record
from models.kernel.validate import blocking, check
from models.kernel.workflow import apply_transition, steps_for
from models.mentoring.appraisals import APPRAISAL, proposed_grade
from models.mentoring.growth import DIMENSIONS, GROWTH
from models.mentoring.logs import LOG, log_for, logs_of
from models.mentoring.pairings import PAIRING
from models.mentoring.progress import month_of, progress
from models.observing.lessons import LESSON
from models.services.editing import Editing
from models.session.session import Session
from models.storage import DraftWriter
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_joint import shared


def mine(session: Session) -> Record:
    assert session.me is not None
    (pairing,) = session.store.many(
        PAIRING, session.store.ids(Filter(PAIRING, linked_to=session.me["id"]))
    )
    return pairing


def due_logs(session: Session) -> list[str]:
    found = agenda(session)
    return [due.note for due in (*found.this_week, *found.overdue) if due.record.type is LOG]


def test_what_was_agreed_comes_back_until_it_is_ticked_off(session: Session) -> None:
    pairing = mine(session)
    log = log_for(pairing, session)
    open_ = [row["matter"] for row in log["carried"]]
    assert open_
    log = log.with_values(
        carried=[{**row, "done": True} for row in log["carried"]],
        mentee_next=[{"_id": "0000000a", "matter": "写一份教学后记", "due": ""}],
    )
    session.store.save(log, actor="周敏华")
    again = log_for(pairing, session)
    assert [row["matter"] for row in again["carried"]] == ["写一份教学后记"]
    assert again["carried"][0]["owner"] == [pairing["mentee"]]
    assert again["seq_no"] == log["seq_no"] + 1


def test_logs_are_numbered_also_in_the_third_year_of_a_pair(session: Session) -> None:
    pairing = mine(session)
    there = session.store.ids(Filter(LOG, linked_to=pairing.id))
    values = {"pairing": pairing.link(), "held_on": "2025-09-10"}
    session.store.save_all([new_record(LOG, values) for _log in range(45)], actor="周敏华")
    assert log_for(pairing, session)["seq_no"] == len(there) + 46


def test_a_new_log_speaks_of_the_newest_lesson_the_mentor_heard_once(session: Session) -> None:
    pairing = mine(session)
    assert log_for(pairing, session)["observation"] is None
    lesson = a_lesson(session, instructor=pairing["mentee"])
    sheet = shared(session, lesson, "周敏华", "ST", samples="TTSS")
    log = log_for(pairing, session)
    assert log["observation"]["id"] == sheet.id
    assert log["modes"] == ["hear"]
    session.store.save(log, actor="周敏华")
    assert log_for(pairing, session)["observation"] is None


def test_the_month_is_asked_for_gently_and_only_the_mentor(session: Session) -> None:
    pairing = mine(session)
    assert due_logs(session) == []
    newest = logs_of(pairing.link(), session)[0]
    session.store.delete(newest, actor="周敏华")
    (note,) = due_logs(session)
    assert note == "本月指导 1/2 次，徒弟听课 0/2 节"
    assert not agenda(session).overdue
    begun = session.store.save(
        log_for(pairing, session).with_values(theme="写了一半"), actor="周敏华"
    )
    assert due_logs(session) == ["指导记录没写完"]
    session.store.delete(begun, actor="周敏华")
    session.set_current_user(pairing["mentee"])
    assert note not in due_logs(session)


def test_an_appraisal_that_is_begun_waits_for_both_of_the_pair(session: Session) -> None:
    (begun,) = session.store.many(APPRAISAL, session.store.ids(Filter(APPRAISAL)))
    for who in ("mentor", "mentee"):
        session.set_current_user(begun[who])
        (due,) = [one for one in agenda(session).this_week if one.record.type is APPRAISAL]
        assert (due.note, due.by, due.overdue) == ("年度考核待填", begun.day, False)
    session.store.save(apply_transition(begun, "submit"), actor="卢小满")
    assert not any(one.record.type is APPRAISAL for one in agenda(session).this_week)


def visits_due(session: Session) -> list[Due]:
    found = agenda(session)
    assert not any(due.record.type is LESSON for due in found.overdue)
    return [due for due in found.this_week if due.record.type is LESSON]


def test_the_mentee_is_told_of_lessons_to_hear_and_arranges_one(session: Session) -> None:
    pairing = mine(session)
    session.set_current_user(pairing["mentee"])
    (due,) = visits_due(session)
    assert (due.note, due.by) == ("本月听师傅的课 0/2 节", "2026-11-30")
    lesson = due.record
    assert (lesson["instructor"], lesson["observers"]) == (pairing["mentor"], [pairing["mentee"]])
    taught = a_lesson(session, instructor=pairing["mentor"], observers=[pairing["mentee"]])
    shared(session, taught, "方晓棠", "ST", samples="TTSS")
    assert [one.note for one in visits_due(session)] == ["本月听师傅的课 1/2 节"]
    session.store.save(lesson.with_values(held_on="2026-11-25"), actor="方晓棠")
    assert not any("听师傅的课" in one.note for one in visits_due(session))  # it is arranged


def test_the_mentor_is_told_of_lessons_to_hear_towards_the_end_of_term(session: Session) -> None:
    pairing = mine(session)
    session.store.save(pairing.with_values(mentor_hears=4), actor="教科室")
    assert visits_due(session) == []
    later = Session(session.store, lambda: date(2027, 1, 6))
    (due,) = [one for one in visits_due(later) if "听徒弟的课" in one.note]
    assert (due.note, due.by) == (
        "本学期听徒弟的课 2/4 节",
        str(session.term["last_day"] if session.term else ""),
    )
    assert due.record["observers"] == [pairing["mentor"]]


def test_the_mentee_is_asked_for_the_gain(session: Session) -> None:
    pairing = mine(session)
    log = log_for(pairing, session).with_values(theme="试讲", content="试讲", advice="慢一点")
    log = session.store.save(apply_transition(log, "submit"), actor="周敏华")
    session.set_current_user(pairing["mentee"])
    assert "请写收获" in due_logs(session)
    session.store.save(apply_transition(log.with_values(gain="学会了等待"), "gain"), actor="方晓棠")
    assert "请写收获" not in due_logs(session)


def test_both_of_a_pair_may_write_and_nobody_else(session: Session) -> None:
    pairing = mine(session)
    log = log_for(pairing, session)
    other = next(one for one in session.teachers if one.title == "何佩瑶").link()
    assert LOG.written_by(log, pairing["mentor"])
    assert LOG.written_by(log, pairing["mentee"])
    assert not LOG.written_by(log, other)


def test_progress_counts_what_the_records_say(session: Session) -> None:
    pairing = mine(session)
    first, last = month_of(session.today())
    assert (first, last) == ("2026-11-01", "2026-11-30")
    before = progress(pairing, LOG, first, last, session)
    assert (before.logs, before.mentor_heard) == (2, 1)
    lesson = a_lesson(session, instructor=pairing["mentee"], lesson_type="report", design="要点",
                      reflection="反思")  # fmt: skip
    shared(session, lesson, "周敏华", "ST", samples="TTSS")
    after = progress(pairing, LOG, first, last, session)
    assert (after.mentor_heard, after.open_lessons, after.designs) == (2, 1, before.designs + 1)


def test_an_appraisal_is_worked_out_and_may_be_corrected(session: Session) -> None:
    pairing = mine(session)
    fresh = APPRAISAL.opens(new_record(APPRAISAL, {"pairing": pairing.link()}), session)
    rows = {row["code"]: row for row in fresh["items"]}
    assert sum(row["full"] for row in rows.values()) == 100
    assert rows["plan"]["points"] == 5
    # two a month since the beginning of September, in steps of half a point
    done = progress(pairing, LOG, "2026-09-01", "2026-11-23", session)
    assert rows["logs"]["evidence"].startswith(f"指导记录 {done.logs}/6 份")
    assert rows["logs"]["points"] == round(20 * done.logs / 6 * 2) / 2
    assert rows["ethics"]["points"] is None
    assert fresh["total"] is None
    filled = fresh.with_values(
        items=[{**row, "points": row["full"]} for row in fresh["items"]], bonus=2
    )
    settled = filled.with_values(**APPRAISAL.derive(filled, session))
    assert settled["total"] == 102
    assert proposed_grade(settled["total"]) == "excellent"
    too_many = filled.with_values(items=[{**row, "points": 99} for row in fresh["items"]])
    assert any(p.key == "items" for p in blocking(check(APPRAISAL, too_many.values)))


@pytest.mark.parametrize(
    ("start", "held_on", "logs", "hearing", "open_"),
    [
        ("2026-09-01", "2027-06-30", 20, "师傅听 2/4 节，徒弟听 0/20 节", 1),  # a whole year
        ("2026-09-01", "2027-08-20", 20, "师傅听 2/4 节，徒弟听 0/20 节", 1),  # in the holidays
        ("2026-11-01", "2026-11-30", 2, "师傅听 1/1 节，徒弟听 0/2 节", 1),  # a month
        ("2026-11-16", "2027-01-31", 5, "师傅听 1/1 节，徒弟听 0/5 节", 1),
        ("2024-09-01", "2027-06-30", 20, "师傅听 2/4 节，徒弟听 0/20 节", 1),  # in its third year
    ],
)
def test_an_appraisal_measures_by_the_time_that_the_pair_had(
    session: Session, start: str, held_on: str, logs: int, hearing: str, open_: int
) -> None:
    pairing = session.store.save(
        mine(session).with_values(start=start, end="2027-08-31"), actor="教科室"
    )
    values = {"pairing": pairing.link(), "held_on": held_on}
    fresh = APPRAISAL.opens(new_record(APPRAISAL, values), session)
    said = {row["code"]: row["evidence"] for row in fresh["items"]}
    assert f"/{logs} 份" in said["logs"]
    assert said["hearing"] == hearing
    assert f"/{open_} 节" in said["open"]
    assert (
        fresh.with_values(**APPRAISAL.derive(fresh.with_values(held_on=held_on), session)) == fresh
    )


def test_another_day_of_the_appraisal_counts_anew(session: Session) -> None:
    pairing = mine(session)
    editing = Editing(
        new_record(APPRAISAL, {"pairing": pairing.link()}), session, DraftWriter(session.store)
    )
    before = editing.record["items"]
    editing.change("held_on", "2027-06-30")
    assert editing.record["items"] != before
    assert "/20 份" in editing.record["items"][2]["evidence"]


def test_points_follow_the_records_until_they_are_changed_or_handed_in(session: Session) -> None:
    pairing = mine(session)
    first = APPRAISAL.opens(new_record(APPRAISAL, {"pairing": pairing.link()}), session)
    rows = [{**row, "points": 3} if row["code"] == "open" else row for row in first["items"]]
    kept = session.store.save(first.with_values(items=rows), actor="教科室")
    log = log_for(pairing, session).with_values(theme="试讲", content="试讲", advice="慢一点")
    session.store.save(apply_transition(log, "submit"), actor="周敏华")

    def points(record: Record) -> dict[str, float]:
        derived = record.with_values(**APPRAISAL.derive(record, session))
        return {row["code"]: row["points"] for row in derived["items"]}

    assert points(kept)["logs"] == points(first)["logs"] > first["items"][2]["points"]
    assert points(kept)["open"] == 3
    assert points(apply_transition(kept, "submit"))["logs"] == first["items"][2]["points"]


def test_a_plan_has_the_five_dimensions_and_knows_the_mentor(session: Session) -> None:
    pairing = mine(session)
    plan = GROWTH.opens(new_record(GROWTH, {"mentee": pairing["mentee"]}), session)
    assert [row["dimension"] for row in plan["dimensions"]] == [one.label for one in DIMENSIONS]
    assert plan["mentor"] == pairing["mentor"]
    assert plan["year"] == "2026-2027"


def growth_notes(session: Session) -> list[str]:
    return [due.note for due in agenda(session).this_week if due.record.type is GROWTH]


def test_a_mentee_is_asked_for_this_years_plan_and_the_mentor_to_look_through_it(
    session: Session,
) -> None:
    pairing = mine(session)
    assert growth_notes(session) == []
    (plan,) = session.store.many(GROWTH, session.store.ids(Filter(GROWTH, linked_to=pairing.id)))
    session.store.delete(plan, actor="方晓棠")
    session.set_current_user(pairing["mentee"])
    assert growth_notes(session) == ["今年的成长计划还没有写"]
    fresh = GROWTH.opens(new_record(GROWTH), session)
    session.store.save(apply_transition(fresh, "submit"), actor="方晓棠")
    assert growth_notes(session) == []
    session.set_current_user(pairing["mentor"])
    assert growth_notes(session) == ["请审阅"]


def test_a_pair_is_two_people(session: Session) -> None:
    pairing = mine(session).with_values(mentee=session.me)
    assert any(p.key == "mentee" for p in blocking(check(PAIRING, pairing.values)))


def test_a_pair_can_rest_go_on_and_end(session: Session) -> None:
    pairing = apply_transition(mine(session), "pause", "外出培训")
    pairing = apply_transition(pairing, "go_on")
    done = apply_transition(pairing.with_values(graduated_on="2027-07-01"), "graduate")
    assert done.state == "graduated"


def test_the_gain_is_written_by_the_mentee_alone(session: Session) -> None:
    pairing = mine(session)
    log = apply_transition(log_for(pairing, session), "submit")
    assert "gain" not in {step.name for step in steps_for(log, pairing["mentor"])}
    assert "gain" in {step.name for step in steps_for(log, pairing["mentee"])}
    assert "gain" in {step.name for step in steps_for(log, None)}
    assert "withdraw" in {step.name for step in steps_for(log, pairing["mentor"])}
    assert "withdraw" not in {step.name for step in steps_for(log, pairing["mentee"])}


def test_points_that_are_no_number_leave_the_total_open(session: Session) -> None:
    appraisal = APPRAISAL.opens(new_record(APPRAISAL, {"pairing": mine(session).link()}), session)
    rows = [{**row, "points": 5} for row in appraisal["items"]]
    whole = appraisal.with_values(items=rows, bonus=1)
    assert APPRAISAL.derive(whole, session)["total"] == 36
    for typed in (
        whole.with_values(bonus="一点"),
        whole.with_values(items=[{**rows[0], "points": "五"}, *rows[1:]]),
    ):
        total = APPRAISAL.derive(typed, session)["total"]
        assert total is None
        assert proposed_grade(total) == ""


def test_a_pairing_opens_also_where_the_first_day_of_the_term_cannot_be_read(
    session: Session,
) -> None:
    assert session.term is not None
    for term in session.terms:
        session.store.save(term.with_values(first_day="开学那天"), actor="教务处")
    session.refresh()
    assert PAIRING.opens(new_record(PAIRING), session)["end"] == "2027-07-10"
