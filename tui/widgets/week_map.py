"""The group × week map of a term: a window over it, of which only the lines in sight are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from models.kernel.workflow import STATES
from tui.cells import fit
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.binding import BindingType

    from models.agenda.week import MapRow
    from models.calendar.weeks import Week

NAME = 9
"""Cells of a group's name."""
CELL = 3
LEGEND = ("■ 已审核 ▣ 已提交 □ 草稿 ! 退回", "· 未填   → 顺延   × 取消 休 放假")
EMPTY = "还没有教研组。Ctrl+P，输入“jyz”新建。"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the whole map: of the week numbers `part`, and a group's `row`, or the head (-1)."""

    part: range
    row: int = -1


class WeekMap(ScrollView, can_focus=True):
    """A row for each group, a cell for each week; wraps into halves where the screen is narrow. The
    week numbers stay where the groups are scrolled.
    """

    DEFAULT_CSS = """
    WeekMap { height: 1fr; padding: 0 1; background: $background; scrollbar-size: 0 0; }
    WeekMap > .map--now { color: $accent; text-style: bold; }
    WeekMap > .map--here { text-style: reverse; }
    WeekMap > .map--legend { color: $text-muted; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"map--now", "map--here", "map--legend"}
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("left", "move(0, -1)", "左"),
        ("right", "move(0, 1)", "右"),
        ("up", "move(-1, 0)", "上"),
        ("down", "move(1, 0)", "下"),
        ("pageup", "page(-1)", "上页"),
        ("pagedown", "page(1)", "下页"),
        ("enter", "open", "打开"),
    )
    row: reactive[int] = reactive(0, repaint=False)
    week: reactive[int] = reactive(0, repaint=False)

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
        self._plain = self._now = self._here = self._legend = Style()

    def show(self, weeks: Sequence[Week], rows: Sequence[MapRow], today: str) -> None:
        """Show a term; the cursor starts in the present week."""
        now = next((n for n, w in enumerate(weeks) if w.monday <= today <= w.sunday), -1)
        if (now, weeks, rows) == (self.now, self.weeks, self.rows):
            return  # what is painted stands
        self.now = now
        if not self.weeks:
            self.week = max(self.now, 0)
        self.weeks, self.rows = weeks, rows
        self.row = min(self.row, max(len(rows) - 1, 0))
        self._measure()
        self.refresh()

    def on_resize(self) -> None:
        """The width decides how many weeks stand beside one another."""
        self._measure()

    def _measure(self) -> None:
        lines = len(self._parts()) * self._height + len(LEGEND) if self.rows else 1
        self.virtual_size = Size(self.size.width, lines)

    @property
    def _height(self) -> int:
        """Lines of a part: week numbers, groups, and one that is empty."""
        return len(self.rows) + 2

    def _parts(self) -> list[range]:
        fits = max((self.size.width - NAME) // CELL, 4)
        return [range(n, min(n + fits, len(self.weeks))) for n in range(0, len(self.weeks), fits)]

    def _at(self, line: int) -> _Line | str:
        """What stands in a line of the whole map: weeks or a group, or a text."""
        parts = self._parts()
        number, within = divmod(line, self._height)
        if number >= len(parts):
            place = line - len(parts) * self._height
            return LEGEND[place] if place < len(LEGEND) else ""
        return _Line(parts[number], within - 1) if within <= len(self.rows) else ""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The styles are made up once for all lines: each costs more than a line itself."""
        self._plain = self.rich_style
        self._now, self._here, self._legend = (
            self._plain + self.get_component_rich_style(f"map--{name}", partial=True)
            for name in ("now", "here", "legend")
        )
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """A line in sight: the topmost has the week numbers of the groups below it."""
        width, top = self.size.width, int(self.scroll_offset.y)
        if not self.rows:
            found: _Line | str = EMPTY if y == 0 else ""
        else:
            found = self._at(y + top)
            if y == 0 and isinstance(found, _Line):
                found = _Line(found.part)
        if isinstance(found, str):
            segments = [Segment(fit(found, width), self._legend if self.rows else self._plain)]
        else:
            segments = list(self._segments(found))
        return Strip(segments).crop_extend(0, width, self._plain)

    def _segments(self, line: _Line) -> Iterator[Segment]:
        row = self.rows[line.row] if line.row >= 0 else None
        here = self.week if self.has_focus and line.row == self.row else -1
        same = fit(row.group.title if row else "周", NAME)
        for number in line.part:
            text = fit(_sign(row, number) if row else str(self.weeks[number].no), CELL)
            if number not in (here, self.now):
                same += text
                continue
            yield Segment(same, self._plain)
            same = text[1:] if number == here else ""
            yield (Segment(text[:1], self._here) if number == here else Segment(text, self._now))
        yield Segment(same, self._plain)

    def _place(self, row: int, week: int) -> int:
        """The line of the whole map in which a cell stands."""
        number = next((n for n, part in enumerate(self._parts()) if week in part), 0)
        return number * self._height + row + 1

    def action_move(self, rows: int, weeks: int) -> None:
        """To a neighbouring cell."""
        if self.rows and self.weeks:
            self._to((self.row + rows) % len(self.rows), (self.week + weeks) % len(self.weeks))

    def action_page(self, by: int) -> None:
        """A page of groups up or down."""
        if self.rows:
            row = self.row + by * max(self.size.height - 2, 1)
            self._to(min(max(row, 0), len(self.rows) - 1), self.week)

    def _to(self, row: int, week: int) -> None:
        """The cursor to a cell: where nothing is scrolled, only two lines are drawn again."""
        for place in {self._place(self.row, self.week), self._place(row, week)}:
            y = place - int(self.scroll_offset.y)
            self.refresh(Region(0, y, self.size.width, 1))
        self.row, self.week = row, week
        self._into_view()

    def _into_view(self) -> None:
        """Below the week numbers, which cover the topmost line."""
        place, top = self._place(self.row, self.week), int(self.scroll_offset.y)
        height = max(self.size.height, 2)
        if place <= top:
            self.scroll_to(y=place - 1, animate=False, immediate=True)
        elif place >= top + height:
            self.scroll_to(y=place - height + 1, animate=False, immediate=True)

    def action_open(self) -> None:
        """Open the week's first meeting."""
        if self.rows and self.weeks:
            self.post_message(self.Opened(self.rows[self.row], self.week))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a cell and opens it."""
        if not self.rows:
            return
        found = self._at(event.y - self.gutter.top + int(self.scroll_offset.y))
        x = event.x - self.gutter.left - NAME
        if isinstance(found, _Line) and found.row >= 0 and x >= 0:
            number = found.part.start + x // CELL
            if number in found.part:
                self._to(found.row, number)
                self.action_open()


def _sign(row: MapRow, number: int) -> str:
    states = [state for _id, state in row.cells[number]]
    if states:
        return "".join(STATES[state].symbol for state in states[:2])
    return "休" if row.swallowed[number] else " "
