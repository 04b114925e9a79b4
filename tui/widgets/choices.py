"""Several of several, wrapped to the width: arrows move, space ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.content import Content, Span
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.edited import Edited
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size

    from models.spec import Choice


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

    def __init__(
        self, value: list[str], choices: tuple[Choice, ...], *, disabled: bool = False
    ) -> None:
        super().__init__(disabled=disabled)
        self.choices = choices
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
        return len(self._rows(width))

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
        return Content(text.rstrip("\n"), spans)

    def put(self, value: list[str]) -> None:
        """Show a value without posting `Edited`."""
        self.held = list(value or ())

    def action_move(self, by: int) -> None:
        """To the neighbour."""
        self.place = (self.place + by) % len(self.choices)

    def action_tick(self) -> None:
        """Tick or untick the one the arrows are on."""
        self._toggle(self.place)

    def _toggle(self, number: int) -> None:
        code = self.choices[number].code
        now = {*self.held} ^ {code}
        self.held = [c.code for c in self.choices if c.code in now]
        self.post_message(Edited(self, list(self.held)))

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
