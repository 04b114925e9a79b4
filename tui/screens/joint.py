"""The joint record of a lesson on the screen: tables, time bars, the S–T quadrant."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from models.observing.gather import sheets_of
from models.observing.joint import TABLES, joined
from models.observing.papers import missing, papers_of
from tui.cells import plain
from tui.commands import JOINT, Scope
from tui.plots import quadrant, table, timeline
from tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.record import Record
    from models.observing.joint import Joint


class JointScreen(Page[None]):
    """What all observers of a lesson saw, together."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (JOINT,)
    BINDINGS: ClassVar[list[BindingType]] = [*JOINT.bindings()]

    def __init__(self, lesson: Record) -> None:
        super().__init__()
        self.lesson = lesson

    def compose(self) -> ComposeResult:
        """Everything on one page to scroll through."""
        yield from self.head()
        yield VerticalScroll(Static(id="joint", markup=False), id="joint-page")
        yield from self.foot()

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        self.query_one("#joint-page").focus()

    def on_screen_resume(self) -> None:
        """A sheet may have been shared meanwhile."""
        self.show()

    def on_resize(self) -> None:
        """Tables take the width there is."""
        self.show()

    def show(self) -> None:
        """Read the sheets anew and lay them out."""
        sheets = sheets_of(self.session.store, self.lesson)
        joint = joined(sheets)
        self.show_head(f"合成记录 · {self.lesson.title}", f"{joint.sheets} 份已反馈")
        lacking = missing(papers_of(self.lesson, sheets))
        text = "\n".join(_lines(joint, lacking, max(self.app.size.width - 6, 40)))
        self.query_one("#joint", Static).update(plain(text))

    def action_export(self) -> None:
        """The joint record as a Word document."""
        self.app.export_records([self.lesson])


def _lines(joint: Joint, lacking: str, width: int) -> Iterator[str]:
    if lacking:
        yield f"还缺的材料：{lacking}"
    if joint.waiting:
        yield f"还没有反馈、不算在内的：{'、'.join(joint.waiting)}（在听课记录里按 F10“反馈给执教者”）"
    if not joint.sheets:
        yield "还没有反馈的听课记录，没有可以合成的。"
    for name, rows in joint.tables.items():
        columns = TABLES[name]
        yield f"\n─ {name} ─"
        yield from table(columns, ([row[c] for c in columns] for row in rows), width)
    for one in joint.timelines:
        yield f"\n─ 时间线 {one.observer} ─"
        yield from timeline(one)
    if joint.paths:
        yield "\n─ S–T 象限 ─"
        yield from quadrant(joint.paths)
