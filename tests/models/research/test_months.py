"""Monthly records: who owes them, when they are due, what they know already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from models.agenda.due import Due
from models.agenda.week import agenda
from models.kernel.fields import person
from models.kernel.moments import now
from models.kernel.record import Record, new_record
from models.research.deadlines import months_of
from models.research.folder import checklist
from models.research.matrix import matrix
from models.research.month_cells import month_record
from models.research.months import TOPIC_MONTH
from models.services.editing import Editing
from models.services.related import related
from models.storage import DraftWriter
from models.storage.drafts import Draft
from tests.models.research.school import TERM_VALUES, School

if TYPE_CHECKING:
    from models.storage import Store


@pytest.fixture
def school(store: Store) -> School:
    return School(store)


def record_of(school: School, topic: Record, name: str, month: str) -> Record:
    return month_record(TOPIC_MONTH, topic, school.link(name), month)


def due_of(school: School) -> list[Due]:
    found = agenda(school.session)
    return [
        due
        for due in (*found.overdue, *found.this_week, *found.returned)
        if due.record.type is TOPIC_MONTH
    ]


def test_a_record_is_due_on_the_last_school_day_of_the_month_within_the_term() -> None:
    found = [(month.label, month.due) for month in months_of(TERM_VALUES)]
    assert found == [("9月", "2026-09-30"), ("10月", "2026-10-30"), ("11月", "2026-11-30"),
                     ("12月", "2026-12-31"), ("1月", "2027-01-22")]  # fmt: skip
    off = [{"date": "2026-11-30", "kind": "school_off", "name": "运动会"}]
    assert months_of({**TERM_VALUES, "day_rules": off})[2].due == "2026-11-27"


def test_nothing_is_asked_for_a_month_of_a_few_days() -> None:
    term = {**TERM_VALUES, "first_day": "2026-08-31", "last_day": "2027-07-02"}
    labels = [month.label for month in months_of(term)]
    assert labels[0] == "9月"
    assert labels[-1] == "6月"
    assert months_of({}) == ()


def test_two_machines_make_one_record(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华")
    one, other = (record_of(school, topic, "周敏华", "2026-11-01") for _again in range(2))
    assert one.id == other.id
    assert one.id != record_of(school, topic, "周敏华", "2026-12-01").id
    assert one.id != record_of(school, topic, "丁玉洁", "2026-11-01").id


def test_everybody_writes_for_the_topic_nearest_to_their_work(school: School) -> None:
    top = school.topic("八会习惯养成", "school", "吴立群", "周敏华")
    group = school.topic("生活作文", "group", "周敏华", "丁玉洁", "蒋文静", parent=top.link())
    small = school.topic("观察日记", "personal", "蒋文静", parent=group.link())
    rows = matrix(school.session, school.term).rows
    assert [(row.placed.topic.title, row.author["name"]) for row in rows] == [
        ("八会习惯养成", "吴立群"), ("生活作文", "周敏华"),
        ("生活作文", "丁玉洁"), ("观察日记", "蒋文静")]  # fmt: skip
    school.step(small, "suspend", "病假", decided_on="2026-10-08")
    again = {(row.placed.topic.title, row.author["name"]): row.cells
             for row in matrix(school.session, school.term).rows}  # fmt: skip
    assert [bool(one) for one in again["观察日记", "蒋文静"]] == [True, False, False, False, False]
    assert [bool(one) for one in again["生活作文", "蒋文静"]] == [False, True, True, True, True]


def test_the_matrix_tells_in_late_missing_and_not_due(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华", "丁玉洁")
    school.hand_in(record_of(school, topic, "周敏华", "2026-09-01"), "2026-09-30")
    school.hand_in(record_of(school, topic, "周敏华", "2026-10-01"), "2026-11-02")
    found = matrix(school.session, school.term)
    mine, hers = (row.cells for row in found.rows)
    assert [one and one.state for one in mine] == ["in", "late", "open", "open", "open"]
    assert [one and one.state for one in hers] == ["missing", "missing", "open", "open", "open"]
    assert (found.count("missing"), found.count("late")) == (2, 1)
    assert mine[0] is not None
    assert mine[0].record.version == 1
    assert hers[0] is not None
    assert hers[0].record.version == 0


def test_who_joins_later_owes_from_then_and_a_guest_owes_nothing(school: School) -> None:
    members = [
        {"person": school.link("丁玉洁"), "duty": "", "since": "2026-11-01", "until": ""},
        {"person": {"id": None, "name": "区教研员"}, "duty": "", "since": "", "until": ""},
    ]
    school.topic("生活作文", "group", "周敏华", members=members)
    rows = {row.author["name"]: row.cells for row in matrix(school.session, school.term).rows}
    assert set(rows) == {"周敏华", "丁玉洁"}
    assert [bool(one) for one in rows["丁玉洁"]] == [False, False, True, True, True]


def test_this_week_has_what_i_owe_and_what_is_late(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华", "丁玉洁")
    school.hand_in(record_of(school, topic, "周敏华", "2026-09-01"), "2026-09-29")
    found = due_of(school)
    assert [(due.record["month"], due.overdue, due.day) for due in found] == [
        ("2026-10-01", True, "2026-10-30"), ("2026-11-01", False, "2026-11-30")]  # fmt: skip
    assert "11月30日 周一" in found[1].when
    done = school.hand_in(found[1].record, "2026-11-30")
    assert [due.record["month"] for due in due_of(school)] == ["2026-10-01"]
    school.store.save(replace(done, state="returned", state_reason="缺数据"), actor="教科室")
    assert ("2026-11-01", "缺数据") in [(d.record["month"], d.note) for d in due_of(school)]


def test_who_is_in_no_topic_owes_nothing(school: School) -> None:
    school.topic("生活作文", "group", "丁玉洁")
    assert due_of(school) == []


def test_the_head_sees_who_has_not_handed_in_and_a_topic_whose_time_is_over(school: School) -> None:
    school.topic("生活作文", "group", "周敏华", "丁玉洁", "蒋文静")
    school.topic("识字写字", "personal", "周敏华", end="2026-11-20")
    notes = {due.record.title: due.note for due in (*agenda(school.session).this_week,
             *agenda(school.session).overdue)}  # fmt: skip
    assert notes["生活作文"] == "11月的月记录还有 2 人未交"
    assert notes["识字写字"].startswith("该结题了")


def test_it_opens_with_the_meetings_of_that_month_and_what_was_planned(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华", "丁玉洁")
    other = school.topic("识字写字", "group", "姜海燕")
    school.hand_in(record_of(school, topic, "周敏华", "2026-10-01"), "2026-10-30",
                   next_month="分析前测")  # fmt: skip
    away = [{"person": school.link("周敏华"), "status": "sick", "reason": "感冒"}]
    there = school.meeting("2026-11-12", topic=topic.link(), topic_progress="完成前测")
    school.meeting("2026-11-19", attendance=away)
    school.meeting("2026-11-20", topic=other.link())
    school.meeting("2026-11-21", topic=person("识字写字"))
    school.meeting("2026-11-26", kinds=["theory"])
    school.meeting("2026-10-15")
    opened = TOPIC_MONTH.opens(record_of(school, topic, "周敏华", "2026-11-01"), school.session)
    assert opened["focus"] == "分析前测"
    assert [(row["date"], row["content"], row["people"]) for row in opened["activities"]] == [
        ("2026-11-12", "课题进展\n完成前测", "语文组 3 人")]  # fmt: skip
    assert [link["id"] for link in opened["meetings"]] == [there.id]
    assert (opened["due_on"], opened["term"]["id"]) == ("2026-11-30", school.term.id)


def test_a_meeting_stays_with_its_topic_when_the_topic_gets_another_name(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华")
    chosen = school.meeting("2026-11-12", topic=topic.link())
    typed = school.meeting("2026-11-19", topic=person("生活日记"))
    renamed = school.store.save(topic.with_values(title="生活日记"), actor="教科室")
    opened = TOPIC_MONTH.opens(record_of(school, renamed, "周敏华", "2026-11-01"), school.session)
    assert {link["id"] for link in opened["meetings"]} == {chosen.id, typed.id}
    folder = {part.name: part for part in checklist(renamed, school.session)}
    assert folder["活动与课例"].there == ("课题活动 2 次",)
    found = {one.type.name: one.records for one in related(school.session, renamed)}
    assert [one.id for one in found["meeting"]] == [chosen.id]
    back = {one.type.name for one in related(school.session, chosen)}
    assert "topic" in back


def test_a_new_record_is_the_oldest_that_i_owe_and_not_one_somebody_has_begun(
    school: School,
) -> None:
    topic = school.topic("生活作文", "group", "周敏华")
    first = TOPIC_MONTH.opens(new_record(TOPIC_MONTH), school.session)
    september = record_of(school, topic, "周敏华", "2026-09-01")
    assert (first.id, first["month"]) == (september.id, "2026-09-01")
    school.store.put_draft(Draft(TOPIC_MONTH.name, september.id, september.values, 0, now()))
    assert TOPIC_MONTH.opens(new_record(TOPIC_MONTH), school.session)["month"] == "2026-10-01"


def test_what_is_written_becomes_the_one_record(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华")
    writer = DraftWriter(school.store)
    editing = Editing(new_record(TOPIC_MONTH), school.session, writer)
    editing.change("findings", "孩子愿意写了")
    kept = editing.keep()
    writer.close()
    assert kept is not None
    assert (kept.id, kept.state) == (
        record_of(school, topic, "周敏华", "2026-09-01").id, "draft")  # fmt: skip


def test_only_the_author_writes_in_it(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华", "丁玉洁")
    record = record_of(school, topic, "丁玉洁", "2026-11-01")
    assert TOPIC_MONTH.written_by(record, school.link("丁玉洁"))
    assert not TOPIC_MONTH.written_by(record, school.link("周敏华"))


def test_on_the_day_itself_it_is_not_late(store: Store) -> None:
    school = School(store, date(2026, 10, 30))
    school.topic("生活作文", "group", "周敏华")
    states = [one and one.state for one in matrix(school.session, school.term).rows[0].cells]
    assert states[:2] == ["missing", "open"]
