"""What is typed in one go, faster than the app can follow, ends up where each key leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual import events
from textual.keys import _character_to_key

from tests.tui.conftest import settled
from tests.tui.test_meeting_form import this_weeks
from tests.tui.test_rows import open_form
from tui.form.layout import ADD, Place
from tui.screens.form import FormScreen
from tui.screens.home import HomeScreen
from tui.screens.list import ListScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import JiaoyanApp


async def at_once(pilot: Pilot[int], *keys: str) -> None:
    """All of them are there before the app has looked at the first: names of keys, or text."""
    for key in keys:
        if re.fullmatch(r"[a-z]+[a-z0-9+]+", key):
            pilot.app.post_message(events.Key(key, None))
        else:
            for char in key:
                pilot.app.post_message(events.Key(_character_to_key(char), char))
    await settled(pilot)


async def test_tab_and_the_text_behind_it(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("start")
        await settled(pilot)
        await at_once(
            pilot,
            "ctrl+a",
            "ctrl+k",
            "15:00",
            "tab",
            "ctrl+a",
            "ctrl+k",
            "16:10",
            "tab",
            "ctrl+a",
            "ctrl+k",
            "阅览室",
        )
        record = form.editing.record
        assert (record["start"], record["end"], record["place"]) == ("15:00", "16:10", "阅览室")


async def test_rows_from_cell_to_cell_and_on_to_new_ones(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("decisions")
        assert form.view.filling.place == Place("decisions", column=ADD)
        await at_once(
            pilot, "整理错题", "tab", "周敏华", "tab", "12-01", "enter",
            "修改作业单", "tab", "王芳", "tab", "12-03", "enter", "再练一次",
        )  # fmt: skip
        rows = form.editing.record["decisions"]
        held = [(row["matter"], row["due"]) for row in rows]
        assert held == [("整理错题", "2026-12-01"), ("修改作业单", "2026-12-03"), ("再练一次", "")]
        assert [one["name"] for one in rows[0]["owner"]] == ["周敏华"]


async def test_a_function_key_waits_for_the_text_before_it(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("theme")
        await settled(pilot)
        await at_once(pilot, "ctrl+a", "ctrl+k", "两道题里的层次", "escape", "f4")
        assert isinstance(app.screen, ListScreen)
        assert form.editing.record["theme"] == "两道题里的层次"


async def test_the_next_part_is_reached_before_its_text(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("issues")
        await settled(pilot)
        await at_once(pilot, "无", "backspace", "错题没有归类", "ctrl+down", "会出分层题")
        record = form.editing.record
        assert (record["issues"], record["goals"]) == ("错题没有归类", "会出分层题")


async def test_keys_for_a_page_that_is_only_opening(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        await at_once(pilot, "enter", "f6")
        form = app.screen
        assert isinstance(form, FormScreen)
        assert form.editing.record["present"] == form.editing.record["expected"] > 0


async def test_keys_behind_enter_in_a_list_are_for_the_record(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        page = app.screen
        assert isinstance(page, ListScreen)
        page.table.go_to(this_weeks(app).id)
        await settled(pilot)
        await at_once(pilot, "enter", "ctrl+up", "ctrl+up", "ctrl+up", "f6")
        form = app.screen
        assert isinstance(form, FormScreen)
        assert form.editing.record["present"] == form.editing.record["expected"] > 0


async def test_looking_at_another_window_changes_nothing_of_what_is_typed(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("held_on")
        await at_once(pilot, "9.2")
        app.post_message(events.AppBlur())
        await settled(pilot)
        app.post_message(events.AppFocus())
        await settled(pilot)
        await at_once(pilot, "4", "tab")
        assert form.editing.record["held_on"] == "2026-09-24"
