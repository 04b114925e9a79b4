"""The first run: school, term, groups and who is sitting here, on one page."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work

from models.kernel.errors import JiaoyanError
from models.kernel.record import new_record
from models.kernel.validate import blocking, check
from models.services.founding import FOUNDING, begun, found_school, keep_begun, suggested
from tui.commands import SETUP, Scope
from tui.context import context_of
from tui.form.layout import Sheet, notes_of
from tui.screens.form_page import FormPage
from tui.screens.roster import RosterScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.record import Record
    from tui.form.view import FormView

WELCOME = "欢迎。先填几项就能开始，以后都可以改。F3 读入学校现有的教师名单，F8 开始使用。"


class SetupScreen(FormPage):
    """Asks only what nothing else can tell; F3 takes the teachers from the school's own list."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (SETUP,)
    BINDINGS: ClassVar[list[BindingType]] = [*SETUP.bindings()]

    @cached_property
    def begun(self) -> dict[str, Any]:
        """What was typed before, when the set-up was not finished."""
        return begun(self.session)

    @cached_property
    def view(self) -> FormView:
        """The fields, filled in as far as the calendar knows, or as they were left."""
        known = suggested(self.session.today(), self.session.groups)
        record = new_record(FOUNDING, {**known, **self.begun})
        return self.make_view(Sheet(record), context_of(self.session), heading=WELCOME)

    @property
    def record(self) -> Record:
        """What stands in the fields."""
        return self.view.filling.record

    def compose(self) -> ComposeResult:
        """The head, a welcome and the fields."""
        yield from self.head()
        yield self.view
        yield from self.foot()

    def on_mount(self) -> None:
        """Start with the name of the school."""
        self.view.focus()
        if self.view.filling.place is None:
            self.view.filling.go(1)
        self.show_head("教研本 · 第一次使用")
        if self.begun:
            self.show_status("上次填到一半的内容已经接上，请接着填。")
        self.view.repaint()
        self.moved()

    def _keep(self, record: Record) -> None:
        """What was typed is on the disk with each key: so little is written at once."""
        try:
            keep_begun(self.session, record.values)
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)

    def typed(self, key: str, value: Any) -> None:
        """Take over a value that was typed, and what follows from it."""
        self.show_status("")
        record = self.record.with_values(**{key: value})
        if key in FOUNDING.derives_from:
            record = record.with_values(**FOUNDING.derive(record, self.session))
        self._keep(record)
        notes = notes_of(check(FOUNDING, record.values))
        self.view.show(record, notes=self.add_notes(notes, key))

    @work(group="asking")
    async def action_roster(self) -> None:
        """Take the groups and teachers from the school's list."""
        if await self.app.push_screen_wait(RosterScreen()):
            groups = suggested(self.session.today(), self.session.groups)["groups"]
            self.view.show(self.record.with_values(groups=groups))
            self.show_status(
                f"已读入 {len(self.session.teachers)} 位教师、{len(groups)} 个教研组。"
            )

    def action_begin(self) -> None:
        """Found the school, unless something is missing."""
        self.view.settle()
        if self.refuses_unsettled():
            return
        problems = blocking(check(FOUNDING, self.record.values))
        self.show_problems(problems)
        if problems:
            self.show_status(problems[0].message, bad=True)
            return
        try:
            found_school(self.session, self.record.values)
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)
        else:
            self.close()
