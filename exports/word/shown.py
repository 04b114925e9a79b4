"""What markers show, each worked out only when a layout asks for it.

A record offers ten times as many markers as one layout names; a school's own form may name any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Maker = Callable[..., Any]


class Shown(Mapping[str, Any]):
    """The values of markers: `makers` say how each is made from what the values are `about`."""

    __slots__ = ("known", "sources")

    def __init__(self, makers: Mapping[str, Maker], *about: Any) -> None:
        self.sources: tuple[tuple[Mapping[str, Maker], tuple[Any, ...]], ...] = ((makers, about),)
        self.known: dict[str, Any] = {}

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a marker; ``None`` says that there is nothing to show."""
        if name in self.known:
            return self.known[name]
        for makers, about in self.sources:
            if name in makers:
                value = self.known[name] = makers[name](*about)
                return value
        return default

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise KeyError(name)
        return self.get(name)

    def __contains__(self, name: object) -> bool:
        return name in self.known or any(name in makers for makers, _about in self.sources)

    def __iter__(self) -> Iterator[str]:
        return iter({*self.known, *(name for makers, _about in self.sources for name in makers)})

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def under(self, *others: Mapping[str, Any]) -> Shown:
        """These values where none of the others has one; of those the last comes first."""
        joined = Shown({})
        joined.sources = self.sources
        joined.known = dict(self.known)
        for other in others:
            if isinstance(other, Shown):
                joined.sources = (*other.sources, *joined.sources)
                joined.known = {key: v for key, v in joined.known.items() if key not in other}
                joined.known |= other.known
            else:
                joined.known |= other
        return joined
