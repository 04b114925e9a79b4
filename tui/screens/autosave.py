"""What is typed into a page, on the disk at once, and the word of it on the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from models.kernel.moments import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from models.services.editing import Editing
    from tui.screens.page import Page


class Autosave:
    """Sends each change of a page's record to the disk. `told` hears of each moment at which all is
    there, as ``已保存 14:32:07``; what is refused stands in the page's status line.
    """

    def __init__(self, page: Page[Any], told: Callable[[str], None]) -> None:
        self._page = page
        self._told = told
        self._newest: Future[str] | None = None
        self._listens = False

    def keep(self, editing: Editing) -> None:
        """Send what stands in the record now."""
        self._newest = editing.put_draft()
        if not self._listens:
            self._listen(self._newest)

    def _listen(self, written: Future[str]) -> None:
        self._listens = True
        written.add_done_callback(partial(self._page.app.call_later, self._written))

    def _written(self, done: Future[str]) -> None:
        """What was sent later is heard of when that is there; until then nothing is said of all."""
        self._listens = False
        if self._newest is not None and self._newest is not done:
            self._listen(self._newest)
        elif not done.cancelled() and self._page in self._page.app.screen_stack:
            self._tell(done)

    def _tell(self, done: Future[str]) -> None:
        problem = done.exception()
        if problem is None:
            self._told(f"已保存 {clock(done.result())}")
        else:
            said = f"还没有存上！{problem} 内容还在屏幕上，请不要关闭。"
            self._page.show_status(said, bad=True)
