"""The codes of an instrument to tick while a lesson goes on: digits and arrows, no letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content, Span
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from models.kernel.text import halfwidth
from tui.cells import fit
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size

    from models.instruments.instrument import Instrument, Item

WIDTH = 30
"""Cells of a code with its name."""


class CodeGrid(Widget, can_focus=True):
    """A column for each part (教师, 学生); ← → change the column, ↑ ↓ the code; space or Enter
    ticks it, a digit the code of that number (0 is the tenth).
    """

    DEFAULT_CSS = """
    CodeGrid { height: auto; width: 1fr; background: $surface; }
    CodeGrid:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("left", "side(-1)", "左列"),
        ("right", "side(1)", "右列"),
        ("up", "move(-1)", "上"),
        ("down", "move(1)", "下"),
        ("space,ideographic_space,enter", "tick", "勾选"),
    )
    part: reactive[int] = reactive(0)
    row: reactive[int] = reactive(0)
    ticked: reactive[frozenset[str]] = reactive(frozenset())

    class Toggled(Message):
        """A code was ticked, or not any more."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        groups = {group.code: group for group in instrument.groups}
        part_of = {item.code: g.part for g in groups.values() for item in g.items}
        parts = instrument.parts or ()
        self.heads = [part.name for part in parts] or [instrument.name]
        codes = [part.code for part in parts] or [""]
        self.columns: list[Sequence[Item]] = [
            [item for item in instrument.items if item.on and part_of[item.code] == code]
            for code in codes
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The longest column with its head."""
        return max(len(column) for column in self.columns) + 1

    def render(self) -> Content:
        """The columns side by side; ticked codes have a square."""
        text = " ".join(fit(head, WIDTH) for head in self.heads)
        spans = [Span(0, len(text), "bold $accent")]
        for row in range(max(len(column) for column in self.columns)):
            text += "\n"
            for number, column in enumerate(self.columns):
                start = len(text)
                item = column[row] if row < len(column) else None
                mark = "[√]" if item and item.code in self.ticked else "[ ]"
                name = item.code.partition(".")[2] or item.code if item else ""
                text += (
                    fit(f"{row + 1:>2} {mark} {name:<4} {item.text}" if item else "", WIDTH) + " "
                )
                if item and item.code in self.ticked:
                    spans.append(Span(start, len(text) - 1, "bold $accent"))
                if self.has_focus and (number, row) == (self.part, self.row):
                    spans.append(Span(start, len(text) - 1, "reverse"))
        return Content(text, spans)

    def action_side(self, by: int) -> None:
        """The other column."""
        self.part = (self.part + by) % len(self.columns)
        self.row = min(self.row, len(self.columns[self.part]) - 1)

    def action_move(self, by: int) -> None:
        """Up and down the column."""
        self.row = (self.row + by) % len(self.columns[self.part])

    def action_tick(self) -> None:
        """Tick the code the cursor is on."""
        self.post_message(self.Toggled(self.columns[self.part][self.row].code))

    def on_key(self, event: events.Key) -> None:
        """A digit goes to that code of the column and ticks it; 0 is the tenth."""
        digit = halfwidth(event.character or "")
        if len(digit) == 1 and digit.isdecimal():
            event.stop()
            place = (int(digit) or 10) - 1
            if place < len(self.columns[self.part]):
                self.row = place
                self.action_tick()

    def on_click(self, event: events.Click) -> None:
        """The mouse ticks too."""
        part = event.x // (WIDTH + 1)
        if event.y and part < len(self.columns) and event.y <= len(self.columns[part]):
            self.part, self.row = part, event.y - 1
            self.action_tick()
