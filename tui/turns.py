"""Keys in turn: each goes to where the one before it has led.

Textual hands a key to what has the focus at once, and lets bindings such as Tab and Enter work when
the key has wandered up from there. What was typed right behind them (by a quick hand, or while the
machine was busy) would end up in the field one has just left.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual import events
    from textual.message_pump import MessagePump

_LEADS = re.compile(r"(shift\+)?tab|enter|escape|f\d+|(ctrl|alt)\+.+")
LEADING, TEXT = "leading", "text"
PATIENCE = 1.0
"""Seconds without a sign of the keys before it after which one goes on: their page is gone."""


class Passed(Message):
    """Follows a key from where it went all the way up to the app; twice behind one that leads on:
    what its binding sent to the place it came from comes first.
    """

    def __init__(self, place: MessagePump, sort: str = LEADING) -> None:
        super().__init__()
        self.place = place
        self.sort = sort
        self.rounds = 2 if sort == LEADING else 1


class Turns:
    """Which keys are on their way, and which wait for them.

    Characters follow one another freely, so does a key held down, as Backspace or an arrow: they
    stay where they are typed. Any other key waits for those before it.
    """

    def __init__(self) -> None:
        self.waiting: deque[events.Key | events.Paste] = deque()
        self.moving = False
        """Whether one has arrived since this was last set to false."""
        self._under_way: list[str] = []

    @property
    def at_rest(self) -> bool:
        """Whether nothing is on its way, and nothing waits."""
        return not self.waiting and not self._under_way

    def is_free_for(self, event: events.Key | events.Paste) -> bool:
        """Whether it can go now."""
        sort = sort_of(event)
        return not self._under_way or (sort != LEADING and {*self._under_way} == {sort})

    def sent(self, sort: str) -> None:
        """One more is on its way."""
        self._under_way.append(sort)

    def passed(self, sort: str) -> None:
        """One has arrived."""
        self.moving = True
        if sort in self._under_way:
            self._under_way.remove(sort)

    def forget(self) -> None:
        """Wait for nothing that is on its way any longer."""
        self._under_way.clear()


def sort_of(event: events.Key | events.Paste) -> str:
    """`LEADING` for a key behind which the next may belong to another place, `TEXT`, or its name."""
    key = str(getattr(event, "key", ""))
    if _LEADS.fullmatch(key):
        return LEADING
    return TEXT if getattr(event, "is_printable", True) else key
