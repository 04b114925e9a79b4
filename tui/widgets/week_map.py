"""The group × week map of a term."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content, Span
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from models.kernel.workflow import STATES
from tui.cells import fit
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size

    from models.agenda.week import MapRow
    from models.calendar.weeks import Week

NAME = 9
"""Cells of a group's name."""
CELL = 3
LEGEND = "■ 已审核 ▣ 已提交 □ 草稿 ! 退回\n· 未填   → 顺延   × 取消 休 放假"


class WeekMap(Widget, can_focus=True):
    """A row for each group, a cell for each week; wraps into halves where the screen is narrow."""

    DEFAULT_CSS = """
    WeekMap { height: auto; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("left", "move(0, -1)", "左"),
        ("right", "move(0, 1)", "右"),
        ("up", "move(-1, 0)", "上"),
        ("down", "move(1, 0)", "下"),
        ("enter", "open", "打开"),
    )
    row: reactive[int] = reactive(0)
    week: reactive[int] = reactive(0)

    class Opened(Message):
        """Enter on a cell; no id where no meeting is in that week, then perhaps the day of the one
        that a holiday has swallowed.
        """

        def __init__(self, row: MapRow, week: int) -> None:
            super().__init__()
            self.group = row.group
            self.record_id = row.cells[week][0][0] if row.cells[week] else ""
            self.swallowed = row.swallowed[week]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.weeks: Sequence[Week] = ()
        self.rows: Sequence[MapRow] = ()
        self.now = -1

    def show(self, weeks: Sequence[Week], rows: Sequence[MapRow], today: str) -> None:
        """Show a term; the cursor starts in the present week."""
        self.now = next((n for n, w in enumerate(weeks) if w.monday <= today <= w.sunday), -1)
        if not self.weeks:
            self.week = max(self.now, 0)
        self.weeks, self.rows = weeks, rows
        self.row = min(self.row, max(len(rows) - 1, 0))
        self.refresh(layout=True)

    def _parts(self, width: int) -> list[range]:
        fits = max((width - NAME) // CELL, 4)
        return [range(n, min(n + fits, len(self.weeks))) for n in range(0, len(self.weeks), fits)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Each part has a line of week numbers, then the groups."""
        return len(self._parts(width)) * (len(self.rows) + 2) + 2

    def render(self) -> Content:
        """Week numbers, then a row for each group."""
        if not self.rows:
            return Content("还没有教研组。Ctrl+P，输入“jyz”新建。")
        text, spans = "", []
        for part in self._parts(self.size.width):
            text += fit("周", NAME)
            for number in part:
                start = len(text)
                text += fit(str(self.weeks[number].no), CELL)
                if number == self.now:
                    spans.append(Span(start, len(text), "bold $accent"))
            text += "\n"
            for place, row in enumerate(self.rows):
                text += fit(row.group.title, NAME)
                for number in part:
                    start = len(text)
                    text += fit(self._sign(row, number), CELL)
                    if self.has_focus and (place, number) == (self.row, self.week):
                        spans.append(Span(start, start + 1, "reverse"))
                    elif number == self.now:
                        spans.append(Span(start, len(text), "bold $accent"))
                text += "\n"
            text += "\n"
        start = len(text)
        text += LEGEND
        spans.append(Span(start, len(text), "$text-muted"))
        return Content(text, spans)

    def _sign(self, row: MapRow, number: int) -> str:
        states = [state for _id, state in row.cells[number]]
        if states:
            return "".join(STATES[state].symbol for state in states[:2])
        return "休" if row.swallowed[number] else " "

    def action_move(self, rows: int, weeks: int) -> None:
        """To a neighbouring cell."""
        if self.rows and self.weeks:
            self.row = (self.row + rows) % len(self.rows)
            self.week = (self.week + weeks) % len(self.weeks)

    def action_open(self) -> None:
        """Open the week's first meeting."""
        if self.rows and self.weeks:
            self.post_message(self.Opened(self.rows[self.row], self.week))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a cell and opens it."""
        height = len(self.rows) + 2
        parts = self._parts(self.size.width)
        part, line = divmod(event.y, height)
        x = event.x - 1 - NAME
        if part < len(parts) and 1 <= line <= len(self.rows) and x >= 0:
            number = parts[part].start + x // CELL
            if number in parts[part]:
                self.row, self.week = line - 1, number
                self.action_open()
