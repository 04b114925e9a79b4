"""People, groups and terms of another database, found again here: by id, else by what tells them
apart, else asked; never guessed (docs/rules.md §1.1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.school.people import GROUP, TEACHER
from models.school.schools import SCHOOL
from models.school.terms import TERM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from models.exchange.companions import Companions
    from models.kernel.fields import Field
    from models.kernel.record import Record, RecordType
    from models.storage import Store

NEW = "new"
"""The decision that somebody is not here yet."""
Decisions = dict[str, str]
"""Id elsewhere, or a name, → id here, or `NEW`."""
_KEYS: dict[str, tuple[str, ...]] = {
    GROUP.name: ("name",),
    TERM.name: ("school_year", "no"),
    "instrument": ("code", "version_no"),
}
"""What tells apart those of a type that are not people."""


@dataclass(frozen=True)
class Question:
    """Somebody of whom it is not certain who it is here; `options` are those it may be."""

    stranger: Record
    options: tuple[Record, ...]

    def told(self, option: Record) -> str:
        """What tells one of the options from the others."""
        return f"({_where(option)})"

    def __str__(self) -> str:
        """For people."""
        number = f"(工号 {self.stranger['staff_no']})" if self.stranger["staff_no"] else ""
        others = "、".join(one.title + self.told(one) for one in self.options)
        return f"不能确定文件里的“{self.stranger.title}”{number}是不是这里的{others}"


def _where(teacher: Record) -> str:
    groups = "、".join(row["group"]["name"] for row in teacher["memberships"] if row["group"])
    return " ".join(filter(None, (groups, str(teacher["staff_no"] or "")))) or "不在任何组"


@dataclass
class IdentityMap:
    """Who elsewhere is who here, over all the files that are read together."""

    store: Store
    decisions: Decisions = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """Id elsewhere → id here."""
    added: dict[str, Record] = field(default_factory=dict)
    """Those who are not here yet, under their own ids."""
    _here: dict[str, list[Record]] = field(default_factory=dict)

    @property
    def school(self) -> Record | None:
        """The school of this database, or the one that the first file has brought."""
        return next(iter(self._all(SCHOOL)), None)

    def is_another_school(self, companions: Companions) -> bool:
        """Whether the record was written for a school that is not this one."""
        ours, theirs = self.school, companions.school
        if not ours or not theirs or ours.id == theirs.id:
            return False
        return _same_text(ours.title) != _same_text(theirs.title)

    def meet(self, companions: Companions) -> list[Question]:
        """Find those whom a record speaks of, or take them in; what has to be asked comes back.

        Nobody is taken in while there is something to ask.
        """
        known: dict[str, str] = {}
        fresh: list[Record] = []
        asked: list[Question] = []
        in_order = sorted(companions.spoken_of, key=lambda one: one.type is TEACHER)
        for one in in_order:
            if one.id in self.ids or one.id in known:
                continue
            if one.id in self.added or self.store.get(one.type, one.id):
                known[one.id] = one.id
                continue
            options = self._options(one, {**self.ids, **known})
            decided = self.decisions.get(one.id) or self.decisions.get(one.title, "")
            if decided in {option.id for option in options}:
                known[one.id] = decided
            elif len(options) == 1 and self._is_certain(one, options[0], known):
                known[one.id] = options[0].id
            elif options and decided != NEW:
                asked.append(Question(one, options))
            else:
                known[one.id] = one.id
                fresh.append(one)
        if asked:
            return asked
        self.ids |= known
        if companions.school and self.school is None:
            fresh.insert(0, companions.school)
        for one in fresh:
            taken = remapped(one, self.ids.get)
            self.added[one.id] = taken
            self._all(one.type).append(taken)
        return []

    def _all(self, kind: RecordType) -> list[Record]:
        if kind.name not in self._here:
            self._here[kind.name] = self.store.many(kind, self.store.ids(Filter(kind)))
        return self._here[kind.name]

    def _options(self, one: Record, known: Mapping[str, str]) -> tuple[Record, ...]:
        """Those here who may be meant."""
        if one.type is not TEACHER:
            keys = _KEYS[one.type.name]
            told = [one[key] for key in keys]
            return tuple(here for here in self._all(one.type)
                         if any(told) and [here[key] for key in keys] == told)  # fmt: skip
        namesakes = [here for here in self._all(TEACHER) if _may_be(one, here)]
        groups = _groups(one, known)
        near = [here for here in namesakes if groups & _groups(here, {}) or _same_number(one, here)]
        return tuple(near or namesakes)

    def _is_certain(self, one: Record, here: Record, known: Mapping[str, str]) -> bool:
        if one.type is not TEACHER or _same_number(one, here):
            return True
        ours, theirs = _groups(here, {}), _groups(one, {**self.ids, **known})
        return bool(ours & theirs) or not (ours or theirs)


def remapped(record: Record, here: Callable[[str], str | None]) -> Record:
    """The record with every link led to its id here; one that leads nowhere keeps its name. What
    need not be led anywhere else is not copied: there may be thousands of records.
    """
    changed: dict[str, Any] = {}
    for f, column in record.type.link_places:
        value = changed.get(f.key, record[f.key])
        led = _led_rows(value, column, here) if column else _led_value(value, here)
        if led is not value:
            changed[f.key] = led
    return record.with_values(**changed) if changed else record


def _led_rows(rows: Any, column: Field, here: Callable[[str], str | None]) -> Any:
    led = [_led_value((row or {}).get(column.key), here) for row in rows or ()]
    if all(one is row.get(column.key) for one, row in zip(led, rows or (), strict=True)):
        return rows
    return [{**row, column.key: one} for one, row in zip(led, rows, strict=True)]


def _led_value(value: Any, here: Callable[[str], str | None]) -> Any:
    """A link, a list of links, or nothing."""
    if isinstance(value, list):
        led = [_led_value(link, here) for link in value]
        return value if all(one is link for one, link in zip(led, value, strict=True)) else led
    if not id_of(value):
        return value
    id_ = here(value["id"])
    return value if id_ == value["id"] else {"id": id_, "name": value["name"]}


def _may_be(one: Record, here: Record) -> bool:
    numbers = {str(who["staff_no"] or "") for who in (one, here)} - {""}
    return one.title == here.title and len(numbers) < 2


def _same_number(one: Record, here: Record) -> bool:
    return bool(one["staff_no"]) and one["staff_no"] == here["staff_no"]


def _groups(teacher: Record, known: Mapping[str, str]) -> set[str]:
    ids: Sequence[str] = [row["group"]["id"] for row in teacher["memberships"] if row["group"]]
    return {known.get(id_, id_) for id_ in ids if id_}


def _same_text(name: str) -> str:
    return "".join(name.split()).casefold()
