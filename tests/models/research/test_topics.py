"""Topics: their tree, what is settled, the stages they went through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.kernel.fields import person
from models.kernel.record import Record, new_record
from models.kernel.validate import check
from models.kernel.workflow import STATES, STEPS, StepRefused, apply_transition, steps_from
from models.research.changing import settled
from models.research.stages import stage, was_running
from models.research.topics import TOPIC, derive
from models.research.tree import faults, tree
from tests.models.research.school import School

if TYPE_CHECKING:
    from models.storage import Store


@pytest.fixture
def school(store: Store) -> School:
    return School(store)


def blocked(record: Record) -> set[str]:
    return {p.key for p in check(TOPIC, record.values) if p.blocking}


def placed(record: Record, level: str, parent: Record | None = None) -> Record:
    return record.with_values(level=level, parent=parent.link() if parent else None)


def test_a_new_topic_is_mine_in_my_group(school: School) -> None:
    opened = TOPIC.opens(new_record(TOPIC), school.session)
    assert opened["head"]["name"] == "周敏华"
    assert (opened["group"]["name"], opened["start"]) == ("语文组", "2026-11-30")


def test_a_topic_stands_under_one_of_a_higher_level_only(school: School) -> None:
    top = school.topic("八会习惯养成", "school", "周敏华")
    same = school.topic("生活作文", "group", "丁玉洁")
    below = new_record(TOPIC, {"title": "观察日记", "level": "group"})
    for parent, allowed in ((top, True), (same, False)):
        typed = below.with_values(parent=parent.link())
        typed = typed.with_values(**derive(typed, school.session))
        assert ("parent" not in blocked(typed)) == allowed, parent.title
    assert "parent" in blocked(placed(below, "school", top))


def test_a_topic_cannot_stand_under_itself_or_under_what_is_below_it(school: School) -> None:
    top = school.topic("八会习惯养成", "school", "周敏华")
    low = school.topic("观察日记", "personal", "丁玉洁", parent=top.link())
    circle = top.with_values(level="group", parent=low.link())
    assert "parent" in blocked(circle.with_values(**derive(circle, school.session)))
    alone = top.with_values(parent=top.link())
    assert "parent" in blocked(alone.with_values(**derive(alone, school.session)))


def test_the_tree_goes_from_the_top_down_and_survives_a_circle() -> None:
    top, middle, low, lost = (new_record(TOPIC, {"title": title}) for title in "甲乙丙丁")
    top, middle = placed(top, "school"), placed(middle, "group", top)
    low, lost = placed(low, "personal", middle), placed(lost, "personal", new_record(TOPIC))
    found = [
        (one.topic.title, one.depth, one.root == top.id) for one in tree([lost, low, middle, top])
    ]
    assert found == [("甲", 0, True), ("乙", 1, True), ("丙", 2, True), ("丁", 0, False)]
    assert faults([top, middle, low]) == []
    round_ = placed(top, "school", low)
    assert {one.topic.title for one in tree([round_, middle, low])} == {"甲", "乙", "丙"}
    assert any("绕了一圈" in fault for fault in faults([round_, middle, low]))
    assert any("不能归在" in fault for fault in faults([top, placed(middle, "school", top)]))


def test_each_stage_is_kept_with_its_day_who_decided_and_what(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华")
    assert [row["stage"] for row in topic["stages"]] == ["established", "started"]
    checked = school.step(topic, "check", decided_on="2026-11-20", decided_by=person("区教研室"),
                          decided_result="good", decided_opinion="数据扎实")  # fmt: skip
    row = stage(checked.values, "checked")
    assert (row["on"], row["by"]["name"], row["result"], row["note"]) == (
        "2026-11-20", "区教研室", "good", "数据扎实")  # fmt: skip
    assert (checked["decided_on"], checked["decided_by"], checked["decided_opinion"]) == (
        "",
        None,
        "",
    )
    finished = school.step(checked, "finish")
    last = stage(finished.values, "finished")
    assert (last["on"], last["by"]["name"]) == ("2026-11-30", "周敏华")
    assert not STATES[finished.state].editable
    assert {step.name for step in steps_from(finished)} == {"exhibit"}


def test_a_topic_that_is_not_yet_handed_in_cannot_be_opened() -> None:
    with pytest.raises(StepRefused):
        apply_transition(new_record(TOPIC), "begin")


def test_a_suspended_topic_says_why_and_can_go_on(school: School) -> None:
    topic = school.topic("生活作文", "group", "周敏华")
    with pytest.raises(StepRefused, match="原因"):
        apply_transition(topic, "suspend")
    rests = school.step(topic, "suspend", "负责人借调", decided_on="2026-10-10")
    assert stage(rests.values, "suspended")["note"] == "负责人借调"
    again = school.step(rests, "restart", "负责人返岗", decided_on="2026-11-02")
    assert [row["stage"] for row in again["stages"]][-2:] == ["suspended", "restarted"]
    days = ("2026-09-01", "2026-09-30", "2026-10-30", "2026-11-30")
    assert [was_running(again, day) for day in days] == [False, True, False, True]
    gone = school.step(again, "revoke", "长期没有进展")
    assert steps_from(gone) == ()
    assert not was_running(gone, "2026-12-31")


def test_after_approval_title_head_and_end_change_only_through_an_approved_request(
    school: School,
) -> None:
    topic = school.topic("生活作文", "group", "周敏华")
    assert {"title", "head", "end"} <= settled(topic)
    assert not settled(new_record(TOPIC))
    row = {"_id": "1", "kind": "head", "new_head": school.link("丁玉洁"), "reason": "工作调动",
           "asked_on": "2026-11-01", "approved_by": None, "approved_on": ""}  # fmt: skip

    def with_changes(*rows: dict[str, object]) -> Record:
        typed = topic.with_values(changes=list(rows))
        return typed.with_values(**derive(typed, school.session))

    assert with_changes(row)["head"]["name"] == "周敏华"
    approved = {**row, "approved_by": person("教科室"), "approved_on": "2026-11-03"}
    later = {**approved, "_id": "2", "kind": "end", "new_end": "2027-12-31"}
    changed = with_changes(approved, later)
    assert (changed["head"]["name"], changed["end"]) == ("丁玉洁", "2027-12-31")
    assert (changed["head_then"]["name"], changed["end_then"]) == ("周敏华", "2027-06-30")
    back = changed.with_values(changes=[])
    assert back.with_values(**derive(back, school.session))["head"]["name"] == "周敏华"
    assert "changes" in blocked(with_changes({**approved, "new_head": None}))


def test_a_step_that_decides_asks_for_day_person_and_result() -> None:
    for name in ("establish", "begin", "check", "finish", "exhibit"):
        asked = set(STEPS[name].asks) & set(TOPIC.by_key)
        assert {"decided_on", "decided_by", "decided_result", "decided_opinion"} <= asked
