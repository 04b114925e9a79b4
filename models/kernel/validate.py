"""What is still missing or wrong in a record: a pure function from its values to all messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import time
from typing import TYPE_CHECKING, Any

from models.kernel import text
from models.kernel.dates import kept_date
from models.kernel.fields import Field, Kind, Problem, Values, id_of, name_of
from models.kernel.naming import names_in

if TYPE_CHECKING:
    from models.kernel.record import RecordType


def check(kind: RecordType, values: Values) -> tuple[Problem, ...]:
    """Everything to mend before submitting, in the order of the fields; hints are not blocking."""
    found = [problem for f in kind.shown_fields(values) for problem in _field(f, values)]
    for rule in kind.rules:
        found.extend(rule(values))
    order = {f.key: place for place, f in enumerate(kind.fields)}
    return tuple(sorted(found, key=lambda problem: order.get(problem.key, len(order))))


def blocking(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that stand in the way of submitting."""
    return tuple(problem for problem in problems if problem.blocking)


def _field(f: Field, values: Values) -> Iterator[Problem]:
    value = values.get(f.key)
    if is_empty(value):
        if f.is_required(values):
            yield Problem(f.key, f"还没有填{f.label}")
        return
    for message, hard in _value(f, value):
        yield Problem(f.key, message, blocking=hard)
    if f.kind is Kind.ROWS:
        yield from _rows(f, value or [])


def _rows(f: Field, rows: list[dict[str, Any]]) -> Iterator[Problem]:
    for place, row in enumerate(rows):
        for column in f.columns:
            value = row.get(column.key)
            where = _place(f, row, place)
            if is_empty(value):
                if column.is_required(row):
                    yield Problem(f.key, f"{where}还没有填{column.label}", place, column.key)
                continue
            for message, hard in _value(column, value):
                yield Problem(f.key, f"{where}：{message}", place, column.key, blocking=hard)


def _place(f: Field, row: dict[str, Any], place: int) -> str:
    """A row as people find it: by the person it is about, else by its number."""
    about = next((c for c in f.columns if c.kind is Kind.LINK), None)
    name = name_of(row.get(about.key)) if about else ""
    return f"{f.label}里{name}" if name else f"{f.label}第 {place + 1} 行"


def is_empty(value: Any) -> bool:
    """Nothing was written: an empty or blank text, no choice, no rows; 0 and False are written."""
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


Found = Iterator[tuple[str, bool]]


def _value(f: Field, value: Any) -> Found:
    return _BY_KIND[f.kind](f, value)


def _text(f: Field, value: str) -> Found:
    if f.limit and len(value) > f.limit:
        yield f"{f.label}有 {len(value)} 个字符，最多 {f.limit} 个", True
    elif f.advise and not f.advise[0] <= (length := text.count(value)) <= f.advise[1]:
        yield f"{f.label}现有 {length} 字，建议 {f.advise[0]}—{f.advise[1]} 字", False


def _number(f: Field, value: Any) -> Found:
    if isinstance(value, str):
        yield f"{f.label}要填数字，“{value}”不是", True
        return
    if f.least is not None and value < f.least:
        yield f"{f.label}不能小于 {f.least}", True
    if f.most is not None and value > f.most:
        yield f"{f.label}不能大于 {f.most}", True


def _date(f: Field, value: str) -> Found:
    if kept_date(value) is None:
        yield f"{f.label}“{value}”不是一个日期", True


def _time(f: Field, value: str) -> Found:
    try:
        time.fromisoformat(value)
    except ValueError:
        yield f"{f.label}“{value}”不是一个时间", True


def _choice(f: Field, value: str) -> Found:
    if all(value != choice.code for choice in f.choices):
        yield f"{f.label}没有“{value}”这一项", True


def _choices(f: Field, value: list[str]) -> Found:
    for code in value:
        yield from _choice(f, code)


PEOPLE = "teacher"
"""The type of record that people are."""
_OWN = ("group", "term")
"""Where a record that has to stand under one may stand: else no week and no list knows it."""


def _link(f: Field, value: dict[str, Any]) -> Found:
    if not name_of(value):
        yield f"{f.label}没有名称", True
    elif f.required and f.target in _OWN and not id_of(value):
        yield f"没有叫“{value['name']}”的{f.label}，请从列出的里选一个", True
    elif is_several(f, value):
        yield f"{f.label}只能填一位，这里写了几位：{value['name']}", True


def is_several(f: Field, link: Mapping[str, Any]) -> bool:
    """Whether several people were written where one is asked for; they are not one stranger."""
    unknown = f.kind is Kind.LINK and f.target == PEOPLE and not id_of(link)
    return unknown and len(names_in(name_of(link))) > 1


def _fine(_f: Field, _value: Any) -> Found:
    return iter(())


_BY_KIND: dict[Kind, Callable[[Field, Any], Found]] = {
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.INT: _number,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.BOOL: _fine,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.LINK: _link,
    Kind.LINKS: _fine,
    Kind.ROWS: _fine,
    Kind.FILES: _fine,
}
