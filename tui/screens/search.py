"""Full-text search over all terms and all kinds of record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from models.catalogue import type_named
from tui.cells import fit, plain
from tui.standing import Modal
from tui.widgets.cn_input import CnInput
from tui.widgets.keys import keys
from tui.widgets.options import Options

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from models.storage.search import Hit
    from tui.notebook import Notebook

AFTER_TYPING = 0.2
"""Seconds of rest after which what was typed is looked up."""
MOST = 50


class SearchScreen(Modal[None]):
    """Type some characters; the newest records that hold them all; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("escape", "dismiss", "关闭"),
        ("down", "move(1)", "下"),
        ("up", "move(-1)", "上"),
    )
    app: Notebook

    def __init__(self) -> None:
        super().__init__()
        self._rest: Timer | None = None
        self._hits: list[Hit] = []

    def compose(self) -> ComposeResult:
        """A box to type in, what was found beneath."""
        with Vertical(classes="dialog wide"):
            yield CnInput(placeholder="在所有学期的记录里找字词", id="words")
            yield Options(markup=False)
            yield Static("↑↓ 选   Enter 打开   Esc 关闭", id="found", markup=False)

    @on(Input.Changed, "#words")
    def _typed(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(AFTER_TYPING, self._look_up)

    def _look_up(self) -> None:
        words = self.query_one("#words", CnInput).value.strip()
        self._hits = self.app.session.store.search(words, limit=MOST) if words else []
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(plain(_line(hit))) for hit in self._hits)
        options.highlighted = 0 if self._hits else None
        more = "以上" if len(self._hits) == MOST else ""
        self.query_one("#found", Static).update(
            f"找到 {len(self._hits)} 条{more}   ↑↓ 选   Enter 打开   Esc 关闭" if words else ""
        )

    def action_move(self, by: int) -> None:
        """Up and down what was found without leaving the box."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + by) % options.option_count

    @on(Input.Submitted, "#words")
    def _entered(self) -> None:
        self._look_up()
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        hit = self._hits[event.option_index]
        record = self.app.session.store.get(type_named(hit.type), hit.id)
        self.dismiss()
        if record is not None:
            self.app.open_record(record)


def _line(hit: Hit) -> str:
    return f"{fit(type_named(hit.type).label, 12)}{fit(hit.day, 12)}{hit.title}\n    {hit.excerpt}"
