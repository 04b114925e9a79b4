"""Attachments: a path typed, pasted or dragged in adds a file; each has a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from models.kernel.errors import JiaoyanError
from tui.cells import fit, plain
from tui.typed_paths import typed_paths
from tui.widgets.edited import Edited, FieldContext, Unreadable
from tui.widgets.keys import keys
from tui.widgets.written import Line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class FileLine(Horizontal):
    """One attachment: its name, and its caption to write."""

    DEFAULT_CSS = """
    FileLine { height: 1; }
    FileLine > Static { width: 34; }
    FileLine > Line { width: 1fr; }
    """

    def __init__(self, row: dict[str, Any]) -> None:
        super().__init__()
        self.row = row
        self._caption = Line(str(row["caption"]), placeholder="说明文字")

    def compose(self) -> ComposeResult:
        """Name and caption."""
        sign = "图" if str(self.row["media"]).startswith("image/") else "件"
        yield Static(plain(fit(f"[{sign}] {self.row['name']}", 32)))
        yield self._caption

    @property
    def held(self) -> dict[str, Any]:
        """The attachment with the caption that stands there now."""
        return {**self.row, "caption": self._caption.held}


class Files(Vertical):
    """The attachments of a record. Ctrl+D takes one away, Alt+↑↓ moves it."""

    DEFAULT_CSS = "Files { height: auto; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("alt+up", "move(-1)", "上移"),
        ("alt+down", "move(1)", "下移"),
    ) + keys(("ctrl+d", "delete", "去掉"), first=True)

    def __init__(
        self, value: list[dict[str, Any]], context: FieldContext, *, disabled: bool = False
    ) -> None:
        super().__init__(disabled=disabled)
        self.rows = [dict(row) for row in value or ()]
        self.context = context
        self._path = Line("", placeholder="+ 照片或文件的路径(可拖入)，Enter 添加", id="path")

    def compose(self) -> ComposeResult:
        """The files, and a line for another path."""
        for row in self.rows:
            yield FileLine(row)
        yield self._path

    @property
    def held(self) -> list[dict[str, Any]]:
        """The value as it is kept."""
        there = {line.row["_id"]: line.held for line in self.query(FileLine)}
        return [dict(there.get(row["_id"], row)) for row in self.rows]

    def put(self, value: list[dict[str, Any]]) -> None:
        """Show other files without posting `Edited`."""
        if value == self.rows:
            return
        self.rows = [dict(row) for row in value or ()]
        if self._path.parent is None:  # not laid out yet: it will be with these
            return
        self.query(FileLine).remove()
        self.mount_all([FileLine(row) for row in self.rows], before=self._path)

    def focus(self, scroll_visible: bool = True) -> Files:
        """The line for a path."""
        self._path.focus(scroll_visible)
        return self

    def on_edited(self, event: Edited) -> None:
        """A caption was written; a path that is being typed is not a value yet."""
        if event.widget is self:
            return
        event.stop()
        line = event.widget.parent
        if isinstance(line, FileLine):
            line.row["caption"] = event.value
            self.post_message(Edited(self, self.held))

    def on_key(self, event: events.Key) -> None:
        """Enter adds the file whose path stands in the line."""
        path = self._path
        if event.key == "enter" and path.has_focus and path.value.strip():
            event.stop()
            event.prevent_default()
            typed = path.value
            path.put("")
            self._add(typed)

    @work(thread=True)
    def _add(self, typed: str) -> None:
        """Those that cannot be taken stay in the line, with the reasons."""
        left, reasons = [], []
        for path in typed_paths(typed):
            try:
                row = self.context.take_file(path)
            except JiaoyanError as problem:
                left.append(path)
                reasons.append(str(problem))
            else:
                self.app.call_from_thread(self._added, row)
        self.app.call_from_thread(self._taken, " ".join(left), "".join(reasons))

    def _added(self, row: dict[str, Any]) -> None:
        self.rows.append(row)
        self.mount(FileLine(row), before=self._path)
        self.post_message(Edited(self, self.held))

    def _taken(self, left: str, reasons: str) -> None:
        if left:
            self._path.put(f"{left} {self._path.value}".rstrip())
        self.post_message(Unreadable(self, reasons))

    def _here(self) -> FileLine | None:
        return next((line for line in self.query(FileLine) if line.has_focus_within), None)

    def action_delete(self) -> None:
        """Take the file away from the record."""
        if line := self._here():
            self.rows.remove(line.row)
            self.focus()
            line.remove()
            self.post_message(Edited(self, self.held))

    def action_move(self, by: int) -> None:
        """Up or down."""
        line = self._here()
        lines = [*self.query(FileLine)]
        if line is None or not 0 <= lines.index(line) + by < len(lines):
            return
        place = lines.index(line)
        self.rows[place], self.rows[place + by] = self.rows[place + by], self.rows[place]
        if by < 0:
            self.move_child(line, before=lines[place + by])
        else:
            self.move_child(line, after=lines[place + by])
        self.post_message(Edited(self, self.held))
