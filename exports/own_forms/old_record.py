"""One form of past years and the draft that it is read into: each value with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Kind
from models.kernel.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exports.collect.sources import Source
    from models.kernel.fields import Field
    from models.kernel.record import Record

SEVERAL = "文件里好像不止一次活动，只读了第一次"
PARTLY = 0.7
"""What is left of being sure where only a part of the words was understood."""


@dataclass(frozen=True)
class ReadValue:
    """A field that was read: the words on the form, its value, and how sure it is (0 to 1)."""

    field: Field
    label: str
    words: str
    value: Any
    sure: float


@dataclass
class OldRecord:
    """What one form was read into. `unread` are labels with words that stand in the file only."""

    source: Source
    record: Record
    file: bytes
    read: list[ReadValue] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the file, without its folders."""
        return self.source.name.replace("\\", "/").rpartition("/")[2]

    @property
    def has_strangers(self) -> bool:
        """Whether somebody in it is not known here by that name."""
        return any(_strangers(one.field, one.value) for one in self.read)

    def without(self, left_out: Iterable[str]) -> Record:
        """The draft without the fields that somebody does not want."""
        empty = {f.key: f.empty() for f in self.record.type.fields}
        return self.record.with_values(**{key: empty[key] for key in left_out})

    def take(self, f: Field, label: str, words: str, value: Any, sure: float) -> None:
        """Take a value; of two for one field the surer, and the first of two that are as sure."""
        values, _removed = normalise(self.record.type, {**self.record.values, f.key: value})
        value = values[f.key]
        if value in (None, "", []):
            self.unread.append((label, words))
            return
        before = next((one for one in self.read if one.field is f), None)
        if before is not None and before.sure >= sure:
            if before.value != value:
                self.unread.append((label, words))
                if f.key == self.record.type.day and SEVERAL not in self.notices:
                    self.notices.append(SEVERAL)
            return
        if before is not None:
            self.read.remove(before)
            self.unread.append((before.label, before.words))
        sure *= PARTLY if _strangers(f, value) else 1
        self.read.append(ReadValue(f, label, words, value, sure))
        self.record = self.record.with_values(**{f.key: value})


def _strangers(f: Field, value: Any) -> bool:
    """Whether somebody is not known here by that name."""
    if f.columns:
        return any(_strangers(column, row[column.key]) for row in value for column in f.columns)
    links = {Kind.LINK: [value], Kind.LINKS: value}.get(f.kind, [])
    return any(link and not link["id"] for link in links)
