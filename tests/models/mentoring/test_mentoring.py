"""Pairs: what comes back until it is done, what is asked gently, what is counted for them."""

from __future__ import annotations

from datetime import date

import pytest

from models.agenda.due import Due
from models.agenda.week import agenda
from models.kernel.filters import Filter
from models.kernel.record import Record, new_record
from models.kernel.validate import blocking, check
from models.kernel.workflow import steps_for, take
from models.mentoring.appraisals import APPRAISAL, proposed_grade
from models.mentoring.growth import DIMENSIONS, GROWTH
from models.mentoring.logs import LOG, log_for, logs_of
from models.mentoring.pairings import PAIRING
from models.mentoring.progress import month_of, progress
from models.observing.lessons import LESSON
from models.services.editing import Editing
from models.session.session import Desk
from models.storage import DraftWriter
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_joint import shared


def mine(desk: Desk) -> Record:
    assert desk.me is not None
    (pairing,) = desk.store.many(PAIRING, desk.store.ids(Filter(PAIRING, person=desk.me["id"])))
    return pairing


def due_logs(desk: Desk) -> list[str]:
    found = agenda(desk)
    return [due.note for due in (*found.this_week, *found.overdue) if due.record.type is LOG]


def test_what_was_agreed_comes_back_until_it_is_ticked_off(desk: Desk) -> None:
    pairing = mine(desk)
    log = log_for(pairing, desk)
    open_ = [row["matter"] for row in log["carried"]]
    assert open_
    log = log.but(
        carried=[{**row, "done": True} for row in log["carried"]],
        mentee_next=[{"_id": "0000000a", "matter": "写一份教学后记", "due": ""}],
    )
    desk.store.save(log, actor="周敏华")
    again = log_for(pairing, desk)
    assert [row["matter"] for row in again["carried"]] == ["写一份教学后记"]
    assert again["carried"][0]["owner"] == [pairing["mentee"]]
    assert again["seq_no"] == log["seq_no"] + 1


def test_logs_are_numbered_also_in_the_third_year_of_a_pair(desk: Desk) -> None:
    pairing = mine(desk)
    there = desk.store.ids(Filter(LOG, person=pairing.id))
    values = {"pairing": pairing.link(), "held_on": "2025-09-10"}
    desk.store.save_all([new_record(LOG, values) for _log in range(45)], actor="周敏华")
    assert log_for(pairing, desk)["seq_no"] == len(there) + 46


def test_a_new_log_speaks_of_the_newest_lesson_the_mentor_heard_once(desk: Desk) -> None:
    pairing = mine(desk)
    assert log_for(pairing, desk)["observation"] is None
    lesson = a_lesson(desk, instructor=pairing["mentee"])
    sheet = shared(desk, lesson, "周敏华", "ST", samples="TTSS")
    log = log_for(pairing, desk)
    assert log["observation"]["id"] == sheet.id
    assert log["modes"] == ["hear"]
    desk.store.save(log, actor="周敏华")
    assert log_for(pairing, desk)["observation"] is None


def test_the_month_is_asked_for_gently_and_only_the_mentor(desk: Desk) -> None:
    pairing = mine(desk)
    assert due_logs(desk) == []
    newest = logs_of(pairing.link(), desk)[0]
    desk.store.delete(newest, actor="周敏华")
    (note,) = due_logs(desk)
    assert note == "本月指导 1/2 次，徒弟听课 0/2 节"
    assert not agenda(desk).overdue
    begun = desk.store.save(log_for(pairing, desk).but(theme="写了一半"), actor="周敏华")
    assert due_logs(desk) == ["指导记录没写完"]
    desk.store.delete(begun, actor="周敏华")
    desk.sit_down(pairing["mentee"])
    assert note not in due_logs(desk)


def test_an_appraisal_that_is_begun_waits_for_both_of_the_pair(desk: Desk) -> None:
    (begun,) = desk.store.many(APPRAISAL, desk.store.ids(Filter(APPRAISAL)))
    for who in ("mentor", "mentee"):
        desk.sit_down(begun[who])
        (due,) = [one for one in agenda(desk).this_week if one.record.type is APPRAISAL]
        assert (due.note, due.by, due.overdue) == ("年度考核待填", begun.day, False)
    desk.store.save(take(begun, "submit"), actor="卢小满")
    assert not any(one.record.type is APPRAISAL for one in agenda(desk).this_week)


def visits_due(desk: Desk) -> list[Due]:
    found = agenda(desk)
    assert not any(due.record.type is LESSON for due in found.overdue)
    return [due for due in found.this_week if due.record.type is LESSON]


