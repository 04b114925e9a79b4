"""The app: one store, one session, and the pages one goes to and comes back from."""

from __future__ import annotations

import asyncio
import gc
import sys
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import App
from textual.worker import WorkerFailed

from models.catalogue import type_named
from models.kernel.errors import JiaoyanError
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.session.session import Session
from models.storage import DraftWriter, Spool
from tui.commands import EVERYWHERE
from tui.database import data_folder
from tui.notebook import InTurn, Notebook
from tui.screens.home import HomeScreen
from tui.screens.page import Page
from tui.signs import PROBE, WIDE, PlainSigns
from tui.standing import if_it_stands, page_of, stands
from tui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.actions import ActionParseResult
    from textual.binding import BindingType
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen

    from models.kernel.fields import Link
    from models.kernel.record import Record, RecordType
    from models.storage import Store
    from tui.leaving import Unsaved


UNSAVED = "unsaved"
"""The folder among the person's own data for drafts that the database does not take."""
ASKING = "asking"
"""Workers of a page that open a dialog."""
TURNS = 50
"""Turns of the loop within which such a worker gets to its dialog, unless it has to wait for a disk."""
PLAIN = "plain signs"
"""The setting of this terminal that says whether it needs plain signs."""


class JiaoyanApp(Notebook):
    """教研本 on one store."""

    TITLE = "教研本"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*EVERYWHERE.bindings()]
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, store: Store, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.store = store
        self.session = Session(store, today)
        self.drafts = DraftWriter(store, Spool(data_folder() / UNSAVED, store.dialect.where))
        self.drafts.adopt()
        for theme in THEMES:
            self.register_theme(theme)
        self._begin_in(store.setting("theme", site=True) or THEMES[0].name)
        self.animation_level = "none"
        self.signs = PlainSigns(enabled=bool(store.setting(PLAIN, site=True)))

    def _begin_in(self, theme: str) -> None:
        """Take a theme before any style sheet is read; a theme that is set is for an app that runs,
        and has all of them read a second time.
        """
        self.set_reactive(App.theme, theme)
        for name, on in (("-dark-mode", self.current_theme.dark), (f"-theme-{theme}", True)):
            self.set_class(on, name, update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Textual's, watched where a terminal can go away under it."""
        driver = super().get_driver_class()
        if sys.platform == "win32":
            return driver
        from tui.terminal import terminal_for

        return terminal_for(driver)

    def get_default_screen(self) -> HomeScreen:
        """Home is the undermost page: pushed onto an empty one it would be laid out and painted once
        for nothing, while the empty one holds the terminal.
        """
        return HomeScreen()

    def on_mount(self) -> None:
        """Before home the short set-up where the store is new."""
        self.call_after_refresh(_collect_from_here_on)
        self.call_after_refresh(self._ask_for_widths)
        if self.session.school is None:
            self.open_page("setup")

    async def on_event(self, event: events.Event) -> None:
        """As Textual does, but a page that takes keys in turn gets each before the next one is looked
        at. Textual lays it into the queue of what has the focus; what a key behind it does as a
        command of the page would come first.
        """
        page = self.screen if self.screen_stack else None
        typed = isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded
        if not typed or not isinstance(page, InTurn):
            await super().on_event(event)
            return
        self.app_focus = True
        try:
            taken = page.take(event)
        except JiaoyanError as problem:
            self.tell(str(problem), bad=True)
            return
        if not taken:
            await super().on_event(event)
            await self._let_it_ask(page)

    async def _let_it_ask(self, page: Screen[Any]) -> None:
        """A question that a command has to ask comes up before the next key is looked at."""
        for _turn in range(TURNS):
            asks = any(w.group == ASKING and w.is_running for w in self.workers if w.node is page)
            if not asks or self.screen is not page:
                return
            await asyncio.sleep(0)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and plain signs where the terminal needs them."""
        own = super().get_line_filters()
        return [*own, self.signs] if self.signs.enabled else own

    def _ask_for_widths(self) -> None:
        """Whether this terminal draws ① wide; the answer is `on_cursor_position`, or none."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(PROBE)
            self._driver.flush()
            self.screen.refresh()

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal has answered."""
        if event.x == WIDE and not self.signs.enabled:
            self._use_plain_signs(on=True)

    def _use_plain_signs(self, *, on: bool) -> None:
        self.signs.enabled = on
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                node.refresh()

    def action_plain_signs(self) -> None:
        """Plain signs or the usual ones, kept for the next time."""
        self._use_plain_signs(on=not self.signs.enabled)
        self.store.set_setting(PLAIN, "1" if self.signs.enabled else "", site=True)

    def on_unmount(self) -> None:
        """Nothing typed may wait in memory when the app ends."""
        self.drafts.close()

    async def action_quit(self) -> None:
        """End, unless something typed is not in the database yet: then ask first."""
        from tui.leaving import left_unsaved

        if (unsaved := await left_unsaved(self)).records:
            self._ask_about_unsaved(unsaved)
        else:
            self.exit()

    @work
    async def _ask_about_unsaved(self, unsaved: Unsaved) -> None:
        from tui.dialogs.questions import leaves_unsaved

        if await leaves_unsaved(self, unsaved.records, unsaved.nowhere):
            self.exit()

    def get_system_commands(self, screen: Any) -> Iterable[Any]:  # noqa: ARG002
        """None: Textual's own are English, ours are in `tui.commands`."""
        return ()

    def action_command_palette(self) -> None:
        """The palette, with a Chinese prompt."""
        from tui.palette import Palette

        self.push_screen(Palette())

    def push_screen(self, screen: Any, *arguments: Any, **more: Any) -> Any:
        """As Textual does, once the page has read what it shows. Raises `JiaoyanError` where it cannot,
        and then stays on the page that is there.
        """
        if isinstance(screen, Page):
            screen.read_ahead()
        return super().push_screen(screen, *arguments, **more)

    def switch_screen(self, screen: Any) -> Any:
        """The same for a page in place of the one that is there."""
        if isinstance(screen, Page):
            screen.read_ahead()
        return super().switch_screen(screen)

    def action_help(self) -> None:
        """The keys and commands of the present page."""
        from tui.dialogs.help import HelpScreen
        from tui.widgets.keys import keys_at

        own = self.screen.help_scopes() if isinstance(self.screen, Page) else ()
        here = keys_at(self.focused)
        near = (here,) if here.commands else ()
        self.push_screen(HelpScreen((*near, *own, EVERYWHERE)))

    def action_go_back(self) -> None:
        """Back to the page before; home is the last."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_go(self, where: str) -> None:
        """Home, or the list of a record type called by its plural."""
        if where == "home" and isinstance(self.screen, HomeScreen):
            self.screen.show()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if where != "home":
            from tui.screens.list import ListScreen

            self.push_screen(ListScreen(type_named(where)))

    def open_record(self, record: Record, *, instead: bool = False) -> None:
        """Open a record in its form; see `Notebook`."""
        self.open_page("form", record, instead=instead)

    def new_of(self, kind_name: str) -> None:
        """A new record of a type, filled in as far as its type knows how."""
        self.open_record(new_record(type_named(kind_name)))

    def export_records(self, records: Sequence[Record]) -> None:
        """The Word documents of these records, in the background."""
        self._export(records, self.session.me)

    def export_meetings(self, groups: Sequence[str]) -> None:
        """This term's meetings of these groups, in the background."""
        if self.session.term is None:
            self.tell("还没有学期。")
            return
        wanted = [Filter(MEETING, term=self.session.term.id, group=group) for group in groups]
        ids = [id_ for one in wanted for id_ in self.store.ids(one)]
        self._export(self.store.many(MEETING, ids), self.session.me)

    def bind_records(self, kind: RecordType, volumes: Mapping[str, Sequence[str]]) -> None:
        """The records with these ids as one bound file under each name, in the background."""
        self._bind(kind, volumes, self.session.me)

    @work(thread=True, group="export")
    def _bind(
        self, kind: RecordType, volumes: Mapping[str, Sequence[str]], me: Link | None
    ) -> None:
        from tui.exporting import bind_in_thread

        bind_in_thread(self, kind, volumes, me)

    @work(thread=True, group="export")
    def _export(self, records: Sequence[Record], me: Link | None) -> None:
        from tui.exporting import export_in_thread

        export_in_thread(self, records, me)

    @work
    async def action_export_folder(self) -> None:
        """Say where documents are to go."""
        from tui.exporting import choose_folder

        await choose_folder(self)

    def open_page(self, name: str, *about: Record, instead: bool = False) -> None:
        """One of `tui.pages`; see `Notebook`."""
        from tui.pages import page_called

        page = page_called(name, *about)
        if instead:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def action_open_page(self, name: str) -> None:
        """A page that is about no record, by its name."""
        self.open_page(name)

    @work
    async def action_whoami(self) -> None:
        """Say who sits at this terminal."""
        from tui.dialogs.choosing import choose

        teacher = await choose(
            self,
            "这台电脑前的是谁？",
            [(record.link(), record.title) for record in self.session.teachers],
        )
        if teacher:
            self.session.set_current_user(teacher)
            self.action_go("home")

    @work
    async def action_holidays(self) -> None:
        """Take in the holidays of a year that the program does not know yet."""
        from tui.holidays import import_holidays

        await import_holidays(self)

    def action_replan(self) -> None:
        """Lay out the untouched meetings of the present term anew."""
        from models.meetings.planning import plan_term

        if self.session.term is None:
            self.tell("还没有学期。按 Ctrl+P，选“学期与校历”新建一个。")
            return
        done = plan_term(self.session, self.session.term)
        self.tell(f"已排好：新增 {done.added} 次，去掉 {done.removed} 次，已填写的不动。")
        self.action_go("home")

    def action_toggle_theme(self) -> None:
        """The next of the themes, kept for the next time."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.store.set_setting("theme", self.theme, site=True)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As Textual does; what cannot be done is said, and the page stays. A command for a page that
        is only opening waits until its parts are there, one for a page that has gone is not done.
        """
        page = page_of(default_namespace)
        if page is not None and not stands(page) and not self._is_there(page):
            if page in self.screen_stack:
                return page.call_later(self.run_action, action, default_namespace, namespaces)
            return False
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except JiaoyanError as problem:
            self.tell(str(problem), bad=True)
            return True

    def _is_there(self, page: Screen[Any]) -> bool:
        """Whether it is a form, which is there before it is laid out."""
        return isinstance(page, InTurn) and page.opens_at_once and page in self.screen_stack

    def _handle_exception(self, error: Exception) -> None:
        """As Textual does; of work in the background that a store could not do, only the sentence is
        shown.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(error, WorkerFailed) and isinstance(cause, JiaoyanError):
            self.tell(str(cause), bad=True)
        else:
            super()._handle_exception(error)

    def call_from_thread(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """As Textual does; None where what is called belongs to a page that has gone meanwhile."""
        return super().call_from_thread(if_it_stands, callback, *args, **kwargs)

    async def push_screen_wait(self, screen: Any, *, mode: str | None = None) -> Any:
        """As Textual does. The page that asks may go meanwhile: then neither what is under way in the
        app ends with it, nor does the question stay, to which nobody waits for an answer.
        """
        try:
            await asyncio.shield(asyncio.ensure_future(self._flush_next_callbacks()))
            return await asyncio.shield(self.push_screen(screen, wait_for_dismiss=True, mode=mode))
        except asyncio.CancelledError:
            if self.is_running and self.screen is screen:
                self.pop_screen()
            raise

    def _fatal_error(self) -> None:
        """End without Textual's traceback, which shows people's records too; `run` says what
        happened.
        """
        self._close_messages_no_wait()

    def tell(self, message: str, *, bad: bool = False) -> None:
        """A short note at the edge of the screen."""
        self.notify(message, severity="error" if bad else "information", markup=False)


def _collect_from_here_on() -> None:
    """Switch the garbage collector on. All there is by now is needed until the end, so it need not
    look through that again.
    """
    gc.freeze()
    gc.enable()
