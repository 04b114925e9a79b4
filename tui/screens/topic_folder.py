"""The process folder of a topic: nine parts, what is there and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from models.research.folder import checklist
from tui.cells import harmless, plain
from tui.standing import Modal

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.record import Record
    from tui.notebook import Notebook


class TopicFolderScreen(Modal[None]):
    """For reading: everything in it follows from the records."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "关闭"),
        ("enter", "dismiss", "关闭"),
    ]
    app: Notebook

    def __init__(self, topic: Record) -> None:
        super().__init__()
        self.topic = topic

    def compose(self) -> ComposeResult:
        """One table."""
        table = Table(expand=True, header_style="bold")
        for head in ("", "过程资料", "已有", "还缺"):
            table.add_column(Text(head))
        for part in checklist(self.topic, self.app.session):
            cells = (part.mark, part.label, "；".join(part.there), "；".join(part.missing))
            table.add_row(*(Text(harmless(text)) for text in cells))
        with VerticalScroll(classes="dialog wide"):
            yield Static(plain(f"{self.topic.title}(Esc 关闭)"), classes="dialog-title")
            yield Static(table)
