"""Terminals that draw ambiguous signs two cells wide."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events

from tests.tui.conftest import screen_text, settled
from tui.app import JiaoyanApp
from tui.signs import plain_signs


def doubtful(text: str) -> set[str]:
    return {char for char in text if unicodedata.east_asian_width(char) == "A"}


async def test_a_terminal_that_draws_signs_wide_gets_plain_ones(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        assert doubtful(screen_text(app))
        app.post_message(events.CursorPosition(2, 0))
        await settled(pilot)
        assert doubtful(screen_text(app)) == set()
        assert "- 本周要做 -" in screen_text(app)
        app.action_open_page("structure")
        await settled(pilot)
        assert doubtful(screen_text(app)) == set()


async def test_every_other_terminal_keeps_the_usual_ones(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        app.post_message(events.CursorPosition(1, 0))
        await settled(pilot)
        assert "─ 本周要做 ─" in screen_text(app)


async def test_plain_signs_can_be_chosen_and_stay(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        app.action_plain_signs()
        await settled(pilot)
        assert "- 本周要做 -" in screen_text(app)
    assert JiaoyanApp(app.store, app.session.today).signs.enabled


@given(st.text())
def test_plain_signs_take_the_same_cells(text: str) -> None:
    assert cell_len(plain_signs(text)) == cell_len(text)
    assert len(plain_signs(text)) == len(text)
