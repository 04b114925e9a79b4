"""Ends the program where its terminal is gone or the system asks it to end, with everything that was
typed on the disk.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from concurrent.futures import wait
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

from models.services.editing import Editing

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from textual.app import App

LOOK = 1000
"""Milliseconds between two looks at the terminal, for systems that do not report its end."""
PATIENCE = 5.0
"""Seconds that the app has to end by itself; and again that the disk has for the last drafts."""


class Place(Protocol):
    """The terminal as the watch needs it."""

    @property
    def fileno(self) -> int:
        """Where keys come from."""

    def lost(self) -> None:
        """Nobody is there any more: read and write no further."""

    def give_back(self) -> None:
        """As it was before the app, at once."""


def keep_drafts(app: App[Any], patience: float = PATIENCE) -> None:
    """Send what stands in every page that is being written to the disk, and wait for it no longer
    than `patience` seconds; what a database has not taken by then lies on this computer. Needs
    nothing of the thread that paints.
    """
    pages = [getattr(page, "editing", None) for page in app.screen_stack]
    open_ = [editing for editing in pages if isinstance(editing, Editing) and editing.changed]
    if wait([editing.put_draft() for editing in open_], patience).not_done:
        open_[0].keep_here()


class Watch:
    """A thread of its own, because the one that paints may be the one that hangs: it waits for a
    terminal that does not take what is painted.
    """

    def __init__(self, app: App[Any], loop: AbstractEventLoop, place: Place) -> None:
        self._app = app
        self._loop = loop
        self._place = place
        self._asked = 0
        self._closed = False
        self._bell, self._button = os.pipe()
        for end in (self._bell, self._button):
            os.set_blocking(end, False)
        Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    @property
    def ends(self) -> bool:
        """Whether the program is on its way out."""
        return self._asked != 0

    def ask(self, number: int) -> None:
        """End the program as this signal does; from a signal handler, or from any thread."""
        self._asked = self._asked or number
        self._ring()

    def close(self) -> None:
        """The app has ended by itself."""
        self._closed = True
        self._ring()

    def _ring(self) -> None:
        with contextlib.suppress(OSError):  # so many have rung that the pipe is full
            os.write(self._button, b"!")

    def _watch(self) -> None:
        terminal = self._place.fileno
        poll = select.poll()
        poll.register(self._bell, select.POLLIN)
        poll.register(terminal, 0)
        was_terminal = os.isatty(terminal)
        while not self._closed and not self._asked:
            told = any(place == terminal for place, _what in poll.poll(LOOK))
            if was_terminal and not os.isatty(terminal):
                self._asked = signal.SIGHUP
            elif told and was_terminal:  # a system that can not poll terminals
                poll.unregister(terminal)
            elif told:
                self._asked = signal.SIGHUP
        if self._asked:
            self._end(128 + self._asked)

    def _end(self, status: int) -> None:
        """The drafts first. Then the app may end in its own way; if it does not, without it."""
        if self._asked == signal.SIGHUP and not os.isatty(self._place.fileno):
            self._place.lost()
        with contextlib.suppress(Exception):  # whatever it is, the program is to end
            keep_drafts(self._app)
        with contextlib.suppress(RuntimeError):  # its loop has ended already
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=status))
        time.sleep(PATIENCE)
        with contextlib.suppress(Exception):
            keep_drafts(self._app)
        with contextlib.suppress(Exception):
            self._place.give_back()
        os._exit(status)
