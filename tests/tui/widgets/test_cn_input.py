"""Lines of Chinese text: where the input method's window stands, what a paste leaves."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.widgets import Static

from tests.tui.conftest import settled, type_text
from tui.widgets.cn_input import CnInput

FIELDS = 12


class Fields(App[None]):
    """Twelve fields on twenty rows, three rows apart."""

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            for number in range(FIELDS):
                yield Static(f"第{number}栏\n")
                yield CnInput(id=f"field{number}")


def cursor_of(app: App[Any]) -> Offset:
    """Where the cursor of the focused field really is on the screen."""
    field = app.focused
    assert isinstance(field, CnInput)
    return Offset(
        field.content_region.x + cell_len(field.value[: field.cursor_position]),
        field.content_region.y,
    )


async def test_the_composing_text_follows_what_was_typed_without_a_gap() -> None:
    app = Fields()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("tab")
        for text in ("教研组", "a", "，“"):
            await type_text(pilot, text)
            field = app.focused
            assert isinstance(field, CnInput)
            assert field.cursor_screen_offset == cursor_of(app)
        await pilot.press("left", "left")
        await settled(pilot)
        assert app.focused is not None
        assert app.focused.cursor_screen_offset == cursor_of(app)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [("\n第一行\r\n\n 第二行 \n第三行", "第一行 第二行 第三行"), ("\n", ""), ("一行", "一行"),
     ("见附件[/]\n[b]粗", "见附件[/] [b]粗"), ("甲" * 3000, "甲" * 3000)],
)  # fmt: skip
async def test_a_paste_loses_no_line(pasted: str, kept: str) -> None:
    app = Fields()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("tab")
        field = app.focused
        assert isinstance(field, CnInput)
        field.value = "前后"
        field.cursor_position = 1
        field.post_message(events.Paste(pasted))
        await settled(pilot)
        assert field.value == f"前{kept}后"


async def test_a_paste_takes_the_place_of_what_is_selected() -> None:
    app = Fields()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("tab")
        field = app.focused
        assert isinstance(field, CnInput)
        field.value = "旧的内容"
        field.action_select_all()
        field.post_message(events.Paste("新的\n内容"))
        await settled(pilot)
        assert field.value == "新的 内容"
