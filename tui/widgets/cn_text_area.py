"""Paragraphs of Chinese text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import TextArea

from models.kernel.text import clean

if TYPE_CHECKING:
    from textual import events

LONG_PARAGRAPH = 3000
"""Characters of one paragraph above which typing gets slow."""


class CnTextArea(TextArea):
    """A `TextArea` that grows with its text, and in which Tab goes on to the next field."""

    DEFAULT_CSS = """
    CnTextArea {
        border: none; padding: 0; height: auto; min-height: 2; max-height: 14;
        background: $surface; scrollbar-size-vertical: 1;
    }
    CnTextArea:focus { border: none; background: $panel; }
    """

    def __init__(self, text: str = "", **more: Any) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            **more,
        )

    async def _on_paste(self, event: events.Paste) -> None:
        if self.read_only:
            return
        event.stop()
        event.prevent_default()
        cleaned = clean(event.text)
        if result := self._replace_via_keyboard(cleaned.text, *self.selection):
            self.move_cursor(result.end_location)
        if cleaned.notice:
            self.notify(cleaned.notice, markup=False)
        if max(map(len, cleaned.text.split("\n")), default=0) > LONG_PARAGRAPH:
            self.notify("这一段很长，分成几段输入会更快。", markup=False)
