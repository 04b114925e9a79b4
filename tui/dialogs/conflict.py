"""Two people changed the same record: both versions side by side, and the person decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.kernel.merge import three_way
from models.kernel.showing import show
from tui.cells import plain
from tui.standing import Modal
from tui.widgets.options import Options

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.record import Record
    from models.storage import Conflict


class ConflictScreen(Modal["Record | None"]):
    """What only one side changed is merged already; for each field that both changed one chooses.

    Answers with the record as it is to be saved over the newer version; None goes back to writing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "先不保存"),
        ("f8", "accept", "按所选保存"),
    ]

    def __init__(self, conflict: Conflict, mine: Record) -> None:
        super().__init__()
        base = conflict.base.values if conflict.base else {}
        self.current = conflict.current
        self.mine = mine
        self.merge = three_way(mine.type, base, mine.values, conflict.current.values)
        asked = (key for key in self.merge.conflicts if not mine.type.field(key).automatic)
        self.take_mine = dict.fromkeys(asked, True)

    def compose(self) -> ComposeResult:
        """The fields both changed, each with my text and theirs."""
        who = self.current.updated_by or "别人"
        title = f"《{self.current.title}》"
        did = (
            f"{who}删除了{title}，保存就恢复它"
            if self.current.deleted_at
            else f"{who}也改了{title}"
        )
        with Vertical(classes="dialog wide"):
            yield Static(plain(did), classes="dialog-title")
            yield Static(
                "只有一方改过的已经合在一起。两边都改了的，请逐项选(Enter 换一边)："
                if self.take_mine
                else "两边改的地方不同，已经合在一起。",
                markup=False,
            )
            yield Options(markup=False)
            yield Static("F8 按所选保存   Esc 先不保存，接着写", markup=False)

    def on_mount(self) -> None:
        """Lay the fields out."""
        self._show(0)

    def _show(self, place: int) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        for key, mine in self.take_mine.items():
            f = self.mine.type.field(key)
            left = show(f, self.mine.values.get(key)) or "(空)"
            right = show(f, self.current.values.get(key)) or "(空)"
            text = (
                f"{f.label}\n  [{'√' if mine else ' '}] 我的：{left}\n"
                f"  [{' ' if mine else '√'}] 对方：{right}"
            )
            options.add_option(Option(plain(text), id=key))
        if self.take_mine:
            options.highlighted = place

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        key = str(event.option_id)
        self.take_mine[key] = not self.take_mine[key]
        self._show(event.option_index)

    def action_accept(self) -> None:
        """Answer with the two put together."""
        values = dict(self.merge.values)
        for key, mine in self.take_mine.items():
            values[key] = (self.mine if mine else self.current).values.get(key)
        self.dismiss(replace(self.current.with_values(**values), deleted_at=""))
