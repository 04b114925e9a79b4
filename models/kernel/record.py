"""A kind of record, declared once as data, and the records of it.

From one `RecordType` come its table, its form, its list columns and filters, its validation, its
search text, its Word document and its JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from models.kernel.fields import MANY_VALUES, Field, Kind, Link, Rule, Section, Values
from models.kernel.filing import Filing
from models.kernel.ids import new_id

Context = Any
"""What a hook is told beside the record: who sits here, what day it is, and what is kept, as
`models.session` has it. That room stands above this one, so its type is not named here."""


Unread = tuple[tuple[str, str], ...]
"""Keys of fields that cannot be read, each with the text that the database has for it; the key
``"state"`` for the state."""


_SHORT = 200
"""Characters that an outline keeps of a value at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A light record for lists: only the fields that were asked for."""

    id: str
    state: str
    version: int
    values: dict[str, Any]
    unread: Unread = ()


Derive = Callable[["Record", "Context"], Mapping[str, Any]]
"""From what is written and what the school knows, the values of the `automatic` fields."""


def _untitled(_values: Values) -> str:
    return ""


def _nothing(_record: Record, _context: Context) -> Mapping[str, Any]:
    return {}


def _as_it_is(record: Record, _context: Context) -> Record:
    return record


def _nothing_foreseen(_rows: Sequence[Row], _context: Context) -> Mapping[str, Values]:
    return {}


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


@dataclass(frozen=True, slots=True)
class Menu:
    """The line of a type's list among the commands: at which place, what it is called, what it holds."""

    place: int
    label: str
    help: str


@dataclass(frozen=True, eq=False)
class RecordType:
    """A kind of record, declared once, and therefore equal to itself only."""

    name: str
    """English, singular; also its table."""
    label: str
    fields: tuple[Field, ...]
    form: tuple[Section, ...]
    beside_form: tuple[str, ...] = ()
    """The fields that no section shows, because only rules or papers read them. One that a step asks
    for (`models.kernel.workflow`) need not stand here. See `models.kernel.declared`."""
    title: Callable[[Values], str] = _untitled
    """What a record is called in lists, links and messages."""
    day: str = ""
    """The key of the DATE the record belongs to, for sorting and for its term."""
    counter: str = "条"
    """The word between a number and the label: 44 位教师."""
    newest_first: bool = True
    spoken_order: bool = False
    """Sorted by name as it is spoken (`models.kernel.spoken`): people."""
    states: tuple[str, ...] = ("current",)
    """The first is the state of a new record. See `models.kernel.workflow`."""
    rules: tuple[Rule, ...] = ()
    """Rules that look at more than one field."""
    derive: Derive = _nothing
    derives_from: tuple[str, ...] = ()
    """The fields that `derive` looks at."""
    opens: Callable[[Record, Context], Record] = _as_it_is
    """What the form shows first: everything that is known already is filled in."""
    foresees: Callable[[Sequence[Row], Context], Mapping[str, Values]] = _nothing_foreseen
    """By their ids, what is known of rows in a list in which nobody has written yet."""
    seen: Callable[[Values, str, Link | None], Values] = _seen
    """The values in a state as a person may see them (None: nobody has said who sits here)."""
    written_by: Callable[[Record, Link | None], bool] = _by_everybody
    """Whether a person may write in it."""
    taken_by: Mapping[str, str] = field(default_factory=dict)
    """Step of `models.kernel.workflow` → the LINK field with the only person who takes it."""
    settled: Callable[[Record], frozenset[str]] = _none_settled
    """The fields that cannot be changed any more as the record stands."""
    filed: Filing = Filing()  # noqa: RUF009 frozen
    """Where it lies in the term's archive."""
    reached_through: tuple[str, str] = ("", "")
    """A type that links here, and the one that belongs here because it links to that: the sheets of the
    lessons that a meeting reviewed."""
    named_everywhere: bool = False
    """Nearly every record names one: it is no news that two have it in common."""
    in_by_the_schools_rule: bool = False
    """To be handed in so many days after its own as the school says."""
    plural: str = ""
    """The word on the command line: ``jiaoyan list meetings``."""
    menu: Menu | None = None
    """None for a type whose list nobody opens."""
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
        object.__setattr__(
            self, "_lists", tuple(f.key for f in self.fields if f.kind in MANY_VALUES)
        )
        object.__setattr__(self, "link_places", tuple(_link_places(self.fields)))

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


@dataclass(frozen=True, slots=True)
class Record:
    """One version of one record.

    `version` 0 has never been saved. Times are UTC, ISO 8601 with ``Z``. `lineage` names all its
    versions so far, see `models.kernel.lineage`.
    """

    type: RecordType
    id: str
    values: Values
    state: str
    version: int = 0
    state_reason: str = ""
    created_at: str = ""
    created_by: str = ""
    updated_at: str = ""
    updated_by: str = ""
    submitted_at: str = ""
    deleted_at: str = ""
    lineage: str = ""
    withheld: frozenset[str] = frozenset()
    """The fields that whoever looks at it may not see; here they are empty."""
    unread: Unread = ()
    """The fields whose stored content is damaged; here they are empty, and nothing is saved over
    them."""

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    @property
    def title(self) -> str:
        """What the record is called in lists, links and messages."""
        nameless = "读不出名称" if self.unread else "未命名"
        return self.type.title(self.values) or f"{nameless}的{self.type.label}"

    @property
    def day(self) -> str:
        """The date it belongs to, ``""`` if it has none."""
        return str(self.values.get(self.type.day) or "") if self.type.day else ""

    @property
    def damage(self) -> str:
        """What cannot be read of it, for people; ``""`` where all can."""
        if not self.unread:
            return ""
        texts = dict(self.unread)
        state = texts.pop("state", None)
        named = "、".join(self.type.field(key).label for key in texts)
        said = [f"“{named}”在数据库里坏了，读不出来"] if texts else []
        if state is not None:
            said.append(f"状态“{state}”这个版本的教研本不认识")
        return f"《{self.title}》的{'，'.join(said)}"

    def with_values(self, **changed: Any) -> Record:
        """The same record with some values changed."""
        return replace(self, values={**self.values, **changed})

    def outline(self) -> Record:
        """The record with nothing long in it: enough to say which it is, for heaps of them."""
        short = {key: value for key, value in self.values.items() if not isinstance(value, list)
                 and len(str(value)) <= _SHORT}  # fmt: skip
        return replace(self, values={**self.type.blank(), **short})

    def as_seen_by(self, me: Link | None) -> Record:
        """The record with what this person may see of it."""
        seen = self.type.seen(self.values, self.state, me)
        if seen == self.values:
            return self
        hidden = frozenset(key for key, value in self.values.items() if seen.get(key) != value)
        return replace(self, values=seen, withheld=hidden)

    def link(self) -> Link:
        """A link to this record under its present name."""
        return {"id": self.id, "name": self.title}


def new_record(kind: RecordType, values: Values | None = None, *, id: str = "") -> Record:  # noqa: A002
    """A record that has not been saved; values left out are empty."""
    return Record(kind, id or new_id(), {**kind.blank(), **(values or {})}, kind.states[0])


def like(record: Record, day: str) -> Record:
    """A new record on `day` that takes over what stays the same from time to time (照此新建)."""
    same = {f.key: record[f.key] for f in record.type.fields if f.kept}
    return new_record(record.type, {**same, record.type.day: day})
