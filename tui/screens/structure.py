"""The structure of the staff (基本情况分析): years of teaching × age × payroll × tier."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from models.school.staff import structure
from tui.standing import Modal

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.notebook import Notebook


class StructureScreen(Modal[None]):
    """The table, for reading; the numbers come from the teachers' records as they stand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "关闭"),
        ("enter", "dismiss", "关闭"),
    ]
    app: Notebook

    def compose(self) -> ComposeResult:
        """One table."""
        session = self.app.session
        counted = structure([record.values for record in session.teachers], session.today())
        table = Table(expand=False, header_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
        last = len(counted.head) - 1
        asked = [
            n
            for n, cells in enumerate(zip(*counted.rows, strict=True))
            if any(cells[:-1]) or n == last
        ]
        for place in asked:
            table.add_column(
                Text(counted.head[place]),
                justify="right" if place else "left",
                no_wrap=not place,
                min_width=0 if place else max(cell_len(str(row[0])) for row in counted.rows),
            )
        for row in counted.rows:
            if (
                any(row[1:]) or row is counted.rows[-1]
            ):  # what is known of everybody needs no line for the unknown
                table.add_row(*(Text(str(row[place])) for place in asked))
        with VerticalScroll(classes="dialog wide"):
            yield Static("教师队伍结构(Esc 关闭)", classes="dialog-title", markup=False)
            yield Static(table)
