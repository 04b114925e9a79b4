"""A table that is pasted into a row: every line of it is there afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.keys import _character_to_key

from models.kernel.record import new_record
from models.school.people import GROUP
from tests.tui.conftest import screen_text, settled, to_add, type_text
from tests.tui.test_rows import open_form
from tui.screens.form import FormScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from models.kernel.fields import Field
    from tui.app import JiaoyanApp

TABLE = "改作业单\t柳青、周敏华\t2026-11-27\n试用\t周敏华\t\n再议\t\t2026-12-03"
MATTERS = ["改作业单", "试用", "再议"]


async def open_row(app: JiaoyanApp, pilot: Pilot[int], key: str = "decisions") -> FormScreen:
    """Enter on “+ Enter 加一行”: an empty row, open."""
    form = await open_form(app, pilot)
    to_add(form, key)
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    return form


def kept(form: FormScreen, key: str = "decisions") -> list[dict[str, Any]]:
    record = form.app.store.get(form.editing.base.type, form.editing.base.id)
    assert record is not None
    return list(record[key])


async def test_into_an_empty_open_row(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_row(app, pilot)
        app.post_message(events.Paste(TABLE))
        await settled(pilot)
        rows = form.editing.record["decisions"]
        assert [row["matter"] for row in rows] == MATTERS
        assert [row["due"] for row in rows] == ["2026-11-27", "", "2026-12-03"]
        assert [link["name"] for link in rows[0]["owner"]] == ["柳青", "周敏华"]
        await pilot.press("escape")
        await settled(pilot)
        assert [row["matter"] for row in kept(form)] == MATTERS


async def test_into_an_empty_open_row_with_what_was_typed_just_before(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_row(app, pilot)
        for char in "先说":
            app.post_message(events.Key(_character_to_key(char), char))
        app.post_message(events.Paste(TABLE))
        app.post_message(events.Key("escape", None))
        await settled(pilot)
        await settled(pilot)
        assert [row["matter"] for row in kept(form)] == ["先说", *MATTERS]


async def test_where_a_row_is_added(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        to_add(form, "decisions")
        await settled(pilot)
        app.post_message(events.Paste(TABLE))
        await settled(pilot)
        assert [row["matter"] for row in form.editing.record["decisions"]] == MATTERS


async def test_enter_and_the_table_at_once(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        to_add(form, "decisions")
        await settled(pilot)
        app.post_message(events.Key("enter", None))
        app.post_message(events.Paste(TABLE))
        await settled(pilot)
        await settled(pilot)
        rows = form.editing.record["decisions"]
        assert [row["matter"] for row in rows if row["matter"]] == MATTERS


async def test_into_a_later_cell_of_an_empty_row(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_row(app, pilot)
        await type_text(pilot, "改作业单")
        await pilot.press("tab", "tab")
        await settled(pilot)
        app.post_message(events.Paste("11.27\n12.3"))
        await settled(pilot)
        rows = form.editing.record["decisions"]
        assert [(row["matter"], row["due"]) for row in rows] == [
            ("改作业单", "2026-11-27"), ("", "2026-12-03"),
        ]  # fmt: skip


async def test_a_word_that_is_no_answer_is_said(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        app.open_record(new_record(GROUP, {"name": "综合组"}))
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        to_add(form, "recurrences")
        await settled(pilot)
        app.post_message(events.Paste("周四\t每天\t14:30\n周五\t双周\t14:30"))
        await settled(pilot)
        rows = form.editing.record["recurrences"]
        assert [row["cycle"] for row in rows] == ["", "even"]
        assert any("“每天”不是" in note.message for note in app._notifications)


@pytest.mark.parametrize("key", ["decisions", "steps", "carried", "remarks"])
async def test_other_rows_put_into_open_ones_are_what_is_kept(app: JiaoyanApp, key: str) -> None:
    """Whoever changes the value of a field one is in, what is seen and kept is that value."""
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_row(app, pilot, key) if key in ("decisions", "steps") else None
        if form is None:
            form = await open_form(app, pilot)
        columns = form.editing.record.type.field(key).columns
        filled = [cells_of(columns, place) for place in range(3)]
        form.typed(key, filled)
        await settled(pilot)
        shown = screen_text(app)
        assert all(text in shown for row in filled for text in row.values() if "行" in str(text))
        await pilot.press("escape")
        await settled(pilot)
        rows = kept(form, key)
        assert [{k: row[k] for k in filled[0]} for row in rows[:3]] == filled


def cells_of(columns: tuple[Field, ...], place: int) -> dict[str, Any]:
    return {"_id": f"0000000{place}"} | {
        c.key: c.empty() if c.kind != "text" else f"第{place}行" for c in columns
    }


async def test_the_day_of_a_decision_counts_from_the_day_of_its_meeting(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_row(app, pilot)
        assert form.editing.record["held_on"] == "2026-11-26"  # today is Monday the 23rd
        await type_text(pilot, "改作业单")
        await pilot.press("tab", "tab")
        await type_text(pilot, "三天后")
        await pilot.press("tab")
        await settled(pilot)
        assert form.editing.record["decisions"][0]["due"] == "2026-11-29"
        form.view.go_to_field("held_on")
        await settled(pilot)
        await pilot.press("home", "shift+end", "delete")
        await type_text(pilot, "上周四")
        await pilot.press("tab")
        await settled(pilot)
        assert form.editing.record["held_on"] == "2026-11-19"  # the day itself counts from today
        form.view.go_to_cell("decisions", 0, "due")
        await settled(pilot)
        await pilot.press("home", "shift+end", "delete")
        await type_text(pilot, "下周四")
        await pilot.press("tab")
        await settled(pilot)
        assert form.editing.record["decisions"][0]["due"] == "2026-11-26"


async def test_cells_without_a_column_are_said(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_row(app, pilot)
        app.post_message(events.Paste("备课\t柳青\t12.5\t多出来的一格"))
        await settled(pilot)
        assert form.editing.record["decisions"][0]["matter"] == "备课"
        assert any("“多出来的一格”没有地方放" in note.message for note in app._notifications)


async def test_a_cell_of_several_lines_from_excel_is_one_cell(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_row(app, pilot, "steps")
        app.post_message(events.Paste('新授\t20\t"先听\r\n再说""好"""\r\n小结\t5\t"好"\r\n'))
        await settled(pilot)
        rows = form.editing.record["steps"]
        assert [(row["stage"], row["content"]) for row in rows[-2:]] == [
            ("新授", '先听\n再说"好"'), ("小结", '"好"'),
        ]  # fmt: skip
