"""A question with fields to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from models.kernel.record import RecordType
from models.kernel.validate import blocking, check
from tui.cells import plain
from tui.fields import FieldChanged, FieldLine
from tui.standing import Modal
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from textual.app import App, ComposeResult
    from textual.binding import BindingType

    from models.kernel.fields import Field
    from tui.widgets.edited import FieldContext


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
