"""Which of the differences that a heap of documents brings are to be taken over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.exchange.choosing import without
from models.exchange.judging import Verdict

if TYPE_CHECKING:
    from exports.collect.collecting import Collected, Collection

LISTED = (Verdict.CONFLICT, Verdict.CHANGED, Verdict.NEW)
"""What is looked through, in this order."""


@dataclass
class Choice:
    """A document and its differences, each taken or left; a conflict is left until it is chosen."""

    one: Collected
    marks: tuple[str, ...]
    labels: tuple[str, ...]
    """The differences for people, in the order of `marks`."""
    taken: bool
    refused: set[str] = field(default_factory=set)

    def turn(self, mark: str = "") -> None:
        """Take what was left, or leave what was taken: one difference, or the whole document."""
        if not mark:
            self.taken = not self.taken
            self.refused.clear()
        elif self.taken:
            self.refused ^= {mark}
        else:
            self.taken, self.refused = True, set(self.marks) - {mark}
        if self.marks and self.refused == set(self.marks) and self.one.judgement.ours:
            self.taken, self.refused = False, set()

    def is_taken(self, mark: str = "") -> bool:
        """Whether a difference, or anything of the document, is taken."""
        return self.taken and mark not in self.refused


def choices_of(collection: Collection) -> list[Choice]:
    """The documents to look through: conflicts first."""
    found = []
    for verdict in LISTED:
        for one in collection.of(verdict):
            differences = one.differences()
            labels = tuple("{}：{} → {}".format(d.label, *d.words()) for d in differences)
            marks = tuple(d.mark for d in differences)
            found.append(Choice(one, marks, labels, verdict is not Verdict.CONFLICT))
    return found


def chosen(choices: list[Choice], actor: str) -> list[Collected]:
    """What is to be taken over."""
    found = []
    for choice in choices:
        if choice.taken:
            judgement = without(choice.one.judgement, choice.one.base, choice.refused, actor)
            found.append(replace(choice.one, judgement=judgement))
    return found
