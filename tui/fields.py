"""Kind → widget: the one table from which every form is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from models.kernel import text
from models.kernel.dates import read_number
from models.kernel.fields import Field, Kind, Problem
from models.kernel.showing import show
from models.kernel.validate import is_several
from tui.cells import fit, plain
from tui.widgets.choice import ChoiceLine, YesNo
from tui.widgets.choices import ChoicesLine
from tui.widgets.edited import Edited, FieldContext, Unreadable, editor_of
from tui.widgets.files import Files
from tui.widgets.names import Names
from tui.widgets.roll import Roll
from tui.widgets.rows import RowsEditor
from tui.widgets.written import DateLine, Line, NumberLine, Paragraphs, TimeLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

LABEL, TIGHT = 14, 8
"""Cells of the label column; the second where several fields share a line."""

Maker = Callable[[Field, Any, FieldContext], Widget]


def _rows(f: Field, value: Any, context: FieldContext) -> Widget:
    if f.roll:
        return Roll(value, f, context)
    return RowsEditor(value, f.columns, make, context, fixed=f.fixed)


def _names(f: Field, value: Any, context: FieldContext) -> Widget:
    return Names(
        value, partial(context.complete, f.target), many=f.kind is Kind.LINKS,
        is_several=partial(is_several, f),
    )  # fmt: skip


WIDGETS: dict[Kind, Maker] = {
    Kind.TEXT: lambda _f, value, _c: Line(value),
    Kind.LONG: lambda _f, value, _c: Paragraphs(value),
    Kind.INT: lambda _f, value, _c: NumberLine(value),
    Kind.NUMBER: lambda _f, value, _c: NumberLine(value, read_number),
    Kind.DATE: lambda _f, value, c: DateLine(value, c.read_date),
    Kind.TIME: lambda _f, value, _c: TimeLine(value),
    Kind.BOOL: lambda _f, value, _c: YesNo(value),
    Kind.CHOICE: lambda f, value, _c: ChoiceLine(value, f.choices),
    Kind.CHOICES: lambda f, value, _c: ChoicesLine(value, f.choices),
    Kind.LINK: _names,
    Kind.LINKS: _names,
    Kind.ROWS: _rows,
    Kind.FILES: lambda _f, value, c: Files(value, c),
}


def make(f: Field, value: Any, context: FieldContext) -> Widget:
    """The widget for a field, showing a value."""
    return WIDGETS[f.kind](f, value, context)


class FieldChanged(Message):
    """A person has changed a field."""

    def __init__(self, line: FieldLine, key: str, value: Any) -> None:
        super().__init__()
        self.line = line
        self.key = key
        self.value = value


class FieldLine(Vertical):
    """A field on the screen: label, widget, and beneath it the hint or what is wrong."""

    DEFAULT_CSS = """
    FieldLine { height: auto; width: 1fr; padding-right: 1; }
    FieldLine > Horizontal { height: auto; }
    FieldLine .fixed { width: 1fr; }
    FieldLine .label { width: 15; color: $text-muted; }
    FieldLine.tight .label { width: 9; }
    FieldLine.tight .note { padding-left: 9; }
    FieldLine .label.required { color: $foreground; }
    FieldLine .note { height: auto; padding-left: 15; color: $text-muted; display: none; }
    FieldLine .note.said { display: block; }
    FieldLine .note.wrong { color: $error; }
    FieldLine:focus-within .label { color: $accent; text-style: bold; }
    """

    def __init__(
        self, f: Field, value: Any, context: FieldContext, *, read_only: bool = False,
        required: bool = False, tight: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(classes="tight" if tight else None)
        self.label_width = TIGHT if tight else LABEL
        self.field = f
        self.key = f.key
        self.context = context
        self.required = required or f.required is True
        self.fixed = read_only or f.automatic
        self.value = value
        self.widget: Widget | None = None if self.fixed else make(f, value, context)
        self._shown = Static(classes="fixed")
        self._note = Static(classes="note", markup=False)
        self._problem = self._unreadable = ""
        self._noted = ("", False)

    def compose(self) -> ComposeResult:
        """Label, widget, note."""
        mark = "*" if self.required else " "
        with Horizontal():
            yield Static(
                plain(fit(self.field.label, self.label_width) + mark),
                classes="label required" if self.required else "label",
            )
            self._show_fixed()
            yield self.widget or self._shown
        yield self._note

    def _show_fixed(self) -> None:
        self._shown.update(plain(read_as_text(self.field, self.value)))

    @property
    def held(self) -> Any:
        """What stands in the widget now, the last key included."""
        return self.value if self.widget is None else editor_of(self.widget).held

    def show_value(self, value: Any) -> None:
        """Show a value that did not come from typing here."""
        self.value = value
        if self.widget is not None:
            editor_of(self.widget).put(value)
        else:
            self._show_fixed()

    def focus_field(self, problem: Problem | None = None) -> None:
        """Go to the widget, to the very cell where a problem names one."""
        if isinstance(self.widget, RowsEditor) and problem and problem.row is not None:
            self.widget.focus_cell(problem.row, problem.column)
        elif self.widget is not None:
            self.widget.focus()
        self.scroll_visible()

    @property
    def unsettled(self) -> str:
        """Why what was typed where answers are given is none of them; ``""`` where it is."""
        typed: list[ChoiceLine | ChoicesLine] = [*self.query(ChoiceLine), *self.query(ChoicesLine)]
        return next((why for one in typed if (why := one.unsettled)), "")

    def all_present(self) -> None:
        """Where this field calls a roll: everybody has come."""
        if isinstance(self.widget, Roll):
            self.widget.all_present()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What is wrong beneath the field, hints in a quieter colour; nothing where all is well."""
        self._problem = "；".join(
            problem.message if problem.blocking else f"提示：{problem.message}"
            for problem in problems
        )
        self._show_note(wrong=any(problem.blocking for problem in problems))

    def _show_note(self, *, wrong: bool) -> None:
        said = self._unreadable or self._problem
        hint = self.field.hint if self.has_focus_within else ""
        if not said and hint and self.field.advise and isinstance(self.value, str):
            hint = f"{hint}  现有 {text.count(self.value)} 字" if self.value else hint
        if (said or hint, wrong) == self._noted:
            return
        self._noted = (said or hint, wrong)
        self._note.update(plain(said or hint))
        self._note.set_class(bool(said or hint), "said")
        self._note.set_class(bool(self._unreadable) or (wrong and bool(said)), "wrong")

    def on_edited(self, event: Edited) -> None:
        """Pass on what was typed, under the field's key."""
        event.stop()
        self.value = event.value
        self.post_message(FieldChanged(self, self.key, event.value))

    def on_unreadable(self, event: Unreadable) -> None:
        """Say why what was typed cannot be understood."""
        event.stop()
        self._unreadable = event.reason
        self._show_note(wrong=True)

    def on_descendant_focus(self) -> None:
        """The hint is there while one is."""
        self._show_note(wrong=bool(self._problem))

    def on_descendant_blur(self) -> None:
        """And goes when one goes."""
        self.call_after_refresh(self._show_note, wrong=bool(self._problem))


def read_as_text(f: Field, value: Any) -> str:
    """A value as a page to read shows it: rows line by line, long text whole."""
    if f.kind is Kind.LONG:
        return str(value or "")
    if f.kind is Kind.ROWS:
        return ("   " if f.roll else "\n").join(
            "  ".join(cell for c in f.columns if (cell := show(c, row.get(c.key))))
            for row in value or ()
        )
    if f.kind is Kind.FILES:
        return "\n".join(f"{row['name']} {row['caption']}".strip() for row in value or ())
    return show(f, value)
