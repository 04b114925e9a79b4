"""Which records of a type are meant: what the chips and the search box of a list say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import RecordType


@dataclass(frozen=True, slots=True)
class Filter:
    """Everything left out does not narrow. `term` and `group` are ids, `linked_to` that of any record to
    which one links; `choices` maps a CHOICE or CHOICES field to the codes of which one must be there,
    a LINK or LINKS field to the ids of the records of which one must be linked; `since` and `until`
    are days, both included; `text` is looked for in the full text. `ids` names the records themselves.
    """

    type: RecordType
    term: str | None = None
    group: str | None = None
    states: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    deleted: bool = False
    linked_to: str | None = None
    since: str = ""
    until: str = ""
    ids: tuple[str, ...] = ()
