"""Names in the cells of a form: namesakes, and several where several or one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from models.kernel.record import Record, new_record
from models.school.people import TEACHER
from tests.tui.conftest import screen_text, settled, type_text
from tests.tui.test_rows import open_form
from tui.form.filling import offers_of
from tui.screens.form import FormScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import JiaoyanApp


def twins(app: JiaoyanApp) -> list[Record]:
    """Two of one name, in the order in which they are offered."""
    numbers = ("1", "2")
    app.store.save_all(
        [new_record(TEACHER, {"name": "张伟", "staff_no": number}) for number in numbers], actor=""
    )
    app.session.refresh()
    return [one for one in app.session.teachers if one.title == "张伟"]


def called(both: list[Record]) -> list[str]:
    return [f"张伟({one['staff_no']})" for one in both]


async def empty(form: FormScreen, pilot: Pilot[int], key: str) -> None:
    form.view.go_to_field(key)
    await settled(pilot)
    await pilot.press("home", "shift+end", "delete")
    await settled(pilot)


def offered(form: FormScreen, key: str) -> list[str]:
    assert form.view.filling.field is form.editing.record.type.field(key)
    return list(offers_of(form.view.filling.editor))


async def test_down_offers_the_namesakes_and_nobody_else(app: JiaoyanApp) -> None:
    both = twins(app)
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        await empty(form, pilot, "recorder")
        await type_text(pilot, "张伟")
        await pilot.press("tab")
        await settled(pilot)
        assert "有几位张伟，请按 ↓ 选一位" in screen_text(app)
        await pilot.press("shift+tab", "down")
        await settled(pilot)
        assert offered(form, "recorder") == called(both)
        await pilot.press("down", "enter", "tab")
        await settled(pilot)
        assert form.editing.record["recorder"] == both[1].link()
        assert "有几位张伟" not in screen_text(app)


async def test_of_several_names_the_one_that_two_have_is_chosen_and_the_others_stay(
    app: JiaoyanApp,
) -> None:
    both = twins(app)
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        await empty(form, pilot, "speakers")
        await type_text(pilot, "柳青、张伟、周敏华、张伟")
        await pilot.press("tab", "shift+tab", "home", "down")
        await settled(pilot)
        assert offered(form, "speakers") == called(both)
        await pilot.press("enter")
        await pilot.press("down", "down", "enter", "tab")
        await settled(pilot)
        links = form.editing.record["speakers"]
        assert [link["name"] for link in links] == ["柳青", "张伟", "周敏华", "张伟"]
        assert [link["id"] for link in links[1::2]] == [both[0].id, both[1].id]


async def test_down_behind_a_name_adds_one_and_takes_none_away(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        await empty(form, pilot, "speakers")
        await type_text(pilot, "周敏")
        await pilot.press("enter", "down", "enter", "tab")
        await settled(pilot)
        names = [link["name"] for link in form.editing.record["speakers"]]
        assert names[0] == "周敏华"
        assert len(names) == 2


@pytest.mark.parametrize("pasted", [False, True])
async def test_a_decision_has_several_owners(app: JiaoyanApp, *, pasted: bool) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        before = len(form.editing.record["decisions"])
        form.view.go_to_field("decisions")
        await settled(pilot)
        if pasted:
            app.post_message(events.Paste("改作业单\t柳青、周敏华\t\n"))
        else:
            await type_text(pilot, "改作业单")
            await pilot.press("tab")
            await type_text(pilot, "柳青，周敏华")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        kept = app.store.get(form.editing.base.type, form.editing.base.id)
        assert kept is not None
        owners = kept["decisions"][before]["owner"]
        assert [link["name"] for link in owners] == ["柳青", "周敏华"]
        assert all(link["id"] for link in owners)


async def test_two_where_one_is_asked_for_are_said_and_kept_as_typed(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        await empty(form, pilot, "recorder")
        await type_text(pilot, "孙丽、赵敏")
        await pilot.press("tab")
        await settled(pilot)
        assert "这里只能填一位" in screen_text(app)
        assert "孙丽、赵敏" in screen_text(app)
        assert any(
            p.key == "recorder" and p.blocking and "只能填一位" in p.message
            for p in form.editing.problems()
        )


async def test_several_are_added_to_the_roll_one_by_one(app: JiaoyanApp) -> None:
    both = twins(app)
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("attendance")
        await settled(pilot)
        before = len(form.editing.record["attendance"])
        await pilot.press("tab")
        await type_text(pilot, "孙老师、张伟、赵老师")
        await pilot.press("tab")
        await settled(pilot)
        added = [row["person"]["name"] for row in form.editing.record["attendance"][before:]]
        assert added == ["孙老师", "赵老师", "张伟"]
        assert "有几位张伟" in screen_text(app)
        await pilot.press("shift+tab", "down", "enter", "enter")
        await settled(pilot)
        assert form.editing.record["attendance"][-1]["person"] == both[0].link()
