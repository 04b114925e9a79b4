"""What every page shares: a head line, a status line, the footer, and how the commands of a page
become its keys.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from models.problems import JiaoyanError
from tui.cells import plain
from tui.commands import EVERYWHERE, Scope
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.message import Message

    from models.desk import Desk
    from tui.app import JiaoyanApp
    from tui.commands import Command

T = TypeVar("T")


class Page(Screen[T]):
    """A full page. `SCOPES` are the commands that F1 and the palette show for it."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 as Textual declares it
    app: JiaoyanApp

    def on_mount(self) -> None:
        """Narrow or wide is known before the first layout. Textual says it after that, and then
        styles, lays out and paints the page a second time.
        """
        now = self._get_breakpoint_classes(self.app.size.width, self.HORIZONTAL_BREAKPOINTS)
        self.set_class(True, *now, update=False)

    async def on_event(self, event: events.Event) -> None:
        """As Textual does; what the store cannot do now is said, and the page stays."""
        with self._problems_said():
            await super().on_event(event)

    async def _on_message(self, message: Message) -> None:
        """The same for messages, which Textual hands on by no public way: a handler that fails ends
        the program.
        """
        with self._problems_said():
            await super()._on_message(message)

    @contextmanager
    def _problems_said(self) -> Iterator[None]:
        try:
            yield
        except JiaoyanError as problem:
            self.app.tell(str(problem), bad=True)

    @property
    def desk(self) -> Desk:
        """The desk of the person at this terminal."""
        return self.app.desk

    def help_scopes(self) -> tuple[Scope, ...]:
        """The commands of this page as it stands, under their headings."""
        return tuple(
            Scope(scope.title, tuple(c for c in scope.commands if self.check_action(c.action, ())))
            for scope in self.SCOPES
        )

    def commands(self) -> tuple[Command, ...]:
        """What can be done on this page as it stands: for its bottom line and the palette."""
        return tuple(command for scope in self.help_scopes() for command in scope.commands)

    def head(self) -> ComposeResult:
        """The line at the top: what this is on the left, who and when on the right."""
        with Horizontal(id="page-head"):
            yield Static(classes="left", markup=False)
            yield Static(classes="right", markup=False)

    def foot(self) -> ComposeResult:
        """The status line and the keys."""
        yield Static(id="status", markup=False)
        yield KeyLine([*self.commands(), *EVERYWHERE.commands])

    def show_head(self, left: str, right: str = "") -> None:
        """Write the head line."""
        for part, text in ((".left", left), (".right", right)):
            for line in self.query(f"#page-head {part}").results(Static):
                line.update(plain(text))

    def show_status(self, message: str, *, bad: bool = False) -> None:
        """Write the status line; `bad` news stand out until the next message.

        News of a save may come while the page is being taken down: then there is no line any more.
        """
        for status in self.query("#status").results(Static):
            status.set_class(bad, "bad")
            status.update(plain(message), layout=False)
