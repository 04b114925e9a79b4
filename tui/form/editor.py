"""What everything that is typed into has in common: it takes keys, holds a value, and is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual import events

    from models.kernel.fields import Choice
    from tui.form.pieces import Painted

Keys = tuple[tuple[str, str], ...]
"""(key, what it does) as F1 names them."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as an editor sees it: its name, and the character it writes, ``""`` for none."""

    name: str
    char: str = ""


def key_of(event: events.Key) -> Key:
    """A key that was pressed. Spaces of every width are characters, as the two that begin a paragraph."""
    char = event.character or ""
    written = char.isprintable() or (len(char) == 1 and category(char) == "Zs")
    return Key(event.key, char if written else "")


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer to what was typed into a field of names; `note` tells namesakes apart."""

    link: dict[str, Any]
    note: str = ""


@dataclass(frozen=True)
class FieldContext:
    """What editors may ask: names that match, dates that were meant, files to take in."""

    complete: Callable[[str, str], Sequence[Completion]]
    """(record type, typed) → matching records, best first."""
    read_date: Callable[[str], date]
    """A date that somebody has typed, seen from the day of the record that it stands in (下周四 of a
    meeting is in the week after the meeting); raises `models.kernel.errors.JiaoyanError`."""
    read_own_day: Callable[[str], date]
    """The day of the record itself, seen from today; raises `models.kernel.errors.JiaoyanError`."""
    take_file: Callable[[str], dict[str, Any]]
    """A typed path → an attachment row; raises `models.kernel.errors.JiaoyanError`."""


class Editor(Protocol):
    """The one cell that is typed into. Its value is the truth as soon as a key is taken: the view
    reads `held` behind each, and nothing is on its way.
    """

    KEYS: ClassVar[Keys]
    news: News

    @property
    def held(self) -> Any:
        """The value as records keep it."""

    def put(self, value: Any) -> None:
        """Show a value that did not come from typing here."""

    def take(self, key: Key) -> bool:
        """A key was pressed; False where it means nothing here and is for what is around."""

    def paste(self, text: str) -> None:
        """A text was pasted."""

    def enter(self) -> None:
        """One has come here."""

    def leave(self) -> None:
        """One goes on: what was meant is written tidily."""

    def click(self, x: int, y: int) -> None:
        """The mouse, in cells from the upper left of what is painted."""

    def paint(self, width: int) -> Painted:
        """What is seen of it."""

    @property
    def reason(self) -> str:
        """Why what was typed is no value yet; ``""`` where it is."""

    @property
    def unsettled(self) -> str:
        """Why what was typed where answers are given is none of them: such a thing is in no record,
        and has to be said before it is lost. ``""`` where there is none.
        """

    @property
    def left_over(self) -> str:
        """What is typed here and is in no record yet: the editor is kept when one goes on, and comes
        back when one comes back.
        """


@dataclass(slots=True)
class News:
    """What an editor has to say that its value does not show; whoever shows it takes it away."""

    said: str = ""
    bad: bool = False
    all_of: tuple[Choice, ...] = ()
    """Answers of which all are to be shown, to choose one."""
