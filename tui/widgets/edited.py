"""What every widget of a form has in common: a value, and a message when a person changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.widget import Widget

    from models.kernel.fields import Choice


class Edited(Message):
    """A person has changed the widget's value."""

    def __init__(self, widget: Widget, value: Any) -> None:
        super().__init__()
        self.widget = widget
        self.value = value

    @property
    def control(self) -> Widget:
        """The widget."""
        return self.widget


class Unreadable(Message):
    """What stands in the widget cannot be understood; `reason` is ``""`` when it is again."""

    def __init__(self, widget: Widget, reason: str) -> None:
        super().__init__()
        self.widget = widget
        self.reason = reason


class AllAnswers(Message):
    """A person wants to see all answers of a field in a list; `pick` takes the code of one."""

    def __init__(self, choices: Sequence[Choice], pick: Callable[[str], None]) -> None:
        super().__init__()
        self.choices = choices
        self._pick = pick

    def answer(self, code: str | None) -> None:
        """What was chosen, None where nothing was."""
        if code is not None:
            self._pick(code)


class Editor(Protocol):
    """A widget that holds a value of one `models.kernel.fields.Kind`."""

    @property
    def held(self) -> Any:
        """The value as records keep it, the very last key included: a message may still be on its
        way when a command asks.
        """

    def put(self, value: Any) -> None:
        """Show a value without posting `Edited`."""

    def focus(self) -> Any:
        """Go there."""


def editor_of(widget: Widget) -> Editor:
    """A widget as what every widget of a form is."""
    return cast("Editor", widget)


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer to what was typed into a field of names; `note` tells namesakes apart."""

    link: dict[str, Any]
    note: str = ""


@dataclass(frozen=True)
class FieldContext:
    """What widgets may ask: names that match, dates that were meant, files to take in."""

    complete: Callable[[str, str], Sequence[Completion]]
    """(record type, typed) → matching records, best first."""
    read_date: Callable[[str], date]
    """A date that somebody has typed, seen from the day of the record that it stands in (下周四 of a
    meeting is in the week after the meeting); raises `models.kernel.errors.JiaoyanError`."""
    read_own_day: Callable[[str], date]
    """The day of the record itself, seen from today; raises `models.kernel.errors.JiaoyanError`."""
    take_file: Callable[[str], dict[str, Any]]
    """A typed path → an attachment row; raises `models.kernel.errors.JiaoyanError`."""
