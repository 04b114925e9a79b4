"""Whether a kind of record can be meant as it is declared: what nobody would ever see or fill, and what
cannot be told apart, is said when the catalogue is made, not when somebody misses it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.kernel.fields import Field, Kind
from models.kernel.workflow import STATES, STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from models.kernel.record import RecordType


class WrongDeclaration(ValueError):
    """A kind of record that cannot be meant so; says which, and every fault of it."""


def refuse_wrong(kind: RecordType, names: Collection[str]) -> None:
    """Raises `WrongDeclaration`, which names all that is wrong in the declaration of a record type.
    `names` are those of all kinds of record that there are.
    """
    faults = [fault for find in _FAULTS for fault in find(kind)]
    if faults := [*faults, *_strangers(kind, names)]:
        raise WrongDeclaration(f"{kind.name}: {'; '.join(faults)}")


def _twice(names: Iterable[str]) -> Iterable[str]:
    names = tuple(names)
    if len(set(names)) == len(names):
        return ()
    return (name for name, times in Counter(names).items() if times > 1)


def _fields(kind: RecordType) -> Iterator[tuple[str, Field]]:
    """All fields and all columns of rows, by the names that an error gives them."""
    for f in kind.fields:
        yield f.key, f
        yield from ((f"{f.key}.{column.key}", column) for column in f.columns)


def _keys_twice(kind: RecordType) -> Iterator[str]:
    for name in _twice(name for name, _f in _fields(kind)):
        yield f"two fields are called {name}"


def _codes(kind: RecordType) -> Iterator[str]:
    for name, f in _fields(kind):
        for code in _twice(choice.code for choice in f.choices):
            yield f"{name} has the choice {code} twice"
        if (f.kind in (Kind.CHOICE, Kind.CHOICES)) != bool(f.choices):
            yield f"{name} is {f.kind} and has {'' if f.choices else 'no '}choices"


def _shapes(kind: RecordType) -> Iterator[str]:
    for name, f in _fields(kind):
        if (f.kind is Kind.ROWS) != bool(f.columns):
            yield f"{name} is {f.kind} and has {'' if f.columns else 'no '}columns"
        if (f.kind in (Kind.LINK, Kind.LINKS)) != bool(f.target):
            yield f"{name} is {f.kind} and leads to {f.target or 'nothing'}"


def _rows(kind: RecordType) -> Iterator[str]:
    for f in kind.fields:
        if f.columns and not f.fixed and all(column.automatic for column in f.columns):
            yield f"{f.key} has rows to add and no column to type into"
        codes = {
            c.code for column in f.columns if column.kind is Kind.CHOICE for c in column.choices
        }
        for code in filter(None, (f.roll, f.guest)):
            if code not in codes:
                yield f"{f.key} calls a roll with {code}, which is no status"


def _strangers(kind: RecordType, names: Collection[str]) -> Iterator[str]:
    for name, f in _fields(kind):
        if f.target and f.target not in names:
            yield f"{name} leads to {f.target}, which is no kind of record"
    for name in kind.reached_through:
        if name and name not in names:
            yield f"reached_through names {name}, which is no kind of record"


def _form(kind: RecordType) -> Iterator[str]:
    for section in kind.form:
        if not section.keys:
            yield f"the section {section.title} names no field"
    for key in _twice(key for section in kind.form for key in section.keys):
        yield f"the form shows {key} twice"


def _unknown(kind: RecordType) -> Iterator[str]:
    said = {
        "the form": [key for section in kind.form for key in section.keys],
        "beside_form": kind.beside_form,
        "derives_from": kind.derives_from,
        "taken_by": tuple(kind.taken_by.values()),
        "day": (kind.day,) if kind.day else (),
    }
    for where, keys in said.items():
        for key in dict.fromkeys(keys):
            if key not in kind.by_key:
                yield f"{where} names {key}, which is no field"
    for step in kind.taken_by:
        if step not in STEPS:
            yield f"taken_by names {step}, which is no step"


def _states(kind: RecordType) -> Iterator[str]:
    for state in kind.states:
        if state not in STATES:
            yield f"the state {state} is none"
    for state in _twice(kind.states):
        yield f"the state {state} stands twice"


def _unread(kind: RecordType) -> Iterator[str]:
    """A field that no section shows is read by nobody, unless it is said that something else does."""
    shown = {key for section in kind.form for key in section.keys}
    asked = {key for step in STEPS.values() if step.target in kind.states for key in step.asks}
    for key in kind.by_key:
        if key not in shown | asked and key not in kind.beside_form:
            yield f"{key} stands in no section of the form, nor in beside_form"
    for key in kind.beside_form:
        if key in shown:
            yield f"{key} stands in the form and in beside_form"


_FAULTS: tuple[Callable[[RecordType], Iterator[str]], ...] = (
    _keys_twice,
    _codes,
    _shapes,
    _rows,
    _form,
    _unknown,
    _states,
    _unread,
)
