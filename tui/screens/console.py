"""The live console: from the back of the classroom, with a clock, one line at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from models.instruments.instrument import USUAL_INTERVAL, InstrumentKind
from models.kernel.errors import JiaoyanError
from models.observing.live import (
    COLUMNS,
    LONGEST,
    interval_at,
    is_begun,
    last_active,
    stages_of,
    taken_by,
    with_line,
    with_sample,
    with_samples,
    with_toggled,
)
from models.observing.sheet import UNWATCHED, codes_in, instrument_of
from models.services.editing import Editing
from models.storage import Conflict
from tui.cells import fit, plain
from tui.commands import CONSOLE, Scope
from tui.screens.autosave import Autosave
from tui.screens.page import Page
from tui.widgets.cn_input import CnInput
from tui.widgets.code_grid import CodeGrid

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.record import Record

TICK = 0.5
"""Seconds between two looks at the clock."""
SAID = {"teacher": "教师", "students": "学生", "note": "随记"}
ACTORS = {"T": "教师", "S": "学生"}


def this_moment() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class ConsoleScreen(Page[None]):
    """A sheet while the lesson goes on. Everything goes to the disk at once, the start of the clock
    too: after a power cut the clock runs on where it would be.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = (CONSOLE,)
    BINDINGS: ClassVar[list[BindingType]] = [*CONSOLE.bindings()]

    def __init__(self, sheet: Record, now: Callable[[], datetime] = this_moment) -> None:
        super().__init__()
        self._sheet = sheet
        self.autosave = Autosave(self, self.show_status)
        self._now = now
        self._undo: list[Callable[[], None]] = []
        self._looked: float | None = None
        self._missed = 0
        self._live = True
        self.number = 1
        self.column = 0

    @cached_property
    def editing(self) -> Editing:
        """The sheet while it is being written."""
        return Editing(self._sheet, self.session, self.app.drafts)

    def read_ahead(self) -> None:
        """With the sheet, and what was typed into it before."""
        super().read_ahead()
        self.editing  # noqa: B018 read once, and kept

    def compose(self) -> ComposeResult:
        """The clock, what was written, what there is to tick, a line to type in."""
        self.instrument = instrument_of(self.editing.record.values)
        self.timed = bool(self.instrument and self.instrument.kind is InstrumentKind.INTERVAL)
        self.sampled = bool(self.instrument and self.instrument.kind is InstrumentKind.SEQUENCE)
        self.length = self.instrument.interval if self.instrument else USUAL_INTERVAL
        named = self.instrument.stages if self.instrument else ()
        self.stages = stages_of(self.editing.record["segments"] or (), named)
        written = [
            row["stage"] for row in self.editing.record["segments"] if row["minute"] is not None
        ]
        self.stage = written[-1] if written else self.stages[0]
        self._rows = self.editing.record["segments"] or []
        self.actor = last_active(self.samples)
        yield from self.head()
        yield Static(id="clock", markup=False)
        with Horizontal(id="console"):
            yield VerticalScroll(
                Static(id="written", markup=False), id="written-box", can_focus=False
            )
            if self.timed and self.instrument:
                yield CodeGrid(self.instrument)
        more = "，Tab 到代码表" if self.timed else ""
        yield CnInput(id="line", placeholder=f"写一行，Enter 记下（F9 换栏{more}）")
        yield from self.foot()

    def on_mount(self) -> None:
        """Start where one stopped."""
        self.show_head(f"现场听课 · {self.editing.record.title}")
        self.query_one("#line").focus()
        self.set_interval(TICK, self._tick)
        self._tick()
        self._show()

    @property
    def samples(self) -> str:
        """S–T: one sign for each moment so far."""
        return str(self.editing.record["samples"] or "")

    @property
    def seconds(self) -> float:
        """Since the lesson began; 0 before."""
        began = str(self.editing.record["started_at"] or "")
        if not began:
            return 0
        passed = (self._now() - datetime.fromisoformat(began)).total_seconds()
        return passed if 0 <= passed < LONGEST * 60 else 0

    @property
    def minute(self) -> int:
        """The minute of the lesson that is running, from 0."""
        return int(self.seconds // 60)

    def _change(self, key: str, value: Any) -> None:
        self._undo.append(partial(self._set, key, self.editing.record[key]))
        self._set(key, value)

    def _set(self, key: str, value: Any) -> None:
        self.editing.change(key, value)
        if key == "segments":
            self._rows = value
        self.autosave.keep(self.editing)
        self._show()

    def _tick(self) -> None:
        """The clock goes on: the interval with it, and the samples."""
        seconds = self.seconds
        if self.timed and seconds and self._live:
            self.number = interval_at(seconds, self.length)
            self._show_grid()
        if self.sampled and seconds:
            self._sample(seconds)
        self._show_clock()

    def _sample(self, seconds: float) -> None:
        """What is due by now; the moments that passed while nobody looked here are nobody's."""
        due = int(seconds // self.length)
        if self._looked is None or seconds - self._looked > self.length:
            self._missed = due
        self._looked = seconds
        more = with_samples(self.samples, due, self.actor, self._missed)
        if more != self.samples:
            self._set("samples", more)

    def _show_clock(self) -> None:
        running = f"{self.minute:02}:{int(self.seconds % 60):02}" if self.seconds else "F5 开始计时"
        parts = [running, f"环节 {self.stage}", f"记到 {SAID[COLUMNS[self.column]]}"]
        if self.timed:
            parts.append(f"第 {self.number} 格" + ("" if self._live else "（在改前面的，F7 回来）"))
        if self.sampled:
            parts.append(self._said_of_samples())
        self.query_one("#clock", Static).update(plain("   ".join(parts)))

    def _said_of_samples(self) -> str:
        taken, missed = len(self.samples), self.samples.count(UNWATCHED)
        if not self._live:
            was = ACTORS.get(self.samples[self.number - 1], "没看")
            return f"第 {self.number} 次 {was}（↑改教师 ↓改学生，F7 回来）"
        unseen = f"，{missed} 次没看" if missed else ""
        return f"现在 {ACTORS[self.actor]}（↑教师 ↓学生） 已取 {taken} 次{unseen}"

    def _shown_samples(self) -> str:
        """With brackets around the one that is being mended."""
        text, at = self.samples, self.number
        return text if self._live else f"{text[: at - 1]}[{text[at - 1]}]{text[at:]}"

    def _show(self) -> None:
        lines = []
        for row in self._rows:
            if row["minute"] is None:
                continue
            said = "  ".join(f"{SAID[c]}：{row[c]}" for c in COLUMNS if row[c])
            lines.append(f"{row['minute']:>3}′ {fit(str(row['stage']), 16)} {said}")
        if self.sampled:
            lines.append(f"S–T  {self._shown_samples()}")
        self.query_one("#written", Static).update(plain("\n".join(lines) or "还没有记。"))
        self.query_one("#written-box").scroll_end(animate=False)
        self._show_grid()
        self._show_clock()

    def _show_grid(self) -> None:
        rows = self.editing.record["intervals"] or ()
        for grid in self.query(CodeGrid):
            here = rows[self.number - 1] if self.number <= len(rows) else {}
            grid.ticked = frozenset(codes_in(here))

    @on(Input.Submitted, "#line")
    def _line_done(self, _event: Input.Submitted) -> None:
        self._write_down()

    @on(Input.Changed, "#line")
    def _line_typed(self, event: Input.Changed) -> None:
        """What is typed is on the disk before Enter, too."""
        self.editing.change("segments", self._rows_with(event.value))
        self.autosave.keep(self.editing)

    def _rows_with(self, typed: str) -> list[dict[str, Any]]:
        text = typed.strip()
        column = COLUMNS[self.column]
        return with_line(self._rows, self.minute, self.stage, column, text) if text else self._rows

    def _write_down(self) -> None:
        line = self.query_one("#line", Input)
        if line.value.strip():
            self._undo.append(partial(self._set, "segments", self._rows))
            self._set("segments", self._rows_with(line.value))
        with line.prevent(Input.Changed):
            line.value = ""

    @on(CodeGrid.Toggled)
    def _toggled(self, event: CodeGrid.Toggled) -> None:
        if self.instrument:
            order = [item.code for item in self.instrument.items]
            rows = self.editing.record["intervals"] or ()
            self._change("intervals", with_toggled(rows, self.number, event.code, order))

    def key_up(self) -> None:
        """S–T: the teacher is active now."""
        self._act("T")

    def key_down(self) -> None:
        """S–T: the students are active now."""
        self._act("S")

    def _act(self, actor: str) -> None:
        """From now on; of an earlier moment where one has gone back to it."""
        if not self.sampled:
            return
        if self._live:
            if actor != self.actor:
                self._undo.append(partial(self._never_was, self.actor, len(self.samples) + 1))
                self.actor = actor
            self._show_clock()
            return
        before = self.samples[self.number - 1]
        self._undo.append(partial(self._set_sample, self.number, before))
        self._set_sample(self.number, actor)

    def _set_sample(self, number: int, actor: str) -> None:
        self._set("samples", with_sample(self.samples, number, actor))

    def _never_was(self, actor: str, first: int) -> None:
        """Nobody took over from this actor: what was sampled since is the actor's."""
        self.actor = actor
        self._set("samples", taken_by(self.samples, first, actor))

    def action_start(self) -> None:
        """The lesson begins; anew as long as nothing is written down."""
        if self.seconds and is_begun(self.editing.record.values):
            self.show_status("已经在计时，也记下了内容，时钟不再重来。", bad=True)
            return
        if self.seconds and self.sampled:
            self.editing.change("samples", "")
            self._undo.clear()
        self._looked, self._missed, self._live = 0, 0, True
        self._set("started_at", self._now().isoformat(timespec="seconds"))
        self._tick()

    def action_column(self) -> None:
        """The next column for what is typed."""
        self.column = (self.column + 1) % len(COLUMNS)
        self._show_clock()

    def action_stage(self) -> None:
        """The next stage of the lesson; after the last the first, for who went one too far."""
        place = self.stages.index(self.stage) if self.stage in self.stages else -1
        self.stage = self.stages[(place + 1) % len(self.stages)]
        self._show_clock()

    def action_previous(self) -> None:
        """Correct the interval before, or the sample."""
        if self.sampled:
            if not self.samples:
                return
            here = len(self.samples) + 1 if self._live else self.number
        else:
            here = self.number
        self._live = False
        self.number = max(here - 1, 1)
        self._show()

    def action_next(self) -> None:
        """The one after; from the last one on with the clock."""
        if self.sampled:
            self._live = self._live or self.number >= len(self.samples)
            self.number += not self._live
        else:
            now = interval_at(self.seconds, self.length)
            there = len(self.editing.record["intervals"] or ())
            self.number = min(self.number + 1, max(now, there, 1))
            self._live = self.number >= now
        self._show()

    def action_undo(self) -> None:
        """Take the last thing written down back."""
        if self._undo:
            self._undo.pop()()

    def action_leave(self) -> None:
        """Keep everything and go on in the form."""
        self._write_down()
        try:
            self.editing.keep()
        except Conflict:  # what was written is a draft on the disk: the form lays both side by side
            self.app.open_record(self._sheet, instead=True)
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)
        else:
            self.app.open_record(self.editing.base, instead=True)
