"""Kills the app in the middle of a word, again and again, while other programs keep the machine busy;
says what was seen on the screen for more than half a second and is not on the disk.

``python -m tests.kills 200 --busy 8`` takes a quarter of an hour. The suite runs a short one.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte

from models.catalogue import open_school
from models.demo import make_demo
from models.session.session import Session
from tests.conftest import TODAY
from tui.app import JiaoyanApp

ROWS, COLUMNS = 40, 160
CHARACTERS = "教研组活动记录本写到一半停电也不会丢字这是第一要紧的事情请放心使用"
ON_THE_DISK = 0.5
"""Seconds after which what the screen shows has to be on the disk."""
PATIENCE = 60
"""Seconds that a busy machine may take to show something."""
BACK_TAB, END = "\x1b[Z", "\x1b[F"
_BURN = "while True: pass"


@dataclass(frozen=True, slots=True)
class Kill:
    """What the screen had shown for half a second when the app was killed, and what of it is kept."""

    seen: str
    kept: str

    @property
    def lost(self) -> int:
        """Characters that were seen and are not kept."""
        return 0 if self.seen in self.kept else len(self.seen)


class Screen:
    """The app in a child process of this one, which has loaded it already, and its terminal."""

    def __init__(self, db: Path) -> None:
        import pty

        self.child, self._terminal = pty.fork()
        if not self.child:
            _run_app(db)
        _size(self._terminal)
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._lines = [""] * ROWS

    @property
    def text(self) -> str:
        """All that stands there, without blanks."""
        for row in self._screen.dirty:
            cells = self._screen.buffer[row]
            line = "".join(cells[column].data for column in range(COLUMNS))
            self._lines[row] = line.replace(" ", "")
        self._screen.dirty.clear()
        return "".join(self._lines)

    def types(self, keys: str) -> None:
        """Send keys."""
        os.write(self._terminal, keys.encode())

    def reads(self, seconds: float) -> bool:
        """Take in what the app writes within that time; whether it wrote anything."""
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if ready:
            with contextlib.suppress(OSError):
                self._stream.feed(os.read(self._terminal, 65536))
        return bool(ready)

    def sees(self, wanted: str) -> None:
        """Wait until some text stands there."""
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.text:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{wanted} is not there:\n{self.text}")
            self.reads(1)

    def kill(self) -> float:
        """As when the power is cut; when that was. Waiting until the child is gone may take longer
        than its last half second.
        """
        killed = time.monotonic()
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._terminal)
        return killed


def _run_app(db: Path) -> None:
    os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
    try:
        JiaoyanApp(open_school(db), lambda: TODAY).run()
    finally:
        os._exit(0)


def _size(terminal: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))


def kill_while_typing(db: Path, chance: random.Random) -> Kill:
    """Open this week's meeting, type into its theme, and kill the app at some moment."""
    screen = Screen(db)
    try:
        screen.sees("本周要做")
        screen.types("\r")
        screen.sees("1出席")
        screen.types(BACK_TAB * 4)
        screen.sees("写具体")
        screen.types(END)
        shown = _typed_until(screen, time.monotonic() + chance.uniform(0.9, 2), chance)
    finally:
        killed = screen.kill()
    seen = [text for moment, text in shown if killed - moment > ON_THE_DISK]
    with open_school(db) as store:
        Session(store)  # says whose drafts are meant
        JiaoyanApp(
            store, lambda: TODAY
        )  # takes in what waits on this computer, as the next start does
        kept = "".join(str(draft.values["theme"]) for draft in store.drafts())
        if store.first_broken() is not None:
            raise ValueError("the journal is broken")
    return Kill(seen[-1] if seen else "", kept)


def _typed_until(screen: Screen, end: float, chance: random.Random) -> list[tuple[float, str]]:
    """Type character after character; what of it the screen showed when."""
    sent, shown = "", []
    while time.monotonic() < end:
        sent += chance.choice(CHARACTERS)
        screen.types(sent[-1])
        rest = time.monotonic() + chance.uniform(0.02, 0.12)
        while (left := rest - time.monotonic()) > 0:
            if screen.reads(left):
                seen = time.monotonic()
                text = screen.text
                length = max((n for n in range(len(sent) + 1) if sent[:n] in text), default=0)
                shown += [(seen, sent[:length])] if length else []
    return shown


@contextlib.contextmanager
def busy(number: int) -> Iterator[None]:
    """So many other programs that take all they can get."""
    others = [subprocess.Popen([sys.executable, "-c", _BURN]) for _ in range(number)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def kills(number: int, others: int, seed: int) -> Iterator[Kill]:
    """So many kills with so many busy programs beside, each in a sample school of its own."""
    import tui.screens.form  # noqa: F401 loaded once, for all the children

    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.db"
        with open_school(sample) as store:
            make_demo(store, TODAY)
        os.environ["XDG_DATA_HOME"] = folder  # of the children
        with busy(others):
            for n in range(number):
                copy = Path(shutil.copy(sample, Path(folder) / f"{n}.db"))
                yield kill_while_typing(copy, random.Random(seed + n))


def main() -> int:
    """Run and report; 1 where something was lost."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("number", type=int)
    words.add_argument("--busy", type=int, default=8)
    words.add_argument("--seed", type=int, default=0)
    asked = words.parse_args()
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    found = []
    for kill in kills(asked.number, asked.busy, asked.seed):
        found.append(kill)
        if kill.lost:
            print(f"lost: seen {kill.seen!r}, kept {kill.kept!r}", flush=True)
    told = sum(bool(kill.seen) for kill in found)
    print(
        f"{len(found)} kills, {told} with text seen, {sum(bool(k.lost) for k in found)} lost some"
    )
    return int(any(kill.lost for kill in found))


if __name__ == "__main__":
    sys.exit(main())
