"""The app in a real pseudo-terminal, and what a person would see in it."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Self

import pexpect
import pyte

from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

ROWS, COLUMNS = 40, 160
PATIENCE = 40
"""Seconds that a busy machine may take to show something."""


def app_on(db: Path) -> tuple[str, str]:
    """What Python is to run: the app on a database, on the day of the tests."""
    return "-c", (
        "import os, sys; os.environ['TEXTUAL_DISABLE_KITTY_KEY'] = '1'\n"
        "from datetime import date\nfrom models.catalogue import open_school\n"
        "from tui.app import JiaoyanApp\n"
        f"app = JiaoyanApp(open_school({str(db)!r}), lambda: date{TODAY.timetuple()[:3]})\n"
        "app.run()\nsys.exit(app.return_code)"
    )


class Terminal:
    """A terminal in which Python runs the app."""

    def __init__(self, *arguments: str, **surroundings: str) -> None:
        self.child = pexpect.spawn(
            sys.executable, [*arguments], dimensions=(ROWS, COLUMNS), encoding="utf-8",
            timeout=PATIENCE,
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **surroundings},
        )  # fmt: skip
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self.screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.kill()

    @property
    def text(self) -> str:
        """All that stands there, without blanks; `Screen.display` fails on a wide character that was
        half overwritten.
        """
        cells = (
            self.screen.buffer[row][column].data for row in range(ROWS) for column in range(COLUMNS)
        )
        return "".join(cells).replace(" ", "")

    def sends(self, keys: str) -> None:
        """Type."""
        self.child.send(keys)

    def reads(self, seconds: float) -> bool:
        """Take what the app writes meanwhile; whether it wrote anything."""
        try:
            self._stream.feed(self.child.read_nonblocking(65536, timeout=seconds))
        except pexpect.TIMEOUT:
            return False
        return True

    def sees(self, wanted: str) -> None:
        """Wait until some text stands there."""
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.text:
            assert time.monotonic() < deadline, self.text
            self.reads(1)

    def kill(self) -> None:
        """As when the power is cut."""
        self.child.kill(9)
        self.child.wait()
