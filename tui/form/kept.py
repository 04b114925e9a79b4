"""What cells keep when one has gone on from them: what was typed and is no value, the way back, why
something cannot be understood, whom of a roll one was at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.form.layout import WHY
from tui.form.roll import Roll
from tui.form.written import Written

if TYPE_CHECKING:
    from collections.abc import Collection

    from tui.form.editor import Editor
    from tui.form.layout import Place

MOST = 40
"""Cells whose way back is remembered."""


class Kept:
    """By the places of the cells; what was typed into a row that is deleted stays until the form goes."""

    def __init__(self) -> None:
        self._open: dict[Place, Editor] = {}
        """Left with something typed that is no answer."""
        self._past: dict[Place, Editor] = {}
        """Left, and what was typed there can be taken back."""
        self._called: dict[str, str] = {}
        self._reasons: dict[Place, str] = {}

    def keep(self, place: Place, editor: Editor) -> None:
        """One goes on from a cell."""
        self._reasons[place] = editor.unsettled or editor.reason
        if editor.left_over:
            self._open[place] = editor
        elif isinstance(editor, Written):
            self._past[place] = editor
            while len(self._past) > MOST:
                del self._past[next(iter(self._past))]
        elif isinstance(editor, Roll) and editor.here is not None:
            self._called[place.key] = editor.here["_id"]

    def editor_at(self, place: Place, value: Any) -> Editor | None:
        """What was typed into before, where something is left over, or the value is still what stands
        there; None for a cell to begin with.
        """
        if place.column == WHY:
            self._called[place.key] = place.row
        past = self._past.pop(place, None)
        editor = self._open.pop(place, None) or (past if past and past.held == value else None)
        if editor is not None:
            editor.put(value)
        return editor

    def forget(self, place: Place) -> None:
        """What is left over in a cell is with whoever is there."""
        self._open.pop(place, None)

    def called(self, key: str) -> str:
        """The row of the person one was at in a roll, ``""`` for nobody yet."""
        return self._called.get(key, "")

    def say(self, place: Place, reason: str) -> None:
        """Why what was typed in a cell is no value; nothing for ``""``."""
        self._reasons[place] = reason

    def says(self, place: Place) -> bool:
        """Whether something is said of a cell."""
        return bool(self._reasons.get(place))

    def notes(self, places: Collection[Place]) -> dict[str, tuple[str, bool]]:
        """What is said of the cells that are there, by their fields."""
        reasons = {place: why for place, why in self._reasons.items() if why and place in places}
        return {place.key: (why, True) for place, why in reasons.items()}

    @property
    def left_over(self) -> dict[Place, str]:
        """What was typed and is in no record."""
        return {place: editor.left_over for place, editor in self._open.items()}

    def unsettled(self, places: Collection[Place]) -> dict[Place, str]:
        """Where something was typed that is none of the answers, and why, of the cells that are there."""
        return {p: e.unsettled for p, e in self._open.items() if p in places and e.unsettled}
