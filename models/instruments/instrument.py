"""What an observation instrument (观察量表) is made of. An observation keeps the one it used as
text (`models.instruments.writing.freeze`), so a later version never changes an old sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class InstrumentKind(StrEnum):
    """How observing with it works."""

    SCORE = "score"
    """Each item gets points up to its `max`."""
    PERSPECTIVE = "perspective"
    """Each group is a perspective (视角), each item a point on which evidence is written down."""
    INTERVAL = "interval"
    """Time is cut into intervals; in each, every code that occurred is ticked."""
    SEQUENCE = "sequence"
    """At each sampling moment exactly one code is written down."""
    FREE = "free"
    """Written stage by stage (环节)."""


TIMED = (InstrumentKind.INTERVAL, InstrumentKind.SEQUENCE)
"""The kinds that have `Instrument.interval_seconds`."""
USUAL_INTERVAL = 120
"""Seconds, where an instrument does not say."""


class Per(StrEnum):
    """What an entry is written down for."""

    LESSON = "lesson"
    STAGE = "stage"
    ITEM = "item"
    INTERVAL = "interval"


class EntryKind(StrEnum):
    """What is written in an entry."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    TIME = "time"
    CHOICE = "choice"
    """One of the entry's `levels`."""
    SIGNATURE = "signature"
    """Signed by hand on the printed sheet; nothing is typed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator, point or code. `code` is stored with the marks and never changes its sense."""

    code: str
    text: str
    max: Decimal | None = None
    """Points; only where the instrument gives scores."""
    order: int = 0
    """Its place in the published list, from 1; 0 leaves it where it stands in the file."""
    on: bool = True
    """False: an optional extra, used only where the school switches it on, not part of the full
    score."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together: a heading of the score sheet, a perspective, a category into
    which codes are collapsed.
    """

    code: str
    name: str
    part: str = ""
    """The code of the `Part` it belongs to."""
    items: tuple[Item, ...] = ()

    @property
    def max(self) -> Decimal:
        """The points of its items that are not optional extras."""
        return sum((item.max for item in self.items if item.on and item.max), Decimal(0))


@dataclass(frozen=True, slots=True)
class Part:
    """A division above the groups: a dimension (维度), or who is watched (教师, 学生)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Level:
    """One answer of a choice: ``code`` is stored, ``name`` is shown."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something more to write down, once for each `per`."""

    code: str
    name: str
    per: Per
    kind: EntryKind
    unit: str = ""
    preset: str = ""
    """What stands in it before anything is written."""
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A grade (等第) for scores from `floor` points up to the next band."""

    name: str
    floor: Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that is put before a remark, such as ``★`` 亮点."""

    sign: str
    name: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one instrument."""

    code: str
    name: str
    kind: InstrumentKind
    version: int
    source: str = ""
    note: str = ""
    max_score: Decimal | None = None
    """The sum of the points of all items that are not optional extras."""
    step: Decimal | None = None
    """The smallest difference between two marks, in points."""
    interval_seconds: int | None = None
    stages: tuple[str, ...] = ()
    """The stages (环节) a new sheet starts with."""
    parts: tuple[Part, ...] = ()
    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def interval(self) -> int:
        """Seconds from one look to the next."""
        return self.interval_seconds or USUAL_INTERVAL

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the published list."""
        listed = (item for group in self.groups for item in group.items)
        return tuple(
            item for _place, item in sorted(enumerate(listed, 1), key=lambda i: i[1].order or i[0])
        )

    def item(self, code: str) -> Item:
        """The item with this code; KeyError if there is none."""
        return {item.code: item for item in self.items}[code]

    def group(self, code: str) -> Group:
        """The group with this code; KeyError if there is none."""
        return {group.code: group for group in self.groups}[code]

    def entries_per(self, per: Per) -> tuple[Entry, ...]:
        """The entries that are written down for each lesson, stage, item or interval."""
        return tuple(entry for entry in self.entries if entry.per is per)
