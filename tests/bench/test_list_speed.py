"""A list of a hundred thousand records against Textual's own table, in one run (pytest -s shows it)."""

from __future__ import annotations

import resource
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import DataTable

from tests.tui.conftest import settled
from tui.widgets.record_table import Column, RecordTable

ROWS = 100_000
COLUMNS = ("日期", "教研组", "活动主题")
IDS = [f"{number:06}" for number in range(ROWS)]


def cells(ids: Sequence[str]) -> list[tuple[str, ...]]:
    return [("2026-09-24", "语文组", f"第{id_}次活动：集体备课《小木偶的故事》") for id_ in ids]


class Ours(App[None]):
    def compose(self) -> ComposeResult:
        yield RecordTable(id="table")

    def fill(self) -> None:
        columns = [Column(label, width) for label, width in zip(COLUMNS, (12, 10, 0), strict=True)]
        self.query_one(RecordTable).set_source(IDS, cells, columns)


class Theirs(App[None]):
    def compose(self) -> ComposeResult:
        yield DataTable[str](id="table")

    def fill(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        table.add_rows(cells(IDS))


def peak() -> float:
    """Megabytes this process has used at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def measured(app: Any) -> dict[str, float]:
    """Seconds to fill and show, to page twenty times, to resize; megabytes at the peak."""
    found: dict[str, float] = {}

    async def timed(name: str, do: Callable[[], Awaitable[object]]) -> None:
        start = time.perf_counter()
        await do()
        found[name] = time.perf_counter() - start

    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.query_one("#table").focus()

        async def fill() -> None:
            app.fill()
            await settled(pilot)

        async def page() -> None:
            await pilot.press(*["pagedown"] * 20)
            await settled(pilot)

        async def resize() -> None:
            await pilot.resize_terminal(100, 30)
            await settled(pilot)

        before = peak()
        await timed("fill", fill)
        found["megabytes"] = max(peak() - before, 0.1)
        await timed("page", page)
        await timed("resize", resize)
    return found


async def test_a_hundred_thousand_rows_are_as_light_as_a_hundred() -> None:
    ours, theirs = await measured(Ours()), await measured(Theirs())
    for name, value in ours.items():
        print(f"\n{name}: {value:.3f} against {theirs[name]:.3f}")
    assert theirs["fill"] / ours["fill"] >= 10
    assert theirs["megabytes"] / ours["megabytes"] >= 10
    assert ours["page"] <= theirs["page"] * 1.5
