"""What every page shares: a head line, a status line, the footer, and how the commands of a page
become its keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from tui.cells import plain
from tui.commands import EVERYWHERE, Scope
from tui.standing import Standing
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from models.session.session import Session
    from tui.commands import Command
    from tui.notebook import Notebook

T = TypeVar("T")


class Page(Standing, Screen[T]):
    """A full page. `SCOPES` are the commands that F1 and the palette show for it."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 as Textual declares it
    app: Notebook
    _shown_of: object = None
    """What the store and the day were when the page was read."""

    def on_mount(self) -> None:
        """Narrow or wide is known before the first layout. Textual says it after that, and then
        styles, lays out and paints the page a second time.
        """
        now = self._get_breakpoint_classes(self.app.size.width, self.HORIZONTAL_BREAKPOINTS)
        self.set_class(True, *now, update=False)

    def read_ahead(self) -> None:
        """Read what the page shows, before it is opened: what cannot be read is said then, and the
        page one is on stays. Raises `JiaoyanError`.
        """
        session = self.session
        _kept_for_all = (
            session.school,
            session.terms,
            session.groups,
            session.teachers,
            session.me,
        )

    def note_reading(self) -> None:
        """The page is being read now; until anything is written, it need not be again."""
        self._shown_of = self._as_of_now()

    def is_outdated(self) -> bool:
        """Whether anything was written since the page was read, here or elsewhere, or it is another day."""
        return self._shown_of != self._as_of_now()

    def _as_of_now(self) -> object:
        return self.session.store.mark(), self.session.today()

    def close(self) -> None:
        """Back to the page before; nothing where this one has gone already."""
        if self.app.screen is self and len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    @property
    def session(self) -> Session:
        """Who sits at this terminal, and what they keep asking for."""
        return self.app.session

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
                if line.content != plain(text):  # or the whole page is laid out for it
                    line.update(plain(text))

    def show_status(self, message: str, *, bad: bool = False) -> None:
        """Write the status line; `bad` news stand out until the next message.

        News of a save may come while the page is being taken down: then there is no line any more.
        """
        self._news = message
        self._write_status(message, bad=bad)

    _news = ""
    """What was said last in the status line."""

    def show_hint(self, hint: str) -> None:
        """What helps at this place, in the status line where no news stand."""
        if not self._news:
            self._write_status(hint, bad=False)

    def _write_status(self, text: str, *, bad: bool) -> None:
        """Write the line where it is other than before: the page is painted down to it."""
        for status in self.query("#status").results(Static):
            if status.content != plain(text) or status.has_class("bad") != bad:
                status.set_class(bad, "bad")
                status.update(plain(text), layout=False)
