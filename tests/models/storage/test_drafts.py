"""Drafts: each person's own, never older than what the screen shows, none after the record is in."""

from __future__ import annotations

import threading

import pytest

from models.agenda.week import agenda
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.observing.observations import OBSERVATION
from models.observing.visits import sheet_of
from models.services.editing import Editing
from models.session.session import Desk
from models.storage import DraftWriter, StoreProblem
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_observations import SAID


def a_full_sheet(desk: Desk, writer: DraftWriter) -> Editing:
    assert desk.me is not None
    sheet = Editing(sheet_of(OBSERVATION, a_lesson(desk), desk.me, desk), desk, writer)
    rows = [{**row, "teacher": "范读第一段"} for row in sheet.record["segments"]]
    for key, value in {"segments": rows, **SAID}.items():
        sheet.change(key, value)
        sheet.put_draft()
    return sheet


@pytest.mark.parametrize("on_the_disk", [True, False], ids=["written", "under way"])
def test_no_draft_outlives_the_submission(desk: Desk, on_the_disk: bool) -> None:
    writer = DraftWriter(desk.store)
    sheet = a_full_sheet(desk, writer)
    last = sheet.put_draft()
    if on_the_disk:
        last.result()
    assert sheet.submit().state == "submitted"
    assert sheet.change("strengths", "交了以后才到的字") == set()
    writer.flush()
    assert desk.store.drafts() == []
    assert not agenda(desk).unfinished
    assert not sheet.changed
    writer.close()


def test_a_save_that_is_refused_leaves_the_draft(desk: Desk) -> None:
    writer = DraftWriter(desk.store)
    sheet = a_full_sheet(desk, writer)
    desk.store.run("ALTER TABLE observations RENAME TO away")
    with pytest.raises(StoreProblem, match="没有存上"):
        sheet.submit()
    writer.flush()
    (draft,) = desk.store.drafts()
    assert draft.values["strengths"] == SAID["strengths"]
    writer.close()


def test_a_draft_is_its_persons_own(desk: Desk) -> None:
    writer = DraftWriter(desk.store)
    mine = new_record(MEETING, {"theme": "我的"})
    editing = Editing(mine, desk, writer)
    editing.put_draft().result()
    other = next(one for one in desk.teachers if one.id != (desk.me or {})["id"])
    me = desk.me
    assert me is not None
    desk.sit_down(other.link())
    assert desk.store.drafts() == []
    assert not Editing(mine, desk, writer).recovered
    theirs = Editing(mine.but(theme="她的"), desk, writer)
    theirs.put_draft().result()
    assert theirs.keep() is None or desk.store.get(MEETING, mine.id)
    desk.sit_down(me)
    assert [draft.values["theme"] for draft in desk.store.drafts()] == ["我的"]
    writer.close()


def test_a_draft_from_before_somebody_said_who_sits_here_is_everybodys(desk: Desk) -> None:
    writer = DraftWriter(desk.store)
    person, desk.store.person = desk.store.person, ""
    writer.submit(new_record(MEETING, {"theme": "没有名字的"}), based_on=0).result()
    desk.store.person = person
    (draft,) = desk.store.drafts()
    record = new_record(MEETING, id=draft.record_id)
    again = Editing(record, desk, writer)
    assert again.record["theme"] == "没有名字的"
    assert again.keep() is not None
    assert desk.store.drafts() == []
    writer.close()


def test_the_first_is_written_at_once_and_the_last_is_the_one_that_stands(desk: Desk) -> None:
    writer = DraftWriter(desk.store)
    record = new_record(MEETING, {"theme": "一"})
    assert writer.submit(record, based_on=0).result()
    written = [writer.submit(record.but(theme=f"第{n}稿"), based_on=0) for n in range(50)]
    assert {future.result() for future in written}
    (draft,) = desk.store.drafts()
    assert draft.values["theme"] == "第49稿"
    writer.close()


def test_many_that_type_at_once_lose_nothing(desk: Desk) -> None:
    writer = DraftWriter(desk.store)
    records = [new_record(MEETING, {"theme": f"{n}"}) for n in range(4)]

    def type_on(number: int) -> None:
        for step in range(30):
            writer.submit(records[number].but(theme=f"{number}-{step}"), based_on=0)

    threads = [threading.Thread(target=type_on, args=(n,)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    writer.close()
    assert sorted(draft.values["theme"] for draft in desk.store.drafts()) == [
        f"{n}-29" for n in range(4)
    ]


def test_submits_after_the_close_are_kept_too(desk: Desk) -> None:
    writer = DraftWriter(desk.store)
    records = [new_record(MEETING, {"theme": f"第{n}条"}) for n in range(3)]
    writer.close()
    for record in records:
        assert writer.submit(record, based_on=0).result(timeout=20)
    assert sorted(draft.values["theme"] for draft in desk.store.drafts()) == [
        "第0条", "第1条", "第2条",
    ]  # fmt: skip


def test_what_is_written_before_somebody_else_sits_down_is_theirs_who_wrote_it(desk: Desk) -> None:
    writer = DraftWriter(desk.store)
    me = desk.me
    assert me is not None
    editing = Editing(new_record(MEETING), desk, writer)
    editing.change("theme", "我写的")
    desk.sit_down(next(one for one in desk.teachers if one.id != me["id"]).link())
    editing.put_draft().result()
    assert desk.store.drafts() == []
    desk.sit_down(me)
    assert [draft.values["theme"] for draft in desk.store.drafts()] == ["我写的"]
    writer.close()
