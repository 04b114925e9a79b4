"""Rows: each one line of text until one goes there, then a line of cells to type in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from models.listing import show
from models.record import row_id
from models.spec import Field, Kind
from models.text import clean
from tui.cells import fit, plain
from tui.widgets.cn_input import CnInput
from tui.widgets.edited import Edited, FieldContext, editor_of
from tui.widgets.keys import keys
from tui.widgets.pasted import cell_from_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import AwaitMount, Widget

MakeWidget = Callable[[Field, Any, FieldContext], "Widget"]
LEAST = 16
"""Cells of a column that says no width."""


class RowLine(Vertical, can_focus=True):
    """One row. Focused, it becomes its cells; left, it is one line again."""

    DEFAULT_CSS = """
    RowLine { height: auto; width: 1fr; background: $surface; }
    RowLine:focus-within { background: $panel; }
    RowLine > Horizontal { height: auto; }
    RowLine .cell { height: auto; width: 1fr; padding-right: 1; }
    """

    class Asked(Message):
        """A key asks for something that concerns the other rows too."""

        def __init__(self, line: RowLine, what: str, values: list[list[str]] | None = None) -> None:
            super().__init__()
            self.line = line
            self.what = what
            self.values = values or []

    def __init__(self, row: dict[str, Any], editor: RowsEditor) -> None:
        super().__init__()
        self.row = row
        self.editor = editor
        self.cells: dict[str, Widget] = {}
        self.gone = False
        """Taken away, though it may still be on the screen for a moment."""
        self._ahead: Widget | None = None
        """The cell that gets the keys which were meant for it before it was there."""

    def compose(self) -> ComposeResult:
        """One line of text."""
        yield Static(plain(self._text()), classes="summary")

    def _text(self) -> str:
        parts = [
            fit(_cell_text(c, self.row.get(c.key)), width)
            for c, width in zip(self.editor.columns, self.editor.widths(), strict=True)
        ]
        return " ".join(parts).rstrip() or "(空行)"

    def show(self) -> None:
        """Write the one line of text anew; a row that is only coming or is going has none."""
        for summary in self.query(".summary").results(Static):
            summary.update(plain(self._text()))

    def on_focus(self) -> None:
        """Become the cells."""
        self.open()

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
        self.query_one(".summary").display = False
        target = self.cells.get(column) or next(iter(self.cells.values()))
        self.call_next(self._go_to, target, self.mount(Horizontal(*boxes)))

    async def _go_to(self, cell: Widget, mounted: AwaitMount) -> None:
        """Into a cell as soon as it can take keys, before the page is laid out anew: a key that was
        typed meanwhile came here, and goes on to the cell.
        """
        await mounted
        for line in self.query(CnInput):
            line.in_rows = True
        if not cell.is_attached:  # left again meanwhile
            return
        self._ahead = next((w for w in (cell, *cell.query("*")) if w.focusable), None)
        self.screen.set_focus(self._ahead, scroll_visible=False)
        self.call_after_refresh(self._show_cell, cell)
        self.call_later(self._hand_nothing_on)

    def _show_cell(self, cell: Widget) -> None:
        if cell.has_focus_within or cell.has_focus:
            cell.scroll_visible()

    def _hand_nothing_on(self) -> None:
        self._ahead = None

    def on_key(self, event: events.Key) -> None:
        """What was typed before the cell was there is the cell's."""
        if self._ahead is not None:
            event.stop()
            event.prevent_default()
            self._ahead.post_message(events.Key(event.key, event.character))

    def current(self) -> dict[str, Any]:
        """The row with what stands in its cells now."""
        return {**self.row, **{key: editor_of(w).held for key, w in self.cells.items()}}

    def close(self) -> None:
        """Be one line of text again."""
        if not self.cells:
            return
        self.row = self.current()
        self.cells.clear()
        self.query(Horizontal).remove()
        self.show()
        self.query(".summary").set(display=True)
        self.can_focus = True

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
            keys = [c.key for c in self.editor.columns]
            before = [""] * keys.index(key)
            values = [[*before, *line.split("\t")] for line in text.split("\n") if line.strip()]
            self.post_message(self.Asked(self, "paste", values))


class RowsEditor(Vertical):
    """Rows of declared columns.

    Enter in the last cell goes to the next row, and makes one at the end; Ctrl+N adds, Ctrl+D
    deletes (Ctrl+Z brings back), Alt+↑↓ moves.
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
            lines[row].open(column)

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
        self.call_after_refresh(self._inserted, lines[0])

    def _inserted(self, first: RowLine) -> None:
        self.row_changed(first)
        first.open()

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
        self.call_after_refresh(self._inserted, new)

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
        """Enter in the last cell: on to the next row, or a new one."""
        line = self._line_here()
        if event.key == "enter" and line is not None and line.cells:
            last = [*line.cells.values()][-1]
            if last.has_focus or last.has_focus_within:
                event.stop()
                event.prevent_default()
                self._next_row(line)

    def _next_row(self, line: RowLine) -> None:
        lines = self.lines
        place = lines.index(line) + 1
        if place < len(lines):
            lines[place].open()
        elif not self.fixed and any(line.row.get(c.key) for c in self.columns):
            self.action_add()
        else:
            self.screen.focus_next()


class AddRow(Static, can_focus=True):
    """The place after the last row: Enter or a paste makes rows."""

    BINDINGS: ClassVar[list[BindingType]] = keys(("enter", "add", "加一行"))

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


def _cell_text(c: Field, value: Any) -> str:
    return ("[√]" if value else "[ ]") if c.kind is Kind.BOOL else show(c, value)
