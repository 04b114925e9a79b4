"""What is due, what is filled in, and what is carried over, on both kinds of database."""

from __future__ import annotations

import pytest

from models.agenda.week import agenda, term_map
from models.kernel.filters import Filter
from models.kernel.moments import now
from models.kernel.record import Record, like, new_record
from models.kernel.validate import blocking, check
from models.meetings.meetings import MEETING
from models.meetings.planning import plan_term
from models.meetings.prefill import filled_in
from models.research.months import TOPIC_MONTH
from models.school.people import TEACHER
from models.services.editing import Editing, StillMissing
from models.services.listing import listed, shown_rows
from models.session.finding import complete
from models.session.session import Session
from models.storage import Conflict, DraftWriter
from models.storage.drafts import Draft
from tests.models.observing.conftest import a_lesson, a_sheet


def this_weeks(session: Session) -> Record:
    group = next(group for group in session.groups if group.title == "语文组")
    week = Filter(MEETING, group=group.id, since="2026-11-23", until="2026-11-29")
    (record,) = session.store.many(MEETING, session.store.ids(week))
    return record


def test_home_knows_what_is_due_for_me(session: Session) -> None:
    found = agenda(session)
    assert [due.record.day for due in found.this_week] == ["2026-11-26"]
    assert [due.record.state for due in found.returned] == ["returned"]
    assert any(task.overdue(session.today().isoformat()) for task in found.tasks)
    rows = term_map(session)
    assert rows[0].group.title == "语文组"  # mine first
    assert len(rows[0].cells) == len(session.weeks()) == 21


def test_my_groups_are_those_i_belong_to_today(session: Session) -> None:
    me = session.store.get(TEACHER, str(session.me["id"]))  # type: ignore[index]
    assert me is not None
    maths, english = (
        next(g for g in session.groups if g.title == name) for name in ("数学组", "英语组")
    )
    (row,) = me["memberships"]
    rows = [
        {**row, "until": "2026-08-31"},
        {**row, "_id": "0000000a", "group": maths.link(), "role": "member", "since": "2026-09-01"},
        {**row, "_id": "0000000b", "group": english.link(), "since": "2027-02-01"},
    ]
    session.store.save(me.with_values(memberships=rows), actor="教务处")
    session.refresh()
    assert [group.title for group in session.my_groups()] == ["数学组"]


def test_days_that_nobody_can_read_stand_at_home_as_they_were_typed(session: Session) -> None:
    meeting = new_record(MEETING, {"held_on": "13.45"})
    session.store.put_draft(Draft(MEETING.name, meeting.id, meeting.values, 0, now()))
    lesson = a_lesson(session, held_on="13月45日")
    session.store.save(
        lesson.with_values(term=session.term.link() if session.term else None), actor="教务处"
    )
    sheet = a_sheet(session, lesson)
    session.store.save(sheet.record, actor="周敏华")
    found = agenda(session)
    assert [due.when for due in found.unfinished] == ["13.45"]
    said = {due.when for due in (*found.this_week, *found.overdue)}
    assert "13月45日" in said


def test_a_meeting_that_reviews_a_lesson_opens_with_it(session: Session) -> None:
    planned = this_weeks(session).with_values(kinds=["observe_review"])
    assert filled_in(planned, session)["instructor"] is None
    lesson = a_lesson(session, held_on=planned.day, group=planned["group"])
    opened = filled_in(planned, session)
    assert opened["instructor"] == lesson["instructor"]
    assert (opened["observed_lesson_title"], opened["observed_class"]) == (
        "小木偶的故事",
        "四(2)班",
    )
    other = a_lesson(session, held_on=planned.day, group=planned["group"], lesson_title="落花生")
    assert not filled_in(planned, session)["instructor"]  # which of the two is not guessed
    session.store.save(other.with_values(review_meeting=planned.link()), actor="教务处")
    assert filled_in(planned, session)["observed_lesson_title"] == "落花生"
    assert filled_in(planned.with_values(kinds=["theory"]), session)["instructor"] is None


