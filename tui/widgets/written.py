"""Values that are written: a line, paragraphs, a date, a time, a number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from models.kernel.dates import read_int, read_time, show_field
from models.kernel.errors import JiaoyanError
from tui.widgets.cn_input import CnInput
from tui.widgets.cn_text_area import CnTextArea
from tui.widgets.edited import Edited, Unreadable
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.events import Blur
    from textual.widgets import Input, TextArea


class Line(CnInput):
    """A line of text."""

    def __init__(self, value: str, **more: Any) -> None:
        super().__init__(value or "", select_on_focus=False, **more)
        self._given = self.value

    @property
    def held(self) -> str:
        """The value as it is kept."""
        return self.value

    def put(self, value: str) -> None:
        """Show a value without posting `Edited`."""
        self._given = value or ""
        self.value = self._given

    def on_input_changed(self, event: Input.Changed) -> None:
        """Typed, or put: only what a person typed is news."""
        event.stop()
        if event.value != self._given:
            self._given = event.value
            self.post_message(Edited(self, event.value))


class Paragraphs(CnTextArea):
    """Paragraphs of text."""

    def __init__(self, value: str, **more: Any) -> None:
        super().__init__(value or "", **more)
        self._given = self.text

    @property
    def held(self) -> str:
        """The value as it is kept."""
        return self.text

    def put(self, value: str) -> None:
        """Show a value without posting `Edited`."""
        self._given = value or ""
        self.load_text(self._given)

    def take(self, value: str | None) -> None:
        """Other text than stands here, as if it had been typed; None for what was called off."""
        if value is not None and value != self.text:
            self.load_text(value)
            self.move_cursor(self.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Typed, or put: only what a person typed is news."""
        event.stop()
        if self.text != self._given:
            self._given = self.text
            self.post_message(Edited(self, self.text))


class Read(CnInput):
    """A line that is read: what is understood is the value, and stands there tidily as soon as one
    goes on; what is not is kept as it was typed, with the reason.
    """

    def __init__(
        self, value: Any, read: Callable[[str], Any], show: Callable[[Any], str], **more: Any
    ) -> None:
        self._read, self._show_value = read, show
        self._held = value
        super().__init__(self._shown(value), select_on_focus=True, **more)
        self._given = self.value

    def _shown(self, value: Any) -> str:
        if value in (None, ""):
            return ""
        try:
            return self._show_value(value)
        except ValueError:
            return str(value)

    @property
    def held(self) -> Any:
        """The value as it is kept."""
        return self._held if self.value == self._given else self._understood(self.value)

    def put(self, value: Any) -> None:
        """Show a value without posting `Edited`."""
        if value != self._held:
            self._held = value
            self._given = self._shown(value)
            self.value = self._given

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is meant, or what was typed as long as that is not clear."""
        event.stop()
        if event.value == self._given:
            return
        self._given = event.value
        self._held = self._understood(event.value)
        self.post_message(Edited(self, self._held))

    def _understood(self, typed: str) -> Any:
        if not typed.strip():
            return self._read("")
        try:
            return self._read(typed)
        except JiaoyanError:
            return typed

    def _on_blur(self, event: Blur) -> None:
        super()._on_blur(event)
        self.tidy()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        event.stop()
        self.tidy()
        self.screen.focus_next()

    def tidy(self) -> None:
        """Write what was meant in full, or say why it cannot be understood."""
        reason = ""
        try:
            if self.value.strip() and self.value != self._shown(self._held):
                self._read(self.value)
                self._given = self._shown(self._held)
                self.value = self._given
        except JiaoyanError as problem:
            reason = str(problem)
        self.post_message(Unreadable(self, reason))


class DateLine(Read):
    """A date as people write it; ↑ and ↓ are a day earlier and later."""

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("up", "shift(-1)", "早一天"),
        ("down", "shift(1)", "晚一天"),
    )

    def __init__(self, value: str, read: Callable[[str], date], **more: Any) -> None:
        super().__init__(
            value,
            lambda typed: read(typed).isoformat() if typed else "",
            lambda iso: show_field(date.fromisoformat(iso)),
            **more,
        )

    def action_shift(self, days: int) -> None:
        """Some days on from what stands there."""
        try:
            day = date.fromisoformat(str(self.held)) + timedelta(days=days)
        except (ValueError, OverflowError):
            return
        self.put(day.isoformat())
        self.post_message(Edited(self, self.held))


def _clock(typed: str) -> str:
    return read_time(typed).strftime("%H:%M") if typed else ""


class TimeLine(Read):
    """A time of day."""

    def __init__(self, value: str, **more: Any) -> None:
        super().__init__(value, _clock, str, **more)


class NumberLine(Read):
    """A number, whole unless `read` says otherwise."""

    def __init__(
        self, value: float | None, read: Callable[[str], float] = read_int, **more: Any
    ) -> None:
        super().__init__(value, lambda typed: read(typed) if typed else None, str, **more)
