"""Keys in turn: each goes to where the one before it has led.

Textual hands a key to what has the focus at once, and lets bindings such as Tab and Enter work when
the key has wandered up from there. What was typed right behind them (by a quick hand, or while the
machine was busy) would end up in the field one has just left.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.timer import Timer

_LEADS = re.compile(r"(shift\+)?tab|enter|escape|f\d+|(ctrl|alt)\+.+")
LEADING, TEXT = "leading", "text"
PATIENCE = 1.0
"""Seconds without a sign of the keys before it after which one goes on: their page is gone."""


class Passed(Message):
    """Follows a key from where it went all the way up to the app; twice behind one that leads on:
    what its binding sent to the place it came from comes first.
    """

    def __init__(self, place: MessagePump, sort: str = LEADING, *, last: bool = False) -> None:
        super().__init__()
        self.place = place
        self.sort = sort
        self.last = last or sort != LEADING


class Turns:
    """Which keys are on their way, and which wait for them.

    Characters follow one another freely, so does a key held down, as Backspace or an arrow: they
    stay where they are typed. Any other key waits for those before it.
    """

    def __init__(self, app: App[Any], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        self.app = app
        self.deliver = deliver
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._under_way: list[str] = []
        self._moving = False
        self._patience: Timer | None = None

    @property
    def at_rest(self) -> bool:
        """Whether nothing is on its way, and nothing waits."""
        return not self._waiting and not self._under_way

    async def take(self, event: events.Key | events.Paste) -> None:
        """Somebody has typed this."""
        self._waiting.append(event)
        await self._next()
        self._have_patience()

    async def passed(self, message: Passed) -> None:
        """Let go what waited for this."""
        self._moving = True
        if message.sort in self._under_way:
            self._under_way.remove(message.sort)
        if not message.last:
            self.follow(Passed(message.place, message.sort, last=True))
        await self._next()

    def follow(self, message: Passed) -> bool:
        """Send it after a key; False where nobody is there to pass it on."""
        sent = message.place.post_message(message)
        if sent:
            self._under_way.append(message.sort)
        return sent

    async def _next(self) -> None:
        while self._waiting and self._is_free_for(self._waiting[0]):
            place = self.app.focused or self.app.screen
            screen = self.app.screen
            coming = not screen.is_mounted or _leads_on(place) or _leads_on(screen)
            if coming and self.follow(Passed(place)):
                return
            event = self._waiting.popleft()
            await self.deliver(event)
            went_on = event.is_forwarded  # else a command has taken it in the app
            self.follow(Passed(place if went_on else self.app, sort_of(event)))

    def _is_free_for(self, event: events.Key | events.Paste) -> bool:
        sort = sort_of(event)
        return not self._under_way or (sort != LEADING and {*self._under_way} == {sort})

    def _have_patience(self) -> None:
        if self._waiting and self._patience is None:
            self._moving = False
            self._patience = self.app.set_timer(PATIENCE, self._lose_patience)

    async def _lose_patience(self) -> None:
        self._patience = None
        if not self._moving:
            self._under_way.clear()
            await self._next()
        self._have_patience()


def _leads_on(place: MessagePump) -> bool:
    """Whether what is there is about to give the keys to another place."""
    return bool(getattr(place, "leads_on", False))


def sort_of(event: events.Key | events.Paste) -> str:
    """`LEADING` for a key behind which the next may belong to another place, `TEXT`, or its name."""
    key = str(getattr(event, "key", ""))
    if _LEADS.fullmatch(key):
        return LEADING
    return TEXT if getattr(event, "is_printable", True) else key