def test_a_meeting_opens_with_all_that_is_known(session: Session) -> None:
    meeting = filled_in(this_weeks(session), session)
    assert (meeting["week_no"], meeting["seq_no"]) == (13, 12)
    assert (meeting["start"], meeting["end"]) == ("14:30", "16:00")
    assert meeting["kinds"] == ["topical"]
    assert meeting["series_no"] == 3
    assert meeting["series_name"] == "作业与命题技术研究"
    assert meeting["chair"]["name"] == "周敏华"
    assert meeting["recorder"]
    assert len(meeting["attendance"]) == meeting["expected"] == 14
    assert {row["status"] for row in meeting["attendance"]} == {""}
    assert meeting["carried"]
    assert all(not row["done"] for row in meeting["carried"])


def test_a_task_is_carried_until_it_is_done(session: Session) -> None:
    meeting = filled_in(this_weeks(session), session)
    first, *rest = meeting["carried"]
    saved = session.store.save(
        meeting.with_values(carried=[{**first, "done": True}, *rest]), actor="周敏华"
    )
    following = filled_in(like(saved, "2026-12-03"), session)
    assert [row["_id"] for row in following["carried"]] == [row["_id"] for row in rest]
    assert following["chair"] == saved["chair"]
    assert following["summary"] == ""


def test_an_edit_becomes_one_version_on_leaving(session: Session) -> None:
    writer = DraftWriter(session.store)
    editing = Editing(this_weeks(session), session, writer)
    for text in ("单", "单元", "单元作业的分层设计"):
        editing.change("theme", text)
        editing.put_draft()
    kept = editing.keep()
    assert kept is not None
    assert (kept.state, kept["theme"]) == ("draft", "单元作业的分层设计")
    assert len(session.store.history(MEETING, kept.id)) == 2  # planned, then written
    assert session.store.drafts() == []
    writer.close()


def test_a_draft_from_an_older_version_does_not_win_over_a_newer_one(session: Session) -> None:
    writer = DraftWriter(session.store)
    meeting = this_weeks(session)
    left = Editing(meeting, session, writer)
    left.change("theme", "我写到一半的主题")
    left.put_draft().result()
    here, session.store.site = session.store.site, "另一台电脑"
    session.store.save(meeting.with_values(place="三楼会议室"), actor="孟丽娟")
    session.store.site = here
    again = Editing(this_weeks(session), session, writer)
    assert again.recovered
    assert again.record["theme"] == "我写到一半的主题"
    with pytest.raises(Conflict) as refused:
        again.keep()
    assert refused.value.current["place"] == "三楼会议室"
    assert refused.value.base is not None
    assert refused.value.base["place"] == meeting["place"]
    assert this_weeks(session)["place"] == "三楼会议室"
    writer.close()


def test_a_draft_that_says_nothing_new_goes_when_one_leaves(session: Session) -> None:
    writer = DraftWriter(session.store)
    meeting = session.store.save(this_weeks(session).with_values(theme="单元作业"), actor="周敏华")
    editing = Editing(meeting, session, writer)
    editing.change("theme", "单元作业 ")  # a space that is not kept
    editing.put_draft()
    editing.keep()
    assert session.store.drafts() == []
    writer.close()


def test_submitting_names_everything_that_is_missing(session: Session) -> None:
    writer = DraftWriter(session.store)
    editing = Editing(this_weeks(session), session, writer)
    with pytest.raises(StillMissing) as refused:
        editing.submit()
    assert {"attendance", "steps", "summary"} <= {p.key for p in refused.value.problems}
    writer.close()


def test_planning_again_changes_nothing_and_holidays_take_meetings_away(session: Session) -> None:
    assert session.term is not None
    again = plan_term(session, session.term)
    assert (again.added, again.removed) == (0, 0)
    rule = {"_id": "1", "date": "2026-12-03", "kind": "school_off", "name": "运动会",
            "follows_weekday": ""}  # fmt: skip
    rules = [*session.term["day_rules"], rule]
    session.store.save(session.term.with_values(day_rules=rules), actor="教务处")
    session.refresh()
    fewer = plan_term(session, session.term)
    assert (fewer.added, fewer.removed) == (0, 1)
    session.store.save(session.term.with_values(day_rules=rules[:-1]), actor="教务处")
    session.refresh()
    back = plan_term(session, session.term)
    assert (back.added, back.removed) == (1, 0)


