"""What is found in a filled-in form: words beside their labels, and lists below their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.own_forms.labels import Meaning
    from models.kernel.fields import Field

_LINES = re.compile(r"[_＿]+")


@dataclass(frozen=True)
class Said:
    """Words beside a label; `meaning` is what the label asks for, None where that is not known."""

    label: str
    words: str
    where: str
    meaning: Meaning | None


@dataclass(frozen=True)
class Listed:
    """The rows below heads that are known: the words of each by the labels of the columns."""

    field: Field
    rows: tuple[dict[str, str], ...]
    where: str
    label: str


@dataclass
class Filled:
    """Everything that was found in a form."""

    said: list[Said] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    title: str = ""
    """The words above the first table."""

    @property
    def known(self) -> float:
        """How much of it is understood: the sum of how sure each label is."""
        sure = sum(one.meaning.sure for one in self.said if one.meaning and one.words)
        return sure + sum(1 for one in self.listed if one.rows)


def without_lines(words: str) -> str:
    """Without the lines that were printed to write on."""
    return _LINES.sub(" ", words).strip()
