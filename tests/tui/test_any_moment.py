"""Keys and commands at any moment of a page's opening, closing and changing its size: the program goes
on, and what was typed is there.

A slow machine is a gate: a widget lays its parts out when the test lets it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.widget import Widget

from models.kernel.fields import Field, Kind
from models.kernel.filters import Filter
from models.kernel.record import Record, new_record
from models.meetings.meetings import MEETING
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.research.topics import TOPIC
from models.school.people import TEACHER
from tests.tui.conftest import screen_text, settled
from tests.tui.test_meeting_form import this_weeks
from tests.tui.test_rows import open_form
from tui.context import context_of
from tui.dialogs.asking import Ask
from tui.dialogs.choosing import Choose
from tui.dialogs.history import HistoryScreen
from tui.screens.collect import CollectScreen
from tui.screens.console import ConsoleScreen
from tui.screens.coverage import CoverageScreen
from tui.screens.form import FormScreen
from tui.screens.home import HomeScreen
from tui.screens.joint import JointScreen
from tui.screens.layout import LayoutScreen
from tui.screens.list import ListScreen
from tui.screens.old_records import OldRecordsScreen
from tui.screens.page import Page
from tui.screens.roster import RosterScreen
from tui.screens.rota import RotaScreen
from tui.screens.search import SearchScreen
from tui.screens.setup import SetupScreen
from tui.screens.structure import StructureScreen
from tui.screens.topic_folder import TopicFolderScreen
from tui.screens.topic_months import TopicMonthsScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import JiaoyanApp


class Gate:
    """Holds widgets back before they lay out their parts."""

    def __init__(self) -> None:
        self.is_shut = False
        self._held: list[asyncio.Future[None]] = []

    async def pass_through(self) -> None:
        if self.is_shut:
            self._held.append(asyncio.get_running_loop().create_future())
            await self._held[-1]

    def let(self, number: int = 1) -> None:
        for held in self._held[:number]:
            held.set_result(None)
        del self._held[:number]

    def lift(self) -> None:
        self.is_shut = False
        self.let(len(self._held))


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    one, lay_out = Gate(), Widget.mount_composed_widgets

    async def slowly(self: Widget, widgets: list[Widget]) -> None:
        await one.pass_through()
        await lay_out(self, widgets)

    monkeypatch.setattr(Widget, "mount_composed_widgets", slowly)
    yield one
    one.lift()


def first(app: JiaoyanApp, kind: Any) -> Record:
    found = app.store.many(kind, app.store.ids(Filter(kind), 1))
    return found[0] if found else new_record(kind)


def ask(app: JiaoyanApp) -> Screen[Any]:
    who = Field("who", "决定人", Kind.LINK, target="teacher", required=True)
    return Ask("问", (Field("why", "原因", required=True), who), context_of(app.session))


PAGES: dict[str, Callable[[JiaoyanApp], Screen[Any]]] = {
    "home": lambda _app: HomeScreen(),
    "setup": lambda _app: SetupScreen(),
    "list": lambda _app: ListScreen(MEETING),
    "meeting": lambda app: FormScreen(first(app, MEETING)),
    "topic": lambda app: FormScreen(first(app, TOPIC)),
    "observation": lambda app: FormScreen(first(app, OBSERVATION)),
    "teacher": lambda app: FormScreen(first(app, TEACHER)),
    "new meeting": lambda app: FormScreen(this_weeks(app)),
    "search": lambda _app: SearchScreen(),
    "structure": lambda _app: StructureScreen(),
    "coverage": lambda _app: CoverageScreen(),
    "months": lambda _app: TopicMonthsScreen(),
    "folder": lambda app: TopicFolderScreen(first(app, TOPIC)),
    "roster": lambda _app: RosterScreen(),
    "rota": lambda _app: RotaScreen(["周四 第1节"]),
    "collect": lambda _app: CollectScreen(),
    "old records": lambda _app: OldRecordsScreen(),
    "layout": lambda _app: LayoutScreen(),
    "history": lambda app: HistoryScreen(first(app, MEETING)),
    "joint": lambda app: JointScreen(first(app, LESSON)),
    "console": lambda app: ConsoleScreen(first(app, OBSERVATION)),
    "ask": ask,
    "choose": lambda _app: Choose("选", [(1, "甲"), (2, "乙")]),
}
USUAL = ("enter", "down", "tab", "home", "end", "space", "ctrl+n", "ctrl+d", "alt+down", "pagedown",
         "left", "delete", "backspace", "shift+tab", "up")  # fmt: skip
QUIT = ("ctrl+q", "ctrl+c")


def keys_of(page: Screen[Any]) -> list[str]:
    """The keys of the page and those of the widgets that stand on most."""
    own = [key for key in page._bindings.key_to_bindings if key not in QUIT]
    return [*own, *USUAL]


def press(app: JiaoyanApp, *keys: str) -> None:
    for key in keys:
        char = {"space": " "}.get(key) if len(key) > 1 else key
        named = _character_to_key(key) if len(key) == 1 else key
        app.post_message(events.Key(named, char))


async def moments(number: int = 4) -> None:
    """Let everything that can go on go on a little."""
    for _again in range(number):
        await asyncio.sleep(0)


async def at_rest(pilot: Pilot[int]) -> None:
    app: Any = pilot.app
    await moments(300)  # pages that are going have gone: the pilot would wait for them
    await settled(pilot)
    if alive(app):
        await settled(pilot)


def alive(app: JiaoyanApp) -> bool:
    return app.is_running and app._exception is None


def commands_of(page: Screen[Any]) -> list[str]:
    own = [c.action for c in page.commands()] if isinstance(page, Page) else []
    bound = [b.action for bs in page._bindings.key_to_bindings.values() for b in bs]
    return [a for a in dict.fromkeys([*own, *bound]) if "quit" not in a]


SIZES = ((1, 1), (20, 4), (200, 60), (99, 24), (120, 40))


@pytest.mark.parametrize("name", PAGES)
async def test_anything_at_any_moment(app: JiaoyanApp, gate: Gate, name: str) -> None:
    """Keys, commands and other sizes while the page opens; commands again while it goes."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        page = PAGES[name](app)
        gate.is_shut = True
        app.push_screen(page)
        for number, command in enumerate(commands_of(page)):
            await app.run_action(command, page)
            size = Size(*SIZES[number % len(SIZES)])
            app.post_message(events.Resize(size, size))
            gate.let()
            await moments()
        for key in keys_of(page):
            press(app, key)
            gate.let()
            await moments()
        gate.lift()
        await at_rest(pilot)
        for page in reversed(app.screen_stack[1:]):
            if app.screen is page:
                app.pop_screen()
            for command in commands_of(page):
                await app.run_action(command, page)
                await moments(1)
        await at_rest(pilot)
        assert alive(app)


