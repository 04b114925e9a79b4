"""The small questions in between: some fields to fill in, one of several to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from models.kernel.pinyin import found_by
from models.kernel.record import RecordType
from models.kernel.validate import blocking, check
from tui.cells import plain
from tui.fields import FieldChanged, FieldLine
from tui.standing import Modal
from tui.widgets.cn_input import CnInput
from tui.widgets.keys import keys
from tui.widgets.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App, ComposeResult
    from textual.binding import BindingType

    from models.kernel.fields import Field
    from tui.widgets.edited import FieldContext

T = TypeVar("T")


class Ask(Modal[dict[str, Any] | None]):
    """Asks for some declared fields; answers with their values, None when called off.

    The fields are checked as in a form, so a required reason cannot be left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("escape", "dismiss(None)", "不做了"),
        ("f8", "accept", "确定"),
    )

    def __init__(
        self,
        title: str,
        fields: tuple[Field, ...],
        context: FieldContext,
        *,
        message: str = "",
        values: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.asked = RecordType("asked", title, fields, ())
        self.message = message
        self.context = context
        self.values = {**self.asked.blank(), **(values or {})}

    def compose(self) -> ComposeResult:
        """A heading, the fields, two buttons."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.asked.label), classes="dialog-title")
            if self.message:
                yield Static(plain(self.message), classes="dialog-message")
            for f in self.asked.fields:
                yield FieldLine(f, self.values[f.key], self.context)
            with Horizontal(classes="dialog-buttons"):
                yield Button("确定 F8", variant="primary", id="accept")
                yield Button("不做了 Esc", id="call-off")

    @on(FieldChanged)
    def _changed(self, event: FieldChanged) -> None:
        event.stop()
        self.values[event.key] = event.value

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Enter goes on to the next field, from the last it is the answer."""
        if self.query(FieldLine).last().has_focus_within:
            self.action_accept()
        else:
            self.focus_next()

    @on(Button.Pressed, "#call-off")
    def _called_off(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#accept")
    def action_accept(self) -> None:
        """Answer, unless something is missing; then say what and go there."""
        problems = blocking(check(self.asked, self.values))
        for line in self.query(FieldLine):
            line.show_problems([p for p in problems if p.key == line.key])
        if problems:
            first = next(line for line in self.query(FieldLine) if line.key == problems[0].key)
            first.focus_field()
        else:
            self.dismiss(self.values)


class Choose(Modal[T | None], Generic[T]):
    """One of several, found by typing a part of it, its pinyin or its initials."""

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("escape", "dismiss(None)", "不选"),
        ("down", "move(1)", "下"),
        ("up", "move(-1)", "上"),
    )

    def __init__(self, title: str, answers: Sequence[tuple[T, str]]) -> None:
        super().__init__()
        self.heading = title
        self.answers = answers

    def compose(self) -> ComposeResult:
        """A box to type in and the answers beneath."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.heading), classes="dialog-title")
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


async def choose(app: App[Any], title: str, answers: Sequence[tuple[T, str]]) -> T | None:
    """Ask for one of `answers`, given as (value, label); None when called off. For workers."""
    return await app.push_screen_wait(Choose(title, answers))


async def ask(
    app: App[Any],
    title: str,
    fields: tuple[Field, ...],
    context: FieldContext,
    *,
    message: str = "",
    values: dict[str, Any] | None = None,
) -> dict[str, Any] | None:
    """Ask for the values of `fields`; None when called off. For workers."""
    return await app.push_screen_wait(Ask(title, fields, context, message=message, values=values))
