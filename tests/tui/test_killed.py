"""The power is cut while somebody types: nothing older than half a second is lost."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

import pexpect
import pyte
import pytest

from models.demo import make_demo
from models.store import open_store
from tests.conftest import TODAY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="需要伪终端")

CHARACTERS = "教研组活动记录本写到一半停电也不会丢字这是第一要紧的事情请放心使用"
ROWS, COLUMNS = 40, 160
ON_THE_DISK = 1.0
"""Seconds; the app takes a quarter of one, a busy machine that runs the tests may take longer."""


def whole(screen: pyte.Screen) -> str:
    """All that stands there; `Screen.display` fails on a wide character that was half overwritten."""
    return "\n".join(
        "".join(screen.buffer[row][column].data for column in range(COLUMNS)) for row in range(ROWS)
    )


def seen(child: pexpect.spawn, screen: pyte.Screen, stream: pyte.Stream, wanted: str) -> None:
    """Wait until the terminal shows some text."""
    deadline = time.monotonic() + 40
    while wanted not in whole(screen).replace(" ", ""):
        assert time.monotonic() < deadline, whole(screen)
        try:
            stream.feed(child.read_nonblocking(65536, timeout=1))
        except pexpect.TIMEOUT:
            continue


@pytest.mark.parametrize("seed", range(2))
def test_what_was_typed_half_a_second_ago_survives_kill_9(tmp_path: Path, seed: int) -> None:
    db = tmp_path / "school.db"
    with open_store(db) as store:
        make_demo(store, TODAY)
    code = (
        "import os, sys; os.environ['TEXTUAL_DISABLE_KITTY_KEY'] = '1'\n"
        "from datetime import date\nfrom models.store import open_store\n"
        "from tui.app import JiaoyanApp\n"
        f"JiaoyanApp(open_store({str(db)!r}), lambda: date({TODAY.year}, {TODAY.month}, {TODAY.day})).run()"
    )
    child = pexpect.spawn(
        sys.executable, ["-c", code], dimensions=(ROWS, COLUMNS), encoding="utf-8", timeout=40,
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
    )  # fmt: skip
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    seen(child, screen, stream, "本周要做")
    child.send("\r")
    seen(child, screen, stream, "1出席")  # the cursor is at the first thing that is missing
    child.send("\x1b[Z" * 4)  # back to the theme
    seen(child, screen, stream, "写具体")
    child.send("\x1b[F")
    shown = typed_until(child, screen, stream, time.monotonic() + 3, random.Random(seed))
    killed = time.monotonic()
    child.kill(9)
    child.wait()
    safe = [text for moment, text in shown if killed - moment > ON_THE_DISK]
    with open_store(db) as store:
        (draft,) = store.drafts()
        assert store.first_broken() is None
    assert safe, whole(screen) + str(shown[-3:])
    assert safe[-1] in draft.values["theme"]


def typed_until(
    child: pexpect.spawn,
    screen: pyte.Screen,
    stream: pyte.Stream,
    end: float,
    chance: random.Random,
) -> list[tuple[float, str]]:
    """Type character after character; what of it the screen showed when."""
    sent = ""
    shown: list[tuple[float, str]] = []
    while time.monotonic() < end:
        sent += chance.choice(CHARACTERS)
        child.send(sent[-1])
        try:
            stream.feed(child.read_nonblocking(65536, timeout=0.05))
        except pexpect.TIMEOUT:
            continue
        visible = whole(screen).replace(" ", "")
        length = max((n for n in range(len(sent) + 1) if sent[:n] in visible), default=0)
        if length:
            shown.append((time.monotonic(), sent[:length]))
    return shown
