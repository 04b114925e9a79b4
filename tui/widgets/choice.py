"""One of several, on one line: ← → change it, digits pick it, Enter shows them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from models.text import halfwidth
from tui.widgets.edited import Edited
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from models.spec import Choice


class ChoiceLine(Widget, can_focus=True):
    """The chosen label between arrows; nothing chosen is a dash."""

    DEFAULT_CSS = """
    ChoiceLine { height: 1; width: 1fr; background: $surface; }
    ChoiceLine:focus { background: $panel; color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("left", "step(-1)", "前一个"),
        ("right", "step(1)", "后一个"),
        ("backspace", "clear", "清空"),
        ("enter", "show_all", "全部"),
    )
    held: reactive[str] = reactive("")

    def __init__(self, value: str, choices: tuple[Choice, ...], *, disabled: bool = False) -> None:
        super().__init__(disabled=disabled)
        self.choices = choices
        self.set_reactive(ChoiceLine.held, value or "")

    def render(self) -> Content:
        """Label and arrows."""
        label = next((c.label for c in self.choices if c.code == self.held), self.held or "—")
        return Content(f"◂ {label} ▸" if self.has_focus else label)

    def put(self, value: str) -> None:
        """Show a value without posting `Edited`."""
        self.held = value or ""

    def _choose(self, code: str) -> None:
        if code != self.held:
            self.held = code
            self.post_message(Edited(self, code))

    def action_step(self, by: int) -> None:
        """The next or the last one, round and round with nothing chosen in between."""
        codes = ["", *(c.code for c in self.choices)]
        place = codes.index(self.held) if self.held in codes else 0
        self._choose(codes[(place + by) % len(codes)])

    def action_clear(self) -> None:
        """Choose nothing."""
        self._choose("")

    def action_show_all(self) -> None:
        """All of them in a list to type into."""
        from tui.screens.dialogs import Choose

        answers = [(c.code, c.label) for c in self.choices]
        self.app.push_screen(Choose("选一项", answers), self._chosen)

    def _chosen(self, code: str | None) -> None:
        if code is not None:
            self._choose(code)

    def on_key(self, event: events.Key) -> None:
        """Digits, of either width, pick by place, a character the next answer it stands in."""
        digit = halfwidth(event.character or "")
        if digit and not digit.isascii():
            event.stop()
            self._choose_with(digit)
        elif len(digit) == 1 and digit.isdecimal() and 0 < int(digit) <= len(self.choices):
            event.stop()
            self._choose(self.choices[int(digit) - 1].code)

    def _choose_with(self, char: str) -> None:
        places = [n for n, c in enumerate(self.choices) if char in c.label]
        here = next((n for n, c in enumerate(self.choices) if c.code == self.held), -1)
        if places:
            place = next((n for n in places if n > here), places[0])
            self._choose(self.choices[place].code)


class YesNo(Widget, can_focus=True):
    """A box to tick with the space bar or Enter."""

    DEFAULT_CSS = """
    YesNo { height: 1; width: 6; background: $surface; }
    YesNo:focus { background: $panel; color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(("space,ideographic_space,enter", "tick", "打勾"))
    held: reactive[bool] = reactive(False)

    def __init__(self, value: bool, *, disabled: bool = False) -> None:
        super().__init__(disabled=disabled)
        self.set_reactive(YesNo.held, bool(value))

    def render(self) -> Content:
        """The box."""
        return Content("[√]" if self.held else "[ ]")

    def put(self, value: bool) -> None:
        """Show a value without posting `Edited`."""
        self.held = bool(value)

    def action_tick(self) -> None:
        """Tick or untick."""
        self.held = not self.held
        self.post_message(Edited(self, self.held))

    def on_click(self) -> None:
        """The mouse ticks too."""
        self.action_tick()
