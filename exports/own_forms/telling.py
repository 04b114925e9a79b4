"""What was read of an old form, in lines for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports.own_forms.labels import sure_words
from exports.word.itemised import itemised
from exports.word.values import in_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.own_forms.old_record import OldRecord
    from models.kernel.fields import Field

LONGEST = 60
OTHERS = "其他文字"
UNREAD = "没有读"


@dataclass(frozen=True)
class Line:
    """A field with what was read, or (without a key) words that stand in the file only."""

    key: str
    sure: str
    label: str
    words: str


def lines_of(old: OldRecord) -> Iterator[Line]:
    """The fields that were read in the order of the record, then what was not."""
    order = [f.key for f in old.record.type.fields]
    for one in sorted(old.read, key=lambda read: order.index(read.field.key)):
        yield Line(
            one.field.key, sure_words(one.sure), one.field.label, shown(one.field, one.value)
        )
    for label, words in old.unread:
        yield Line("", UNREAD, _short(label).replace(" ", "") or OTHERS, _short(words))


def shown(f: Field, value: Any) -> str:
    """A value in one line, cut where it is long."""
    words = in_word(f, value)
    if f.columns:
        return _short(f"{len(value)} 行 {itemised(f, words)}")
    return _short(str(words))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}……"
