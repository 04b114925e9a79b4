"""From launch to the home screen with content, against an empty Textual app in the same run.

The two take turns, and medians and minima are compared: other work on the machine disturbs single
times by more than what is measured.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

import pexpect

from models.catalogue import open_school
from models.demo import make_demo

EMPTY = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Empty(App):\n    def compose(self):\n        yield Static('READY')\nEmpty().run()"
)
HOME = "import sys\nfrom tui.__main__ import main\nsys.exit(main(sys.argv[1:]))"
ROUNDS = 20
MOST = 1.6
SURROUNDINGS = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
}
"""Packages are installed compiled, and so must the program be, or each start compiles it anew."""


def seconds_until(sign: str, *words: str) -> float:
    start = time.perf_counter()
    child = pexpect.spawn(
        sys.executable, list(words), dimensions=(40, 140), encoding="utf-8", timeout=30,
        env=SURROUNDINGS,
    )  # fmt: skip
    child.expect_exact(sign)
    took = time.perf_counter() - start
    child.kill(9)
    child.wait()
    return took


def test_the_home_screen_is_there_nearly_as_soon_as_an_empty_app(tmp_path: Path) -> None:
    db = tmp_path / "school.db"
    with open_school(db) as store:
        make_demo(store, date.today())
    for _warm_up in range(2):
        seconds_until("本周要做", "-c", HOME, "--db", str(db))
    pairs = [
        (
            seconds_until("READY", "-c", EMPTY),
            seconds_until("本周要做", "-c", HOME, "--db", str(db)),
        )
        for _round in range(ROUNDS)
    ]
    empty, full = zip(*pairs, strict=True)
    ratios = {
        "median": median(full) / median(empty),
        "of a pair": median(home / bare for bare, home in pairs),
        "least": min(full) / min(empty),
    }
    print(f"\nempty {median(empty) * 1000:.0f} ms, home {median(full) * 1000:.0f} ms;",
          ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items()))  # fmt: skip
    assert median(ratios.values()) <= MOST
