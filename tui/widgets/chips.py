"""Filter chips with counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content, Span
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.cells import harmless
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size


@dataclass(frozen=True, slots=True)
class Chip:
    """One value of one field to narrow by. `field` and `code` say which; `on` whether it does."""

    field: str
    code: str
    label: str
    count: int
    on: bool


@dataclass(frozen=True, slots=True)
class ChipRow:
    """The chips of a field under its label."""

    label: str
    chips: tuple[Chip, ...]


class FilterChips(Widget, can_focus=True):
    """A row for each field; arrows move, space or Enter switches a chip."""

    DEFAULT_CSS = """
    FilterChips { height: auto; max-height: 8; padding: 0 1; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("left", "move(-1)", "左"),
        ("right", "move(1)", "右"),
        ("up", "row(-1)", "上"),
        ("down", "row(1)", "下"),
        ("space,ideographic_space,enter", "switch", "选定"),
    )
    place: reactive[int] = reactive(0)

    class Switched(Message):
        """A chip was switched."""

        def __init__(self, chip: Chip) -> None:
            super().__init__()
            self.chip = chip

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: tuple[ChipRow, ...] = ()

    def show(self, rows: tuple[ChipRow, ...]) -> None:
        """Show other chips; the cursor stays on its place."""
        self.rows = tuple(row for row in rows if row.chips)
        self.place = min(self.place, max(len(self._all()) - 1, 0))
        self.refresh(layout=True)

    def _all(self) -> list[Chip]:
        return [chip for row in self.rows for chip in row.chips]

    def _lines(self, width: int) -> list[list[tuple[str, Chip | None]]]:
        lines: list[list[tuple[str, Chip | None]]] = []
        for row in self.rows:
            lines.append([(f"{row.label}:", None)])
            used = cell_len(row.label) + 2
            for chip in row.chips:
                text = _chip_text(chip)
                if used + cell_len(text) + 1 > max(width, 30):
                    lines.append([("   ", None)])
                    used = 3
                lines[-1].append((text, chip))
                used += cell_len(text) + 1
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the chips need."""
        return max(len(self._lines(width)), 1)

    def render(self) -> Content:
        """The rows."""
        chips = self._all()
        here = chips[self.place] if self.place < len(chips) else None
        text, spans = "", []
        for line in self._lines(self.size.width):
            for part, chip in line:
                start = len(text)
                text += part
                if chip is None:
                    spans.append(Span(start, len(text), "$text-muted"))
                elif self.has_focus and chip is here:
                    spans.append(Span(start, len(text), "reverse"))
                elif chip.on:
                    spans.append(Span(start, len(text), "bold $accent"))
                text += " "
            text = text.rstrip(" ") + "\n"
        return Content(text.rstrip("\n"), spans)

    def action_move(self, by: int) -> None:
        """To the neighbour."""
        if chips := self._all():
            self.place = (self.place + by) % len(chips)

    def action_row(self, by: int) -> None:
        """To the first chip of another row; past the last, on to the table."""
        starts, total = [], 0
        for row in self.rows:
            starts.append(total)
            total += len(row.chips)
        mine = max((n for n, start in enumerate(starts) if start <= self.place), default=0)
        if 0 <= mine + by < len(starts):
            self.place = starts[mine + by]
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_switch(self) -> None:
        """Narrow by the chip, or no longer."""
        chips = self._all()
        if self.place < len(chips):
            self.post_message(self.Switched(chips[self.place]))

    def on_click(self, event: events.Click) -> None:
        """The mouse switches too."""
        lines = self._lines(self.size.width)
        if event.y >= len(lines):
            return
        x = 0
        for part, chip in lines[event.y]:
            x += cell_len(part) + 1
            if event.x - 1 < x:
                if chip is not None:
                    self.post_message(self.Switched(chip))
                return


def _chip_text(chip: Chip) -> str:
    text = f"{harmless(chip.label)} {chip.count}"
    return f"[{text}]" if chip.on else f" {text} "
