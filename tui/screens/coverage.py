"""谁听了谁: observers down, instructors across, how often in each cell; Enter on a gap plans a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.widgets import Static

from models.kernel.record import new_record
from models.observing.coverage import coverage
from models.observing.lessons import LESSON
from models.school.schools import OBSERVING_ROLES
from tui.cells import plain
from tui.commands import COVERAGE, Scope
from tui.dialogs.choosing import choose
from tui.screens.page import Page
from tui.screens.rota import plan_rota
from tui.widgets.matrix import MatrixCell, MatrixLine, MatrixView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.observing.coverage import Coverage, Duty

POSTS = {role.code: role.label for role in OBSERVING_ROLES}
NAMED = 8
"""People who still owe lessons that the line above the matrix names."""
ITSELF = MatrixCell("－", "muted")


class CoverageScreen(Page[None]):
    """The present term, of one's own group at first."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (COVERAGE,)
    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in COVERAGE.bindings() if binding.key != "enter"
    ]

    def __init__(self) -> None:
        super().__init__()
        self.group: Record | None = None
        self.shown: Coverage | None = None

    def compose(self) -> ComposeResult:
        """Who owes how many, then the matrix."""
        yield from self.head()
        yield Static(id="missing", markup=False)
        yield MatrixView(id="matrix", empty="名册里还没有教师。")
        yield from self.foot()

    def on_mount(self) -> None:
        """Begin with my own group."""
        mine = self.session.my_groups()
        self.group = mine[0] if mine and len(mine) < len(self.session.groups) else None
        self.query_one(MatrixView).focus()

    def on_screen_resume(self) -> None:
        """A visit may have been planned meanwhile."""
        self.show()

    def show(self) -> None:
        """Count anew."""
        found = self.shown = coverage(self.session, self.group)
        term = self.session.term.title if self.session.term else "还没有学期"
        self.show_head(f"谁听了谁 · {self.group.title if self.group else '全校'}", term)
        self.query_one("#missing", Static).update(plain(_owing(found)))
        self.query_one(MatrixView).show(
            [one["name"] for one in found.instructors],
            [MatrixLine(_label(duty), tuple(_cells(found, duty))) for duty in found.duties],
        )

    @on(MatrixView.Moved)
    def _moved(self, event: MatrixView.Moved) -> None:
        if self.shown is not None:
            observer, instructor = self._pair(event.row, event.column)
            pair = (str(observer["id"]), str(instructor["id"]))
            seen, planned = self.shown.seen.get(pair, 0), self.shown.planned.get(pair, 0)
            said = f"听过 {seen} 节" if seen else "还没有听过"
            ahead = f"，约了 {planned} 节" if planned else ""
            both = f"{observer['name']} 听 {instructor['name']}：{said}{ahead}"
            self.show_status("" if pair[0] == pair[1] else both)

    @on(MatrixView.Opened)
    def _opened(self, event: MatrixView.Opened) -> None:
        if self.shown is None:
            return
        observer, instructor = self._pair(event.row, event.column)
        if observer["id"] == instructor["id"]:
            self.show_status("自己不用听自己的课。", bad=True)
            return
        latest = self.shown.latest.get((str(observer["id"]), str(instructor["id"])))
        visit = {"instructor": instructor, "observers": [observer]}
        self.app.open_record(latest or new_record(LESSON, visit))

    def _pair(self, row: int, column: int) -> tuple[Link, Link]:
        assert self.shown is not None
        return self.shown.duties[row].who, self.shown.instructors[column]

    @work
    async def action_group(self) -> None:
        """Another group, or everybody."""
        groups = {one.id: one for one in self.session.groups}
        labels = [*((id_, one.title) for id_, one in groups.items()), ("", "全校")]
        answer = await choose(self.app, "看哪个组？", labels)
        if answer is not None:
            self.group = groups.get(answer)
            self.show()

    @work
    async def action_rota(self) -> None:
        """Lay out visits for those who still owe lessons."""
        if self.shown is not None and await plan_rota(self.app, self.shown):
            self.show()


def _label(duty: Duty) -> str:
    return f"{duty.who['name']} {duty.done}/{duty.wanted}"


def _cells(found: Coverage, duty: Duty) -> list[MatrixCell]:
    cells = []
    for instructor in found.instructors:
        pair = (str(duty.who["id"]), str(instructor["id"]))
        if pair[0] == pair[1]:
            cells.append(ITSELF)
        elif seen := found.seen.get(pair, 0):
            cells.append(MatrixCell(str(seen), "good"))
        elif found.planned.get(pair, 0):
            cells.append(MatrixCell("已约", "late"))
        else:
            cells.append(MatrixCell("·", "muted"))
    return cells


def _owing(found: Coverage) -> str:
    short = found.short
    if not short:
        return "听课节数都够了。" if found.duties else ""
    named = "、".join(
        f"{duty.who['name']}({POSTS.get(duty.post, '教师')})差{duty.short}节"
        for duty in short[:NAMED]
    )
    return f"还差节数：{named}{f' 等 {len(short)} 人' if len(short) > NAMED else ''}"
