"""Several of several, wrapped to the width: arrows move, space ticks, and so does naming one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.content import Content, Span
from textual.reactive import reactive
from textual.widget import Widget

from models.kernel.answers import all_meant
from models.kernel.naming import PARTING
from models.kernel.text import clean
from tui.widgets.cn_input import is_table
from tui.widgets.edited import Edited, Unreadable
from tui.widgets.keys import keys
from tui.widgets.typed_answer import TypedAnswer

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size

    from models.kernel.fields import Choice


class ChoicesLine(Widget, can_focus=True):
    """``[√]专题研修 [ ]理论学习 …``; the value is the list of codes in the order declared."""

    DEFAULT_CSS = """
    ChoicesLine { height: auto; width: 1fr; background: $surface; }
    ChoicesLine:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("left", "move(-1)", "前一个"),
        ("right", "move(1)", "后一个"),
        ("space,ideographic_space", "tick", "打勾"),
        ("enter", "app.focus_next", "下一栏"),
    )
    held: reactive[list[str]] = reactive(list, layout=False)
    place: reactive[int] = reactive(0)
    in_rows = False
    """Part of a row, to which a table that is pasted goes."""

    def __init__(
        self, value: list[str], choices: tuple[Choice, ...], *, disabled: bool = False
    ) -> None:
        super().__init__(disabled=disabled)
        self.choices = choices
        self._typed = TypedAnswer(choices)
        self._before = list(value or ())
        """What was ticked before something was typed."""
        self._left = ""
        """Why some of what was pasted is no answer."""
        self.set_reactive(ChoicesLine.held, list(value or ()))
        first = next((n for n, c in enumerate(choices) if c.code in self.held), 0)
        self.set_reactive(ChoicesLine.place, first)

    def _rows(self, width: int) -> list[list[int]]:
        rows: list[list[int]] = [[]]
        used = 0
        for number, choice in enumerate(self.choices):
            needs = cell_len(choice.label) + 4
            if used + needs > max(width, 20) and rows[-1]:
                rows.append([])
                used = 0
            rows[-1].append(number)
            used += needs
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the labels need."""
        return len(self._rows(width)) + self._says_typed

    def render(self) -> Content:
        """The boxes; the one the arrows are on is reversed."""
        text = ""
        spans: list[Span] = []
        for row in self._rows(self.size.width):
            for number in row:
                choice = self.choices[number]
                ticked = choice.code in self.held
                start = len(text)
                text += f"[{'√' if ticked else ' '}]{choice.label}"
                if self.has_focus and number == self.place:
                    spans.append(Span(start, len(text), "reverse"))
                elif ticked:
                    spans.append(Span(start, len(text), "bold"))
                text += " "
            text = text.rstrip(" ") + "\n"
        if self._says_typed:
            text += f"{self._typed.text}{'…' if self._typed.fits else '？'}"
        return Content(text.rstrip("\n"), spans)

    @property
    def _says_typed(self) -> bool:
        """Whether what is typed, and no answer yet, takes a line of its own."""
        return self.has_focus and self._typed.is_open

    def put(self, value: list[str]) -> None:
        """Show a value without posting `Edited`."""
        self._typed.forget()
        self._left = ""
        self.held = list(value or ())

    @property
    def unsettled(self) -> str:
        """Why what was typed is no answer; ``""`` where it is, or nothing was."""
        return self._left or self._typed.why_not()

    def action_move(self, by: int) -> None:
        """To the neighbour."""
        self._forget()
        self.place = (self.place + by) % len(self.choices)

    def action_tick(self) -> None:
        """Tick or untick the one the arrows are on."""
        self._forget()
        self._toggle(self.place)

    def _toggle(self, number: int) -> None:
        self._take({*self.held} ^ {self.choices[number].code})

    def _take(self, codes: set[str]) -> None:
        held = [c.code for c in self.choices if c.code in codes]
        if held != self.held:
            self.held = held
            self.post_message(Edited(self, list(held)))

    def _forget(self) -> None:
        self._typed.forget()
        self._left = ""
        self.post_message(Unreadable(self, ""))

    def on_key(self, event: events.Key) -> None:
        """An answer that is named is ticked; Backspace takes back what was typed and is none."""
        char = event.character or ""
        if event.key == "backspace" and self._typed.is_open:
            event.stop()
            self._typed.shorten()
            self._read()
        elif event.is_printable and not char.isspace():
            event.stop()
            if PARTING.fullmatch(char):
                self._typed.rest()
            else:
                self._take_typed(char)

    def _take_typed(self, typed: str) -> None:
        if self._typed.add(typed):
            self._before = list(self.held)
            self._left = ""
        self._read()

    def _read(self) -> None:
        """The whole of what was typed decides; as long as it does not, nothing more is ticked."""
        fits = self._typed.fits
        if len(fits) == 1:
            self.place = self.choices.index(fits[0])
        self._take({*self._before, *(c.code for c in fits if len(fits) == 1)})
        self.post_message(Unreadable(self, "" if fits else self.unsettled))
        self.refresh(layout=True)

    def on_paste(self, event: events.Paste) -> None:
        """All that are named are ticked; a table in a row is for the row."""
        if self.in_rows and is_table(event.text):
            return
        event.stop()
        found, left = all_meant(clean(event.text).text, self.choices)
        self._typed.forget()
        self._left = f"没有{'、'.join(f'“{word}”' for word in left)}这样的选项。" if left else ""
        self._take({*self.held, *(c.code for c in found)})
        self.post_message(Unreadable(self, self._left))

    def on_focus(self) -> None:
        """What is typed from now on is another answer."""
        self._typed.rest()

    def on_blur(self) -> None:
        """Gone on: what was typed has to be an answer."""
        self.post_message(Unreadable(self, self.unsettled))

    def on_click(self, event: events.Click) -> None:
        """The mouse ticks too."""
        rows: Any = self._rows(self.size.width)
        if event.y >= len(rows):
            return
        x = 0
        for number in rows[event.y]:
            x += cell_len(self.choices[number].label) + 4
            if event.x < x:
                self.place = number
                self._toggle(number)
                return
