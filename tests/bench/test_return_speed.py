"""Going back to home or to a list, against starting an empty Textual app, in CPU and in the same run
(pytest -s shows it). Medians and minima are compared, for what else the machine does.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from models.catalogue import open_school
from models.demo import make_demo
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from tests.bench.test_start import EMPTY, seconds_until
from tests.conftest import TODAY
from tests.tui.conftest import settled
from tui.app import JiaoyanApp
from tui.screens.home import HomeScreen
from tui.screens.list import ListScreen

ROUNDS = 9
MOST = 0.15


class Painted(HeadlessDriver):
    """Textual paints for it as for a terminal; what it writes goes nowhere."""

    @property
    def is_headless(self) -> bool:
        return False


def empty_start() -> float:
    """Seconds of CPU until an empty app stands there."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds_until("READY", "-c", EMPTY)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("records", [0, 5_000])
async def test_going_back_is_a_small_part_of_a_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: int
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with open_school(tmp_path / "school.db") as store:
        make_demo(store, TODAY, records)
        app = JiaoyanApp(store, lambda: TODAY)
        app.driver_class = Painted
        async with app.run_test(headless=False, size=(140, 40)) as pilot:
            await settled(pilot)
            took = await _returns(app, pilot)
    empty = [empty_start() for _round in range(ROUNDS)]
    print(f"\n{records} meetings more; empty app {median(empty) * 1000:.0f} ms of CPU")
    ratios = {}
    for name, times in took.items():
        both = median(times) / median(empty), min(times) / min(empty)
        ratios[name] = sum(both) / 2
        print(
            f"{name}: {median(times) * 1000:.1f} ms; of medians {both[0]:.3f}, of least {both[1]:.3f}"
        )
    assert max(ratios.values()) <= MOST, ratios


async def _returns(app: JiaoyanApp, pilot: Pilot[Any]) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {}
    for written in (False, True):
        said = "after a save" if written else "as it was"
        took[f"home from a list, {said}"] = [
            await _back(app, pilot, "f4", HomeScreen, written=written) for _round in range(ROUNDS)
        ]
    await pilot.press("f4")
    await settled(pilot)
    for written in (False, True):
        said = "after a save" if written else "as it was"
        took[f"a list from its history, {said}"] = [
            await _back(app, pilot, "f9", ListScreen, written=written) for _round in range(ROUNDS)
        ]
    return took


async def _back(
    app: JiaoyanApp, pilot: Pilot[Any], key: str, page: type[Any], *, written: bool
) -> float:
    """Go on with a key, perhaps write a record there, and come back to a page: the CPU of that."""
    await pilot.press(key)
    await settled(pilot)
    assert not isinstance(app.screen, page)
    if written:
        (id_,) = app.store.ids(Filter(MEETING, states=("submitted",)), limit=1)
        one = app.store.get(MEETING, id_)
        assert one is not None
        app.store.save(one.with_values(next_plan=one["next_plan"] + "。"), actor="教务处")
    start = time.process_time()
    await pilot.press("escape")
    await settled(pilot)
    took = time.process_time() - start
    assert isinstance(app.screen, page)
    return took
