"""The scrolling container of a form."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widgets import Input, TextArea


class FormScroll(VerticalScroll):
    """Keeps the terminal's cursor, and with it the input method's window, at the focused field:
    Textual sets it on focus, before the form scrolls.
    """

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The field has moved on the screen."""
        super().watch_scroll_y(old_value, new_value)
        self.call_after_refresh(self._follow)

    def on_resize(self) -> None:
        """The field has moved on the screen."""
        self.call_after_refresh(self._follow)

    def on_descendant_focus(self) -> None:
        """Another field."""
        self.call_after_refresh(self._follow)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line goes on to the next field."""
        event.stop()
        self.screen.focus_next()

    def _follow(self) -> None:
        focused = self.app.focused
        if isinstance(focused, Input | TextArea):
            self.app.cursor_position = focused.cursor_screen_offset
