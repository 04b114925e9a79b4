"""本周: what is due, what is late, what is open from earlier, and the term at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.agenda.desk import Desk
from models.agenda.week import agenda, term_map
from models.kernel.dates import kept_date
from models.kernel.moments import clock
from models.kernel.record import new_record
from models.kernel.workflow import STATES
from models.meetings.meetings import MEETING
from tui.cells import fit, plain
from tui.commands import HOME, Scope
from tui.screens.page import Page
from tui.widgets.options import Options
from tui.widgets.week_map import WeekMap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.agenda.due import Due
    from models.agenda.week import Agenda
    from models.kernel.record import Record
    from models.meetings.tasks import Task
    from models.storage.drafts import Draft


SHORT = 4
"""Characters of a reason that stands in the place of the state."""
WHEN = 19
"""Cells of ``11月23日 周四 14:30``."""


Line = tuple[str, str]
"""What a line of the list opens, ``""`` for a heading, and its text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the list with what stands under it."""

    title: str
    lines: tuple[tuple[str, str, bool], ...]
    """(id of the record to open, text, late)."""
    none: str


class HomeScreen(Page[None]):
    """The first page. Enter opens the selected thing, already filled in."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (HOME,)
    BINDINGS: ClassVar[list[BindingType]] = [*HOME.bindings("enter")]

    def __init__(self) -> None:
        super().__init__()
        self._records: dict[str, Record] = {}
        self._unreadable: dict[str, Draft] = {}
        self._agenda: Agenda | None = None
        self._shown_width = 0
        self._lines: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        """Things to do on the left, the map on the right."""
        yield from self.head()
        with Horizontal(id="home"):
            with Vertical(id="home-left"):
                yield Options(id="todo", markup=False)
            with Vertical(id="home-right"):
                yield Static("教研活动(组 × 周)", classes="part-title", markup=False)
                yield WeekMap(id="map")
        yield from self.foot()

    def on_mount(self) -> None:
        """The list of things to do is where one starts."""
        self.query_one("#todo").focus()

    def on_screen_resume(self) -> None:
        """Something may have been written on the page one comes back from, or by somebody else."""
        if self.is_outdated():
            self.show()

    def show(self) -> None:
        """Read everything anew and lay it out."""
        self.note_reading()
        self._show_head()
        desk = Desk(self.session)
        self._agenda = agenda(self.session, desk)
        self._show_todo()
        rows = term_map(self.session, desk)
        self.query_one(WeekMap).show(self.session.weeks(), rows, desk.today)
        notice = self.session.store.notice or self.session.calendar_notice()
        self.show_status(notice, bad=self.session.store.read_only)

    def _show_head(self) -> None:
        today = self.session.today().isoformat()
        week = next((w for w in self.session.weeks() if w.monday <= today <= w.sunday), None)
        parts = [
            self.session.school.title if self.session.school else "",
            self.session.term.title if self.session.term else "",
            f"{week.label} {week.span}" if week else "",
        ]
        me = self.session.me
        mine = "、".join(group.title for group in self.session.my_groups()[:2]) if me else ""
        who = f"{mine} · {me['name']}" if me else "Ctrl+P “换人”：说明您是谁"
        self.show_head("教研本   " + " · ".join(part for part in parts if part), who)

    @property
    def _width(self) -> int:
        """Cells of a line of the list, also before the first layout."""
        whole = self.app.size.width
        return (whole * 3 // 5 if whole >= 100 else whole) - 5

    def on_resize(self) -> None:
        """Lines are cut to the width."""
        if self._shown_width not in (0, self._width):
            self._show_todo()

    def _show_todo(self) -> None:
        found, today = self._agenda, self.session.today().isoformat()
        if found is None:
            return
        self._shown_width = self._width
        self._records = {
            due.record.id: due.record
            for dues in (found.unfinished, found.this_week, found.overdue, found.returned)
            for due in dues
        }
        self._unreadable = {f"draft {n}": draft for n, draft in enumerate(found.unreadable)}
        self._lay_out(tuple(_lines(found, today, self._width)))

    def _lay_out(self, lines: tuple[Line, ...]) -> None:
        """Put the lines into the list, where they are not the ones that stand there."""
        if lines == self._lines:
            return
        self._lines = lines
        todo = self.query_one("#todo", OptionList)
        place = todo.highlighted
        todo.clear_options()
        todo.add_options(
            Option(plain(text), id=id_ or None, disabled=not id_) for id_, text in lines
        )
        first = next((i for i, o in enumerate(todo.options) if not o.disabled), None)
        todo.highlighted = first if place is None else min(place, todo.option_count - 1)

    def action_open(self) -> None:
        """Open what the cursor is on: at once, so that keys behind Enter come to what was opened."""
        todo = self.query_one("#todo", OptionList)
        if todo.has_focus and todo.highlighted is not None:
            self._open_option(todo.get_option_at_index(todo.highlighted).id)
        elif self.query_one(WeekMap).has_focus:
            self.query_one(WeekMap).action_open()

    @on(OptionList.OptionSelected, "#todo")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._open_option(event.option_id)

    def _open_option(self, option_id: str | None) -> None:
        record_id = (option_id or "").rpartition("/")[2]
        if record_id in self._unreadable:
            self._show_unreadable(self._unreadable[record_id])
        else:
            self._open_id(record_id)

    @work
    async def _show_unreadable(self, draft: Draft) -> None:
        """The text of a draft that cannot be read, to copy from, and to be thrown away."""
        from tui.dialogs.raw_text import RawTextScreen

        said = "这份稿子坏了，读不成记录。下面是存着的原文，可以抄下来。"
        if await self.app.push_screen_wait(RawTextScreen(said, draft.unread, discards=True)):
            self.session.store.discard_draft(draft)
            self.show()

    @on(WeekMap.Opened)
    def _map_opened(self, event: WeekMap.Opened) -> None:
        if event.record_id:
            self._open_id(event.record_id)
        elif event.swallowed:
            self._make_up(event.group, event.swallowed)
        else:
            self.notify("这一周没有排活动。按 F2 新建一次。", markup=False)

    @work
    async def _make_up(self, group: Record, day: str) -> None:
        """Offer the days on which a meeting that a holiday has swallowed could be held."""
        from models.meetings.planning import instead_of
        from tui.dialogs.choosing import choose

        days = instead_of(day, self.session.term)
        if not days:
            self.notify("这一次遇放假，本学期没有合适的补活动日子。", markup=False)
            return
        chosen = await choose(
            self.app,
            f"{group.title}{day[5:]} 的活动遇放假。改在哪天？(Esc 不补)",
            [(other, f"补在 {said}") for other, said in days],
        )
        if chosen:
            self.app.open_record(new_record(MEETING, {"group": group.link(), "held_on": chosen}))

    def _open_id(self, record_id: str) -> None:
        record = self._records.get(record_id) or self.session.store.get(MEETING, record_id)
        if record is not None:
            stored = self.session.store.get(record.type, record.id)
            self.app.open_record(stored or record)

    def action_new(self) -> None:
        """A new meeting of my group, today."""
        self.app.new_of(MEETING.name)

    def action_export(self) -> None:
        """This term's meetings of my groups into the export folder."""
        self.app.export_meetings([group.id for group in self.session.my_groups()])

    def action_volume(self) -> None:
        """This term's meetings of each of my groups as one bound file."""
        from tui.exporting import meeting_volumes

        self.app.bind_records(MEETING, meeting_volumes(self.session, self.session.my_groups()))


def _lines(found: Agenda, today: str, width: int) -> Iterable[Line]:
    for part in _parts(found, today):
        yield "", f"─ {part.title} ─"
        if not part.lines:
            yield "", f"  {part.none}"
        for number, (record_id, text, late) in enumerate(part.lines):
            line = fit(("! " if late else "  ") + text, width)
            yield f"{part.title}/{number}/{record_id}", line


def _parts(found: Agenda, today: str) -> Iterable[Part]:
    if found.unfinished or found.unreadable:
        lines = [_draft_line(due) for due in found.unfinished]
        lines += [_unreadable_line(n, draft) for n, draft in enumerate(found.unreadable)]
        yield Part("没关好的稿子", tuple(lines), "")
    yield Part("本周要做", tuple(_due_line(due) for due in found.this_week), "本周没有排活动")
    if found.overdue:
        yield Part("过期未交", tuple(_due_line(due) for due in found.overdue), "")
    yield Part("还没了结的任务", tuple(_task_line(task, today) for task in found.tasks), "没有")
    yield Part("退回给我的", tuple(_due_line(due) for due in found.returned), "没有")


def _draft_line(due: Due) -> tuple[str, str, bool]:
    """When it was written, and what it is."""
    text = f"{fit(due.note, WHEN)} {fit('写到一半', 2 * SHORT)} {due.record.title}  {due.when}"
    return due.record.id, text, False


def _unreadable_line(number: int, draft: Draft) -> tuple[str, str, bool]:
    when = fit(clock(draft.saved_at, day=True), WHEN)
    return f"draft {number}", f"{when} {fit('读不出', 2 * SHORT)} 一份稿子坏了，回车看原文", True


def _due_line(due: Due) -> tuple[str, str, bool]:
    short = len(due.note) <= SHORT
    label = due.note if short else STATES[due.record.state].label
    note = "" if short else f"  {due.note}"
    return (
        due.record.id,
        f"{fit(due.when, WHEN)} {fit(label, 2 * SHORT)} {due.record.title}{note}",
        due.overdue,
    )


def _task_line(task: Task, today: str) -> tuple[str, str, bool]:
    owners = "、".join(str(link["name"]) for link in task.owners)
    late = task.overdue(today)
    ends = f"{_until(task.due, today)} 前" if task.due else "没有期限"
    text = f"{fit(task.matter, 30)}  {fit(owners, 8)} {ends}"
    return str(task.meeting["id"]), text + ("  已过期" if late else ""), late


def _until(due: str, today: str) -> str:
    """A day as a task's line shows it: with its year where that is another; as typed where it cannot
    be read.
    """
    return due[5:] if kept_date(due) and due[:4] == today[:4] else due
