"""A page that begins with a path: files are typed or dragged in, and what is found there is laid out
in lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.widgets import Input, OptionList
from textual.worker import get_current_worker

from models.kernel.errors import JiaoyanError
from models.session.session import Session
from tui.screens.page import Page
from tui.typed_paths import typed_path
from tui.widgets.cn_input import CnInput
from tui.widgets.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

SAID_EVERY = 20
"""Files between two words about how far the reading has come."""


class PathPage(Page[None]):
    """`HINT` says what to drag in. A page reads in a thread with `read_path`, and lays out what came
    of it with `show_found`.
    """

    HINT: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        """The line for the path, the lines beneath."""
        yield from self.head()
        yield CnInput(placeholder=self.HINT, id="path")
        yield Options(id="found", markup=False)
        yield from self.foot()

    @property
    def lines(self) -> OptionList:
        """What was found."""
        return self.query_one("#found", OptionList)

    @property
    def path(self) -> Path:
        """The path that was typed."""
        return typed_path(self.query_one("#path", CnInput).value)

    def read_path(self, session: Session, path: Path) -> Any:  # noqa: ARG002
        """Read what lies there; in a thread. Raises `JiaoyanError`."""
        return None

    def show_found(self, found: Any) -> None:
        """Lay out what was read."""

    @on(Input.Submitted, "#path")
    def entered(self) -> None:
        """A path was typed."""
        self.read_again()

    @work(thread=True, exclusive=True, group="reading")
    def read_again(self) -> None:
        """Read the path as it stands now; what an earlier reading finds after that is not shown."""
        reading = get_current_worker()
        try:
            with self.app.store.connected():
                found = self.read_path(Session(self.app.store, self.app.session.today), self.path)
        except JiaoyanError as problem:
            show: Callable[[Any], None] = self.refuse
            found = str(problem)
        else:
            show = self.show_found
        if not reading.is_cancelled:
            self.app.call_from_thread(show, found)

    def refuse(self, message: str) -> None:
        """Say why there is nothing to lay out."""
        self.show_status(message, bad=True)

    def say_how_far(self, done: int) -> None:
        """From the thread: how many files have been read."""
        if done % SAID_EVERY == 0:
            self.app.call_from_thread(self.show_status, f"已读 {done} 个文件……")

    def action_again(self) -> None:
        """Another path."""
        self.query_one("#path", CnInput).focus()
