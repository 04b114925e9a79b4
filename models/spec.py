"""How a kind of record is declared: once, as data.

From one `RecordType` come its table, its form, its list columns and filters, its validation, its
search text, its Word document and its JSON. Fields hold no widgets and no values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from models.filing import Filing

if TYPE_CHECKING:
    from models.desk import Desk
    from models.record import Link, Record
    from models.store.queries import Row
    from models.todo import Due

Values = Mapping[str, Any]
"""A record's content, JSON-able, keyed by `Field.key`. See `Kind` for the shape of each value."""


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


_MANY = frozenset((Kind.CHOICES, Kind.LINKS, Kind.ROWS, Kind.FILES))
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
        return [] if self.kind in _MANY else _NOTHING.get(self.kind, "")


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


Derive = Callable[["Record", "Desk"], Mapping[str, Any]]
"""From what is written and what the school knows, the values of the `automatic` fields."""


def _untitled(_values: Values) -> str:
    return ""


def _nothing(_record: Record, _desk: Desk) -> Mapping[str, Any]:
    return {}


def _as_it_is(record: Record, _desk: Desk) -> Record:
    return record


def _nothing_foreseen(_rows: Sequence[Row], _desk: Desk) -> Mapping[str, Values]:
    return {}


def _nothing_due(_kind: RecordType, _desk: Desk, _monday: str, _sunday: str) -> Iterable[Due]:
    return ()


def _seen(values: Values, _state: str, _me: Link | None) -> Values:
    return values


def _by_everybody(_record: Record, _me: Link | None) -> bool:
    return True


def _none_settled(_record: Record) -> frozenset[str]:
    return frozenset()


def _link_places(fields: Iterable[Field]) -> Iterable[tuple[Field, Field | None]]:
    for f in fields:
        if f.kind in (Kind.LINK, Kind.LINKS):
            yield f, None
        yield from ((f, c) for c in f.columns if c.kind in (Kind.LINK, Kind.LINKS))


@dataclass(frozen=True)
class RecordType:
    """A kind of record, declared once."""

    name: str
    """English, singular; also its table."""
    label: str
    fields: tuple[Field, ...]
    form: tuple[Section, ...]
    title: Callable[[Values], str] = _untitled
    """What a record is called in lists, links and messages."""
    day: str = ""
    """The key of the DATE the record belongs to, for sorting and for its term."""
    counter: str = "条"
    """The word between a number and the label: 44 位教师."""
    newest_first: bool = True
    spoken_order: bool = False
    """Sorted by name as it is spoken (`models.spoken`): people."""
    states: tuple[str, ...] = ("current",)
    """The first is the state of a new record. See `models.flow`."""
    rules: tuple[Rule, ...] = ()
    """Rules that look at more than one field."""
    derive: Derive = _nothing
    derives_from: tuple[str, ...] = ()
    """The fields that `derive` looks at."""
    opens: Callable[[Record, Desk], Record] = _as_it_is
    """What the form shows first: everything that is known already is filled in."""
    foresees: Callable[[Sequence[Row], Desk], Mapping[str, Values]] = _nothing_foreseen
    """By their ids, what is known of rows in a list in which nobody has written yet."""
    due: Callable[[RecordType, Desk, str, str], Iterable[Due]] = _nothing_due
    """What of this type somebody has to do in the week from a Monday to a Sunday, and what is late."""
    seen: Callable[[Values, str, Link | None], Values] = _seen
    """The values in a state as a person may see them (None: nobody has said who sits here)."""
    written_by: Callable[[Record, Link | None], bool] = _by_everybody
    """Whether a person may write in it."""
    taken_by: Mapping[str, str] = field(default_factory=dict)
    """Step of `models.flow` → the LINK field with the only person who takes it."""
    settled: Callable[[Record], frozenset[str]] = _none_settled
    """The fields that cannot be changed any more as the record stands."""
    filed: Filing = Filing()  # noqa: RUF009 frozen
    """Where it lies in the term's archive."""
    plural: str = ""
    """The word on the command line: ``jiaoyan list meetings``."""
    by_key: dict[str, Field] = field(init=False, repr=False, compare=False)
    link_places: tuple[tuple[Field, Field | None], ...] = field(
        init=False, repr=False, compare=False
    )
    """Where links stand: (field, None), or (ROWS field, column)."""
    _blank: dict[str, Any] = field(init=False, repr=False, compare=False)
    _lists: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {f.key: f for f in self.fields})
        object.__setattr__(self, "_blank", {f.key: f.empty() for f in self.fields})
        object.__setattr__(self, "_lists", tuple(f.key for f in self.fields if f.kind in _MANY))
        object.__setattr__(self, "link_places", tuple(_link_places(self.fields)))
        laid = [key for section in self.form for key in section.keys]
        if len(self.by_key) != len(self.fields) or len(set(laid)) != len(laid):
            raise ValueError(f"{self.name}: a field is declared or laid out twice")
        if unknown := set(laid) - set(self.by_key):
            raise ValueError(f"{self.name}: the form names unknown fields {sorted(unknown)}")

    def field(self, key: str) -> Field:
        """The field called `key`; KeyError if there is none."""
        return self.by_key[key]

    def blank(self) -> dict[str, Any]:
        """The values of a record in which nothing is written yet."""
        values = dict(self._blank)
        values.update((key, []) for key in self._lists)
        return values

    def shown_fields(self, values: Values) -> tuple[Field, ...]:
        """The fields that apply to this record, in order."""
        return tuple(f for f in self.fields if f.shown(values))
