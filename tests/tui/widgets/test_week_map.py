"""The map of a district's term: hundreds of groups, of which a screen shows twenty."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult

from models.agenda.week import MapRow
from models.calendar.weeks import Week, weeks_of
from models.kernel.record import new_record
from models.school.people import GROUP
from tests.tui.conftest import screen_text, settled
from tui.widgets.week_map import WeekMap

GROUPS, LINES = 315, 20
TERM = {"first_day": "2026-09-01", "last_day": "2027-01-22", "week1_monday": "2026-08-31"}


class District(Sequence[MapRow]):
    """Notes which rows somebody looks at."""

    def __init__(self, weeks: Sequence[Week]) -> None:
        self.weeks = len(weeks)
        self.looked_at: set[int] = set()

    def __len__(self) -> int:
        return GROUPS

    def __getitem__(self, place: int) -> MapRow:  # type: ignore[override]
        if not 0 <= place < GROUPS:
            raise IndexError(place)
        self.looked_at.add(place)
        cells = tuple(((f"{place} {week}", "draft"),) for week in range(self.weeks))
        group = new_record(GROUP, {"name": f"第{place}组"})
        return MapRow(group, cells, ("",) * self.weeks)


class Shown(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.weeks = weeks_of(TERM)
        self.district = District(self.weeks)
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield WeekMap(id="map")

    def on_mount(self) -> None:
        week_map = self.query_one(WeekMap)
        week_map.show(self.weeks, self.district, "2026-11-23")
        week_map.focus()

    def on_week_map_opened(self, event: WeekMap.Opened) -> None:
        self.opened.append(event.record_id)


async def test_only_the_groups_in_sight_are_looked_at() -> None:
    app = Shown()
    async with app.run_test(size=(100, LINES)) as pilot:
        await settled(pilot)
        assert len(app.weeks) > 13
        assert app.district.looked_at == set(range(LINES - 1))
        app.district.looked_at.clear()
        await pilot.press("down")
        await settled(pilot)
        assert app.district.looked_at == {0, 1}


async def test_the_cursor_stays_in_sight_under_the_numbers_of_the_weeks() -> None:
    app = Shown()
    async with app.run_test(size=(100, LINES)) as pilot:
        await settled(pilot)
        now = app.query_one(WeekMap).week
        for key, group in (("up", GROUPS - 1), ("down", 0), ("pagedown", LINES - 2)):
            await pilot.press(key)
            await settled(pilot)
            first, *lines = screen_text(app).splitlines()
            assert first.split()[:3] == ["周", "1", "2"]
            assert any(line.split()[0] == f"第{group}组" for line in lines if line.strip())
            await pilot.press("enter")
            await settled(pilot)
            assert app.opened[-1] == f"{group} {now}"


async def test_a_click_opens_the_cell_under_it_also_where_it_is_scrolled() -> None:
    app = Shown()
    async with app.run_test(size=(100, LINES)) as pilot:
        await settled(pilot)
        await pilot.press("up")
        await settled(pilot)
        lines = screen_text(app).splitlines()
        y = next(n for n, line in enumerate(lines) if f"第{GROUPS - 3}组" in line)
        await pilot.click(WeekMap, offset=(1 + 9 + 3 * 4, y))
        await settled(pilot)
        assert app.opened == [f"{GROUPS - 3} 4"]


async def test_weeks_that_have_no_room_stand_below_with_their_own_numbers() -> None:
    app = Shown()
    async with app.run_test(size=(40, LINES)) as pilot:
        await settled(pilot)
        last = len(app.weeks) - 1
        await pilot.press(*["right"] * (last - app.query_one(WeekMap).week))
        await settled(pilot)
        lines = [line.split() for line in screen_text(app).splitlines() if line.strip()]
        here = next(n for n, line in enumerate(lines) if line[0] == "第0组")
        assert lines[here - 1][-1] == str(app.weeks[last].no)
