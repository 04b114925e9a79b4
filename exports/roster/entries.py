"""What a list says about people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.roster.cells import Issue
    from exports.roster.groups import Joining


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row, or several rows about one person, say. `values` holds only what is said."""

    rows: tuple[int, ...]
    """Rows of the sheet, counted from 1."""
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    joinings: tuple[Joining, ...] = ()
    goes_on: bool = False
    """Its name is in one merged cell with that of the row before: the same person."""

    @property
    def key(self) -> str:
        """What decisions about it are kept under."""
        return f"{self.rows[0]}:{self.name}"

    @property
    def where(self) -> str:
        """``第5行``, ``第5、9行``."""
        return f"第{'、'.join(str(row) for row in self.rows)}行"

    @property
    def called(self) -> str:
        """The name with what the list itself tells it apart by."""
        groups = "、".join(joining.group for joining in self.joinings)
        return f"{self.name}({groups})" if groups else self.name


@dataclass(frozen=True, slots=True)
class Roster:
    """A list that was read."""

    file: str
    sheet: str
    entries: tuple[Entry, ...]
    issues: tuple[Issue, ...]
    unused: tuple[str, ...]
    """Columns that mean nothing to us."""
    other_sheets: tuple[str, ...] = ()