def test_the_mentee_is_told_of_lessons_to_hear_and_arranges_one(desk: Desk) -> None:
    pairing = mine(desk)
    desk.sit_down(pairing["mentee"])
    (due,) = visits_due(desk)
    assert (due.note, due.by) == ("本月听师傅的课 0/2 节", "2026-11-30")
    lesson = due.record
    assert (lesson["instructor"], lesson["observers"]) == (pairing["mentor"], [pairing["mentee"]])
    taught = a_lesson(desk, instructor=pairing["mentor"], observers=[pairing["mentee"]])
    shared(desk, taught, "方晓棠", "ST", samples="TTSS")
    assert [one.note for one in visits_due(desk)] == ["本月听师傅的课 1/2 节"]
    desk.store.save(lesson.but(held_on="2026-11-25"), actor="方晓棠")
    assert not any("听师傅的课" in one.note for one in visits_due(desk))  # it is arranged


def test_the_mentor_is_told_of_lessons_to_hear_towards_the_end_of_term(desk: Desk) -> None:
    pairing = mine(desk)
    desk.store.save(pairing.but(mentor_hears=4), actor="教科室")
    assert visits_due(desk) == []
    later = Desk(desk.store, lambda: date(2027, 1, 6))
    (due,) = [one for one in visits_due(later) if "听徒弟的课" in one.note]
    assert (due.note, due.by) == (
        "本学期听徒弟的课 2/4 节",
        str(desk.term["last_day"] if desk.term else ""),
    )
    assert due.record["observers"] == [pairing["mentor"]]


def test_the_mentee_is_asked_for_the_gain(desk: Desk) -> None:
    pairing = mine(desk)
    log = log_for(pairing, desk).but(theme="试讲", content="试讲", advice="慢一点")
    log = desk.store.save(take(log, "submit"), actor="周敏华")
    desk.sit_down(pairing["mentee"])
    assert "请写收获" in due_logs(desk)
    desk.store.save(take(log.but(gain="学会了等待"), "gain"), actor="方晓棠")
    assert "请写收获" not in due_logs(desk)


def test_both_of_a_pair_may_write_and_nobody_else(desk: Desk) -> None:
    pairing = mine(desk)
    log = log_for(pairing, desk)
    other = next(one for one in desk.teachers if one.title == "何佩瑶").link()
    assert LOG.written_by(log, pairing["mentor"])
    assert LOG.written_by(log, pairing["mentee"])
    assert not LOG.written_by(log, other)


def test_progress_counts_what_the_records_say(desk: Desk) -> None:
    pairing = mine(desk)
    first, last = month_of(desk.today())
    assert (first, last) == ("2026-11-01", "2026-11-30")
    before = progress(pairing, LOG, first, last, desk)
    assert (before.logs, before.mentor_heard) == (2, 1)
    lesson = a_lesson(desk, instructor=pairing["mentee"], lesson_type="report", design="要点",
                      reflection="反思")  # fmt: skip
    shared(desk, lesson, "周敏华", "ST", samples="TTSS")
    after = progress(pairing, LOG, first, last, desk)
    assert (after.mentor_heard, after.open_lessons, after.designs) == (2, 1, before.designs + 1)


def test_an_appraisal_is_worked_out_and_may_be_corrected(desk: Desk) -> None:
    pairing = mine(desk)
    fresh = APPRAISAL.opens(new_record(APPRAISAL, {"pairing": pairing.link()}), desk)
    rows = {row["code"]: row for row in fresh["items"]}
    assert sum(row["full"] for row in rows.values()) == 100
    assert rows["plan"]["points"] == 5
    # two a month since the beginning of September, in steps of half a point
    done = progress(pairing, LOG, "2026-09-01", "2026-11-23", desk)
    assert rows["logs"]["evidence"].startswith(f"指导记录 {done.logs}/6 份")
    assert rows["logs"]["points"] == round(20 * done.logs / 6 * 2) / 2
    assert rows["ethics"]["points"] is None
    assert fresh["total"] is None
    filled = fresh.but(items=[{**row, "points": row["full"]} for row in fresh["items"]], bonus=2)
    settled = filled.but(**APPRAISAL.derive(filled, desk))
    assert settled["total"] == 102
    assert proposed_grade(settled["total"]) == "excellent"
    too_many = filled.but(items=[{**row, "points": 99} for row in fresh["items"]])
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
    desk: Desk, start: str, held_on: str, logs: int, hearing: str, open_: int
) -> None:
    pairing = desk.store.save(mine(desk).but(start=start, end="2027-08-31"), actor="教科室")
    values = {"pairing": pairing.link(), "held_on": held_on}
    fresh = APPRAISAL.opens(new_record(APPRAISAL, values), desk)
    said = {row["code"]: row["evidence"] for row in fresh["items"]}
    assert f"/{logs} 份" in said["logs"]
    assert said["hearing"] == hearing
    assert f"/{open_} 节" in said["open"]
    assert fresh.but(**APPRAISAL.derive(fresh.but(held_on=held_on), desk)) == fresh


