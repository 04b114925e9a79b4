"""The terminal on Linux and macOS: what is painted and typed goes through it, and when it is gone or
the system asks the program to end, nothing hangs and nothing is lost. Not for Windows.

Textual's own driver waits for ever where its writing thread has died, reads on and on where there is
nothing more to read, and begins a second time when a stopped program that it did not stop goes on.
"""

from __future__ import annotations

import os
import select
import signal
import termios
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

from tui.watch import Watch, keep_drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from textual.app import App
    from textual.driver import Driver

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
BEFORE_STOPPING = 1.0
"""Seconds that the disk has for drafts before the program is stopped."""
LEFT = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Undoes what `LinuxDriver.start_application_mode` sets: paste and mouse reports, line wrap, the
second screen, the hidden cursor, reports of the focus."""


def terminal_for(driver: type[Driver]) -> type[Driver]:
    """Ours in place of Textual's own; any other, as that of a browser, stays."""
    return Terminal if driver is LinuxDriver else driver


class Output:
    """Where the app paints. What can not be written any more is dropped, so that nobody waits for a
    terminal that is gone.
    """

    def __init__(self, file: TextIO, lost: Callable[[], None]) -> None:
        self._place = file.fileno()
        self._encoding = file.encoding
        self._lost = lost
        self._dropping = False

    def fileno(self) -> int:
        """The descriptor."""
        return self._place

    def write(self, text: str) -> None:
        """All of it, as soon as the terminal takes it."""
        data = memoryview(text.encode(self._encoding, "backslashreplace"))
        while data and not self._dropping:
            try:
                data = data[os.write(self._place, data) :]
            except BlockingIOError:  # another program has made it so
                select.select([], [self._place], [], 1)
            except OSError:
                self._dropping = True
                self._lost()

    def flush(self) -> None:
        """Nothing waits."""


class Terminal(LinuxDriver):
    """Textual's driver, watched."""

    def __init__(self, app: App[Any], **settings: Any) -> None:
        before = {
            number: signal.getsignal(number) for number in (*ENDING, signal.SIGTSTP, signal.SIGCONT)
        }
        super().__init__(app, **settings)
        self._output = Output(cast("TextIO", self._file), self._nobody_there)
        self._file = cast("Any", self._output)
        self._watch = Watch(app, self._loop, self)
        self._in_use = False
        self._suspended = False
        self._cooked: list[Any] | None = None
        self._before = before
        for number in ENDING:
            if before[number] is not signal.SIG_IGN:  # as under nohup
                signal.signal(number, self._asked_to_end)
        signal.signal(signal.SIGTSTP, self._asked_to_stop)
        signal.signal(signal.SIGCONT, self._goes_on)

    def _nobody_there(self) -> None:
        self._watch.ask(signal.SIGHUP)

    def lost(self) -> None:
        """Read no further: there is no end of nothing to read."""
        self._in_use = False
        self.exit_event.set()

    def give_back(self) -> None:
        """Past what still waits to be painted."""
        if not self._in_use or os.tcgetpgrp(self.fileno) != os.getpgrp():
            return
        if select.select([], [self._output], [], 0)[1]:
            os.write(self._output.fileno(), LEFT.encode())
        if self._cooked is not None:
            termios.tcsetattr(self.fileno, termios.TCSANOW, self._cooked)

    def write(self, data: str) -> None:
        """Paint; nothing while another program has the terminal, or nobody."""
        if self._in_use:
            super().write(data)

    def run_input_thread(self) -> None:
        """Read keys until the terminal has no more. Bytes that are no UTF-8, from a terminal that
        speaks another encoding, are passed over, and that is said.
        """
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                self._app.call_later(self._tell_of_encoding)
            except OSError:
                self._nobody_there()
                return

    def _tell_of_encoding(self) -> None:
        self._app.notify(
            "终端送来的字不是 UTF-8 编码，认不出来，没有写进去。请把终端的编码改成 UTF-8。",
            severity="error", markup=False,
        )  # fmt: skip

    def start_application_mode(self) -> None:
        """Take the terminal; not where the program goes on in the background."""
        self._in_use, self._key_thread = True, None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._in_use = self._key_thread is not None
        self._suspended = not self._in_use
        if self._cooked is None:
            self._cooked = self.attrs_before
        # A program that did not know that it was stopped has found its own.
        self.attrs_before = self._cooked

    def stop_application_mode(self) -> None:
        """Give it back, where we have it."""
        if self._in_use:
            super().stop_application_mode()

    def disable_input(self) -> None:
        """Read no more; a program in the background that touches the terminal would be stopped."""
        if self._in_use:
            super().disable_input()

    def suspend_application_mode(self) -> None:
        """Let another program have it."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take it again, if it is still there."""
        if os.isatty(self.fileno):
            super().resume_application_mode()
            self._app.call_later(self._app.refresh, layout=True)
        else:
            self._nobody_there()

    def close(self) -> None:
        """Paint the last, then watch no more unless we come back."""
        super().close()
        self._in_use = False
        if not self._suspended:
            self._watch.close()
            for number, handler in self._before.items():
                signal.signal(number, handler)

    def _asked_to_end(self, number: int, _frame: FrameType | None) -> None:
        """Ctrl+C in an editor that has the terminal is meant for the editor."""
        if number != signal.SIGINT or not self._suspended:
            self._watch.ask(number)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """A handler of a signal may come while a lock is held: the loop does it when it is free,
        unless an editor has the terminal.
        """
        if self._auto_restart and not self._suspended:
            self._loop.call_soon_threadsafe(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _stop(self) -> None:
        if self._suspended or self._watch.ends:
            return
        keep_drafts(self._app, BEFORE_STOPPING)
        self.suspend_application_mode()
        self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _goes_on(self, _number: int, _frame: FrameType | None) -> None:
        if not self._auto_restart or self._watch.ends:
            return
        if self._suspended:
            self.resume_application_mode()
        else:  # stopped without our knowing: the shell has used the terminal since
            self._loop.call_soon_threadsafe(self._take_again)

    def _take_again(self) -> None:
        if not self._suspended and not self._watch.ends:
            self.suspend_application_mode()
            self.resume_application_mode()
