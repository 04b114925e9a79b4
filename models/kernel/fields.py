"""How a field of a record is declared: once, as data.

Fields hold no widgets and no values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Values = Mapping[str, Any]
"""A record's content, JSON-able, keyed by `Field.key`. See `Kind` for the shape of each value."""


Link = dict[str, Any]
"""``{"id": str | None, "name": str}``, see `Kind.LINK`."""


class Kind(StrEnum):
    """What a value is; with it go its widget, its column, its check and its place in Word."""

    TEXT = "text"
    """One line: ``str``."""
    LONG = "long"
    """Paragraphs parted by ``\\n``: ``str``."""
    INT = "int"
    """``int | None``."""
    NUMBER = "number"
    """``int | float | None``, at most two places; whole numbers are ``int``."""
    DATE = "date"
    """``"2026-09-24"`` or ``""``."""
    TIME = "time"
    """``"14:30"`` or ``""``."""
    BOOL = "bool"
    """``bool``."""
    CHOICE = "choice"
    """The code of one `Choice`, or ``""``."""
    CHOICES = "choices"
    """A list of codes in the order of the declaration."""
    LINK = "link"
    """Another record: ``{"id": str | None, "name": str}`` or ``None``. The name is kept as it was,
    so an old record goes on showing the old name; without an id it is free text (a guest)."""
    LINKS = "links"
    """A list of links."""
    ROWS = "rows"
    """A list of dicts keyed by the columns, each with ``"_id"``, eight hex digits that stay with
    the row when it is edited or moved."""
    FILES = "files"
    """A list of ``{"_id", "sha256", "name", "media", "caption", "sort"}``; the bytes stand in the
    store under their hash."""


MANY_VALUES = frozenset((Kind.CHOICES, Kind.LINKS, Kind.ROWS, Kind.FILES))


_NOTHING: Mapping[Kind, Any] = {
    Kind.INT: None,
    Kind.NUMBER: None,
    Kind.LINK: None,
    Kind.BOOL: False,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: ``code`` is stored, ``label`` is shown."""

    code: str
    label: str


def choices(**labels: str) -> tuple[Choice, ...]:
    """``choices(theory="理论学习", …)`` in the order given."""
    return tuple(Choice(code, label) for code, label in labels.items())


When = Callable[[Values], bool]


def always(_values: Values) -> bool:
    """The field always applies."""
    return True


def never(_values: Values) -> bool:
    """The field never applies."""
    return False


def when(key: str, *codes: str) -> When:
    """True where the value of `key` is, or contains, one of `codes`."""

    wanted = frozenset(codes)

    def applies(values: Values) -> bool:
        value = values.get(key) or ()
        return value in wanted if isinstance(value, str) else not wanted.isdisjoint(value)

    return applies


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type, or one column of its rows.

    `required` is a rule for submitting, never for saving. `advise` is the length in 字 that reads
    well (a hint, not an error); `limit` is the length above which a value is refused.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    required: When | bool = False
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Field, ...] = ()
    target: str = ""
    """LINK, LINKS: the name of the record type that is linked to."""
    advise: tuple[int, int] | None = None
    limit: int = 0
    least: int | None = None
    most: int | None = None
    shown: When = always
    """Where it is false the field is neither asked for, nor required, nor printed; what was
    written in it is kept."""
    width: int = 0
    """Cells in the form and in rows; 0 takes what is left."""
    listed: int = 0
    """Cells as a column of the list; 0 is not listed."""
    filtered: bool = False
    """Offered as a filter chip in the list (CHOICE, CHOICES, LINK, LINKS)."""
    searched: bool = True
    """Part of the full text."""
    automatic: bool = False
    """Worked out by the record type's `derive`; shown, but not typed."""
    roll: str = ""
    """ROWS that call a roll: the status code of somebody who came."""
    guest: str = ""
    """ROWS that call a roll: the status code of somebody from outside."""
    fixed: bool = False
    """ROWS that are given by something else: none is added or taken away by hand, and their
    automatic columns are only shown."""
    kept: bool = False
    """Taken over when a record is made from the last one (照此新建)."""

    def is_required(self, values: Values) -> bool:
        """Whether submitting asks for it, given the rest of the record."""
        rule = self.required if callable(self.required) else (always if self.required else never)
        return self.shown(values) and rule(values)

    def label_of(self, code: str) -> str:
        """The label of a choice's code; an unknown code is shown as it is."""
        for choice in self.choices:
            if choice.code == code:
                return choice.label
        return code

    def empty(self) -> Any:
        """The value of this field before anything is written."""
        return [] if self.kind in MANY_VALUES else _NOTHING.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: a title and lines, each a tuple of field keys that stand side by side."""

    title: str
    lines: tuple[tuple[str, ...], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All field keys in order."""
        return tuple(key for line in self.lines for key in line)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend before submitting (`blocking`), or a hint.

    `row` and `column` name the place within ROWS.
    """

    key: str
    message: str
    row: int | None = None
    column: str = ""
    blocking: bool = True


Rule = Callable[[Values], Iterable[Problem]]


def id_of(link: Mapping[str, Any] | None) -> str:
    """The id of the record that a link leads to; ``""`` where it leads to none: there is no link, or
    it is only a name.
    """
    return str((link or {}).get("id") or "")


def name_of(link: Mapping[str, Any] | None) -> str:
    """The name as it was written in a link; ``""`` where there is no link."""
    return str((link or {}).get("name") or "")


def known_as(link: Mapping[str, Any] | None) -> str:
    """What tells one link's record from another's: its id, or the name of a guest; ``""`` where there
    is no link.
    """
    return id_of(link) or name_of(link)


def person(name: str, id: str | None = None) -> Link:  # noqa: A002
    """A link to a teacher, or to a guest where there is no id."""
    return {"id": id, "name": name}
