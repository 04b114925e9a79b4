"""The structure of the staff (基本情况分析): years of teaching × age × payroll × tier."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from models.staff import structure

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.app import JiaoyanApp


class StructureScreen(ModalScreen[None]):
    """The table, for reading; the numbers come from the teachers' records as they stand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "关闭"),
        ("enter", "dismiss", "关闭"),
    ]
    app: JiaoyanApp

    def compose(self) -> ComposeResult:
        """One table."""
        desk = self.app.desk
        counted = structure([record.values for record in desk.teachers], desk.today())
        table = Table(expand=False, header_style="bold")
        for place, head in enumerate(counted.head):
            table.add_column(Text(head), justify="left" if place == 0 else "right")
        for row in counted.rows:
            table.add_row(*(Text(str(cell)) for cell in row))
        with VerticalScroll(classes="dialog wide"):
            yield Static("教师队伍结构(Esc 关闭)", classes="dialog-title", markup=False)
            yield Static(table)
