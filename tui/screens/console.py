"""The live console: from the back of the classroom, with a clock, one line at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from models.editing import Editing
from models.instruments.instrument import USUAL_INTERVAL, InstrumentKind
from models.observing.live import (
    COLUMNS,
    LONGEST,
    interval_at,
    is_begun,
    stages_of,
    with_interval,
    with_line,
    with_samples,
    with_toggled,
)
from models.observing.sheet import codes_in, instrument_of
from models.problems import JiaoyanError
from models.record import clock
from models.store import Conflict
from tui.cells import fit, plain
from tui.commands import CONSOLE, Scope
from tui.screens.page import Page
from tui.widgets.cn_input import CnInput
from tui.widgets.code_grid import CodeGrid

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from models.record import Record

TICK = 0.5
"""Seconds between two looks at the clock."""
PAUSE = 0.25
"""Seconds after a key until a line that is still being typed goes to the disk."""
SAID = {"teacher": "教师", "students": "学生", "note": "随记"}


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
        self._now = now
        self._undo: list[dict[str, Any]] = []
        self._live = True
        self.number = 1
        self.column = 0
        self.actor = "T"

    def compose(self) -> ComposeResult:
        """The clock, what was written, what there is to tick, a line to type in."""
        self.editing = Editing(self._sheet, self.desk, self.app.drafts)
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
        self._saving: Timer | None = None
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
        self._undo.append({key: self.editing.record[key]})
        self._set(key, value)

    def _set(self, key: str, value: Any) -> None:
        self.editing.change(key, value)
        if key == "segments":
            self._rows = value
        self._to_disk()
        self._show()

    def _to_disk(self) -> None:
        self._saving = None
        written = self.editing.put_draft()
        written.add_done_callback(partial(self.app.call_later, self._written))

    def _written(self, done: Future[str]) -> None:
        if self not in self.app.screen_stack:
            return
        problem = done.exception()
        if problem is None:
            self.show_status(f"已保存 {clock(done.result())}")
        else:
            self.show_status(f"还没有存上！{problem} 内容还在屏幕上，请不要关闭。", bad=True)

    def _tick(self) -> None:
        """The clock goes on: the interval with it, and the samples."""
        seconds = self.seconds
        if self.timed and seconds and self._live:
            self.number = interval_at(seconds, self.length)
            if self.number > len(self.editing.record["intervals"]):
                self._set("intervals", with_interval(self.editing.record["intervals"], self.number))
            self._show_grid()
        if self.sampled and seconds:
            text = str(self.editing.record["samples"] or "")
            more = with_samples(text, int(seconds // self.length), self.actor)
            if more != text:
                self._set("samples", more)
        self._show_clock()

    def _show_clock(self) -> None:
        running = f"{self.minute:02}:{int(self.seconds % 60):02}" if self.seconds else "F5 开始计时"
        parts = [running, f"环节 {self.stage}", f"记到 {SAID[COLUMNS[self.column]]}"]
        if self.timed:
            parts.append(f"第 {self.number} 格" + ("" if self._live else "（在改前面的，F7 回来）"))
        if self.sampled:
            taken = len(str(self.editing.record["samples"] or ""))
            now = "教师" if self.actor == "T" else "学生"
            parts.append(f"现在 {now}（↑教师 ↓学生） 已取 {taken} 次")
        self.query_one("#clock", Static).update(plain("   ".join(parts)))

    def _show(self) -> None:
        lines = []
        for row in self._rows:
            if row["minute"] is None:
                continue
            said = "  ".join(f"{SAID[c]}：{row[c]}" for c in COLUMNS if row[c])
            lines.append(f"{row['minute']:>3}′ {fit(str(row['stage']), 16)} {said}")
        if self.sampled:
            lines.append(f"S–T  {self.editing.record['samples']}")
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
        if self._saving is None:
            self._saving = self.set_timer(PAUSE, self._to_disk)

    def _rows_with(self, typed: str) -> list[dict[str, Any]]:
        text = typed.strip()
        column = COLUMNS[self.column]
        return with_line(self._rows, self.minute, self.stage, column, text) if text else self._rows

    def _write_down(self) -> None:
        line = self.query_one("#line", Input)
        if line.value.strip():
            self._undo.append({"segments": self._rows})
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
        if self.sampled:
            self.actor = actor
            self._show_clock()

    def action_start(self) -> None:
        """The lesson begins; anew as long as nothing is written down."""
        if self.seconds and is_begun(self.editing.record.values):
            self.show_status("已经在计时，也记下了内容，时钟不再重来。", bad=True)
            return
        if self.seconds and self.sampled:
            self.editing.change("samples", "")
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
        """Correct the interval before."""
        self._live = False
        self.number = max(self.number - 1, 1)
        self._show()

    def action_next(self) -> None:
        """The interval after; from the last one on with the clock."""
        now = interval_at(self.seconds, self.length)
        self.number = min(self.number + 1, max(now, len(self.editing.record["intervals"] or ()), 1))
        self._live = self.number >= now
        self._show()

    def action_undo(self) -> None:
        """Take the last thing written down back."""
        if self._undo:
            for key, value in self._undo.pop().items():
                self._set(key, value)

    def action_leave(self) -> None:
        """Keep everything and go on in the form."""
        from tui.screens.form import FormScreen

        self._write_down()
        try:
            self.editing.keep()
        except Conflict:  # what was written is a draft on the disk: the form lays both side by side
            self.app.switch_screen(FormScreen(self._sheet))
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)
        else:
            self.app.switch_screen(FormScreen(self.editing.base))
