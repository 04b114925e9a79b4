"""A matrix: labelled rows across labelled columns, a word or a sign in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content, Span
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.cells import fit
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.binding import BindingType

WIDEST_LABEL = 40
"""Cells of a row's label at most."""
NARROWEST = 5
"""Cells of a column at least."""
COLOURS = {
    "good": "$success", "late": "$warning", "bad": "$error", "muted": "$text-muted", "": "",
}  # fmt: skip
"""`MatrixCell.colour` → its colour in the theme."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What stands in a cell, and one of `COLOURS`."""

    text: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A row; one without cells is a heading over those below it."""

    label: str
    cells: tuple[MatrixCell, ...] = ()


class MatrixView(Widget, can_focus=True):
    """A cursor goes from cell to cell; the column heads and the labels stay when it scrolls."""

    DEFAULT_CSS = """
    MatrixView { height: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("left", "move(0, -1)", "左"),
        ("right", "move(0, 1)", "右"),
        ("up", "move(-1, 0)", "上"),
        ("down", "move(1, 0)", "下"),
        ("pageup", "page(-1)", "上一页"),
        ("pagedown", "page(1)", "下一页"),
        ("home", "go_to(0, 0)", "开头"),
        ("end", "go_to(-1, -1)", "末尾"),
        ("enter", "open", "打开"),
    )
    cursor: reactive[tuple[int, int]] = reactive((0, 0))
    """(row, column) of the rows that were shown, headings counted."""

    class Moved(Message):
        """The cursor has come to a cell."""

        def __init__(self, row: int, column: int) -> None:
            super().__init__()
            self.row, self.column = row, column

    class Opened(Message):
        """Enter on a cell, or a click."""

        def __init__(self, row: int, column: int) -> None:
            super().__init__()
            self.row, self.column = row, column

    def __init__(self, *, id: str | None = None, empty: str = "没有可显示的内容。") -> None:  # noqa: A002
        super().__init__(id=id)
        self.columns: Sequence[str] = ()
        self.lines: Sequence[MatrixLine] = ()
        self.empty = empty
        self._top = self._left = 0
        self._label = self._width = NARROWEST

    def show(self, columns: Sequence[str], lines: Sequence[MatrixLine]) -> None:
        """Show these; the cursor stays where it was, as far as there is still a cell."""
        self.columns, self.lines = columns, lines
        texts = [cell.text for line in lines for cell in line.cells]
        self._width = max([NARROWEST, *(cell_len(text) + 2 for text in (*columns, *texts))])
        self._label = min(
            max([NARROWEST, *(cell_len(one.label) + 1 for one in lines)]), WIDEST_LABEL
        )
        self.cursor = self._nearest(*self.cursor)
        self._follow()
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        if self._cells_at(self.cursor[0]):
            self.post_message(self.Moved(*self.cursor))

    def _cells_at(self, row: int) -> tuple[MatrixCell, ...]:
        return self.lines[row].cells if 0 <= row < len(self.lines) else ()

    def _nearest(self, row: int, column: int, by: int = 1) -> tuple[int, int]:
        """The first row with cells from `row` on, in the direction of `by`, else the other way."""
        row = max(0, min(row, len(self.lines) - 1))
        onwards = range(row, len(self.lines)) if by >= 0 else range(row, -1, -1)
        back = range(row, -1, -1) if by >= 0 else range(row, len(self.lines))
        found = next((one for one in (*onwards, *back) if self._cells_at(one)), 0)
        return found, max(0, min(column, len(self.columns) - 1))

    @property
    def _rows_shown(self) -> int:
        return max(self.size.height - 1, 1)

    @property
    def _columns_shown(self) -> int:
        return max((self.size.width - self._label_width - 1) // self._width, 1)

    @property
    def _label_width(self) -> int:
        """A narrow screen leaves room for one column."""
        return max(min(self._label, self.size.width - self._width), 4)

    def _follow(self) -> None:
        """Scroll so that the cursor is seen, with the heading over the first row."""
        row, column = self.cursor
        first = row - 1 if row == 1 and not self._cells_at(0) else row
        self._top = min(max(self._top, row - self._rows_shown + 1), first)
        self._left = min(max(self._left, column - self._columns_shown + 1), column)

    def on_resize(self) -> None:
        """More or less of it can be seen."""
        self._top = max(min(self._top, len(self.lines) - self._rows_shown), 0)
        self._left = max(min(self._left, len(self.columns) - self._columns_shown), 0)
        self._follow()
        self.refresh()

    def render(self) -> Content:
        """The heads of the columns, then the rows from the first that is seen."""
        if not self.lines:
            return Content(self.empty)
        text, spans = "", []
        for part, style in self._parts():
            if style:
                spans.append(Span(len(text), len(text) + len(part), style))
            text += part
        return Content(text, spans)

    def _parts(self) -> Iterator[tuple[str, str]]:
        columns = range(self._left, min(self._left + self._columns_shown, len(self.columns)))
        more = "◂" if self._left else ""
        yield fit(more, self._label_width), "$text-muted"
        for column in columns:
            yield self._centred(self.columns[column]), "bold"
        if columns and columns[-1] < len(self.columns) - 1:
            yield "▸", "$text-muted"
        for row in range(self._top, min(self._top + self._rows_shown, len(self.lines))):
            yield "\n", ""
            line = self.lines[row]
            if not line.cells:
                yield fit(line.label, max(self.size.width, 1)).rstrip(), "bold $accent"
                continue
            yield fit(line.label, self._label_width), "bold" if row == self.cursor[0] else ""
            for column in columns:
                here = self.has_focus and (row, column) == self.cursor
                cell = line.cells[column]
                yield self._centred(cell.text), "reverse" if here else COLOURS[cell.colour]

    def _centred(self, text: str) -> str:
        space = max(self._width - cell_len(text), 0)
        return fit(" " * (space // 2) + text, self._width)

    def action_move(self, rows: int, columns: int) -> None:
        """To a neighbouring cell; headings are stepped over."""
        row, column = self.cursor
        self._to(row + rows, column + columns, rows)

    def action_page(self, by: int) -> None:
        """A screen up or down."""
        self._to(self.cursor[0] + by * self._rows_shown, self.cursor[1], by)

    def action_go_to(self, row: int, column: int) -> None:
        """To a cell; -1 is the last."""
        self._to(row % max(len(self.lines), 1), column % max(len(self.columns), 1), 1)

    def _to(self, row: int, column: int, by: int) -> None:
        self.cursor = self._nearest(row, column, by)
        self._follow()
        self.refresh()
        self._tell()

    def action_open(self) -> None:
        """Open the cell."""
        if self._cells_at(self.cursor[0]):
            self.post_message(self.Opened(*self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a cell and opens it."""
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        row, place = self._top + y - 1, x - self._label_width
        column = self._left + place // self._width
        shown = place >= 0 and place // self._width < self._columns_shown
        if y >= 1 and shown and self._cells_at(row) and column < len(self.columns):
            self._to(row, column, 1)
            self.action_open()

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves what is seen."""
        self._wheel(3)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves what is seen."""
        self._wheel(-3)

    def _wheel(self, by: int) -> None:
        self._top = max(min(self._top + by, len(self.lines) - self._rows_shown), 0)
        self.refresh()
