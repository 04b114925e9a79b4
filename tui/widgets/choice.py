"""One of several, on one line: ← → change it, its name or a digit picks it, Enter shows them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from models.kernel.answers import begins
from models.kernel.text import clean, halfwidth, one_line
from tui.widgets.cn_input import is_table
from tui.widgets.edited import AllAnswers, Edited, Unreadable
from tui.widgets.keys import keys
from tui.widgets.typed_answer import TypedAnswer

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from models.kernel.fields import Choice


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
    in_rows = False
    """Part of a row, to which a table that is pasted goes."""

    def __init__(self, value: str, choices: tuple[Choice, ...], *, disabled: bool = False) -> None:
        super().__init__(disabled=disabled)
        self.choices = choices
        self._typed = TypedAnswer(choices)
        self._before = value or ""
        """What stood here before something was typed: as long as that is no answer, it stays."""
        self.set_reactive(ChoiceLine.held, value or "")

    def render(self) -> Content:
        """Label and arrows, or what is typed as long as it is no answer."""
        label = next((c.label for c in self.choices if c.code == self.held), self.held or "—")
        if not self.has_focus:
            return Content(label)
        if self._typed.is_open:
            label = f"{self._typed.text}{'…' if self._typed.fits else '？'}"
        return Content(f"◂ {label} ▸")

    def put(self, value: str) -> None:
        """Show a value without posting `Edited`."""
        self._typed.forget()
        self.held = value or ""

    @property
    def unsettled(self) -> str:
        """Why what was typed is no answer; ``""`` where it is, or nothing was."""
        return self._typed.why_not()

    def _choose(self, code: str) -> None:
        if code != self.held:
            self.held = code
            self.post_message(Edited(self, code))

    def _pick(self, code: str) -> None:
        """An answer that was not typed."""
        self._typed.forget()
        self.refresh()
        self.post_message(Unreadable(self, ""))
        self._choose(code)

    def action_step(self, by: int) -> None:
        """The next or the last one, round and round with nothing chosen in between."""
        codes = ["", *(c.code for c in self.choices)]
        place = codes.index(self.held) if self.held in codes else 0
        self._pick(codes[(place + by) % len(codes)])

    def action_clear(self) -> None:
        """Choose nothing; of what is typed and not a whole answer, one character away."""
        if self._typed.is_unfinished:
            self._typed.shorten()
            self._read()
        else:
            self._pick("")

    def action_show_all(self) -> None:
        """All of them in a list to type into."""
        self.post_message(AllAnswers(self.choices, self._pick))

    def on_key(self, event: events.Key) -> None:
        """A digit, of either width, picks by place where no answer goes on or begins with it; other
        characters name the answer.
        """
        char = halfwidth(event.character or "") if event.is_printable else ""
        place = int(char) if len(char) == 1 and char.isdecimal() else 0
        if not char or (char.isspace() and self._typed.begins_anew):
            return
        event.stop()
        named = not self._typed.begins_anew or begins(char, self.choices)
        if 0 < place <= len(self.choices) and not named:
            self._pick(self.choices[place - 1].code)
        elif not place or named:
            self._take_typed(str(event.character))

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted names the answer as a whole; a table in a row is for the row."""
        if self.in_rows and is_table(event.text):
            return
        event.stop()
        self._typed.rest()
        self._take_typed(one_line(clean(event.text).text))

    def _take_typed(self, typed: str) -> None:
        if self._typed.add(typed):
            self._before = self.held
        self._read()

    def _read(self) -> None:
        """The whole of what was typed decides; as long as it does not, what was chosen stays."""
        fits = self._typed.fits
        self._choose(fits[0].code if len(fits) == 1 else self._before)
        self.post_message(Unreadable(self, "" if fits else self.unsettled))
        self.refresh()

    def on_focus(self) -> None:
        """What is typed from now on is another answer."""
        self._typed.rest()

    def on_blur(self) -> None:
        """Gone on: what was typed has to be one answer."""
        self.post_message(Unreadable(self, self.unsettled))


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
