"""Keys in turn: each goes to where the one before it has led.

Textual hands a key to what has the focus at once, and lets bindings such as Tab and Enter work when
the key has wandered up from there. What was typed right behind them (by a quick hand, or while the
machine was busy) would end up in the field one has just left.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual import events
    from textual.message_pump import MessagePump

PATIENCE = 0.5
"""Seconds after which a key goes on though nothing was heard of those before it: their page is gone."""


class Passed(Message):
    """Follows a key from where it went all the way up to the app; twice behind one that is no text:
    what its binding sent to the place it came from comes first.
    """

    def __init__(self, place: MessagePump, *, text: bool) -> None:
        super().__init__()
        self.place = place
        self.text = text
        self.rounds = 1 if text else 2


class Turns:
    """Which keys are on their way, and which wait for them.

    Characters follow one another freely, they go to the same place; any other key waits for those
    before it, and those after it wait for it.
    """

    def __init__(self) -> None:
        self.waiting: deque[events.Key | events.Paste] = deque()
        self._texts = self._others = 0

    def is_free_for(self, event: events.Key | events.Paste) -> bool:
        """Whether it can go now."""
        return not self._others and (is_text(event) or not self._texts)

    def sent(self, *, text: bool) -> None:
        """One more is on its way."""
        self._texts += text
        self._others += not text

    def passed(self, *, text: bool) -> None:
        """One has arrived."""
        self._texts = max(self._texts - text, 0)
        self._others = max(self._others - (not text), 0)

    def forget(self) -> None:
        """Wait for nothing that is on its way any longer."""
        self._texts = self._others = 0


def is_text(event: events.Key | events.Paste) -> bool:
    """Whether it only puts text where the cursor is."""
    return getattr(event, "is_printable", True)
