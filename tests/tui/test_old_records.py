"""Forms of past years in the app: a value is left out by key, the rest kept as a draft."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList

from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.storage import Store
from tests.exports.own_forms.forms import old_meeting
from tests.tui.conftest import read_on, screen_text, settled, type_text
from tui.app import JiaoyanApp
from tui.screens.old_records import OldRecordsScreen


async def test_a_value_is_left_out_and_the_rest_kept(
    app: JiaoyanApp, store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "往年"
    folder.mkdir()
    (folder / "旧活动.docx").write_bytes(old_meeting())
    (folder / "坏的.docx").write_bytes(b"x")
    async with app.run_test(size=(120, 45)) as pilot:
        await settled(pilot)
        app.push_screen(OldRecordsScreen())
        await settled(pilot)
        await pilot.press("f8")
        await type_text(pilot, str(folder))
        await pilot.press("enter")
        await settled(pilot)
        shown = screen_text(app)
        assert "1 个读不了" in shown
        assert "请看一下 出席情况" in shown
        lines = app.screen._lines  # type: ignore[attr-defined]
        app.screen.query_one(OptionList).highlighted = lines.index((0, "place"))
        await pilot.press("enter")
        await settled(pilot)
        assert "[ ] 确定     地点" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert "1 个以前收过" in screen_text(app)
    [kept] = store.many(MEETING, store.ids(Filter(MEETING, until="2025-01-01")))
    assert (kept.state, kept["place"], kept["held_on"]) == ("draft", "", "2024-09-19")


async def test_a_whole_form_is_left_out(app: JiaoyanApp, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "旧活动.docx"
    path.write_bytes(old_meeting())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await read_on(pilot, OldRecordsScreen(), path)
        await pilot.press("enter", "f8")
        await settled(pilot)
    assert not store.ids(Filter(MEETING, until="2025-01-01"))
