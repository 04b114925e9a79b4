"""Text that is being typed: a cursor, a selection, and the way back. Knows no screen.

Textual's `Input` and `TextArea` are not used in forms: a widget gets its keys some time after the page
has decided where they go, which loses the order of quick typing; `Input` has no way back; and a
`TextArea` paints a paragraph of 3,000 characters some ten times slower than this (`tests/bench`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KEPT_STEPS = 200
"""Steps back that are remembered."""
RUN = 20
"""Characters typed one after the other that are one step back, at most."""
_WORD = re.compile(r"[0-9A-Za-z_]+|[^\W0-9A-Za-z_]+|[^\w\s]+|\s+")


@dataclass(frozen=True, slots=True)
class _Before:
    """How it stood before a step; `typing` joins characters that were typed one after the other."""

    text: str
    cursor: int
    typing: bool


class Buffer:
    """A text, where the cursor is in it (an offset, 0 before the first character) and where the
    selection began.
    """

    def __init__(self, text: str = "", *, cursor: int | None = None) -> None:
        self.text = text
        self.cursor = len(text) if cursor is None else cursor
        self.anchor = self.cursor
        self._undo: list[_Before] = []
        self._redo: list[_Before] = []

    @property
    def selection(self) -> tuple[int, int]:
        """Offsets of what is selected, the smaller first; both the cursor's where nothing is."""
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    @property
    def selected(self) -> str:
        """The text that is selected."""
        start, end = self.selection
        return self.text[start:end]

    def replace(self, text: str, *, typing: bool = False) -> None:
        """Write in place of what is selected, or at the cursor."""
        start, end = self.selection
        self._write(start, end, text, typing=typing)

    def _write(self, start: int, end: int, text: str, *, typing: bool = False) -> None:
        if text == self.text[start:end]:
            self.move_to(end)
            return
        if not (typing and self._is_in_a_run()):
            self._undo.append(_Before(self.text, self.cursor, typing))
            del self._undo[:-KEPT_STEPS]
        self._redo.clear()
        self.text = self.text[:start] + text + self.text[end:]
        self.cursor = self.anchor = start + len(text)

    def _is_in_a_run(self) -> bool:
        """Whether what is typed now goes on with what was typed just before: up to a sign or so."""
        if not self._undo or not self._undo[-1].typing or self._redo:
            return False
        ends = self.text[: self.cursor][-1:]
        return ends.isalnum() and len(self.text) - len(self._undo[-1].text) < RUN

    def put(self, text: str) -> None:
        """Show another text that nobody typed here: there is no way back behind it."""
        self.text = text
        self.cursor = self.anchor = min(self.cursor, len(text))
        self._undo.clear()
        self._redo.clear()

    def take(self, text: str) -> None:
        """Another text in place of all of it, as if it had been typed."""
        self._write(0, len(self.text), text)

    def undo(self) -> bool:
        """One step back; whether there was one."""
        return self._step(self._undo, self._redo)

    def redo(self) -> bool:
        """One step on again; whether there was one."""
        return self._step(self._redo, self._undo)

    def _step(self, taken: list[_Before], other: list[_Before]) -> bool:
        if not taken:
            return False
        before = taken.pop()
        other.append(_Before(self.text, self.cursor, typing=False))
        self.text, self.cursor, self.anchor = before.text, before.cursor, before.cursor
        return True

    def move_to(self, offset: int, *, select: bool = False) -> None:
        """Put the cursor somewhere; with `select` what it passes is selected."""
        self.cursor = max(0, min(offset, len(self.text)))
        if not select:
            self.anchor = self.cursor
        self._pause()

    def _pause(self) -> None:
        """What is typed next is a step of its own."""
        if self._undo and self._undo[-1].typing:
            last = self._undo[-1]
            self._undo[-1] = _Before(last.text, last.cursor, typing=False)

    def select_all(self) -> None:
        """Select all of it."""
        self._pause()
        self.anchor, self.cursor = 0, len(self.text)

    def left(self, *, select: bool = False) -> None:
        """One character back; from a selection to its beginning."""
        start, end = self.selection
        self.move_to(start if start != end and not select else self.cursor - 1, select=select)

    def right(self, *, select: bool = False) -> None:
        """One character on; from a selection to its end."""
        start, end = self.selection
        self.move_to(end if start != end and not select else self.cursor + 1, select=select)

    def word_left(self) -> int:
        """Where the word at or before the cursor begins."""
        found = [m.start() for m in _WORD.finditer(self.text[: self.cursor]) if not m[0].isspace()]
        return found[-1] if found else 0

    def word_right(self) -> int:
        """Where the word at or behind the cursor ends."""
        found = (m for m in _WORD.finditer(self.text, self.cursor) if not m[0].isspace())
        match = next(found, None)
        return match.end() if match else len(self.text)

    def delete_to(self, offset: int) -> None:
        """Away with what is selected; else with what lies between the cursor and an offset."""
        start, end = self.selection
        if start == end:
            start, end = sorted((self.cursor, max(0, min(offset, len(self.text)))))
        if start != end:
            self._write(start, end, "")
