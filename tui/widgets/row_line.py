"""One row of an editor of rows: a line of text until one goes there, then a line of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from models.kernel.fields import Field, Kind
from models.kernel.showing import show
from models.kernel.text import clean
from tui.cells import fit, plain
from tui.widgets.choice import ChoiceLine
from tui.widgets.choices import ChoicesLine
from tui.widgets.cn_input import CnInput
from tui.widgets.edited import Edited, editor_of
from tui.widgets.pasted import table_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import AwaitMount, Widget

    from tui.widgets.edited import FieldContext


class Rows(Protocol):
    """The editor that a row is part of, as its rows see it."""

    columns: tuple[Field, ...]
    make: Callable[[Field, Any, FieldContext], Widget]
    """Makes the widget of a cell."""
    context: FieldContext
    disabled_rows: bool

    def widths(self) -> list[int]:
        """Cells that each column takes."""

    def column(self, key: str) -> Field:
        """A column by its key."""

    def row_changed(self, line: RowLine, /) -> None:
        """Something was typed in a row."""

    def hand_on(self, cell: Widget | None, /) -> None:
        """A cell has been opened: what was pasted for it meanwhile is its own."""


class RowLine(Vertical, can_focus=True):
    """One row. Focused, it becomes its cells; left, it is one line again."""

    DEFAULT_CSS = """
    RowLine { height: auto; width: 1fr; background: $surface; }
    RowLine:focus-within { background: $panel; }
    RowLine > Horizontal { height: auto; }
    RowLine .cell { height: auto; width: 1fr; padding-right: 1; }
    """

    class Pasted(Message):
        """A table was pasted into a cell: texts by row, the first for the column `start`."""

        def __init__(self, line: RowLine, start: int, table: list[list[str]]) -> None:
            super().__init__()
            self.line = line
            self.start = start
            self.table = table

    def __init__(self, row: dict[str, Any], editor: Rows) -> None:
        super().__init__()
        self.row = row
        self.editor = editor
        self.cells: dict[str, Widget] = {}
        self.gone = False
        """Taken away, though it may still be on the screen for a moment."""
        self._wanted = ""
        """The column of the cell to go to when the focus comes here; the first where empty."""
        self._summary = Static(classes="summary")
        self.leads_on = not editor.disabled_rows
        """Whether the focus goes on to a cell as soon as it is here: keys wait for that."""

    def compose(self) -> ComposeResult:
        """One line of text."""
        self.show()
        yield self._summary

    def _text(self) -> str:
        parts = [
            fit(_cell_text(c, self.row.get(c.key)), width)
            for c, width in zip(self.editor.columns, self.editor.widths(), strict=True)
        ]
        return " ".join(parts).rstrip() or "(空行)"

    def show(self) -> None:
        """Write the one line of text anew."""
        self._summary.update(plain(self._text()))

    def go_to(self, column: str) -> None:
        """To one of its cells."""
        if column in self.cells:
            self.cells[column].focus()
        else:
            self._wanted = column
            self.focus()

    def on_focus(self) -> None:
        """Become the cells."""
        wanted, self._wanted = self._wanted, ""
        self.open(wanted)

    def open(self, column: str = "") -> None:
        """Mount a widget for each cell and go to one of them."""
        if self.cells or self.editor.disabled_rows:
            return
        self.can_focus = False
        boxes = []
        for c in self.editor.columns:
            value = self.row.get(c.key, c.empty())
            if c.automatic:
                widget: Widget = Static(plain(show(c, value)))
            else:
                widget = self.cells[c.key] = self.editor.make(c, value, self.editor.context)
            box = Vertical(widget, classes="cell")
            if c.width:
                box.styles.width = c.width + 1
            boxes.append(box)
        self._summary.display = False
        target = self.cells.get(column) or next(iter(self.cells.values()))
        self.call_next(self._go_to, target, self.mount(Horizontal(*boxes)))

    async def _go_to(self, cell: Widget, mounted: AwaitMount) -> None:
        """Into a cell as soon as it can take keys, before the page is laid out anew."""
        await mounted
        typed_in: list[CnInput | ChoiceLine | ChoicesLine] = [
            *self.query(CnInput), *self.query(ChoiceLine), *self.query(ChoicesLine)
        ]  # fmt: skip
        for widget in typed_in:
            widget.in_rows = True
        self.leads_on = False
        if not cell.is_attached:  # left again meanwhile
            return
        target = next((w for w in (cell, *cell.query("*")) if w.focusable), None)
        self.screen.set_focus(target, scroll_visible=False)
        self.call_after_refresh(self._show_cell, cell)
        self.editor.hand_on(target)

    def _show_cell(self, cell: Widget) -> None:
        if cell.has_focus_within or cell.has_focus:
            cell.scroll_visible()

    def current(self) -> dict[str, Any]:
        """The row with what stands in its cells now."""
        return {**self.row, **{key: editor_of(w).held for key, w in self.cells.items()}}

    def put(self, row: dict[str, Any]) -> None:
        """Show another row: its cells too, where it is open, for they are what is read last."""
        self.row = row
        for key, cell in self.cells.items():
            editor_of(cell).put(row[key])
        self.show()

    def close(self) -> None:
        """Be one line of text again."""
        if not self.cells:
            return
        self.row = self.current()
        self.cells.clear()
        self.query(Horizontal).remove()
        self.show()
        self._summary.display = True
        self.can_focus = self.leads_on = True

    def on_edited(self, event: Edited) -> None:
        """A cell was typed in."""
        event.stop()
        key = next((key for key, widget in self.cells.items() if widget is event.widget), "")
        if key:
            self.row = {**self.row, key: event.value}
            self.editor.row_changed(self)

    def on_descendant_blur(self) -> None:
        """Close when the focus has gone to another row or field."""
        self.call_after_refresh(self._close_if_left)

    def _close_if_left(self) -> None:
        if not self.has_focus_within and self.app.focused is not None:
            self.close()

    def on_paste(self, event: events.Paste) -> None:
        """Several lines, or cells from Excel or Word, are several rows."""
        key = next((key for key, w in self.cells.items() if w.has_focus_within or w.has_focus), "")
        if not key:
            return
        text = clean(event.text).text.strip("\n")
        long = self.editor.column(key).kind is Kind.LONG
        if "\t" in text or ("\n" in text and not long):
            event.stop()
            event.prevent_default()
            start = [c.key for c in self.editor.columns].index(key)
            self.post_message(self.Pasted(self, start, table_in(text)))


def _cell_text(c: Field, value: Any) -> str:
    return ("[√]" if value else "[ ]") if c.kind is Kind.BOOL else show(c, value)