def test_another_day_of_the_appraisal_counts_anew(desk: Desk) -> None:
    pairing = mine(desk)
    editing = Editing(
        new_record(APPRAISAL, {"pairing": pairing.link()}), desk, DraftWriter(desk.store)
    )
    before = editing.record["items"]
    editing.change("held_on", "2027-06-30")
    assert editing.record["items"] != before
    assert "/20 份" in editing.record["items"][2]["evidence"]


def test_points_follow_the_records_until_they_are_changed_or_handed_in(desk: Desk) -> None:
    pairing = mine(desk)
    first = APPRAISAL.opens(new_record(APPRAISAL, {"pairing": pairing.link()}), desk)
    rows = [{**row, "points": 3} if row["code"] == "open" else row for row in first["items"]]
    kept = desk.store.save(first.but(items=rows), actor="教科室")
    log = log_for(pairing, desk).but(theme="试讲", content="试讲", advice="慢一点")
    desk.store.save(take(log, "submit"), actor="周敏华")

    def points(record: Record) -> dict[str, float]:
        derived = record.but(**APPRAISAL.derive(record, desk))
        return {row["code"]: row["points"] for row in derived["items"]}

    assert points(kept)["logs"] == points(first)["logs"] > first["items"][2]["points"]
    assert points(kept)["open"] == 3
    assert points(take(kept, "submit"))["logs"] == first["items"][2]["points"]


def test_a_plan_has_the_five_dimensions_and_knows_the_mentor(desk: Desk) -> None:
    pairing = mine(desk)
    plan = GROWTH.opens(new_record(GROWTH, {"mentee": pairing["mentee"]}), desk)
    assert [row["dimension"] for row in plan["dimensions"]] == [one.label for one in DIMENSIONS]
    assert plan["mentor"] == pairing["mentor"]
    assert plan["year"] == "2026-2027"


def growth_notes(desk: Desk) -> list[str]:
    return [due.note for due in agenda(desk).this_week if due.record.type is GROWTH]


def test_a_mentee_is_asked_for_this_years_plan_and_the_mentor_to_look_through_it(
    desk: Desk,
) -> None:
    pairing = mine(desk)
    assert growth_notes(desk) == []
    (plan,) = desk.store.many(GROWTH, desk.store.ids(Filter(GROWTH, person=pairing.id)))
    desk.store.delete(plan, actor="方晓棠")
    desk.sit_down(pairing["mentee"])
    assert growth_notes(desk) == ["今年的成长计划还没有写"]
    fresh = GROWTH.opens(new_record(GROWTH), desk)
    desk.store.save(take(fresh, "submit"), actor="方晓棠")
    assert growth_notes(desk) == []
    desk.sit_down(pairing["mentor"])
    assert growth_notes(desk) == ["请审阅"]


def test_a_pair_is_two_people(desk: Desk) -> None:
    pairing = mine(desk).but(mentee=desk.me)
    assert any(p.key == "mentee" for p in blocking(check(PAIRING, pairing.values)))


def test_a_pair_can_rest_go_on_and_end(desk: Desk) -> None:
    pairing = take(mine(desk), "pause", "外出培训")
    pairing = take(pairing, "go_on")
    done = take(pairing.but(graduated_on="2027-07-01"), "graduate")
    assert done.state == "graduated"


def test_the_gain_is_written_by_the_mentee_alone(desk: Desk) -> None:
    pairing = mine(desk)
    log = take(log_for(pairing, desk), "submit")
    assert "gain" not in {step.name for step in steps_for(log, pairing["mentor"])}
    assert "gain" in {step.name for step in steps_for(log, pairing["mentee"])}
    assert "gain" in {step.name for step in steps_for(log, None)}
    assert "withdraw" in {step.name for step in steps_for(log, pairing["mentor"])}
    assert "withdraw" not in {step.name for step in steps_for(log, pairing["mentee"])}


def test_points_that_are_no_number_leave_the_total_open(desk: Desk) -> None:
    appraisal = APPRAISAL.opens(new_record(APPRAISAL, {"pairing": mine(desk).link()}), desk)
    rows = [{**row, "points": 5} for row in appraisal["items"]]
    whole = appraisal.but(items=rows, bonus=1)
    assert APPRAISAL.derive(whole, desk)["total"] == 36
    for typed in (
        whole.but(bonus="一点"),
        whole.but(items=[{**rows[0], "points": "五"}, *rows[1:]]),
    ):
        total = APPRAISAL.derive(typed, desk)["total"]
        assert total is None
        assert proposed_grade(total) == ""


def test_a_pairing_opens_also_where_the_first_day_of_the_term_cannot_be_read(desk: Desk) -> None:
    assert desk.term is not None
    for term in desk.terms:
        desk.store.save(term.but(first_day="开学那天"), actor="教务处")
    desk.refresh()
    assert PAIRING.opens(new_record(PAIRING), desk)["end"] == "2027-07-10"
