"""A question with fields to fill in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from models.kernel.fields import Section
from models.kernel.record import RecordType, new_record
from models.kernel.validate import blocking, check
from tui.cells import plain
from tui.dialogs.choosing import show_all
from tui.form.layout import Sheet, notes_of
from tui.form.view import FormView
from tui.standing import Modal
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App, ComposeResult
    from textual.binding import BindingType

    from models.kernel.fields import Choice, Field
    from tui.form.editor import FieldContext

WIDE = 76
"""Cells of a dialog, before it is laid out."""


class Ask(Modal[dict[str, Any] | None]):
    """Asks for some declared fields; answers with their values, None when called off.

    The fields are checked as in a form, so a required reason cannot be left out.
    """

    opens_at_once: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("escape", "dismiss(None)", "不做了"), ("f8", "accept", "确定"), first=True
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
        sections = tuple(Section("", ((f.key,),)) for f in fields)
        self.asked = RecordType("asked", title, fields, sections)
        self.message = message
        self.context = context
        self._record = new_record(self.asked, {**self.asked.blank(), **(values or {})})

    @cached_property
    def view(self) -> FormView:
        """The fields."""
        return FormView(Sheet(self._record), self, lambda _key: self.context, WIDE, around=False)

    @property
    def values(self) -> dict[str, Any]:
        """What stands in them."""
        return dict(self.view.filling.record.values)

    def compose(self) -> ComposeResult:
        """A heading, the fields, two buttons."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.asked.label), classes="dialog-title")
            if self.message:
                yield Static(plain(self.message), classes="dialog-message")
            yield self.view
            yield Static(id="hint", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("确定 F8", variant="primary", id="accept")
                yield Button("不做了 Esc", id="call-off")

    def on_mount(self) -> None:
        """Start with the first field."""
        self.view.focus()
        if self.view.filling.place is None:
            self.view.filling.go(1)
        self.moved()

    def take(self, event: events.Key | events.Paste) -> bool:
        """A key or a paste, see `tui.notebook.InTurn`; Enter in the last field is the answer."""
        if self.is_mounted and not self.view.has_focus:
            return False
        if isinstance(event, events.Paste):
            self.view.take_paste(event.text)
        elif not self.view.take_key(event):
            if event.key != "enter":
                return False
            self.action_accept()
        return True

    def typed(self, key: str, value: Any) -> None:
        """A person has changed a field."""
        record = self.view.filling.record.with_values(**{key: value})
        notes = {k: note for k, note in self.view.filling.sheet.notes.items() if k != key}
        self.view.show(record, notes=notes)

    def open_entry(self, record_id: str) -> None:
        """Nothing belongs to a question."""

    def show_all(self, choices: Sequence[Choice], take: Callable[[str | None], None]) -> None:
        """All answers of a field in a list to type into."""
        show_all(self.app, choices, take)

    def moved(self) -> None:
        """What helps at the field one is in."""
        self._show_hint(self.view.filling.hint)

    def _show_hint(self, text: str) -> None:
        for hint in self.query("#hint").results(Static):
            hint.update(plain(text))

    @on(Button.Pressed, "#call-off")
    def _called_off(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#accept")
    def action_accept(self) -> None:
        """Answer, unless something is missing; then say what and go there."""
        self.view.settle()
        if left := self.view.filling.unsettled():
            self.view.go_to(left[0][0])
            self._show_hint(left[0][1])
            return
        problems = blocking(check(self.asked, self.values))
        if problems:
            self.view.show(self.view.filling.record, notes=notes_of(problems))
            self.view.go_to_field(problems[0].key)
            self.view.focus()
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
