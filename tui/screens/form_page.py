"""A page that is one form: keys go to it in the order in which they were pressed."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work

from models.kernel.fields import Field
from tui.context import context_of
from tui.dialogs.asking import ask
from tui.dialogs.choosing import show_all
from tui.form.layout import notes_of
from tui.form.view import FormView
from tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from models.kernel.fields import Choice, Problem
    from tui.form.editor import FieldContext
    from tui.form.layout import Place, Sheet

WORDS = Field("words", "找什么", required=True, hint="从光标所在的地方往下找")


class FormPage(Page[None]):
    """What the form of a record and the first set-up share. `view` is there as soon as the page is,
    before anything is laid out: what is typed while it opens is typed into it.
    """

    opens_at_once: ClassVar[bool] = True
    _found = ""

    @cached_property
    @abstractmethod
    def view(self) -> FormView:
        """The form."""

    def make_view(
        self, sheet: Sheet, context: FieldContext, own_day: str = "", heading: str = ""
    ) -> FormView:
        """The form; dates in the field `own_day` are seen from today, all others from that day."""
        day = replace(context, read_date=context.read_own_day)
        sheet = replace(sheet, heading=heading)
        return FormView(
            sheet, self, lambda key: day if key == own_day else context, self.app.size.width
        )

    def take(self, event: events.Key | events.Paste) -> bool:
        """A key or a paste, see `tui.notebook.InTurn`."""
        if isinstance(event, events.Paste):
            self.view.take_paste(event.text)
            return True
        return self.view.take_key(event)

    @abstractmethod
    def typed(self, key: str, value: Any) -> None:
        """A person has changed a field: take it over and show the record that comes of it."""

    def open_entry(self, record_id: str) -> None:
        """Nothing belongs to what is shown here."""

    def show_all(self, choices: Sequence[Choice], take: Callable[[str | None], None]) -> None:
        """All answers of a field in a list to type into."""
        show_all(self.app, choices, take)

    def moved(self) -> None:
        """The hint of the field one is in stands in the status line, where nothing else does."""
        self.show_hint(self.view.filling.hint)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Write each message beneath its field and go to the first."""
        filling = self.view.filling
        self.view.show(filling.record, notes=notes_of(problems))
        first = next((p for p in problems if p.blocking), None)
        if first is not None:
            filling.go_to_cell(first.key, first.row, first.column)
            self.view.repaint()

    def add_notes(self, notes: Mapping[str, tuple[str, bool]], key: str) -> dict[str, Any]:
        """The notes that stand beneath the fields as they are now, and those of one field more."""
        before = self.view.filling.sheet.notes
        return {k: note for k, note in notes.items() if k in before or k == key}

    def unsettled(self) -> list[str]:
        """What was typed where answers are given and is none of them, field by field."""
        return [self._named(place, why) for place, why in self.view.filling.unsettled()]

    def _named(self, place: Place, why: str) -> str:
        return f"{self.view.filling.field_at(place).label}：{why}"

    def refuses_unsettled(self) -> bool:
        """Whether there is such a thing; then it is said, and one is there."""
        left = self.view.filling.unsettled()
        if left:
            place, why = left[0]
            self.show_status(self._named(place, why), bad=True)
            self.view.filling.go_to(place)
            self.view.repaint()
        return bool(left)

    def action_next_section(self, by: int = 1) -> None:
        """The first field of the next section that is shown."""
        self.view.filling.go_to_section(by)
        self.view.repaint()
        self.moved()

    def action_previous_section(self) -> None:
        """The first field of the section before."""
        self.action_next_section(-1)

    @work(group="asking")
    async def action_find(self) -> None:
        """The next place in which some words stand."""
        answers = await ask(
            self.app, "在这一页里找", (WORDS,), context_of(self.session),
            values={"words": self._found},
        )  # fmt: skip
        if answers is None:
            return
        self._found = answers["words"].strip()
        if self.view.find(self._found):
            self.show_status("")
        else:
            self.show_status(f"这一页里没有“{self._found}”。", bad=True)

    def action_copy_page(self) -> None:
        """The whole page as it reads, to paste elsewhere."""
        self.app.copy_to_clipboard(self.view.filling.text)
        self.app.tell("这一页的文字已复制，可以粘贴到别处。")
