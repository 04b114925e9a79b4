"""Whether what is spoken to from outside is there: a page may be opening still, or have gone.

A page hears of its own parts only while they are there: Textual mounts them before it, and takes them
away after it. Commands, threads and timers of the app know nothing of that.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events, messages
from textual._callback import invoke
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from models.kernel.errors import JiaoyanError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.dom import DOMNode
    from textual.message import Message

T = TypeVar("T")
_LAST = (events.Compose, events.Unmount, messages.CloseMessages, messages.Prune)
"""What a page hears that is taken away before its parts are there."""


if TYPE_CHECKING:
    _Part = Widget
else:
    # Textual follows only the first base that is a part of pages: its styles and keys would go with
    # a second one.
    _Part = object


class Standing(_Part):
    """A page that hears nothing where it is taken away before its parts were all there. What cannot
    be done for something that it hears is said, and the page stays.
    """

    _is_whole = False

    async def _dispatch_message(self, message: Message) -> None:
        if self._is_whole or isinstance(message, _LAST) or not self._pruning:
            try:
                await super()._dispatch_message(message)
            except JiaoyanError as problem:
                self._say(problem)
        if isinstance(message, events.Compose):
            self._is_whole = not self._pruning

    def _get_dispatch_methods(
        self, method_name: str, message: Message
    ) -> Iterable[tuple[type, Callable[..., Any]]]:
        """Each handler by itself: Textual's own, which lay the page out, come behind ours."""
        for owner, handler in super()._get_dispatch_methods(method_name, message):
            yield owner, partial(self._handled, handler)

    async def _handled(self, handler: Callable[..., Any], message: Message) -> None:
        try:
            await invoke(handler, message)
        except JiaoyanError as problem:
            self._say(problem)

    def _say(self, problem: JiaoyanError) -> None:
        self.app.notify(str(problem), severity="error", markup=False)


class Modal(Standing, ModalScreen[T]):
    """A page over another one that asks something."""


def page_of(node: DOMNode | None) -> Screen[Any] | None:
    """The page a node is part of; None for the app, and for what is part of none any more."""
    around = node.ancestors_with_self if node is not None else ()
    return next((one for one in around if isinstance(one, Screen)), None)


def stands(node: Widget) -> bool:
    """Whether a page or a widget is there with all its parts."""
    page = page_of(node)
    on_a_page = page is not None and page in node.app.screen_stack
    return on_a_page and node.is_mounted and node.is_attached


def if_it_stands(callback: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call it, unless it belongs to a page or a widget that is not there; then None."""
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, Widget) and not stands(owner):
        return None
    return callback(*args, **kwargs)
