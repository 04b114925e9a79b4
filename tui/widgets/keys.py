"""The keys of a widget: they work while one is there, and leave the footer to the page's commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.commands import Command, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.dom import DOMNode

_SIGNS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "Esc", "delete": "Del",
          "space": "空格", "pageup": "PgUp", "pagedown": "PgDn"}  # fmt: skip


def keys(*bindings: tuple[str, str, str], first: bool = False) -> list[BindingType]:
    """(key, action, what it does) as bindings that are not listed at the bottom; `first` ones come
    before those of the widget within that has the focus.
    """
    return [
        Binding(key, action, label, show=False, priority=first) for key, action, label in bindings
    ]


@runtime_checkable
class KnowsKeys(Protocol):
    """A widget whose keys are others at each place of it."""

    @property
    def keys_here(self) -> Iterable[tuple[str, str]]:
        """(key, what it does) where one is now."""


def keys_at(place: DOMNode | None) -> Scope:
    """The keys of the place one is at, and of what it is part of, for F1."""
    commands: dict[str, Command] = {}
    for key, label in _around(place):
        commands.setdefault(key, Command("", label, "", key, _shown(key)))
    return Scope("光标所在的地方", tuple(commands.values()))


def _around(place: DOMNode | None) -> Iterator[tuple[str, str]]:
    """The keys that our own widgets declare, from the innermost out."""
    for node in place.ancestors_with_self if place is not None else ():
        if isinstance(node, Screen):
            return
        if isinstance(node, KnowsKeys):
            yield from node.keys_here
        for kind in type(node).__mro__:
            if kind.__module__.startswith("tui."):
                declared = vars(kind).get("BINDINGS", ())
                yield from ((b.key, b.description) for b in declared if isinstance(b, Binding))


def _shown(key: str) -> str:
    """``ctrl+n,alt+up`` as people read it: ``Ctrl+N Alt+↑``."""
    return " ".join("+".join(map(_part, one.split("+"))) for one in key.split(","))


def _part(key: str) -> str:
    return _SIGNS.get(key) or (key.upper() if len(key) == 1 else key.capitalize())
