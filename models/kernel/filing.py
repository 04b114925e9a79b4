"""Where a record lies in the term's archive, and what is said of it in the name of its file
(docs/rules.md §7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from models.kernel.fields import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Filed(Protocol):
    """What is asked of a record that is put into the archive."""

    @property
    def type(self) -> Any:
        """Its kind."""

    @property
    def values(self) -> Mapping[str, Any]:
        """Its content."""

    @property
    def title(self) -> str:
        """What it is called."""


def by_group(record: Filed) -> tuple[str, ...]:
    """In the folder of its teaching group."""
    return (name_of(record.values.get("group")),)


def by_pair(record: Filed) -> tuple[str, ...]:
    """In the folder of mentor and mentee."""
    return ("—".join(filter(None, (name_of(record.values[key]) for key in ("mentor", "mentee")))),)


def theme_of(record: Filed) -> str:
    """Its theme, if records of this type have one, else what lists call it."""
    if "theme" in record.type.by_key:
        return str(record.values["theme"] or "")
    return re.sub(r"[《》]", "", record.title)


@dataclass(frozen=True, slots=True)
class Filing:
    """A record type's `folder` of the archive, the folders `within` it for one record, and the `theme`
    that ends the name of its file.
    """

    folder: str = "11_其他"
    within: Callable[[Any], tuple[str, ...]] = by_group
    theme: Callable[[Any], str] = theme_of
