"""The form of any record: it saves itself, says so, and names what is still missing."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.widgets import Static

from models.kernel.errors import JiaoyanError
from models.kernel.workflow import STATES, awaited_of, may_write
from models.services.editing import Editing, StillMissing
from models.services.related import related
from models.storage import Conflict
from tui.commands import FORM, Scope
from tui.context import context_of
from tui.form.layout import Sheet, notes_of
from tui.screens.autosave import Autosave
from tui.screens.belonging import entries_of
from tui.screens.form_page import FormPage
from tui.screens.specials import KEYS, SPECIALS, scope_of
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.fields import Problem
    from models.kernel.record import Record
    from tui.form.editor import FieldContext
    from tui.form.view import FormView


class FormScreen(FormPage):
    """One record open for writing, or for reading where its state does not allow writing."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (FORM,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *FORM.bindings("escape"),
        *keys(*((key, f"special({n})", "") for n, key in enumerate(KEYS)), first=True),
    ]

    def __init__(self, record: Record) -> None:
        super().__init__()
        self._opening = record
        self._refused = False
        self.autosave = Autosave(self, self._show_title)
        self._covered = False
        self._belonging: dict[str, Record] = {}

    @cached_property
    def editing(self) -> Editing:
        """The record while it is being written."""
        return Editing(self._opening, self.session, self.app.drafts)

    @cached_property
    def context(self) -> FieldContext:
        """What its fields may ask."""
        return context_of(self.session, lambda: self.editing.record.day)

    @cached_property
    def read_only(self) -> bool:
        """Whether it can only be read."""
        return self.session.store.read_only or not may_write(self.editing.base, self.session.me)

    @cached_property
    def view(self) -> FormView:
        """The form of the record as it stands."""
        base, me = self.editing.base, self.session.me
        record = self.editing.record.as_seen_by(me) if self.read_only else self.editing.record
        sheet = Sheet(record, self.read_only, base.type.settled(base))
        return self.make_view(sheet, self.context, record.type.day)

    def read_ahead(self) -> None:
        """With the record, and what was typed into it before; one is at the first field that is asked
        for.
        """
        super().read_ahead()
        self._to_first_empty()

    def help_scopes(self) -> tuple[Scope, ...]:
        """With what only this type of record knows."""
        kind = self._opening.type
        own = scope_of(kind.name, kind.label, read_only=self.read_only)
        return (own, *super().help_scopes())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what can be done as the record stands."""
        kind = self._opening.type
        if action in ("edit_outside", "read_text", "submit", "present") and self.read_only:
            return False
        needs = {
            "present": any(f.roll for f in kind.fields),
            "step": len(kind.states) > 1,
            "raw_text": bool(self._opening.unread),
        }
        return needs.get(action, True)

    def compose(self) -> ComposeResult:
        """The head, the form, what is missing, the status."""
        yield from self.head()
        yield self.view
        yield Static(id="missing", markup=False)
        yield from self.foot()

    def on_mount(self) -> None:
        """Say where the record stands; keys go to the form."""
        self.view.focus()
        self._show_title()
        self._show_missing()
        if self.editing.recovered:
            self.show_status("上次没关好的稿子已经接上，请接着写。")
            self.autosave.keep(self.editing)
        elif trouble := self._trouble():
            self.show_status(trouble, bad=True)
        else:
            self.moved()
        self.call_after_refresh(self._show_belonging)

    def _trouble(self) -> str:
        """What whoever opens it has to know."""
        if self._opening.unread:
            return f"{self._opening.damage}，所以只能看。存着的原文：按 Ctrl+P，选“看原文”。"
        if self.editing.unreadable:
            return "上次没关好的稿子坏了，接不上。它的原文在“本周”那一页的“没关好的稿子”里。"
        return self.session.store.notice if self.session.store.read_only else ""

    def action_raw_text(self) -> None:
        """What cannot be read, as it lies in the database."""
        from tui.dialogs.raw_text import raw_text_of

        self.app.push_screen(raw_text_of(self._opening))

    def on_screen_resume(self) -> None:
        """Something may have been linked to this record while another page lay over it."""
        if self._covered:
            self._covered = False
            self._show_belonging()

    def on_screen_suspend(self) -> None:
        """Another page comes over this one."""
        self._covered = True

    def _show_belonging(self) -> None:
        """What belongs to the record, beneath its last section."""
        belonging = related(self.session, self.editing.record)
        self._belonging = {record.id: record for one in belonging for record in one.records}
        self.view.show_entries(entries_of(belonging))

    def open_entry(self, record_id: str) -> None:
        """A record that belongs to this one."""
        if self._kept():
            self.app.open_record(self._belonging[record_id])

    def _to_first_empty(self) -> None:
        filling = self.view.filling
        if not self.read_only:
            any(filling.go_to_field(problem.key) for problem in self.editing.missing())

    def typed(self, key: str, value: Any) -> None:
        """Take over a value that was typed: it is on its way to the disk before it is seen."""
        if self.read_only:
            return
        if self.editing.change(key, value):
            self.autosave.keep(self.editing)
        notes = notes_of(self._show_missing())
        self.view.show(self.editing.record, notes=self.add_notes(notes, key))
        if self._refused:  # what was missing then is written down now
            self._refused = False
            self.show_status("")

    def on_unmount(self) -> None:
        """The last keys before the page goes must not wait for a timer that goes with it; and
        somebody else's save may have taken the draft away.
        """
        if "editing" in vars(self) and self.editing.changed and not self.read_only:
            self.editing.put_draft()

    def _show_title(self, saved: str = "") -> None:
        record = self.editing.record
        reason = f"({record.state_reason})" if record.state_reason else ""
        parts = (STATES[record.state].label + reason, "只读" if self.read_only else "", saved)
        self.show_head(record.title, " · ".join(part for part in parts if part))

    def _show_missing(self) -> tuple[Problem, ...]:
        """Write what is missing yet; all that is missing or doubtful."""
        problems = self.editing.problems()
        missing = [problem for problem in problems if problem.blocking]
        if self.read_only:
            steps = "；".join(step.label for step in awaited_of(self.editing.base, self.session.me))
            said = f"轮到您，按 F10：{steps}" if steps else "这里只能看。能办的手续按 F10。"
        elif missing:
            said = "还缺：" + "；".join(dict.fromkeys(self._label(p) for p in missing))
        else:
            said = "都齐了，按 F8 提交。" if self.editing.submits else "都齐了，自动存好。"
        if said != self._said:
            self._said = said
            for line in self.query("#missing").results(Static):
                line.update(said, layout=False)
        return problems

    _said = ""

    def _label(self, problem: Problem) -> str:
        return self.editing.record.type.field(problem.key).label

    def action_present(self) -> None:
        """Everyone who is expected has come; exceptions are set after."""
        self.view.all_present()

    def action_submit(self) -> None:
        """Submit, or name what is missing and go there."""
        self.view.settle()
        self._refused = self.refuses_unsettled()
        if self._refused:
            return
        try:
            saved = self.editing.submit()
        except StillMissing as missing:
            self.show_problems(self.editing.problems())
            self.show_status(str(missing), bad=True)
            self._refused = True
        except Conflict as conflict:
            self._lay_side_by_side(conflict, then="submit")
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)
        else:
            done = "已提交。F7 导出 Word。" if saved.state == "submitted" else "已存好。"
            self.app.tell(f"《{saved.title}》{done}")
            self._reopen(saved)

    def _reopen(self, record: Record) -> None:
        if self.app.screen is self:
            self.app.open_record(record, instead=True)

    def action_leave(self) -> None:
        """Keep what was typed as one version, and go back."""
        if self._is_nameless():
            self._ask_about_nameless()
        else:
            self._leave()

    def _leave(self) -> None:
        if self._kept():
            self.close()

    def _is_nameless(self) -> bool:
        """Typed in, but without what it is called: nobody would find it again."""
        record, kind = self.editing.record, self.editing.record.type
        return not self.read_only and self.editing.changed and not kind.title(record.values)

    @work(group="asking")
    async def _ask_about_nameless(self) -> None:
        from tui.dialogs.questions import about_nameless

        chosen = await about_nameless(self.app, self.editing.record.type)
        if chosen == "drop":
            self._drop()
        elif chosen == "keep":
            self._leave()

    def _drop(self) -> None:
        """Away without what was typed."""
        self.editing.drop()
        self.close()

    def _kept(self) -> bool:
        if self.read_only:
            return True
        self.view.settle()
        for said in self.unsettled():
            self.app.tell(f"没有改：{said}", bad=True)
        try:
            self.editing.keep()
        except Conflict as conflict:
            self._lay_side_by_side(conflict, then="leave")
            return False
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)
            return False
        return True

    @work(group="asking")
    async def _lay_side_by_side(self, conflict: Conflict, then: str) -> None:
        from tui.dialogs.conflict import ConflictScreen
        from tui.dialogs.questions import drops_for_settled

        if not may_write(replace(conflict.current, deleted_at=""), self.session.me):
            if await drops_for_settled(self.app, conflict.current):
                self._drop()
            return
        chosen = await self.app.push_screen_wait(ConflictScreen(conflict, self.editing.record))
        if chosen is None:
            self.show_status("没有保存：别人存了新的一版。内容还在这里。", bad=True)
            return
        self.editing.rebase(chosen, conflict.current)
        settled = chosen.type.settled(self.editing.base)
        self.view.show(self.editing.record, settled=settled)
        await self.run_action(then)

    def action_export(self) -> None:
        """Save, then write this record's Word files."""
        if self._kept():
            self.app.export_records([self.editing.base])

    def action_history(self) -> None:
        """Who changed what, and undo."""
        if self._kept():
            from tui.dialogs.history import HistoryScreen

            self.app.push_screen(HistoryScreen(self.editing.base), self._after_history)

    def _after_history(self, record: Record | None) -> None:
        if record is not None:
            self._reopen(record)

    def action_step(self) -> None:
        """The steps that lead on from this state: withdraw, approve, return, archive, …"""
        if self._kept():
            self._take_step()

    @work(group="asking")
    async def _take_step(self) -> None:
        from tui.dialogs.steps import take_a_step

        if (record := await take_a_step(self.app, self.editing.base)) is not None:
            self._reopen(record)

    def action_special(self, number: int) -> None:
        """What only this type of record knows."""
        specials = SPECIALS.get(self._opening.type.name, ())
        if number >= len(specials):
            return
        if not (specials[number].writes and self.read_only) and self._kept():
            specials[number].run(self.app, self.editing.base)

    def _long_text(self) -> tuple[str, str] | None:
        """The long text one is in, a cell of a row too, and what it is called."""
        filling = self.view.filling
        text = None if self.read_only else filling.long_text
        if text is None or filling.field is None:
            self.show_status("先把光标放到一栏长文字里(内容、要点、小结……)。", bad=True)
            return None
        return text, filling.field.label

    def action_edit_outside(self) -> None:
        """The long text one is in, in an editor of one's own."""
        from tui.outside import edit_outside

        if place := self._long_text():
            self.view.take_text(edit_outside(self.app, *place))

    @work(group="asking")
    async def action_read_text(self) -> None:
        """A text file into the long text one is in."""
        from tui.outside import ask_for_text

        if place := self._long_text():
            self.view.take_text(await ask_for_text(self.app, self.context, place[0]))