def test_only_what_blocks_stands_in_the_way() -> None:
    values = {**MEETING.blank(), "kinds": ["theory"], "theme": "短"}
    problems = check(MEETING, values)
    hints = {p.key for p in problems if not p.blocking}
    assert "theme" in hints
    assert "study_book" in {p.key for p in blocking(problems)}
    assert "series_name" not in {p.key for p in problems}  # 专题研修 is not chosen


def test_records_of_past_years_bring_no_old_tasks_back(session: Session) -> None:
    """Years later nobody can say what came of them; what was carried on stands in newer records."""
    group = next(group for group in session.groups if group.title == "语文组")
    row = {"_id": "0000000a", "matter": "前年的任务", "owner": [], "due": "2024-09-26"}
    values = {"group": group.link(), "held_on": "2024-09-19", "theme": "旧", "decisions": [row]}
    session.store.save(new_record(MEETING, values), actor="教务处")
    assert "前年的任务" not in [task.matter for task in agenda(session).tasks]
    opened = filled_in(this_weeks(session), session)
    assert opened["carried"]
    assert "前年的任务" not in [row["matter"] for row in opened["carried"]]


def test_a_list_and_a_namesake_show_the_groups_of_today(session: Session) -> None:
    me = session.store.get(TEACHER, str(session.me["id"]))  # type: ignore[index]
    assert me is not None
    maths, english = (
        next(g for g in session.groups if g.title == name) for name in ("数学组", "英语组")
    )
    (row,) = me["memberships"]
    rows = [
        {**row, "until": "2026-08-31"},
        {**row, "_id": "0000000a", "group": maths.link(), "since": "2026-09-01"},
        {**row, "_id": "0000000b", "group": english.link(), "since": "2027-02-01"},
    ]
    session.store.save(me.with_values(memberships=rows), actor="教务处")
    session.store.save(new_record(TEACHER, {"name": me["name"]}), actor="教务处")
    session.refresh()
    (column,) = [f for f in listed(TEACHER) if f.key == "memberships"]
    shown = shown_rows(
        TEACHER, list(session.store.rows(TEACHER, [me.id], [column.key])), [column], session
    )
    assert [cells[-1] for cells in shown] == ["数学组"]
    notes = [note for record, note in complete(session, "teacher", me.title) if record.id == me.id]
    assert "数学组" in notes[0]
    assert "语文组" not in notes[0]
    assert "英语组" not in notes[0]


def test_a_day_of_years_after_the_last_term_lies_in_none(session: Session) -> None:
    nowhere = {"term": None, "week_no": None}
    assert session.place_in_term("2099-01-01") == nowhere
    for holiday in ("2027-02-10", "2027-07-20"):
        placed = session.place_in_term(holiday)
        assert (placed["term"]["id"], placed["week_no"]) == (session.terms[0].id, None)
    meeting = Editing(this_weeks(session), session, DraftWriter(session.store))
    meeting.change("held_on", "2099-01-01")
    assert (meeting.record["week_no"], meeting.record["seq_no"]) == (None, None)


def test_a_day_of_years_before_the_first_term_lies_in_none(session: Session) -> None:
    assert session.place_in_term("2024-09-19") == {"term": None, "week_no": None}
    group = session.groups[0].link()
    assert (
        filled_in(new_record(MEETING, {"group": group, "held_on": "2024-09-19"}), session)["seq_no"]
        is None
    )
    assert (
        TOPIC_MONTH.derive(new_record(TOPIC_MONTH, {"month": "2024-09-01"}), session)["term"]
        is None
    )
    first = min(str(term["first_day"]) for term in session.terms)
    assert session.place_in_term(first)["term"]
    assert session.place_in_term("2026-08-25")["term"]
