"""Rows, names and the roll, as a person's keys meet them in the meeting form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.keys import _character_to_key

from models.kernel.fields import Field, Kind
from models.kernel.record import new_record
from models.observing.instrument_files import named
from models.school.people import TEACHER
from tests.models.observing.conftest import a_lesson, a_sheet
from tests.tui.conftest import screen_text, settled, to_add, type_text
from tests.tui.test_meeting_form import this_weeks
from tui.context import context_of
from tui.dialogs.asking import Ask
from tui.screens.form import FormScreen
from tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import JiaoyanApp


async def open_form(app: JiaoyanApp, pilot: Pilot[int]) -> FormScreen:
    await settled(pilot)
    app.open_record(this_weeks(app))
    await settled(pilot)
    screen = app.screen
    assert isinstance(screen, FormScreen)
    return screen


async def test_leaving_from_an_open_row_keeps_what_was_typed(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("steps")
        await settled(pilot)
        await type_text(pilot, "先听")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "先听" in this_weeks(app)["steps"][0]["stage"]


async def test_a_row_is_deleted_from_within_its_text_and_comes_back(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        before = [row["stage"] for row in form.editing.record["steps"]]
        form.view.go_to_field("steps")
        await settled(pilot)
        await pilot.press("ctrl+d")
        await settled(pilot)
        assert [row["stage"] for row in form.editing.record["steps"]] == before[1:]
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert [row["stage"] for row in form.editing.record["steps"]] == before


async def test_what_is_typed_while_a_row_opens_is_not_lost(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        to_add(form, "steps")
        app.post_message(events.Key("enter", None))
        for char in "先听":
            app.post_message(events.Key(_character_to_key(char), char))
        await settled(pilot)
        assert form.editing.record["steps"][-1]["stage"] == "先听"


async def test_who_types_where_a_row_is_added_types_in_a_new_row(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        before = len(form.editing.record["steps"])
        to_add(form, "steps")
        await settled(pilot)
        await type_text(pilot, "再议作业")
        await settled(pilot)
        rows = form.editing.record["steps"]
        assert [row["stage"] for row in rows[before:]] == ["再议作业"]


async def test_a_table_pasted_into_a_row_makes_rows(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("steps")
        await settled(pilot)
        app.post_message(events.Paste("甲\t30分钟\t一\n乙\t半小时\t二"))
        await settled(pilot)
        rows = form.editing.record["steps"]
        assert [(r["stage"], r["minutes"]) for r in rows if r["content"] in "一二" and r["content"]] == [
            ("甲", 30), ("乙", "半小时"),
        ]  # fmt: skip
        problems = [p.message for p in form.editing.problems() if p.key == "steps"]
        assert any("半小时" in message for message in problems)


async def test_a_pasted_date_is_read_as_a_typed_one_is(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("decisions")
        await settled(pilot)
        pasted = "改作业单\t\t11.27\n试用\t\t改好以后"
        app.post_message(events.Paste(pasted))
        await settled(pilot)
        due = [row["due"] for row in form.editing.record["decisions"] if row["matter"]]
        assert due[-2:] == ["2026-11-27", "改好以后"]


async def test_esc_in_a_name_calls_a_dialog_off(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        who = Field("who", "决定人", Kind.LINK, target="teacher")
        app.push_screen(Ask("立项", (who,), context_of(app.session)))
        await settled(pilot)
        await type_text(pilot, "周")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, Ask)  # the names went first
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_a_word_where_a_number_belongs_is_said_and_kept(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("series_no")
        await settled(pilot)
        await type_text(pilot, "小")
        assert "要填数字" in screen_text(app)


async def test_somebody_is_added_to_the_roll(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("attendance")
        await settled(pilot)
        await pilot.press("tab")
        await type_text(pilot, "周老师")
        await pilot.press("enter")
        await settled(pilot)
        assert form.editing.record["attendance"][-1]["person"]["name"] == "周老师"
        assert "周老师 列席" in screen_text(app)


@pytest.mark.parametrize("key", ["tab", "enter"])
async def test_a_name_that_two_have_has_to_be_chosen(app: JiaoyanApp, key: str) -> None:
    twins = [new_record(TEACHER, {"name": "张伟", "staff_no": number}) for number in ("1", "2")]
    app.store.save_all(twins, actor="")
    app.session.refresh()
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("recorder")
        await settled(pilot)
        await pilot.press("home", "shift+end", "delete")
        await type_text(pilot, "张伟")
        await pilot.press(key)
        await settled(pilot)
        link = form.editing.record["recorder"]
        if key == "tab":
            assert link["id"] is None
            assert any("有几位张伟" in p.message and p.blocking for p in form.editing.problems())
        else:
            assert link["id"] in {twin.id for twin in twins}


async def test_several_names_follow_one_another(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("speakers")
        await settled(pilot)
        await pilot.press("home", "shift+end", "delete")
        for part in ("周敏", "柳"):
            await type_text(pilot, part)
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("tab")
        await settled(pilot)
        assert [link["name"] for link in form.editing.record["speakers"]] == ["周敏华", "柳青"]


async def test_down_and_up_go_to_the_same_cell_of_another_row(app: JiaoyanApp) -> None:
    sheet = a_sheet(app.session, a_lesson(app.session))
    score = named(app.session, "SCORE100")
    assert score is not None
    sheet.change("instrument", score.link())
    record = sheet.keep()
    assert record is not None
    async with app.run_test(size=(120, 50)) as pilot:
        app.open_record(record)
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        form.view.go_to_field("scores")
        await settled(pilot)
        for key in ("5", "down", "4", "down", "3", "up", "up", "down", "backspace", "2"):
            await pilot.press(key)
            await settled(pilot)
        points = [row["points"] for row in form.editing.record["scores"]]
        assert points[:4] == [5, 2, 3, None]


async def test_a_text_too_long_for_its_cell_is_read_whole(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("steps")
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        await type_text(pilot, "回顾上一次布置的作业单")
        for key in ("tab", "shift+tab"):
            shown = "".join(screen_text(app).split())
            assert "回顾上一次" in shown
            assert "作业单" in shown
            await pilot.press(key)
            await settled(pilot)


async def test_names_in_a_row_are_kept_when_the_page_is_left_at_once(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        to_add(form, "remarks")
        for key in ("周", "敏", "华", "escape"):
            char = key if len(key) == 1 else None
            app.post_message(events.Key(_character_to_key(key) if char else key, char))
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert this_weeks(app)["remarks"][0]["speaker"]["name"] == "周敏华"


async def test_f1_tells_the_keys_of_the_place_one_is_at(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.screen.view.go_to_field("steps")  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("f1")
        await settled(pilot)
        shown = screen_text(app)
        assert "光标所在的地方" in shown
        assert "Ctrl+N    加一行" in shown
        assert "Alt+↑     上移" in shown
