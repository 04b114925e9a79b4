"""What goes out to the terminal for a key: a slow line, or a screen reader, gets no more than changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyte
from textual.drivers.headless_driver import HeadlessDriver

from tests.tui.conftest import settled
from tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from tui.app import JiaoyanApp

COLUMNS, ROWS = 140, 40
OF_TWO_ROWS = 2 * (2 * COLUMNS + 60)
"""Bytes of two rows full of Chinese, with colours and places."""


class Terminal(HeadlessDriver):
    """Takes what is written as a terminal does, and counts the bytes."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self.screen)
        self.bytes = 0

    @property
    def is_headless(self) -> bool:
        """Textual writes nothing to one that is."""
        return False

    def write(self, data: str) -> None:
        """Into the screen."""
        self.bytes += len(data.encode())
        self._stream.feed(data)

    def forget(self) -> None:
        """Count from here on."""
        self.bytes = 0
        self.screen.dirty.clear()


async def test_down_in_a_list_writes_the_two_rows_that_changed(app: JiaoyanApp) -> None:
    app.driver_class = Terminal
    async with app.run_test(headless=False, size=(COLUMNS, ROWS)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        table = app.screen.query_one(RecordTable)
        await pilot.press("home", "down")
        await settled(pilot)
        terminal = app._driver
        assert isinstance(terminal, Terminal)
        for key, rows in (("down", (2, 3)), ("up", (3, 2)), ("down", (2, 3))):
            terminal.forget()
            await pilot.press(key)
            await settled(pilot)
            assert table.place == rows[1] - 1
            assert terminal.screen.dirty == {table.region.y + row for row in rows}
            assert 0 < terminal.bytes <= OF_TWO_ROWS
