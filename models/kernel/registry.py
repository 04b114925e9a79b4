"""The kinds of record that there are, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.declared import refuse_wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.kernel.record import RecordType


class Types:
    """Kinds of record in the order in which they may link to one another.

    Raises ValueError where two have a name in common, and `models.kernel.declared.WrongDeclaration`
    where one cannot be meant as it is declared.
    """

    def __init__(self, kinds: Iterable[RecordType]) -> None:
        self._kinds = tuple(kinds)
        self._by_name = {name: kind for kind in self._kinds for name in (kind.name, kind.plural)}
        if len(self._by_name) != 2 * len(self._kinds):
            raise ValueError("two kinds of record have a name in common")
        for kind in self._kinds:
            refuse_wrong(kind, {one.name for one in self._kinds})

    def __iter__(self) -> Iterator[RecordType]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def named(self, name: str) -> RecordType:
        """The one called `name`, in the singular or the plural; KeyError if there is none."""
        return self._by_name[name]
