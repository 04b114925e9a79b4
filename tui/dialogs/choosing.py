"""A question with several answers, of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from models.kernel.pinyin import found_by
from tui.cells import plain
from tui.standing import Modal
from tui.widgets.cn_input import CnInput
from tui.widgets.keys import keys
from tui.widgets.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App, ComposeResult
    from textual.binding import BindingType

    from models.kernel.fields import Choice

T = TypeVar("T")


class Choose(Modal[T | None], Generic[T]):
    """One of several, found by typing a part of it, its pinyin or its initials."""

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("escape", "dismiss(None)", "不选"),
        ("down", "move(1)", "下"),
        ("up", "move(-1)", "上"),
    )

    def __init__(self, title: str, answers: Sequence[tuple[T, str]], message: str = "") -> None:
        super().__init__()
        self.heading = title
        self.message = message
        self.answers = answers

    def compose(self) -> ComposeResult:
        """A box to type in and the answers beneath."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.heading), classes="dialog-title")
            if self.message:
                yield Static(plain(self.message), classes="dialog-message")
            yield CnInput(placeholder="输入几个字或拼音首字母", id="part")
            yield Options(*self._options(""), markup=False)

    def _options(self, typed: str) -> list[Option]:
        return [
            Option(plain(label), id=str(place))
            for place, (_answer, label) in enumerate(self.answers)
            if found_by(label, typed)
        ]

    @on(Input.Changed, "#part")
    def _typed(self, event: Input.Changed) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self._options(event.value))
        options.highlighted = 0 if options.option_count else None

    def action_move(self, by: int) -> None:
        """Up and down the answers without leaving the box."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + by) % options.option_count

    @on(Input.Submitted, "#part")
    def _entered(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is None and options.option_count:
            options.highlighted = 0
        options.action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.answers[int(event.option_id or 0)][0])


async def choose(
    app: App[Any], title: str, answers: Sequence[tuple[T, str]], *, message: str = ""
) -> T | None:
    """Ask for one of `answers`, given as (value, label); None when called off. For workers."""
    return await app.push_screen_wait(Choose(title, answers, message))


def show_all(app: App[Any], choices: Sequence[Choice], take: Callable[[str | None], None]) -> None:
    """All answers of a field in a list to type into; `take` hears the code of the one that was chosen,
    None where none was.
    """
    answers = [(choice.code, choice.label) for choice in choices]
    app.push_screen(Choose("选一项", answers), take)
