"""The first run: school, term, groups and who is sitting here, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.widgets import Static

from models.kernel.errors import JiaoyanError
from models.kernel.record import new_record
from models.kernel.validate import blocking, check
from models.services.founding import FOUNDING, begun, found_school, keep_begun, suggested
from tui.commands import SETUP, Scope
from tui.context import context_of
from tui.fields import FieldChanged, FieldLine
from tui.screens.form_sections import SectionBox
from tui.screens.roster import RosterScreen
from tui.screens.sectioned import SectionedPage
from tui.widgets.form_scroll import FormScroll

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class SetupScreen(SectionedPage):
    """Asks only what nothing else can tell; F3 takes the teachers from the school's own list."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (SETUP,)
    BINDINGS: ClassVar[list[BindingType]] = [*SETUP.bindings()]

    def compose(self) -> ComposeResult:
        """A welcome and the fields, filled in as far as the calendar knows, or as they were left."""
        self.begun = begun(self.session)
        known = suggested(self.session.today(), self.session.groups)
        self.record = new_record(FOUNDING, {**known, **self.begun})
        self.context = context_of(self.session)
        yield from self.head()
        with FormScroll(id="form"):
            yield Static(
                "欢迎。先填几项就能开始，以后都可以改。F3 读入学校现有的教师名单，F8 开始使用。",
                classes="section",
                markup=False,
            )
            for section in FOUNDING.form:
                yield SectionBox(section, self.record, self.context, read_only=False)
        yield from self.foot()

    def on_mount(self) -> None:
        """Start with the name of the school."""
        self.show_head("教研本 · 第一次使用")
        if self.begun:
            self.show_status("上次填到一半的内容已经接上，请接着填。")
        self.call_after_refresh(self.query(FieldLine).first().focus_field)

    def _keep(self) -> None:
        """What was typed is on the disk with each key: so little is written at once."""
        try:
            keep_begun(self.session, self.record.values)
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)

    def gather(self) -> None:
        """Take what stands on the screen now."""
        held = {line.key: line.held for line in self.query(FieldLine) if not line.fixed}
        if any(self.record[key] != value for key, value in held.items()):
            self.record = self.record.with_values(**held)
            self._keep()

    @on(FieldChanged)
    def _changed(self, event: FieldChanged) -> None:
        event.stop()
        self.show_status("")
        before = self.record
        self.record = before.with_values(**{event.key: event.value})
        if event.key in FOUNDING.derives_from:
            self.record = self.record.with_values(**FOUNDING.derive(self.record, self.session))
        self._keep()
        problems = check(FOUNDING, self.record.values)
        for line in self.query(FieldLine):
            if line.key == event.key:
                line.show_problems([p for p in problems if p.key == line.key])
            elif self.record[line.key] != before[line.key]:
                line.show_value(self.record[line.key])

    @work
    async def action_roster(self) -> None:
        """Take the groups and teachers from the school's list."""
        if await self.app.push_screen_wait(RosterScreen()):
            groups = suggested(self.session.today(), self.session.groups)["groups"]
            self.record = self.record.with_values(groups=groups)
            for line in self.query(FieldLine):
                if line.key == "groups":
                    line.show_value(groups)
            self.show_status(
                f"已读入 {len(self.session.teachers)} 位教师、{len(groups)} 个教研组。"
            )

    def action_begin(self) -> None:
        """Found the school, unless something is missing."""
        self.gather()
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
