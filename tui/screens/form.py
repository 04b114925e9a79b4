"""The form of any record: it saves itself, says so, and names what is still missing."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.widgets import Static

from models.kernel.errors import JiaoyanError
from models.kernel.workflow import STATES, awaited_of, may_write
from models.services.editing import Editing, StillMissing
from models.services.related import related
from models.storage import Conflict
from tui.commands import FORM, Scope
from tui.context import context_of
from tui.fields import FieldChanged
from tui.screens.autosave import Autosave
from tui.screens.form_sections import SectionBox, long_text
from tui.screens.sectioned import SectionedPage
from tui.screens.specials import KEYS, SPECIALS, scope_of
from tui.widgets.form_scroll import FormScroll
from tui.widgets.keys import keys
from tui.widgets.related import Related

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.fields import Problem
    from models.kernel.record import Record
    from tui.widgets.edited import FieldContext
    from tui.widgets.written import Paragraphs

AT_ONCE = 3
"""Sections that fill the first page."""


class FormScreen(SectionedPage):
    """One record open for writing, or for reading where its state does not allow writing."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (FORM,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *FORM.bindings(),
        *keys(*((key, f"special({n})", "") for n, key in enumerate(KEYS)), first=True),
    ]

    def __init__(self, record: Record) -> None:
        super().__init__()
        self._opening = record
        self._refused = False
        self.autosave = Autosave(self, self._show_title)
        self._covered = False

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

    def read_ahead(self) -> None:
        """With the record, and what was typed into it before."""
        super().read_ahead()
        self.editing  # noqa: B018 read once, and kept

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
        """The head, a box for each section, what is missing, the status."""
        base, me = self.editing.base, self.session.me
        shown = self.editing.record.as_seen_by(me) if self.read_only else self.editing.record
        settled = base.type.settled(base)
        yield from self.head()
        with FormScroll(id="form"):
            for place, section in enumerate(self.editing.record.type.form):
                yield SectionBox(
                    section, shown, self.context, read_only=self.read_only, settled=settled,
                    later=place >= AT_ONCE,
                )  # fmt: skip
            yield Related()
        yield Static(id="missing", markup=False)
        yield from self.foot()

    def on_mount(self) -> None:
        """Say where the record stands and go to the first field that is asked for."""
        self._show_title()
        self._show_missing()
        self._to_first_empty()
        if self.editing.recovered:
            self.show_status("上次没关好的稿子已经接上，请接着写。")
            self.autosave.keep(self.editing)
        elif trouble := self._trouble():
            self.show_status(trouble, bad=True)
        self.call_after_refresh(self.call_next, self._mount_the_rest)

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
            self.query_one(Related).show(related(self.session, self.editing.record))

    def on_screen_suspend(self) -> None:
        """Another page comes over this one."""
        self._covered = True

    async def _mount_the_rest(self) -> None:
        """What is further down is laid out once the first page is on the screen."""
        await self.whole()
        self.query_one(Related).show(related(self.session, self.editing.record))
        if self.focused is None or self.focused is self.query_one(FormScroll):
            self.call_after_refresh(self._to_first_empty)

    def _to_first_empty(self) -> None:
        missing = [p.key for p in self.editing.missing()]
        lines = self.lines
        target = next((lines[key] for key in missing if key in lines), None)
        if target is None or self.read_only:
            self.query_one(FormScroll).focus()
        else:
            target.focus_field()

    @on(Related.Opened)
    def _related_opened(self, event: Related.Opened) -> None:
        if self._kept():
            self.app.open_record(event.record)

    @on(FieldChanged)
    def _changed(self, event: FieldChanged) -> None:
        event.stop()
        if self.read_only:
            return
        changed = self.editing.change(event.key, event.value)
        if changed:  # before anything is painted: what is seen is on its way to the disk
            self.autosave.keep(self.editing)
        self._show(self.editing.record, changed - {event.key})
        self._show_missing(event.key)
        if self._refused:  # what was missing then is written down now
            self._refused = False
            self.show_status("")

    def _show(self, record: Record, keys: Iterable[str]) -> None:
        """The sections that apply to a record, and these of its values in the fields that are there."""
        for box in self.query(SectionBox):
            box.follow(record)
        lines = self.lines
        for key in keys:
            if key in lines:
                lines[key].show_value(record[key])

    def gather(self) -> None:
        """Take what stands on the screen now."""
        if self.read_only:
            return
        for key, line in self.lines.items():
            if not line.fixed and line.held != self.editing.record[key]:
                self._show(self.editing.record, self.editing.change(key, line.held) - {key})

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

    def _show_missing(self, key: str = "") -> None:
        problems = self.editing.problems()
        missing = [problem for problem in problems if problem.blocking]
        if self.read_only:
            steps = "；".join(step.label for step in awaited_of(self.editing.base, self.session.me))
            said = f"轮到您，按 F10：{steps}" if steps else "这里只能看。能办的手续按 F10。"
        elif missing:
            said = "还缺：" + "；".join(dict.fromkeys(self._label(p) for p in missing))
        else:
            said = "都齐了，按 F8 提交。" if self.editing.submits else "都齐了，自动存好。"
        self.query_one("#missing", Static).update(said, layout=False)
        if key and key in (lines := self.lines):
            lines[key].show_problems([p for p in problems if p.key == key])

    def _label(self, problem: Problem) -> str:
        return self.editing.record.type.field(problem.key).label

    def action_present(self) -> None:
        """Everyone who is expected has come; exceptions are set after."""
        self.once_whole(self.all_present)

    def action_submit(self) -> None:
        """Submit, or name what is missing and go there."""
        self.once_whole(self._submit)

    def _submit(self) -> None:
        self.gather()
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
        self.gather()
        record, kind = self.editing.record, self.editing.record.type
        return not self.read_only and self.editing.changed and not kind.title(record.values)

    @work
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
        self.gather()
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

    @work
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
        self._show(chosen, [key for key, line in self.lines.items() if line.held != chosen[key]])
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

    @work
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

    def _long_text(self) -> tuple[Paragraphs, str] | None:
        place = None if self.read_only else long_text(self)
        if place is None:
            self.show_status("先把光标放到一栏长文字里(内容、要点、小结……)。", bad=True)
        return place

    def action_edit_outside(self) -> None:
        """The long text one is in, in an editor of one's own."""
        from tui.outside import edit_outside

        if place := self._long_text():
            text, label = place
            text.take(edit_outside(self.app, text.text, label))

    @work
    async def action_read_text(self) -> None:
        """A text file into the long text one is in."""
        from tui.outside import ask_for_text

        if place := self._long_text():
            text, _label = place
            text.take(await ask_for_text(self.app, self.context, text.text))
