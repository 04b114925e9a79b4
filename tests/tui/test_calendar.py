"""Holidays on the screen: what they swallow, where it can go, and a new year's holidays."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.meetings.planning import instead_of
from tests.tui.conftest import screen_text, settled, type_text
from tui.dialogs.choosing import Choose
from tui.screens.form import FormScreen
from tui.widgets.week_map import WeekMap

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import JiaoyanApp


async def test_a_meeting_swallowed_by_a_holiday_is_made_up_from_the_map(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        week_map = app.screen.query_one(WeekMap)
        place, week = next(
            (place, week)
            for place, row in enumerate(week_map.rows)
            for week, day in enumerate(row.swallowed)
            if day and not row.cells[week]
        )
        row = week_map.rows[place]
        week_map.focus()
        await pilot.press(*["left"] * ((week_map.week - week) % len(week_map.weeks)))
        await pilot.press(*["down"] * place, "enter")
        await settled(pilot)
        assert isinstance(app.screen, Choose)
        assert "补在 " in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)
        record = app.screen.editing.record
        first, _said = instead_of(row.swallowed[week], app.session.term)[0]
        assert (record.day, record["group"]["name"]) == (first, row.group.title)
        assert record["attendance"]


async def test_only_a_group_that_would_have_met_has_a_holiday(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        rows = app.screen.query_one(WeekMap).rows
        days = {day for row in rows for day in row.swallowed if day}
        assert days
        for row in rows:
            weekdays = {int(one["weekday"]) for one in row.group["recurrences"]}
            assert {date.fromisoformat(d).isoweekday() for d in row.swallowed if d} <= weekdays


async def test_postponing_proposes_days(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        planned = next(
            one
            for one in app.store.many(MEETING, app.store.ids(Filter(MEETING, states=("planned",))))
            if one.day > "2026-11-23"
        )
        app.screen.query_one("#table").go_to(planned.id)  # type: ignore[attr-defined]
        await pilot.press("f6")
        await settled(pilot)
        assert "可以改到：" in screen_text(app)
        await pilot.press("tab")
        await type_text(pilot, "外出听课")
        await pilot.press("f8")
        await settled(pilot)
        moved = app.store.get(MEETING, planned.id)
        assert moved is not None
        assert moved.state == "postponed"
        assert moved.day != planned.day


async def test_the_holidays_of_a_new_year_are_read_from_a_file(
    app: JiaoyanApp, tmp_path: Path
) -> None:
    file = tmp_path / "2027.json"
    days = [{"name": "元旦", "date": f"2027-01-0{n}", "isOffDay": True} for n in (1, 2, 3)]
    file.write_text(json.dumps({"year": 2027, "days": days}), encoding="utf-8")
    assert app.session.term is not None
    app.store.save(app.session.term.with_values(day_rules=[]), actor="")
    app.session.refresh()
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        assert "2027年的放假安排还没有公布" in screen_text(app)
        await app.run_action("holidays")
        await settled(pilot)
        await type_text(pilot, str(file))
        await pilot.press("f8")
        await settled(pilot)
        assert app.session.term is not None
        assert "2027-01-01" in [row["date"] for row in app.session.term["day_rules"]]
        assert "还没有公布" not in screen_text(app)
