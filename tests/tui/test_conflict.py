"""Somebody else saves the same meeting first: both versions are shown, nothing is won silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.catalogue import open_school
from models.kernel.workflow import apply_transition
from models.meetings.prefill import opened
from models.session.session import Session
from tests.conftest import TODAY
from tests.tui.conftest import screen_text, settled, type_text
from tests.tui.test_meeting_form import this_weeks

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import JiaoyanApp


async def test_what_both_changed_is_laid_side_by_side(app: JiaoyanApp, db: Path) -> None:
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.screen.view.go_to_field("place")  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("end")
        await type_text(pilot, "东侧")
        record = this_weeks(app)
        with open_school(db) as other:
            other.save(record.with_values(place="三楼会议室", next_plan="带修改稿"), actor="孟丽娟")
        await pilot.press("escape")
        await settled(pilot)
        text = screen_text(app)
        assert "孟丽娟也改了" in text
        assert "三楼会议室" in text
        assert "二楼语文教研室东侧" in text
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
    saved = this_weeks(app)
    assert saved["place"] == "三楼会议室"
    assert saved["next_plan"] == "带修改稿"
    assert saved.state == "draft"


async def test_two_who_open_the_same_planned_meeting_call_one_roll(
    app: JiaoyanApp, db: Path
) -> None:
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        with open_school(db) as other:
            theirs = opened(this_weeks(app), Session(other, lambda: TODAY))
            come = [{**row, "status": "present"} for row in theirs["attendance"]]
            other.save(theirs.with_values(attendance=come, expected=14, present=14), actor="孟丽娟")
        await pilot.press("f6")
        await settled(pilot)
        app.screen.view.go_to_field("attendance")  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("9")
        await pilot.press("escape")
        await settled(pilot)
        text = screen_text(app)
        assert "出席情况" in text
        assert "应到" not in text  # worked out: nothing to choose
        await pilot.press("f8")
        await settled(pilot)
    saved = this_weeks(app)
    assert [row["status"] for row in saved["attendance"]] == ["observer", *["present"] * 13]
    assert (saved["expected"], saved["present"]) == (13, 13)
    assert [row["stage"] for row in saved["steps"]] == [row["stage"] for row in theirs["steps"]]


async def test_calling_it_off_keeps_what_was_typed(app: JiaoyanApp, db: Path) -> None:
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.screen.view.go_to_field("place")  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("end")
        await type_text(pilot, "东侧")
        record = this_weeks(app)
        with open_school(db) as other:
            other.save(record.with_values(place="三楼会议室"), actor="孟丽娟")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "没有保存" in screen_text(app)
        assert app.screen.editing.record["place"] == "二楼语文教研室东侧"  # type: ignore[attr-defined]
    assert this_weeks(app)["place"] == "三楼会议室"


async def test_what_was_approved_meanwhile_is_not_written_over(app: JiaoyanApp, db: Path) -> None:
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.screen.view.go_to_field("place")  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("end")
        await type_text(pilot, "东侧")
        with open_school(db) as other:
            handed_in = other.save(apply_transition(this_weeks(app), "submit"), actor="孟丽娟")
            other.save(apply_transition(handed_in, "approve"), actor="教务处")
        await pilot.press("escape")
        await settled(pilot)
        assert "已审核" in screen_text(app)
        await type_text(pilot, "不要我写的")
        await pilot.press("enter")
        await settled(pilot)
        assert "本周要做" in screen_text(app)
    kept = this_weeks(app)
    assert (kept.state, kept.version) == ("approved", 3)
    assert app.store.drafts() == []


async def test_what_was_deleted_meanwhile_comes_back_with_what_was_typed(
    app: JiaoyanApp, db: Path
) -> None:
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.screen.view.go_to_field("place")  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("end")
        await type_text(pilot, "东侧")
        with open_school(db) as other:
            other.delete(this_weeks(app), actor="孟丽娟")
        await pilot.press("escape")
        await settled(pilot)
        assert "孟丽娟删除了" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
    assert this_weeks(app)["place"] == "二楼语文教研室东侧"


async def test_the_last_keys_before_quitting_are_kept(
    app: JiaoyanApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.storage.draft_writer.WRITE_INTERVAL_S", 60)
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.screen.view.go_to_field("place")  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("end")
        await type_text(pilot, "东侧")
        await pilot.press("ctrl+q")
    (draft,) = app.store.drafts()
    assert draft.values["place"] == "二楼语文教研室东侧"


async def test_what_is_saved_leaves_no_draft_behind(
    app: JiaoyanApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.storage.draft_writer.WRITE_INTERVAL_S", 60)
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.screen.view.go_to_field("place")  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("end")
        await type_text(pilot, "东侧")
        await pilot.press("escape")
        await settled(pilot)
    assert this_weeks(app)["place"] == "二楼语文教研室东侧"
    assert app.store.drafts() == []
