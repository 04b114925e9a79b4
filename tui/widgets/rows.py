"""Rows: each one line of text until one goes there, then a line of cells to type in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.containers import Vertical
from textual.widgets import Static

from models.record import row_id
from models.spec import Field
from models.text import clean
from tui.cells import fit, plain
from tui.widgets.cn_input import CnInput
from tui.widgets.edited import Edited, FieldContext
from tui.widgets.keys import keys
from tui.widgets.names import NameInput
from tui.widgets.pasted import cell_from_text
from tui.widgets.row_line import RowLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

MakeWidget = Callable[[Field, Any, FieldContext], "Widget"]
LEAST = 16
"""Cells of a column that says no width."""
BELOW = {"down": 1, "up": -1}
"""Key → rows further down."""


class RowsEditor(Vertical):
    """Rows of declared columns.

    Enter in the last cell goes to the next row, and makes one at the end; Ctrl+N adds, Ctrl+D
    deletes (Ctrl+Z brings back), Alt+↑↓ moves; ↑↓ go to the same cell of the row above or below.
    """

    DEFAULT_CSS = """
    RowsEditor { height: auto; width: 1fr; }
    RowsEditor > .heads { color: $text-muted; height: 1; }
    RowsEditor > .add { height: 1; color: $text-muted; }
    RowsEditor > .add:focus { background: $panel; color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("ctrl+n", "add", "加一行"),
        ("ctrl+z", "bring_back", "撤销删行"),
        ("alt+up", "move(-1)", "上移"),
        ("alt+down", "move(1)", "下移"),
    ) + keys(("ctrl+d", "delete", "删这行"), first=True)

    def __init__(
        self, value: list[dict[str, Any]], columns: tuple[Field, ...], make: MakeWidget,
        context: FieldContext, *, disabled: bool = False, fixed: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.fixed = fixed
        self.columns = columns
        self.make = make
        self.context = context
        self.disabled_rows = disabled
        self._given = [dict(row) for row in value or ()]
        self._deleted: list[tuple[int, dict[str, Any]]] = []

    def compose(self) -> ComposeResult:
        """Column heads, rows, and a place to add one."""
        yield Static(classes="heads")
        for row in self._given:
            yield RowLine(row, self)
        if not (self.disabled_rows or self.fixed):
            yield AddRow("+ Enter 加一行(可粘贴多行)", classes="add", markup=False)

    def widths(self) -> list[int]:
        """Cells of each column; those that say none share what is left."""
        loose = sum(not c.width for c in self.columns)
        taken = sum(c.width + 1 for c in self.columns if c.width)
        rest = max((self.size.width - taken) // loose - 1, LEAST) if loose else 0
        return [c.width or rest for c in self.columns]

    def on_resize(self) -> None:
        """Lay the heads and the rows out for the width."""
        heads = " ".join(
            fit(c.label, width) for c, width in zip(self.columns, self.widths(), strict=True)
        )
        self.query_one(".heads", Static).update(plain(heads))
        for line in self.lines:
            line.show()

    @property
    def lines(self) -> list[RowLine]:
        """The rows on the screen, in order."""
        return [line for line in self.children if isinstance(line, RowLine) and not line.gone]

    @property
    def held(self) -> list[dict[str, Any]]:
        """The value as it is kept."""
        lines = self.lines
        rows = [line.current() for line in lines] if lines else self._given
        return [dict(row) for row in rows]

    def column(self, key: str) -> Field:
        """The declaration of a column."""
        return next(c for c in self.columns if c.key == key)

    def put(self, value: list[dict[str, Any]]) -> None:
        """Show other rows without posting `Edited`."""
        if value == self._given:
            return
        self._given = [dict(row) for row in value or ()]
        for line in self.lines:
            line.gone = True
            line.remove()
        self.mount_all([RowLine(row, self) for row in self._given], before=self._add_place)

    @property
    def _add_place(self) -> Widget | None:
        return next(iter(self.query(AddRow)), None)

    def focus(self, scroll_visible: bool = True) -> RowsEditor:
        """The first row, or the place to add one."""
        target = next(iter([*self.lines, *self.query(AddRow)]), None)
        if target is not None:
            target.focus(scroll_visible)
        return self

    def focus_cell(self, row: int, column: str) -> None:
        """Go to one cell."""
        lines = self.lines
        if row < len(lines):
            lines[row].go_to(column)

    def row_changed(self, _line: RowLine) -> None:
        """Take over what stands in the rows."""
        self._given = [line.row for line in self.lines]
        self.post_message(Edited(self, self.held))

    def _line_here(self) -> RowLine | None:
        return next((line for line in self.lines if line.has_focus_within or line.has_focus), None)

    def _blank(self, cells: list[str] = []) -> dict[str, Any]:  # noqa: B006 never changed
        row: dict[str, Any] = {"_id": row_id(), **{c.key: c.empty() for c in self.columns}}
        for c, cell in zip(self.columns, cells, strict=False):
            row[c.key] = cell_from_text(c, cell.strip(), self.context)
        return row

    def hand_on(self, cell: Widget | None) -> None:
        """A row is open: what was typed for it before is its cell's."""
        for place in self.query(AddRow):
            place.hand_on(cell)

    def action_add(self) -> None:
        """A new row beneath this one."""
        self.insert([self._blank()], after=self._line_here())

    def insert(self, rows: list[dict[str, Any]], after: RowLine | None) -> None:
        """New rows beneath a row, at the end where none is given; go to the first of them."""
        if self.disabled_rows or self.fixed:
            return
        lines = [RowLine(row, self) for row in rows]
        place = self._add_place
        self.mount_all(lines, after=after) if after else self.mount_all(lines, before=place)
        lines[
            0
        ].focus()  # it becomes its cells by itself, and keeps for them what is typed until then
        self.call_after_refresh(self.row_changed, lines[0])

    def action_delete(self) -> None:
        """This row away."""
        line = self._line_here()
        if line is None or self.disabled_rows or self.fixed:
            return
        lines = self.lines
        place = lines.index(line)
        self._deleted.append((place, line.current()))
        line.gone = True
        rest = [other for other in lines if other is not line]
        self._given = [other.row for other in rest]
        (rest[min(place, len(rest) - 1)] if rest else self._add_place or self).focus()
        line.remove()
        self.post_message(Edited(self, self.held))

    def action_bring_back(self) -> None:
        """The last deleted row again."""
        if not self._deleted:
            return
        place, row = self._deleted.pop()
        lines = self.lines
        new = RowLine(row, self)
        before = lines[place] if place < len(lines) else self._add_place
        self.mount(new, before=before)
        new.focus()
        self.call_after_refresh(self.row_changed, new)

    def action_move(self, by: int) -> None:
        """This row up or down."""
        line = self._line_here()
        lines = self.lines
        if line is None or self.disabled_rows or self.fixed:
            return
        place = lines.index(line) + by
        if 0 <= place < len(lines):
            if by < 0:
                self.move_child(line, before=lines[place])
            else:
                self.move_child(line, after=lines[place])
            self.row_changed(line)

    def on_row_line_asked(self, event: RowLine.Asked) -> None:
        """Pasted rows: the first fills this row where it is empty."""
        event.stop()
        rows = [self._blank(cells) for cells in event.values]
        line = event.line
        if not any(line.row.get(c.key) for c in self.columns):
            line.row = {**rows.pop(0), "_id": line.row["_id"]}
            line.close()
        if rows:
            self.insert(rows, after=line)
        else:
            self.row_changed(line)

    def on_key(self, event: events.Key) -> None:
        """Enter in the last cell: on to the next row, or a new one. Down and up in a short cell: the
        same cell of the next row, as in a table.
        """
        line = self._line_here()
        here = self.app.focused
        short = isinstance(here, CnInput) and not isinstance(here, NameInput)
        if event.key in BELOW and line is not None and short:
            event.stop()
            event.prevent_default()
            self._same_cell(line, BELOW[event.key])
            return
        if event.key == "enter" and line is not None and line.cells:
            last = [*line.cells.values()][-1]
            if last.has_focus or last.has_focus_within:
                event.stop()
                event.prevent_default()
                self._next_row(line)

    def _same_cell(self, line: RowLine, by: int) -> None:
        lines = self.lines
        place = lines.index(line) + by
        column = next((key for key, cell in line.cells.items()
                       if cell.has_focus or cell.has_focus_within), "")  # fmt: skip
        if 0 <= place < len(lines):
            lines[place].open(column)

    def _next_row(self, line: RowLine) -> None:
        lines = self.lines
        place = lines.index(line) + 1
        if place < len(lines):
            lines[place].focus()
        elif not self.fixed and any(line.row.get(c.key) for c in self.columns):
            self.action_add()
        else:
            self.screen.focus_next()


class AddRow(Static, can_focus=True):
    """The place after the last row: Enter or a paste makes rows."""

    BINDINGS: ClassVar[list[BindingType]] = keys(("enter", "add", "加一行"))
    _typed: tuple[events.Key, ...] = ()
    """Typed here, for a row that is only coming."""

    def on_key(self, event: events.Key) -> None:
        """Who types here wants a row to type in."""
        if event.is_printable:
            event.stop()
            event.prevent_default()
            self._typed += (event,)
            if len(self._typed) == 1:
                self.action_add()

    def hand_on(self, cell: Widget | None) -> None:
        """What was typed belongs to the first cell of the new row."""
        typed, self._typed = self._typed, ()
        for key in typed:
            if cell is not None:
                cell._forward_event(events.Key(key.key, key.character))  # noqa: SLF001 as the app does

    def action_add(self) -> None:
        """A new row."""
        editor = self.parent
        if isinstance(editor, RowsEditor):
            editor.insert([editor._blank()], after=None)  # noqa: SLF001 a part of the same widget

    def on_click(self) -> None:
        """The mouse adds too."""
        self.action_add()

    def on_paste(self, event: events.Paste) -> None:
        """Lines are rows, tabs part cells."""
        editor = self.parent
        if isinstance(editor, RowsEditor):
            event.stop()
            lines = [line for line in clean(event.text).text.split("\n") if line.strip()]
            rows = [editor._blank(line.split("\t")) for line in lines]  # noqa: SLF001
            if rows:
                editor.insert(rows, after=None)
