"""Saving, the journal behind it, and what must never be lost or won silently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.catalogue import open_school
from models.kernel.changes import describe
from models.kernel.fields import person
from models.kernel.filters import Filter
from models.kernel.merge import three_way
from models.kernel.moments import now
from models.kernel.record import Record, new_record
from models.kernel.workflow import apply_transition
from models.meetings.meetings import MEETING
from models.research.topics import TOPIC
from models.school.people import GROUP, TEACHER
from models.storage import Conflict, DraftWriter, Store, StoreProblem
from models.storage.drafts import Draft
from models.storage.undoing import UndoRefused

ME = "陈晓岚"


@pytest.fixture
def group(store: Store) -> Record:
    return store.save(new_record(GROUP, {"name": "语文组"}), actor=ME)


def meeting(group: Record, **values: Any) -> Record:
    return new_record(MEETING, {"group": group.link(), "held_on": "2026-09-24", **values})


def test_what_is_saved_comes_back_as_it_was(store: Store, group: Record) -> None:
    steps = [{"_id": "00000001", "stage": "研讨", "minutes": 40, "content": "甲\n乙"}]
    saved = store.save(meeting(group, theme="单元作业", steps=steps, kinds=["topical"]), actor=ME)
    assert store.get(MEETING, saved.id) == saved
    assert saved.version == 1
    assert saved["steps"] == steps
    assert saved["group"] == {"id": group.id, "name": "语文组"}
    assert saved.created_by == saved.updated_by == ME


def test_an_old_record_keeps_the_old_name_of_its_group(store: Store, group: Record) -> None:
    saved = store.save(meeting(group), actor=ME)
    store.save(group.with_values(name="大语文组"), actor=ME)
    again = store.get(MEETING, saved.id)
    assert again is not None
    assert again["group"]["name"] == "语文组"


def test_saving_what_has_not_changed_makes_no_new_version(store: Store, group: Record) -> None:
    saved = store.save(meeting(group, theme="单元作业"), actor=ME)
    assert store.save(saved, actor="别人") == saved
    assert len(store.history(MEETING, saved.id)) == 1


def test_a_save_over_a_newer_version_is_refused_with_both_versions(
    store: Store, group: Record
) -> None:
    first = store.save(meeting(group, theme="原来的"), actor=ME)
    newer = store.save(first.with_values(theme="别人改的"), actor="孙晓梅")
    with pytest.raises(Conflict, match="孙晓梅") as refused:
        store.save(first.with_values(theme="我改的"), actor=ME)
    assert refused.value.current == newer
    assert refused.value.base is not None
    assert refused.value.base["theme"] == "原来的"
    assert store.get(MEETING, first.id) == newer


def test_a_refused_save_of_many_leaves_nothing_half_done(store: Store, group: Record) -> None:
    old = store.save(meeting(group, theme="一"), actor=ME)
    store.save(old.with_values(theme="二"), actor=ME)
    fresh = meeting(group, theme="新的")
    with pytest.raises(Conflict):
        store.save_all([fresh, old.with_values(theme="三")], actor=ME)
    assert store.get(MEETING, fresh.id) is None
    assert store.search("新的") == []


def test_history_says_who_changed_what(store: Store, group: Record) -> None:
    first = store.save(meeting(group, theme="一"), actor=ME)
    store.save(
        apply_transition(first.with_values(theme="二"), "write"), actor="孙晓梅", reason="补写"
    )
    made, changed = store.history(MEETING, first.id)
    assert (made.op, changed.op) == ("create", "edit")
    assert (changed.actor, changed.reason) == ("孙晓梅", "补写")
    assert dict(changed.before) == {"theme": "一", "state": "planned"}
    assert dict(changed.after) == {"theme": "二", "state": "draft"}


def test_an_edit_is_undone_by_a_new_version(store: Store, group: Record) -> None:
    first = store.save(meeting(group, theme="一", place="二楼"), actor=ME)
    store.save(first.with_values(theme="二"), actor=ME)
    undone = store.undo(store.history(MEETING, first.id)[-1].id, actor=ME)
    assert (undone["theme"], undone["place"], undone.version) == ("一", "二楼", 3)


def test_what_was_typed_once_and_is_chosen_now_can_be_undone_and_read(
    store: Store, group: Record
) -> None:
    """A line of the journal from the time when the topic of a meeting was a text."""
    topic = store.save(new_record(TOPIC, {"title": "生活作文"}), actor=ME)
    first = store.save(meeting(group, topic={"id": None, "name": "生活作文"}), actor=ME)
    as_it_was = '"topic":"生活作文"'
    of_table = "" if store.dialect.strict else " ON revision"
    store.run(f"DROP TRIGGER revision_kept{of_table}")
    store.run("UPDATE revision SET after = replace(after, ?, ?)",
              '"topic":{"id":null,"name":"生活作文"}', as_it_was)  # fmt: skip
    assert as_it_was in store.fetch("SELECT after FROM revision ORDER BY seq DESC")[0][0]
    chosen = store.save(first.with_values(topic=topic.link()), actor=ME)
    made, changed = store.history(MEETING, first.id)
    assert "研究课题：(空) → 生活作文" in describe(MEETING, made.before, made.after)
    assert changed.before["topic"] == {"id": None, "name": "生活作文"}
    assert store.undo(changed.id, actor=ME)["topic"] == {"id": None, "name": "生活作文"}
    then = store.version_at(chosen, 1)
    assert then is not None
    assert then["topic"] == {"id": None, "name": "生活作文"}


def test_a_draft_from_the_time_when_it_was_typed_opens(store: Store, group: Record) -> None:
    one = meeting(group)
    store.put_draft(Draft(MEETING.name, one.id, {**one.values, "topic": "生活作文"}, 0, now()))
    draft = store.draft(MEETING, one.id)
    assert draft is not None
    assert draft.values["topic"] == {"id": None, "name": "生活作文"}


def test_an_edit_that_was_built_upon_cannot_be_undone_alone(store: Store, group: Record) -> None:
    first = store.save(meeting(group, theme="一"), actor=ME)
    second = store.save(first.with_values(theme="二"), actor=ME)
    store.save(second.with_values(theme="三"), actor=ME)
    with pytest.raises(UndoRefused, match="活动主题"):
        store.undo(store.history(MEETING, first.id)[1].id, actor=ME)


def test_a_step_is_undone_only_while_nothing_came_after_it(store: Store, group: Record) -> None:
    first = store.save(meeting(group, theme="一"), actor=ME)
    written = store.save(first.with_values(theme="二"), actor=ME)
    handed_in = store.save(apply_transition(written, "submit"), actor=ME)
    approved = store.save(apply_transition(handed_in, "approve"), actor="教务处")
    made, changed, submitted, settled = store.history(MEETING, first.id)
    for line, why in ((submitted, "已审核"), (changed, "重新打开"), (made, "在列表里删除")):
        with pytest.raises(UndoRefused, match=why):
            store.undo(line.id, actor=ME)
    assert store.get(MEETING, first.id) == approved
    assert store.undo(settled.id, actor="教务处").state == "submitted"
    assert store.undo(submitted.id, actor=ME).state == written.state


def test_a_deleted_record_is_gone_from_lists_and_comes_back(store: Store, group: Record) -> None:
    saved = store.save(meeting(group, theme="单元作业"), actor=ME)
    deleted = store.delete(saved, actor=ME)
    assert store.ids(Filter(MEETING)) == []
    assert store.search("单元") == []
    assert store.linked(group.id, ["meeting"]) == []
    back = store.undo(store.history(MEETING, saved.id)[-1].id, actor=ME)
    assert deleted.deleted_at
    assert store.ids(Filter(MEETING)) == [back.id]
    assert [hit.id for hit in store.search("单元")] == [back.id]


def test_any_version_can_be_read_again(store: Store, group: Record) -> None:
    record = store.save(meeting(group, theme="1"), actor=ME)
    for number in range(2, 6):
        record = store.save(record.with_values(theme=str(number)), actor=ME)
    for number in range(1, 6):
        then = store.version_at(record, number)
        assert then is not None
        assert then["theme"] == str(number)


def test_a_touched_journal_is_found_out(store: Store, group: Record) -> None:
    for number in range(5):
        store.save(meeting(group, theme=f"第{number}次"), actor=ME)
    assert store.first_broken() is None
    if store.dialect.strict:
        store.run("DROP TRIGGER revision_kept")
    else:
        store.run("DROP TRIGGER revision_kept ON revision")
    store.run("UPDATE revision SET actor = ? WHERE seq = 3", "李鬼")
    assert store.first_broken() == 3


def test_the_journal_refuses_to_be_rewritten(store: Store, group: Record) -> None:
    assert group.version == 1
    with pytest.raises(Exception, match="append-only"):
        store.run("DELETE FROM revision")


def test_the_draft_of_a_record_goes_with_its_save(store: Store, group: Record) -> None:
    writer = DraftWriter(store)
    record = meeting(group, theme="写到一半")
    assert writer.submit(record, based_on=0).result()
    writer.submit(record.with_values(theme="写完了"), based_on=0)
    writer.flush()
    draft = store.draft(MEETING, record.id)
    assert draft is not None
    assert draft.values["theme"] == "写完了"
    store.save(record.with_values(theme="写完了"), actor=ME)
    assert store.drafts() == []
    writer.close()


def test_members_are_those_of_the_day(store: Store, group: Record) -> None:
    def member(name: str, role: str, since: str = "", until: str = "") -> Record:
        row = {"group": group.link(), "role": role, "since": since, "until": until}
        return new_record(TEACHER, {"name": name, "memberships": [row]})

    store.save_all(
        [member("甲", "leader"), member("乙", "member", until="2026-08-31"),
         member("丙", "member", since="2026-09-01")],
        actor=ME,
    )  # fmt: skip
    then = {link["name"]: role for link, role in store.members(group.id, "2026-05-01")}
    now = {link["name"]: role for link, role in store.members(group.id, "2026-10-01")}
    assert then == {"甲": "leader", "乙": "member"}
    assert now == {"甲": "leader", "丙": "member"}


def test_chips_count_what_they_would_show(store: Store, group: Record) -> None:
    other = store.save(new_record(GROUP, {"name": "数学组"}), actor=ME)
    store.save_all(
        [meeting(group, kinds=["theory", "topical"]), meeting(group, kinds=["theory"]),
         replace(meeting(other), state="cancelled")],
        actor=ME,
    )  # fmt: skip
    everything = Filter(MEETING)
    assert store.counts(everything, "kinds") == {"theory": 2, "topical": 1}
    assert store.counts(everything, "state") == {"planned": 2, "cancelled": 1}
    assert store.counts(everything, "group") == {group.id: 2, other.id: 1}
    narrowed = Filter(MEETING, group=group.id, choices={"kinds": ("topical",)})
    assert len(store.ids(narrowed)) == 1
    assert store.counts(narrowed, "kinds") == {"theory": 2, "topical": 1}


def test_only_fields_that_both_changed_are_in_conflict() -> None:
    base = MEETING.blank()
    row = {"_id": "1", "stage": "导入", "minutes": None, "content": ""}
    base |= {"theme": "原", "place": "原", "steps": [row]}
    ours = {**base, "theme": "我", "place": "我", "steps": [{**row, "content": "我"}]}
    theirs = {**base, "theme": "他", "steps": [row, {**row, "_id": "2"}]}
    merge = three_way(MEETING, base, ours, theirs)
    assert merge.conflicts == ("theme",)
    assert merge.values["place"] == "我"
    assert [r["_id"] for r in merge.values["steps"]] == ["1", "2"]
    assert merge.values["steps"][0]["content"] == "我"


def test_a_schema_that_has_drifted_is_said_in_words(store: Store, group: Record) -> None:
    store.run('ALTER TABLE "groups" DROP COLUMN "subject"')
    with pytest.raises(StoreProblem, match="没有存上"):
        store.insert_many("groups", ("subject",), [("语文",)])
    with pytest.raises(StoreProblem, match="没有存上"):
        store.save(new_record(GROUP, {"name": "数学组"}), actor=ME)


def test_photos_that_two_people_added_are_all_kept() -> None:
    def file(id_: str, caption: str = "") -> dict[str, str]:
        return {"_id": id_, "sha256": id_ * 8, "name": f"{id_}.jpg", "media": "image/jpeg",
                "caption": caption, "sort": ""}  # fmt: skip

    base = MEETING.blank() | {"attachments": [file("1")]}
    ours = {**base, "attachments": [file("1", "合影"), file("2")]}
    theirs = {**base, "attachments": [file("1"), file("3")]}
    merge = three_way(MEETING, base, ours, theirs)
    assert merge.conflicts == ()
    assert [row["_id"] for row in merge.values["attachments"]] == ["1", "2", "3"]
    assert merge.values["attachments"][0]["caption"] == "合影"


def test_a_full_disk_is_said_in_words_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    with open_school(tmp_path / "school.db") as store:
        store.run("PRAGMA max_page_count = 1")  # no page more than there are
        much = [new_record(GROUP, {"name": f"{n}组", "problem": "问" * 9000}) for n in range(50)]
        with pytest.raises(StoreProblem, match="磁盘满了"), store.transaction():
            store.save_all(much, actor=ME)
        assert store.ids(Filter(GROUP)) == []


def test_a_terminal_that_writes_too_long_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.storage.dialect.BUSY_TIMEOUT_S", 0.05)
    path = tmp_path / "school.db"
    with (
        open_school(path) as store,
        open_school(path) as other,
        other.transaction(),
        pytest.raises(StoreProblem, match="别的终端正在写"),
        store.transaction(),
    ):
        pass


def test_a_guest_needs_no_id(store: Store, group: Record) -> None:
    saved = store.save(meeting(group, chair=person("李专家")), actor=ME)
    assert saved["chair"] == {"id": None, "name": "李专家"}