@pytest.mark.parametrize("name", PAGES)
async def test_keys_in_any_size(app: JiaoyanApp, name: str) -> None:
    async with app.run_test(size=(1, 1)) as pilot:
        app.push_screen(PAGES[name](app))
        for number, size in enumerate(SIZES):
            app.post_message(events.Resize(Size(*size), Size(*size)))
            press(app, *USUAL[number :: len(SIZES)])
            await moments()
        await at_rest(pilot)
        assert alive(app)


async def test_the_next_section_right_behind_opening_a_meeting(app: JiaoyanApp, gate: Gate) -> None:
    """What is typed for the page that is coming is in it."""
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        gate.is_shut = True
        press(app, "enter", "ctrl+up", "ctrl+up", "ctrl+up", *"无")
        for _each in range(400):
            gate.let()
            await moments(1)
        gate.lift()
        await at_rest(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        record, field = form.editing.record, form.view.filling.field
        sections = [one for one in record.type.form
                    if any(record.type.field(key).shown(record.values) for key in one.keys)]  # fmt: skip
        here = next(one for one in sections if field is not None and field.key in one.keys)
        titles = [one.title for one in sections]
        assert here.title == titles[titles.index("出席") - 3]  # round, past the first
        assert "无" in str([record[key] for key in here.keys])


async def test_what_was_typed_last_is_kept_when_one_quits_at_once(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("place")
        await settled(pilot)
        press(app, "end", *"东侧", "ctrl+q")
        await moments(300)
    draft = app.store.draft(MEETING, form.editing.base.id)
    assert draft is not None
    assert str(draft.values["place"]).endswith("东侧")


async def test_a_page_that_is_left_while_it_opens_takes_nobody_along(
    app: JiaoyanApp, gate: Gate
) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        for name in PAGES:
            gate.is_shut = True
            app.push_screen(PAGES[name](app))
            await moments(8)
            gate.let(2)
            await moments(8)
            app.pop_screen()
            await moments(8)
            gate.lift()
            await moments(100)
            assert alive(app), name
        await at_rest(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "本周要做" in screen_text(app)


async def test_a_question_goes_with_the_page_that_asked_it(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        page = CoverageScreen()
        app.push_screen(page)
        await settled(pilot)
        await app.run_action("group", page)
        app.pop_screen()
        await moments(300)
        assert alive(app)
        assert isinstance(app.screen, HomeScreen)
