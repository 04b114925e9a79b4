"""What is written: a line, paragraphs, a date, a time, a number."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from models.kernel.dates import read_int, read_time, show_field
from models.kernel.errors import JiaoyanError
from models.kernel.text import clean, one_line
from tui.form.buffer import Buffer
from tui.form.editor import News
from tui.form.pieces import Line, Painted, Piece, Style
from tui.form.wrapping import Spans, offset_at, place_of, shown, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.form.editor import Key, Keys


def lines_of(text: str, width: int, style: Style = Style.VALUE) -> tuple[Line, ...]:
    """A text as it is painted where nobody types."""
    return tuple(((shown(text[start:end]), style),) for start, end in wrapped(text, width))


class Written:
    """Text with a cursor. `several` lines are paragraphs, in which Enter begins a new one."""

    KEYS: ClassVar[Keys] = (("ctrl+z", "撤销"), ("ctrl+y", "重做"), ("ctrl+a", "全选"))
    several = False

    def __init__(self, text: str = "", hint: str = "") -> None:
        self.buffer = Buffer(text)
        self.hint = hint
        """Shown where nothing is written."""
        self.news = News()
        self._width = 80
        self._goal: int | None = None
        """Cells from the left that ↑ and ↓ keep to."""

    @property
    def held(self) -> Any:
        """The text."""
        return self.buffer.text

    @property
    def reason(self) -> str:
        """Any text is a value."""
        return ""

    @property
    def unsettled(self) -> str:
        """What is written is in the record as it is."""
        return ""

    left_over = unsettled

    def put(self, value: Any) -> None:
        """Show a text that did not come from typing here."""
        if value != self.held:
            self.buffer.put(str(value or ""))

    def enter(self) -> None:
        """One goes on writing at the end."""

    def leave(self) -> None:
        """Nothing to tidy."""

    def paste(self, text: str) -> None:
        """Several lines are joined where one is asked for."""
        cleaned = clean(text)
        pasted = cleaned.text
        self.news.said = cleaned.notice
        if not pasted:
            return
        if not self.several:
            lines = [one_line(line) for line in pasted.splitlines() if line.strip()]
            pasted = " ".join(lines)
            if len(lines) > 1:
                self.news.said = f"粘贴的 {len(lines)} 行已接成一行{cleaned.notice}"
        self.buffer.replace(pasted)
        self.typed()

    def typed(self) -> None:
        """The text has changed by a person's hand."""

    def take(self, key: Key) -> bool:
        """Characters are written, other keys move or take away."""
        before = self.buffer.text
        if key.char and (key.char != "\n" or self.several):
            self.buffer.replace(key.char, typing=True)
        elif key.name == "enter" and self.several:
            self.buffer.replace("\n")
        elif not self._moves(key.name) and not self._takes_away(key.name):
            return False
        if key.name not in _UP_AND_DOWN:
            self._goal = None
        if self.buffer.text != before:
            self.typed()
        return True

    def _takes_away(self, name: str) -> bool:
        at, buffer = self.buffer.cursor, self.buffer
        match name:
            case "backspace":
                buffer.delete_to(at - 1)
            case "delete":
                buffer.delete_to(at + 1)
            case "ctrl+w" | "ctrl+backspace":
                buffer.delete_to(buffer.word_left())
            case "ctrl+u":
                buffer.delete_to(self._ends()[0])
            case "ctrl+k":
                buffer.delete_to(self._ends(whole=True)[1])
            case "ctrl+z":
                return buffer.undo()
            case "ctrl+y":
                return buffer.redo()
            case _:
                return False
        return True

    def _moves(self, name: str) -> bool:
        select = name.startswith("shift+")
        match name.removeprefix("shift+"):
            case "left":
                self.buffer.left(select=select)
            case "right":
                self.buffer.right(select=select)
            case "ctrl+left" | "ctrl+shift+left":
                self.buffer.move_to(self.buffer.word_left(), select="shift" in name)
            case "ctrl+right" | "ctrl+shift+right":
                self.buffer.move_to(self.buffer.word_right(), select="shift" in name)
            case "home":
                self.buffer.move_to(self._ends()[0], select=select)
            case "end":
                end = self._ends()[1]
                again = self.buffer.cursor >= end
                self.buffer.move_to(self._end_of_paragraph() if again else end, select=select)
            case "ctrl+home" | "ctrl+end":
                return self._to_either_end(
                    0 if name.endswith("home") else len(self.buffer.text), select
                )
            case "ctrl+a":
                self.buffer.select_all()
            case "up" | "down":
                return self._up_and_down(_UP_AND_DOWN[name], select=select)
            case _:
                return False
        return True

    def _end_of_paragraph(self) -> int:
        end = self.buffer.text.find("\n", self.buffer.cursor)
        return len(self.buffer.text) if end < 0 else end

    def _to_either_end(self, offset: int, select: bool) -> bool:
        """To the beginning or the end of paragraphs; False where one is there, or in a line."""
        if not self.several or self.buffer.cursor == offset:
            return False
        self.buffer.move_to(offset, select=select)
        return True

    def _ends(self, *, whole: bool = False) -> tuple[int, int]:
        """Where the line that the cursor is in begins, and the last place in it; with `whole` the end
        of its last character, where it goes on on the next line.
        """
        text, spans = self.buffer.text, self._spans()
        row = place_of(text, spans, self.buffer.cursor)[1]
        start, end = spans[row]
        goes_on = row + 1 < len(spans) and spans[row + 1][0] == end
        return start, end - 1 if goes_on and not whole else end

    def _up_and_down(self, by: int, *, select: bool) -> bool:
        """To the line above or below; False from the first and the last, where one goes on."""
        text, spans = self.buffer.text, self._spans()
        x, row = place_of(text, spans, self.buffer.cursor)
        if not 0 <= row + by < len(spans):
            return False
        self._goal = x if self._goal is None else self._goal
        self.buffer.move_to(offset_at(text, spans, self._goal, row + by), select=select)
        return True

    def _spans(self) -> Spans:
        return wrapped(self.buffer.text, self._width)

    def click(self, x: int, y: int, *, select: bool = False) -> None:
        """The cursor goes there; with `select` what it passes is selected."""
        self.buffer.move_to(offset_at(self.buffer.text, self._spans(), x, y), select=select)

    def paint(self, width: int) -> Painted:
        """The lines with the cursor in them."""
        self._width = width
        text = self.buffer.text
        spans = self._spans()
        cursor = place_of(text, spans, self.buffer.cursor)
        lines = [self._painted(start, end) for start, end in spans]
        if not text and self.hint:
            lines[0] = ((self.hint[0], Style.CURSOR), (self.hint[1:], Style.MUTED))
        elif self.buffer.cursor == spans[cursor[1]][1]:  # behind the last character of its line
            lines[cursor[1]] += ((" ", Style.CURSOR),)
        return Painted(tuple(lines), cursor)

    def _painted(self, start: int, end: int) -> Line:
        """A line, parted where the selection and the cursor are."""
        buffer = self.buffer
        first, last = buffer.selection
        at = buffer.cursor
        cuts = sorted({start, end, *(p for p in (first, last, at, at + 1) if start < p < end)})
        pieces: list[Piece] = []
        for a, b in itertools.pairwise(cuts):
            style = Style.CURSOR if a == at else Style.SELECTED if first <= a < last else Style.LIVE
            pieces.append((shown(buffer.text[a:b]), style))
        return tuple(pieces)


