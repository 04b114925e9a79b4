"""The format of an instrument file, declared once as data: `shapes` reads by it, `writing` writes
by it. A file is TOML; its keys are the fields of the classes in `models.instruments.instrument`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Any

from models.instruments.instrument import (
    Band,
    Entry,
    EntryKind,
    Group,
    Instrument,
    InstrumentKind,
    Item,
    Level,
    Mark,
    Part,
    Per,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_CHARACTERS = 60_000
"""The longest file; the largest built-in one has about 8,000 characters."""
MOST_IN_LINE = 2_500
"""The longest line, in characters."""
MOST_ROWS = 300
"""The most rows of one table."""


class Value(Enum):
    """What may stand after a key."""

    CODE = auto()
    """A short word without white space."""
    LINE = auto()
    """One line of text."""
    PROSE = auto()
    """Text that may have several lines."""
    WHOLE = auto()
    """A whole number from 0."""
    NUMBER = auto()
    """A number from 0 with at most two decimals."""
    FLAG = auto()
    """``true`` or ``false``."""
    LINES = auto()
    """A list of lines of text."""


MOST_LETTERS = {Value.CODE: 20, Value.LINE: 200, Value.PROSE: 1_000}
MOST_WHOLE = 9_999
MOST_POINTS = 1_000


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: its name in the file and its Chinese name for messages."""

    name: str
    label: str
    value: Value | type[StrEnum] | Shape
    """A `Shape` is a table that may have several rows; an enum is one of its words."""
    required: bool = False
    absent: Any = None
    """What the field holds where the key is left out."""


@dataclass(frozen=True)
class Shape:
    """A table of the file and the class its rows become."""

    make: Callable[..., Any]
    label: str
    keys: tuple[Key, ...]
    by_name: dict[str, Key] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {key.name: key for key in self.keys})


def _code(label: str = "代号") -> Key:
    return Key("code", label, Value.CODE, required=True)


def _name(label: str = "名称") -> Key:
    return Key("name", label, Value.LINE, required=True)


LEVEL = Shape(Level, "选项", (_code(), _name()))
ITEM = Shape(Item, "条目", (
    _code(),
    Key("text", "内容", Value.LINE, required=True),
    Key("max", "满分", Value.NUMBER),
    Key("order", "次序", Value.WHOLE, absent=0),
    Key("on", "启用", Value.FLAG, absent=True),
))  # fmt: skip
PART = Shape(Part, "维度", (_code(), _name()))
GROUP = Shape(Group, "组", (
    _code(),
    _name(),
    Key("part", "所属维度", Value.CODE, absent=""),
    Key("items", "条目", ITEM, required=True, absent=()),
))  # fmt: skip
ENTRY = Shape(Entry, "填写项", (
    _code(),
    _name(),
    Key("per", "按什么填", Per, required=True),
    Key("kind", "类型", EntryKind, required=True),
    Key("unit", "单位", Value.LINE, absent=""),
    Key("preset", "预填", Value.LINE, absent=""),
    Key("levels", "选项", LEVEL, absent=()),
))  # fmt: skip
BAND = Shape(Band, "等第", (_name(), Key("floor", "最低分", Value.NUMBER, required=True)))
MARK = Shape(Mark, "记号", (Key("sign", "符号", Value.CODE, required=True), _name()))
INSTRUMENT = Shape(Instrument, "量表", (
    _code(),
    _name(),
    Key("kind", "类型", InstrumentKind, required=True),
    Key("version", "版本", Value.WHOLE, required=True),
    Key("source", "出处", Value.LINE, absent=""),
    Key("note", "说明", Value.PROSE, absent=""),
    Key("max_score", "满分", Value.NUMBER),
    Key("step", "最小分值", Value.NUMBER),
    Key("interval_seconds", "时段秒数", Value.WHOLE),
    Key("stages", "环节", Value.LINES, absent=()),
    Key("parts", "维度", PART, absent=()),
    Key("groups", "组", GROUP, absent=()),
    Key("entries", "填写项", ENTRY, absent=()),
    Key("bands", "等第", BAND, absent=()),
    Key("marks", "记号", MARK, absent=()),
))  # fmt: skip
"""Simple keys first, as TOML wants it."""
