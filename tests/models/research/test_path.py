"""From a problem noted in a meeting to a topic, outcomes, and the process folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.kernel.record import Record, new_record
from models.kernel.workflow import steps_from
from models.research.folder import checklist
from models.research.inquiries import INQUIRY
from models.research.month_cells import month_record
from models.research.months import TOPIC_MONTH
from models.research.outcomes import OUTCOME
from models.services.related import related
from tests.models.research.school import School

if TYPE_CHECKING:
    from models.storage import Store


@pytest.fixture
def school(store: Store) -> School:
    return School(store)


def test_a_problem_noted_in_a_meeting_is_taken_up_and_raised_to_a_topic(school: School) -> None:
    meeting = school.meeting("2026-11-12", kinds=["topical"], issues="观察日记坚持不下来",
                             recorder=school.link("蒋文静"))  # fmt: skip
    opened = INQUIRY.opens(new_record(INQUIRY), school.session)
    assert opened["meeting"]["id"] == meeting.id
    assert (opened["problem"], opened["noted_on"], opened["noted_by"]["name"]) == (
        "观察日记坚持不下来", "2026-11-12", "蒋文静")  # fmt: skip
    question = school.store.save(
        opened.with_values(title="观察日记为什么坚持不下来？"), actor="周敏华"
    )
    theme = school.step(question, "to_theme", as_theme="让孩子愿意观察", decided_on="2026-11-13")
    series = school.step(theme, "to_series", as_series="变化提示卡", decided_on="2026-11-20")
    topic = school.topic("观察日记的变化提示", "personal", "蒋文静")
    raised = school.step(series, "to_topic", topic=topic.link(), decided_by=school.link("姜海燕"))
    assert [(row["stage"], row["on"], row["by"]["name"]) for row in raised["path"]] == [
        ("question", "2026-11-12", "蒋文静"), ("theme", "2026-11-13", "周敏华"),
        ("series", "2026-11-20", "周敏华"), ("raised", "2026-11-30", "姜海燕")]  # fmt: skip
    assert steps_from(raised) == ()

    def named(record: Record) -> set[str]:
        return {one.id for part in related(school.session, record) for one in part.records}

    assert raised.id in named(topic)
    assert raised.id in named(meeting)
    assert {topic.id, meeting.id} <= named(raised)


def test_a_problem_somebody_has_taken_up_is_not_offered_again(school: School) -> None:
    school.meeting("2026-11-12", issues="观察日记坚持不下来")
    taken = INQUIRY.opens(new_record(INQUIRY), school.session)
    school.store.save(taken.with_values(title="为什么？"), actor="周敏华")
    assert INQUIRY.opens(new_record(INQUIRY), school.session)["meeting"] is None


def test_a_question_that_is_shelved_can_be_taken_up_again(school: School) -> None:
    question = school.store.save(
        INQUIRY.opens(new_record(INQUIRY, {"title": "为什么？"}), school.session), actor="甲"
    )
    again = school.step(school.step(question, "shelve", "先做别的"), "take_up", "又遇到了")
    assert [row["stage"] for row in again["path"]] == ["question", "shelved", "question"]


def test_an_outcome_belongs_to_its_term_and_its_topic(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华")
    opened = OUTCOME.opens(new_record(OUTCOME), school.session)
    assert [link["name"] for link in opened["authors"]] == ["周敏华"]
    assert opened["term"]["id"] == school.term.id
    saved = school.store.save(
        opened.with_values(title="让日记活起来", topic=topic.link()), actor="甲"
    )
    assert saved.id in {one.id for part in related(school.session, topic) for one in part.records}


def marks(school: School, topic: Record) -> str:
    return "".join(part.mark for part in checklist(topic, school.session))


def test_the_folder_says_what_is_there_and_what_is_missing(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华", "丁玉洁", code="QH2026-01")
    assert marks(school, topic) == "✓✗✗✗·····"
    topic = school.store.save(
        topic.with_values(
            opening_report="……", opening_advice="……", experts=[school.link("吴立群")]
        ),
        actor="甲",
    )
    for name in ("周敏华", "丁玉洁"):
        for month in ("2026-09-01", "2026-10-01"):
            record = month_record(TOPIC_MONTH, topic, school.link(name), month)
            school.hand_in(record, "2026-09-20", data="前测 120 份")
    school.meeting("2026-11-12", topic="生活作文")
    assert marks(school, topic) == "✓✓✓✓✓····"
    assert checklist(topic, school.session)[2].there == ("已交 4 份",)
    checked = school.step(topic, "check")
    midterm = checklist(checked, school.session)[5]
    assert midterm.missing == ("研究进展", "阶段成果")
    paper = new_record(OUTCOME, {"title": "让日记活起来", "topic": topic.link()})
    school.store.save(paper, actor="甲")
    assert checklist(checked, school.session)[6].missing == ("《让日记活起来》没有佐证",)


def test_a_topic_that_is_being_written_is_asked_for_its_application_only(school: School) -> None:
    topic = new_record(school.topic("生活作文", "group", "周敏华").type, {"title": "新的"})
    assert marks(school, topic) == "✗········"
    assert checklist(topic, school.session)[0].label == "01 申报立项"
