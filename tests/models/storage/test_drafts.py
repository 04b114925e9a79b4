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
from models.session.session import Session
from models.storage import DraftWriter, StoreProblem
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_observations import SAID


def a_full_sheet(session: Session, writer: DraftWriter) -> Editing:
    assert session.me is not None
    sheet = Editing(sheet_of(OBSERVATION, a_lesson(session), session.me, session), session, writer)
    rows = [{**row, "teacher": "范读第一段"} for row in sheet.record["segments"]]
    for key, value in {"segments": rows, **SAID}.items():
        sheet.change(key, value)
        sheet.put_draft()
    return sheet


@pytest.mark.parametrize("on_the_disk", [True, False], ids=["written", "under way"])
def test_no_draft_outlives_the_submission(session: Session, on_the_disk: bool) -> None:
    writer = DraftWriter(session.store)
    sheet = a_full_sheet(session, writer)
    last = sheet.put_draft()
    if on_the_disk:
        last.result()
    assert sheet.submit().state == "submitted"
    assert sheet.change("strengths", "交了以后才到的字") == set()
    writer.flush()
    assert session.store.drafts() == []
    assert not agenda(session).unfinished
    assert not sheet.changed
    writer.close()


def test_a_save_that_is_refused_leaves_the_draft(session: Session) -> None:
    writer = DraftWriter(session.store)
    sheet = a_full_sheet(session, writer)
    session.store.run("ALTER TABLE observations RENAME TO away")
    with pytest.raises(StoreProblem, match="没有存上"):
        sheet.submit()
    writer.flush()
    (draft,) = session.store.drafts()
    assert draft.values["strengths"] == SAID["strengths"]
    writer.close()


def test_a_draft_is_its_persons_own(session: Session) -> None:
    writer = DraftWriter(session.store)
    mine = new_record(MEETING, {"theme": "我的"})
    editing = Editing(mine, session, writer)
    editing.put_draft().result()
    other = next(one for one in session.teachers if one.id != (session.me or {})["id"])
    me = session.me
    assert me is not None
    session.set_current_user(other.link())
    assert session.store.drafts() == []
    assert not Editing(mine, session, writer).recovered
    theirs = Editing(mine.with_values(theme="她的"), session, writer)
    theirs.put_draft().result()
    assert theirs.keep() is None or session.store.get(MEETING, mine.id)
    session.set_current_user(me)
    assert [draft.values["theme"] for draft in session.store.drafts()] == ["我的"]
    writer.close()


def test_a_draft_from_before_somebody_said_who_sits_here_is_everybodys(session: Session) -> None:
    writer = DraftWriter(session.store)
    person, session.store.person = session.store.person, ""
    writer.submit(new_record(MEETING, {"theme": "没有名字的"}), based_on=0).result()
    session.store.person = person
    (draft,) = session.store.drafts()
    record = new_record(MEETING, id=draft.record_id)
    again = Editing(record, session, writer)
    assert again.record["theme"] == "没有名字的"
    assert again.keep() is not None
    assert session.store.drafts() == []
    writer.close()


def test_the_first_is_written_at_once_and_the_last_is_the_one_that_stands(session: Session) -> None:
    writer = DraftWriter(session.store)
    record = new_record(MEETING, {"theme": "一"})
    assert writer.submit(record, based_on=0).result()
    written = [writer.submit(record.with_values(theme=f"第{n}稿"), based_on=0) for n in range(50)]
    assert {future.result() for future in written}
    (draft,) = session.store.drafts()
    assert draft.values["theme"] == "第49稿"
    writer.close()


def test_many_that_type_at_once_lose_nothing(session: Session) -> None:
    writer = DraftWriter(session.store)
    records = [new_record(MEETING, {"theme": f"{n}"}) for n in range(4)]

    def type_on(number: int) -> None:
        for step in range(30):
            writer.submit(records[number].with_values(theme=f"{number}-{step}"), based_on=0)

    threads = [threading.Thread(target=type_on, args=(n,)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    writer.close()
    assert sorted(draft.values["theme"] for draft in session.store.drafts()) == [
        f"{n}-29" for n in range(4)
    ]


def test_submits_after_the_close_are_kept_too(session: Session) -> None:
    writer = DraftWriter(session.store)
    records = [new_record(MEETING, {"theme": f"第{n}条"}) for n in range(3)]
    writer.close()
    for record in records:
        assert writer.submit(record, based_on=0).result(timeout=20)
    assert sorted(draft.values["theme"] for draft in session.store.drafts()) == [
        "第0条", "第1条", "第2条",
    ]  # fmt: skip


def test_what_is_written_before_somebody_else_sits_down_is_theirs_who_wrote_it(
    session: Session,
) -> None:
    writer = DraftWriter(session.store)
    me = session.me
    assert me is not None
    editing = Editing(new_record(MEETING), session, writer)
    editing.change("theme", "我写的")
    session.set_current_user(next(one for one in session.teachers if one.id != me["id"]).link())
    editing.put_draft().result()
    assert session.store.drafts() == []
    session.set_current_user(me)
    assert [draft.values["theme"] for draft in session.store.drafts()] == ["我写的"]
    writer.close()
