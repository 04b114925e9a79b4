"""One line of Chinese text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.widgets import Input

from models.kernel.text import clean

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Offset


class CnInput(Input):
    """An `Input` for an input method: the composing text stands where the cursor is, and a paste
    of several lines is joined instead of losing all but the first.
    """

    DEFAULT_CSS = """
    CnInput { border: none; height: 1; padding: 0; background: $surface; }
    CnInput:focus { border: none; background: $panel; }
    """

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal is to show the composing text; Textual's is one cell too far right
        at the end of the line.
        """
        place = super().cursor_screen_offset
        return place - (1, 0) if self.cursor_at_end else place

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        place = Region(self._cursor_offset, 0, width=1, height=1)
        self.scroll_to_region(place, force=True, animate=False)

    def _on_blur(self, event: events.Blur) -> None:
        """One reads a text from its beginning."""
        super()._on_blur(event)
        self.scroll_to(x=0, force=True, animate=False)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        cleaned = clean(event.text)
        lines = [line.strip() for line in cleaned.text.splitlines() if line.strip()]
        selection = self.selection
        self.replace(" ".join(lines), *selection) if not selection.is_empty else (
            self.insert_text_at_cursor(" ".join(lines))
        )
        if len(lines) > 1:
            self.notify(f"粘贴的 {len(lines)} 行已接成一行", markup=False)
        if cleaned.notice:
            self.notify(cleaned.notice, markup=False)
