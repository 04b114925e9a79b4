"""F1: every key and command that works on the page one came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.standing import Modal

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.commands import Scope


class HelpScreen(Modal[None]):
    """The commands of some scopes as a page to read; any of the closing keys leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "关闭"),
        ("f1", "dismiss", "关闭"),
        ("enter", "dismiss", "关闭"),
    ]

    def __init__(self, scopes: tuple[Scope, ...]) -> None:
        super().__init__()
        self.scopes = scopes

    def compose(self) -> ComposeResult:
        """One table for each scope."""
        with VerticalScroll(classes="dialog wide"):
            yield Static("键与命令(Esc 关闭)", classes="dialog-title", markup=False)
            for scope in self.scopes:
                yield Static(Text(scope.title, style="bold"), classes="help-scope")
                yield Static(_table(scope))
            yield Static("没有写键的命令，按 Ctrl+P 后输入汉字、拼音或首字母找到。", markup=False)


def _table(scope: Scope) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=8, no_wrap=True)
    table.add_column(width=14, no_wrap=True)
    table.add_column(ratio=1)
    for command in scope.commands:
        table.add_row(command.key_shown, command.label, command.help)
    return table
