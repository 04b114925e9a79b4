"""The bottom line: the keys of the page, straight from its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content, Span
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.geometry import Size

    from tui.commands import Command

BETWEEN = 2
"""Cells between two keys."""


class KeyLine(Widget):
    """Keys and what they do; a click does it too. Takes a second line where one is too narrow.

    One widget that writes the whole line: Textual's footer mounts a widget for each key and does so
    again whenever the focus moves, which costs a tenth of the start.
    """

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: auto; max-height: 2; background: $panel; color: $foreground; }
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self.commands = tuple(c for c in commands if c.key and c.footer)

    def _lines(self, width: int) -> list[list[tuple[int, Command]]]:
        lines: list[list[tuple[int, Command]]] = [[]]
        at = 1
        for command in self.commands:
            cells = cell_len(_said(command))
            if lines[-1] and at + cells > width:
                lines.append([])
                at = 1
            lines[-1].append((at, command))
            at += cells + BETWEEN
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the keys need."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The keys stand out, what they do follows."""
        text, spans = "", []
        for number, line in enumerate(self._lines(self.size.width)):
            text += "\n " if number else " "
            for _at, command in line:
                spans.append(Span(len(text), len(text) + len(command.key_shown), "bold $accent"))
                text += _said(command) + " " * BETWEEN
        return Content(text, spans)

    def command_at(self, x: int, y: int) -> Command | None:
        """What stands in this cell."""
        lines: Sequence[list[tuple[int, Command]]] = self._lines(self.size.width)
        for at, command in lines[y] if y < len(lines) else ():
            if at <= x < at + cell_len(_said(command)):
                return command
        return None

    async def on_click(self, event: events.Click) -> None:
        """A click on a key is that key."""
        if command := self.command_at(event.x, event.y):
            await self.app.run_action(command.action, self.screen)


def _said(command: Command) -> str:
    return f"{command.key_shown} {command.label}"
