"""The power is cut while somebody types: nothing older than half a second is lost."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

from models.demo import make_demo
from models.desk import Desk
from models.store import open_store
from tests.conftest import TODAY
from tests.tui.terminal import Terminal, app_on

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="需要伪终端")

CHARACTERS = "教研组活动记录本写到一半停电也不会丢字这是第一要紧的事情请放心使用"
ON_THE_DISK = 1.0
"""Seconds; the app takes a quarter of one, a busy machine that runs the tests may take longer."""


@pytest.mark.parametrize("seed", range(2))
def test_what_was_typed_half_a_second_ago_survives_kill_9(tmp_path: Path, seed: int) -> None:
    db = tmp_path / "school.db"
    with open_store(db) as store:
        make_demo(store, TODAY)
    with Terminal(*app_on(db)) as terminal:
        terminal.sees("本周要做")
        terminal.sends("\r")
        terminal.sees("1出席")  # the cursor is at the first thing that is missing
        terminal.sends("\x1b[Z" * 4)  # back to the theme
        terminal.sees("写具体")
        terminal.sends("\x1b[F")
        shown = typed_until(terminal, time.monotonic() + 3, random.Random(seed))
        killed = time.monotonic()
    safe = [text for moment, text in shown if killed - moment > ON_THE_DISK]
    with open_store(db) as store:
        Desk(store, lambda: TODAY)
        (draft,) = store.drafts()
        assert store.first_broken() is None
    assert safe, terminal.text + str(shown[-3:])
    assert safe[-1] in draft.values["theme"]


def typed_until(terminal: Terminal, end: float, chance: random.Random) -> list[tuple[float, str]]:
    """Type character after character; what of it the screen showed when."""
    sent = ""
    shown: list[tuple[float, str]] = []
    while time.monotonic() < end:
        sent += chance.choice(CHARACTERS)
        terminal.sends(sent[-1])
        if not terminal.reads(0.05):
            continue
        visible = terminal.text
        length = max((n for n in range(len(sent) + 1) if sent[:n] in visible), default=0)
        if length:
            shown.append((time.monotonic(), sent[:length]))
    return shown