_UP_AND_DOWN = {"up": -1, "down": 1, "shift+up": -1, "shift+down": 1}


class OneLine(Written):
    """A line of text."""


class Paragraphs(Written):
    """Paragraphs of text."""

    several = True


class Read(Written):
    """A line that is read: what is understood is the value, and stands there tidily as soon as one
    goes on; what is not is kept as it was typed, with the reason.
    """

    def __init__(
        self, value: Any, read: Callable[[str], Any], show: Callable[[Any], str], hint: str = ""
    ) -> None:
        self._read, self._show_value = read, show
        self._held = value
        self._reason = ""
        super().__init__(self._shown(value), hint)

    def _shown(self, value: Any) -> str:
        if value in (None, ""):
            return ""
        try:
            return self._show_value(value)
        except ValueError:
            return str(value)

    @property
    def held(self) -> Any:
        """What is meant, or what was typed as long as that is not clear."""
        return self._held

    @property
    def reason(self) -> str:
        """Why it cannot be understood; said when one goes on."""
        return self._reason

    def put(self, value: Any) -> None:
        """Show a value that did not come from typing here."""
        if value != self._held:
            self._held = value
            self.buffer.put(self._shown(value))

    def enter(self) -> None:
        """What is typed now stands for all of it."""
        self.buffer.select_all()

    def typed(self) -> None:
        """Understand what stands there now."""
        text = self.buffer.text
        try:
            self._held = self._read(text if text.strip() else "")
        except JiaoyanError:
            self._held = text

    def leave(self) -> None:
        """Write what was meant in full, or say why it cannot be understood."""
        self._reason = ""
        text = self.buffer.text
        if text.strip() and text != self._shown(self._held):
            self.buffer.put(self._shown(self._held))
        elif text.strip() and isinstance(self._held, str):
            try:
                self._read(text)
            except JiaoyanError as problem:
                self._reason = str(problem)


def _in_full(iso: str) -> str:
    return show_field(date.fromisoformat(iso))


class RowDate(Read):
    """A date in a row: without its weekday, for which there is no room; ↑ and ↓ are for the rows."""

    def __init__(self, value: Any, read: Callable[[str], date]) -> None:
        super().__init__(value, lambda typed: read(typed).isoformat() if typed else "", str)


class DateLine(Read):
    """A date as people write it; ↑ and ↓ are a day earlier and later."""

    KEYS: ClassVar[Keys] = (("up", "早一天"), ("down", "晚一天"), *Written.KEYS)

    def __init__(self, value: Any, read: Callable[[str], date]) -> None:
        super().__init__(value, lambda typed: read(typed).isoformat() if typed else "", _in_full)

    def take(self, key: Key) -> bool:
        """↑ and ↓ shift the day that stands there."""
        if key.name in ("up", "down"):
            try:
                day = date.fromisoformat(str(self.held)) + timedelta(days=_UP_AND_DOWN[key.name])
            except (ValueError, OverflowError):
                return False
            self.buffer.take(self._shown(day.isoformat()))
            self._held = day.isoformat()
            return True
        return super().take(key)


class TimeLine(Read):
    """A time of day."""

    def __init__(self, value: Any) -> None:
        super().__init__(value, _clock, str)


def _clock(typed: str) -> str:
    return read_time(typed).strftime("%H:%M") if typed else ""


class NumberLine(Read):
    """A number, whole unless `read` says otherwise."""

    def __init__(self, value: Any, read: Callable[[str], float] = read_int) -> None:
        super().__init__(value, lambda typed: read(typed) if typed else None, str)
