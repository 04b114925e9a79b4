"""Rows: each one line of text until one goes there, then a line of cells to type in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.containers import Vertical
from textual.widgets import Static

from models.kernel.fields import Field
from models.kernel.ids import row_id
from models.kernel.text import clean
from tui.cells import fit, plain
from tui.widgets.cn_input import CnInput
from tui.widgets.edited import Edited, FieldContext
from tui.widgets.keys import keys
from tui.widgets.names import NameInput
from tui.widgets.pasted import cell_from_text, table_in
from tui.widgets.row_line import RowLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

MakeWidget = Callable[[Field, Any, FieldContext], "Widget"]
LEAST = 16
"""Cells of a column that says no width."""
SHORT = 12
"""Characters that are shown of what has no place."""
TOLD = 3
"""Cells that were not understood of which one is told."""
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
        self._heads = Static(classes="heads")
        self._add = AddRow("+ Enter 加一行(可粘贴多行)", classes="add", markup=False)

    def compose(self) -> ComposeResult:
        """Column heads, rows, and a place to add one."""
        yield self._heads
        for row in self._given:
            yield RowLine(row, self)
        if not (self.disabled_rows or self.fixed):
            yield self._add

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
        self._heads.update(plain(heads))
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
        if value == self.held:
            return
        self._given = [dict(row) for row in value or ()]
        if self._heads.parent is None:  # not laid out yet: it will be with these
            return
        for line in self.lines:
            line.gone = True
            line.remove()
        self.mount_all([RowLine(row, self) for row in self._given], before=self._add_place)

    @property
    def _add_place(self) -> Widget | None:
        return self._add if self._add.parent is self else None

    def focus(self, scroll_visible: bool = True) -> RowsEditor:
        """The first row, or the place to add one."""
        place = self._add_place
        for target in [*self.lines, *((place,) if place else ())][:1]:
            target.focus(scroll_visible)
        return self

    def focus_cell(self, row: int, column: str) -> None:
        """Go to one cell."""
        lines = self.lines
        if row < len(lines):
            lines[row].go_to(column)

    def row_changed(self, _line: RowLine) -> None:
        """Take over what stands in the rows."""
        self._given = self.held
        self.post_message(Edited(self, self.held))

    def _line_here(self) -> RowLine | None:
        return next((line for line in self.lines if line.has_focus_within or line.has_focus), None)

    def _blank(self) -> dict[str, Any]:
        return {"_id": row_id(), **{c.key: c.empty() for c in self.columns}}

    def _read(self, table: list[list[str]], start: int = 0) -> list[dict[str, Any]]:
        """The cells of each line of a pasted table, the first for the column `start`; what is no
        value of its column is said.
        """
        rows, left = [], []
        for line in table:
            cells = {}
            for c, words in zip(self.columns[start:], line, strict=False):
                if c.automatic:
                    continue
                cells[c.key], unread = cell_from_text(c, words.strip(), self.context)
                left += [f"“{word}”不是{c.label}" for word in unread]
            surplus = [words.strip() for words in line[len(self.columns) - start :]]
            left += [f"“{words[:SHORT]}”没有地方放" for words in surplus if words]
            rows.append(cells)
        if left:
            more = f"等 {len(left)} 处" if len(left) > TOLD else ""
            said = f"粘贴的有些没有填进去：{'，'.join(left[:TOLD])}{more}"
            self.notify(said, severity="error", markup=False)
        return rows

    def paste(self, table: list[list[str]], line: RowLine | None, start: int = 0) -> None:
        """A table into the rows from `line` on, at the end where none is given: the first line goes
        into that row where nothing stands in its way, the others make rows of their own, or go into
        the rows that are there where none can be made.
        """
        rows = self._read(table, start)
        if line is not None and (self.fixed or not any(line.current().get(k) for k in rows[0])):
            line.put(line.current() | rows.pop(0))
        if rows and self.fixed and line is not None:
            rows = self._fill(rows, after=line)
        if rows and not (self.fixed or self.disabled_rows):
            self.insert([self._blank() | cells for cells in rows], after=line)
        elif line is not None:
            self.row_changed(line)

    def _fill(self, rows: list[dict[str, Any]], after: RowLine) -> list[dict[str, Any]]:
        """Into the rows that are given; what is left is said."""
        lines = self.lines
        below = lines[lines.index(after) + 1 :]
        for other, cells in zip(below, rows, strict=False):
            other.put(other.current() | cells)
        left = rows[len(below) :]
        if left:
            self.notify(
                f"粘贴的最后 {len(left)} 行放不下，没有填进去", severity="error", markup=False
            )
        return left

    def hand_on(self, cell: Widget | None) -> None:
        """A row is open: what was typed for it before is its cell's."""
        self._add.hand_on(cell)

    def action_add(self) -> None:
        """A new row beneath this one."""
        self.insert([self._blank()], after=self._line_here())

    def insert(self, rows: list[dict[str, Any]], after: RowLine | None) -> None:
        """New rows beneath a row, at the end where none is given; go to the first of them."""
        if self.disabled_rows or self.fixed:
            return
        lines = [RowLine(row, self) for row in rows]
        if after in self.lines:
            self.mount_all(lines, after=after)
        else:
            self.mount_all(lines, before=self._add_place)
        lines[0].focus()  # it becomes its cells by itself; what is typed until then waits for them
        self.row_changed(lines[0])

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
        self._given = [other.current() for other in rest]
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
        self.row_changed(new)

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

    def on_row_line_pasted(self, event: RowLine.Pasted) -> None:
        """A table was pasted into a cell."""
        event.stop()
        self.paste(event.table, event.line, event.start)

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
        elif not self.fixed and any(line.current().get(c.key) for c in self.columns):
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
            if table := table_in(clean(event.text).text):
                editor.paste(table, None)
