"""Opening the fullest records of the sample school, and a key in a cell of them, in CPU: against the start
of an empty Textual app and against a key in a bare Input, in the same run (pytest -s shows it).
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from models.catalogue import open_school
from models.demo import make_demo
from models.kernel.filters import Filter
from models.kernel.record import Record, RecordType
from models.meetings.meetings import MEETING
from models.observing.observations import OBSERVATION
from models.research.topics import TOPIC
from models.storage import Store
from tests.bench.test_return_speed import Painted, empty_start
from tests.conftest import TODAY
from tests.tui.conftest import settled
from tui.app import JiaoyanApp

ROUNDS = 7
KEYS = 60
OPENS_WITHIN, MOST_WIDGETS = 0.35, 40
PARAGRAPH = 3000


class Bare(App[None]):
    """Nothing but a line to type in, or a paragraph as Textual types it."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.driver_class = Painted
        self._text = text

    def compose(self) -> ComposeResult:
        yield TextArea(self._text) if self._text else Input()


async def cpu_of(pilot: Pilot[Any], act: Any) -> float:
    """Seconds of CPU until everything that comes of it is done."""
    start = time.process_time()
    act()
    await settled(pilot)
    for _turn in range(100):
        before = time.process_time()
        await asyncio.sleep(0.05)
        if time.process_time() - before < 0.003:
            break
    return time.process_time() - start


async def key_in(app: App[Any], pilot: Pilot[Any]) -> float:
    """Seconds of CPU for each of many keys, and what comes of them."""

    def type_all() -> None:
        for number in range(KEYS):
            app.post_message(events.Key("a", "教研组活动"[number % 5]))

    for _warm_up in range(2):
        await cpu_of(pilot, type_all)
    return median([await cpu_of(pilot, type_all) for _round in range(ROUNDS)]) / KEYS


def fullest(store: Store, kind: RecordType) -> Record:
    found = store.many(kind, store.ids(Filter(kind), 200))
    return max(found, key=lambda record: len(str(record.values)))


async def test_opening_the_fullest_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    ratios = {}
    with open_school(tmp_path / "school.db") as store:
        make_demo(store, TODAY)
        app = JiaoyanApp(store, lambda: TODAY)
        app.driver_class = Painted
        async with app.run_test(headless=False, size=(120, 36)) as pilot:
            await settled(pilot)
            took = {}
            for kind in (MEETING, TOPIC, OBSERVATION):
                record = fullest(store, kind)
                times = []
                for _round in range(ROUNDS + 1):
                    times.append(await cpu_of(pilot, lambda one=record: app.open_record(one)))
                    assert len([*app.screen.walk_children()]) <= MOST_WIDGETS
                    app.pop_screen()
                    await settled(pilot)
                took[kind.name] = times[1:]
    empty = [empty_start() for _round in range(ROUNDS)]
    print(f"\nempty app {median(empty) * 1000:.0f} ms of CPU")
    for name, times in took.items():
        ratios[name] = (median(times) / median(empty) + min(times) / min(empty)) / 2
        print(f"{name}: {median(times) * 1000:.0f} ms, {ratios[name]:.3f} × an empty app")
    assert max(ratios.values()) <= OPENS_WITHIN, ratios


async def test_a_key_in_a_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a line, in a paragraph of 3,000 characters, in row 40 of 40; a `TextArea` for comparison."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    rows = [{"_id": f"{n:08x}", "stage": f"第{n}步", "minutes": 1, "content": "先听后议" * 8}
            for n in range(40)]  # fmt: skip
    took = {}
    for name, text in (("input", ""), ("text area", "教研" * (PARAGRAPH // 2))):
        bare = Bare(text)
        async with bare.run_test(headless=False, size=(120, 36)) as pilot:
            took[name] = await key_in(bare, pilot)
    with open_school(tmp_path / "school.db") as store:
        make_demo(store, TODAY)
        record = store.many(MEETING, store.ids(Filter(MEETING, states=("planned",)), 1))[0]
        record = record.with_values(steps=rows, summary="教研" * (PARAGRAPH // 2))
        app = JiaoyanApp(store, lambda: TODAY)
        app.driver_class = Painted
        async with app.run_test(headless=False, size=(120, 36)) as pilot:
            app.open_record(record)
            await settled(pilot)
            form: Any = app.screen
            for name, place in (("line", ("place", None, "")), ("paragraph", ("summary", None, "")),
                                ("row 40", ("steps", 39, "content"))):  # fmt: skip
                form.view.go_to_cell(*place)
                await settled(pilot)
                took[name] = await key_in(app, pilot)
    ratios = {name: one / took["input"] for name, one in took.items()}
    for name, ratio in ratios.items():
        print(f"\n{name}: {took[name] * 1000:.2f} ms a key, {ratio:.2f} × a bare Input", end="")
