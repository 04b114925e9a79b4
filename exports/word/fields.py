"""What a layout may name, and what was probably meant by a name that is not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class FieldTable:
    """The names of the markers, as people call them.

    `texts` fill a single place, `rows` are lists with the names of their columns, `photos` are
    lists of pictures. `flags` can only be asked for: ``{{?理论学习}}``. `keys` says of which field of
    the record a marker speaks (``"活动主题"`` → ``"theme"``, ``"议定事项.内容"`` →
    ``"decisions.matter"``); one that is not there shows something worked out.
    """

    texts: frozenset[str]
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    photos: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    keys: Mapping[str, str] = field(default_factory=dict)

    def joined(self, other: FieldTable) -> FieldTable:
        """The names of both."""
        return FieldTable(
            self.texts | other.texts,
            {**self.rows, **other.rows},
            self.photos | other.photos,
            self.flags | other.flags,
            {n: key for n, key in self.keys.items() if n.partition(".")[0] not in other.names()},
        )

    def names(self) -> frozenset[str]:
        """All names but those of columns."""
        return self.texts | self.rows.keys() | self.photos

    def fault(self, name: str, column: str = "", *, asked: bool = False) -> str:
        """What is wrong with a marker, ``""`` if nothing is; `asked` for ``{{?…}}``."""
        if column:
            return self._fault_of_column(name, column)
        if name in self.texts or name in self.photos:
            return ""
        if name in self.rows:
            first = self.rows[name][0]
            return "" if asked else f"“{name}”是列表，要写明哪一栏，例如 {{{{{name}.{first}}}}}"
        if name in self.flags and asked:
            return ""
        known = {*self.texts, *self.photos, *self.rows, *(self.flags if asked else ())}
        return f"没有这个字段“{name}”{_meant(name, known)}"

    def _fault_of_column(self, name: str, column: str) -> str:
        if name not in self.rows:
            return f"没有这个列表“{name}”{_meant(name, self.rows)}"
        if column not in self.rows[name]:
            return f"列表“{name}”里没有“{column}”这一栏{_meant(column, self.rows[name])}"
        return ""


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"，是不是“{near[0]}”？" if near else ""
