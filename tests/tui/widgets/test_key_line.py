"""The line of keys at the bottom of a page."""

from __future__ import annotations

import pytest

from models.catalogue import type_named
from models.kernel.record import new_record
from tests.tui.conftest import screen_text, settled
from tui.app import JiaoyanApp
from tui.dialogs.help import HelpScreen
from tui.screens.form import FormScreen
from tui.screens.list import ListScreen
from tui.widgets.key_line import KeyLine


@pytest.mark.parametrize("width", [140, 80])
async def test_every_key_stands_there_and_a_click_on_it_is_that_key(
    app: JiaoyanApp, width: int
) -> None:
    async with app.run_test(size=(width, 30)) as pilot:
        await app.run_action("go('meetings')")
        await settled(pilot)
        line = app.screen.query_one(KeyLine)
        for command in line.commands:
            assert f"{command.key_shown} {command.label}" in screen_text(app)
        place = next(
            (x, y)
            for y in range(line.size.height)
            for x in range(width)
            if (command := line.command_at(x, y)) and command.key == "f1"
        )
        await pilot.click(line, offset=place)
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)


async def test_what_a_record_knows_nothing_of_is_not_offered(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await app.run_action("go('teachers')")
        await settled(pilot)
        assert isinstance(app.screen, ListScreen)
        assert "顺延" not in screen_text(app)
        await pilot.press("f6")
        await settled(pilot)
        assert isinstance(app.screen, ListScreen)
        app.open_record(new_record(type_named("teacher")))
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)
        assert "全员出席" not in screen_text(app)
