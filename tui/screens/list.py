"""The list of any record type: a windowed table over a snapshot of ids, chips with counts, search."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.widgets import Input

from models.catalogue import type_named
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Field, Kind
from models.kernel.filters import Filter
from models.kernel.record import like
from models.kernel.workflow import STATES, STEPS, may_delete
from models.school.people import GROUP
from models.school.terms import TERM
from models.services.listing import listed, shown_rows
from tui.commands import LIST, Scope
from tui.dialogs.choosing import choose
from tui.dialogs.history import HistoryScreen
from tui.dialogs.steps import take_a_step, take_a_step_together
from tui.screens.page import Page
from tui.widgets.chips import Chip, ChipRow, FilterChips
from tui.widgets.cn_input import CnInput
from tui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from models.kernel.record import Record, RecordType

AFTER_TYPING = 0.2
"""Seconds of rest after which the search box is looked up."""
STATE_WIDTH = 9
MOST_LINKED = 24
"""Chips of a field that links to records of which there may be thousands."""


class ListScreen(Page[None]):
    """All records of a type, narrowed by chips and by what is typed."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (LIST,)
    BINDINGS: ClassVar[list[BindingType]] = [*LIST.bindings("enter")]

    def __init__(self, kind: RecordType) -> None:
        super().__init__()
        self.kind = kind
        self.filter = Filter(kind)
        self._rest: Timer | None = None
        self._counted: tuple[ChipRow, ...] = ()
        self._counts_wait = False
        """Whether the chips are going to be counted after the next painting."""
        self._done: list[list[str]] = []
        """For each thing done here, the lines of the journal that it wrote."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What this type of record knows nothing of is not offered; Enter opens a row where one is in the
        table, elsewhere it is for what one is in.
        """
        if action == "open":
            return not isinstance(self.focused, Input | FilterChips)
        if action in STEPS:
            return STEPS[action].target in self.kind.states
        return action != "duplicate" or any(f.kept for f in self.kind.fields)

    def compose(self) -> ComposeResult:
        """Search box, chips, table."""
        yield from self.head()
        yield CnInput(placeholder=f"查找{self.kind.label}：输入几个字", id="find")
        yield FilterChips(id="chips")
        yield RecordTable(id="table")
        yield from self.foot()

    def on_mount(self) -> None:
        """Start with the present term, where the type has terms."""
        if "term" in self.kind.by_key and self.session.term is not None:
            self.filter = replace(self.filter, term=self.session.term.id)
        self.show()
        self._to_today()
        self.table.focus()

    def _to_today(self) -> None:
        """Start at what is nearest behind us, not at the end of the term."""
        if self.kind.day and self.kind.newest_first:
            past = replace(self.filter, until=self.session.today().isoformat())
            if nearest := self.session.store.ids(past, limit=1):
                self.table.go_to(nearest[0])

    def on_screen_resume(self) -> None:
        """Something may have been written on the page one comes back from, or by somebody else."""
        if self.is_outdated():
            self.show()

    @property
    def table(self) -> RecordTable:
        """The table."""
        return self.query_one(RecordTable)

    def show(self) -> None:
        """Take a new snapshot of the ids; the chips are counted when the first rows stand there."""
        self.note_reading()
        store, kind, fields = self.session.store, self.kind, listed(self.kind)
        keys = [f.key for f in fields]
        self.table.set_source(
            store.ids(self.filter),
            lambda ids: list(shown_rows(kind, store.rows(kind, ids, keys), fields, self.session)),
            _columns(kind),
            self._empty(),
        )
        self._show_title()
        if not self._counts_wait:
            self._counts_wait = self.call_after_refresh(self.call_later, self._count)

    def _count(self) -> None:
        self._counts_wait = False
        rows = tuple(self._chip_rows())
        if rows != self._counted:  # or the page is laid out for what looks as it did
            self._counted = rows
            self.query_one(FilterChips).show(rows)

    def _empty(self) -> str:
        if self.filter.text:
            return "没有找到。换几个字，或清空查找框(F3)。"
        return f"还没有{self.kind.label}。按 F2 新建，或按 F4 换筛选条件。"

    def _show_title(self) -> None:
        chosen = len(self.table.selection)
        self.show_head(
            f"{self.kind.label}  {len(self.table.ids)} 条", f"选中 {chosen} 条" if chosen else ""
        )

    def _chip_rows(self) -> list[ChipRow]:
        rows = []
        if len(self.kind.states) > 1:
            rows.append(
                self._chips(
                    "state", "状态",
                    lambda _counted: [(c, STATES[c].label) for c in self.kind.states],
                )
            )  # fmt: skip
        rows += [
            self._chips(f.key, f.label, partial(self._answers, f))
            for f in self.kind.fields
            if f.filtered
        ]
        return rows

    def _answers(self, f: Field, counted: Mapping[str, int]) -> list[tuple[str, str]]:
        """What a field may be narrowed to: what it offers, or the records that are linked to, the
        most frequent of them where nobody keeps them all at hand.
        """
        if f.kind not in (Kind.LINK, Kind.LINKS):
            return [(c.code, c.label) for c in f.choices]
        known = {"term": self.session.terms, "group": self.session.groups}.get(f.target)
        if known is None:
            usual = sorted(counted, key=lambda id_: -counted[id_])[:MOST_LINKED]
            ids = dict.fromkeys([*self._on(f.key), *usual])
            known = self.session.store.many(type_named(f.target), list(ids))
        return [(record.id, record.title) for record in known]

    def _chips(
        self, key: str, label: str, answers_of: Callable[[Mapping[str, int]], list[tuple[str, str]]]
    ) -> ChipRow:
        counts = self.session.store.counts(self.filter, key)
        on, answers = self._on(key), answers_of(counts)
        return ChipRow(
            label,
            tuple(
                Chip(key, code, name, counts.get(code, 0), code in on)
                for code, name in answers
                if counts.get(code) or code in on
            ),
        )

    def _on(self, key: str) -> tuple[str, ...]:
        single = {"term": self.filter.term, "group": self.filter.group}
        if key in single:
            return (single[key] or "",)
        return self.filter.states if key == "state" else self.filter.choices.get(key, ())

    @on(FilterChips.Switched)
    def _switched(self, event: FilterChips.Switched) -> None:
        chip = event.chip
        now = tuple({*self._on(chip.field)} ^ {chip.code})
        if chip.field in ("term", "group"):
            code = None if chip.on else chip.code
            self.filter = replace(
                self.filter,
                term=code if chip.field == "term" else self.filter.term,
                group=code if chip.field == "group" else self.filter.group,
            )
        elif chip.field == "state":
            self.filter = replace(self.filter, states=now)
        else:
            self.filter = replace(self.filter, choices={**self.filter.choices, chip.field: now})
        self.show()

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(AFTER_TYPING, self._look_up)

    def _look_up(self) -> None:
        text = self.query_one("#find", CnInput).value
        if text != self.filter.text:
            self.filter = replace(self.filter, text=text)
            self.show()
            self.table.action_ends(0)

    @on(Input.Submitted, "#find")
    def _entered(self) -> None:
        self._look_up()
        self.table.focus()

    @on(RecordTable.SelectionChanged)
    def _selection_changed(self) -> None:
        self._show_title()

    @on(RecordTable.RowOpened)
    def _opened(self, event: RecordTable.RowOpened) -> None:
        self._open(event.record_id)

    def _open(self, record_id: str) -> None:
        if record := self.session.store.get(self.kind, record_id):
            self.app.open_record(record)

    def _chosen(self) -> list[Record]:
        return self.session.store.many(self.kind, self.table.chosen)

    def _here(self) -> Record | None:
        return self.session.store.get(self.kind, self.table.current) if self.table.current else None

    def action_open(self) -> None:
        """Open the row the cursor is on: at once, so that keys behind Enter come to what was opened."""
        if self.table.current:
            self._open(self.table.current)

    def action_new(self) -> None:
        """A new record."""
        self.app.new_of(self.kind.name)

    def action_find(self) -> None:
        """To the search box."""
        self.query_one("#find").focus()

    def action_filter(self) -> None:
        """To the chips."""
        self.query_one(FilterChips).focus()

    def action_select_all(self) -> None:
        """All rows."""
        self.table.select_all()

    def action_export(self) -> None:
        """The chosen records as Word documents."""
        self.app.export_records(self._chosen())

    def action_volume(self) -> None:
        """The chosen records, or all that are listed, as one bound file."""
        chosen = self.table.selection
        ids = [id_ for id_ in self.table.ids if not chosen or id_ in chosen]
        words = [self.session.store.get(TERM, self.filter.term) if self.filter.term else None,
                 self.session.store.get(GROUP, self.filter.group) if self.filter.group else None]  # fmt: skip
        named = [one.title for one in words if one]
        some = [f"选{len(ids)}条"] if chosen else []
        self.app.bind_records(self.kind, {"_".join([*named, self.kind.label, *some]): ids})

    def action_duplicate(self) -> None:
        """A new record like the one the cursor is on."""
        if (here := self._here()) is not None:
            self.app.open_record(like(here, self.session.today().isoformat()))

    def action_postpone(self) -> None:
        """To another day, with a reason."""
        self._step("postpone")

    def action_cancel(self) -> None:
        """Not at all, with a reason."""
        self._step("cancel")

    @work
    async def _step(self, name: str) -> None:
        chosen = self._chosen()
        if len(chosen) > 1:
            self.app.tell(
                f"{STEPS[name].label}一次只办一条。请只选一条，或用空格取消选中。", bad=True
            )
        elif chosen and await take_a_step(self.app, chosen[0], name):
            self._remember([chosen[0].id])
            self.show()

    @work
    async def action_step(self) -> None:
        """Approve, return, archive, …: the one the cursor is on, or all that are chosen together."""
        chosen = self._chosen()
        if len(chosen) > 1:
            done = await take_a_step_together(self.app, chosen)
        else:
            taken = await take_a_step(self.app, chosen[0]) if chosen else None
            done = [taken] if taken else []
        if done:
            self._remember([record.id for record in done])
            self.table.selection.clear()
            self.show()

    def _remember(self, ids: list[str]) -> None:
        self._done.append([line for id_ in ids for line in self.session.store.last_line(id_)])

    def action_history(self) -> None:
        """Who changed what."""
        if here := self._here():
            self.app.push_screen(HistoryScreen(here))

    @work
    async def action_delete(self) -> None:
        """Put the chosen records away; several at once only after a question."""
        chosen = self._chosen()
        kept = [record for record in chosen if not may_delete(record)]
        if kept:
            self.app.tell(
                f"选中的里面有 {len(kept)} 条已审核或归档，不能删。先重新打开，或不选它们。",
                bad=True,
            )
            return
        if len(chosen) > 1:
            many = f"{len(chosen)} {self.kind.counter}"
            answers = [(False, "不删"), (True, f"删除这 {many}(可用 Ctrl+Z 撤销)")]
            if not await choose(self.app, f"删除选中的 {many}{self.kind.label}？", answers):
                return
        if chosen:
            self._put_away(chosen)

    def _put_away(self, chosen: list[Record]) -> None:
        try:
            with self.session.store.transaction():
                for record in chosen:
                    self.session.store.delete(record, actor=self.session.actor)
        except JiaoyanError as problem:
            self.app.tell(str(problem), bad=True)
            return
        self._remember([record.id for record in chosen])
        self.table.selection.clear()
        self.session.refresh()
        self.app.tell(f"已删除 {len(chosen)} 条，Ctrl+Z 撤销。")
        self.show()

    def action_undo(self) -> None:
        """Take the last thing done here back."""
        lines = self._done.pop() if self._done else []
        try:
            with self.session.store.transaction():
                for line in lines:
                    self.session.store.undo(line, actor=self.session.actor)
        except JiaoyanError as problem:
            self.app.tell(str(problem), bad=True)
        else:
            self.app.tell(f"已撤销 {len(lines)} 条。" if lines else "没有可撤销的。")
        self.session.refresh()
        self.show()


def _columns(kind: RecordType) -> list[Column]:
    fields = listed(kind)
    widest = max(f.listed for f in fields)
    stretched = next(f for f in fields if f.listed == widest)
    columns = [Column(f.label, 0 if f is stretched else f.listed) for f in fields]
    return [Column("状态", STATE_WIDTH), *columns] if len(kind.states) > 1 else columns
