"""Record → what the markers of a layout show. One table by kind; markers are the labels.

Beyond its fields a record offers, by the same rule for every type: ``类别(勾选)``, all choices with
the chosen ones ticked; ``材料(文件)``, the names of attachments that are no pictures; and for a roll
``出席情况:事假``, the names with that status; ``活动过程(分条)``, a list as numbered items, and
``活动过程.序号``, the number of a row.
"""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from exports.word.drawing import EXTENSIONS
from exports.word.fields import FieldTable
from exports.word.itemised import ITEMS, itemised
from exports.word.shown import Shown
from models.kernel.dates import show_date
from models.kernel.fields import Field, Kind, When
from models.kernel.showing import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from exports.word.shown import Maker
    from models.kernel.record import Record, RecordType

TICKS, FILES = "{}(勾选)", "{}(文件)"
TICKED, UNTICKED = "☑☒√✓✔■●", "□☐○"
"""Signs before a choice, printed, of Word or drawn by hand: of one that is chosen, of one that is not."""
NUMBER = "序号"
"""A column that every list has."""
_BOXES_IN_A_LINE = 5
_CHOSEN = (Kind.CHOICE, Kind.CHOICES)
_LISTS = (Kind.ROWS, Kind.FILES)
_NOTHING: tuple[Any, ...] = (None, "", [])


def fields_of(kind: RecordType) -> FieldTable:
    """What a layout for this record type may name."""
    texts = {name for f in kind.fields if f.kind not in _LISTS for name in (f.label, *_ticked(f))}
    files = [f.label for f in kind.fields if f.kind is Kind.FILES]
    rolls = {f"{f.label}:{c.label}" for f in kind.fields if f.roll for c in _status(f).choices}
    return FieldTable(
        texts=frozenset(
            texts
            | {FILES.format(name) for name in files}
            | {ITEMS.format(f.label) for f in kind.fields if f.columns}
            | rolls
        ),
        rows={f.label: (*(c.label for c in f.columns), NUMBER) for f in kind.fields if f.columns},
        photos=frozenset(files),
        flags=frozenset(_flags(kind)),
        keys=dict(_keys(kind)),
    )


def _keys(kind: RecordType) -> Iterator[tuple[str, str]]:
    for f in kind.fields:
        yield from ((name, f.key) for name in (f.label, *_ticked(f)))
        yield from ((f"{f.label}.{c.label}", f"{f.key}.{c.key}") for c in f.columns)
        if f.columns:
            yield ITEMS.format(f.label), f.key


def values_of(record: Record) -> Shown:
    """The values of all markers of a record but its pictures; what is empty or does not apply is
    ``None``.
    """
    return Shown(_makers(record.type), record.values)


@cache
def _makers(kind: RecordType) -> dict[str, Maker]:
    return dict(_made(kind))


def _made(kind: RecordType) -> Iterator[tuple[str, Maker]]:
    """What each marker of a record type is made by, from the values of a record."""
    for title, held in _flags(kind).items():
        yield title, partial(_any_applies, tuple({kind.by_key[key].shown: None for key in held}))
    for f in kind.fields:
        for marker in _ticked(f):
            yield marker, partial(_boxes_where_shown, f)
        if f.kind is Kind.FILES:
            yield FILES.format(f.label), partial(_where_shown, f, _files)
        else:
            yield f.label, partial(_where_shown, f, _rows_by(f) if f.columns else _IN_WORD[f.kind])
        if f.columns:
            yield ITEMS.format(f.label), partial(_where_shown, f, _items)
        if f.roll:
            for choice in _status(f).choices:
                shows = partial(_names_with, choice.code)
                yield f"{f.label}:{choice.label}", partial(_where_shown, f, shows)


def _where_shown(f: Field, show: Callable[[Field, Any], Any], values: Mapping[str, Any]) -> Any:
    value = values.get(f.key)
    return None if value in _NOTHING or not f.shown(values) else show(f, value)


def _boxes_where_shown(f: Field, values: Mapping[str, Any]) -> str | None:
    return _boxes(f, values.get(f.key)) if f.shown(values) else None


def _any_applies(rules: Sequence[When], values: Mapping[str, Any]) -> bool:
    return any(rule(values) for rule in rules)


def _flags(kind: RecordType) -> dict[str, tuple[str, ...]]:
    """The titles of the form's sections that are no labels, each with its fields."""
    labels = {f.label for f in kind.fields}
    return {section.title: section.keys for section in kind.form if section.title not in labels}


def in_word(f: Field, value: Any) -> Any:
    """A value as a document shows it: a text, or for rows a list of texts by column label."""
    return "" if value in _NOTHING else _IN_WORD[f.kind](f, value)


def day_in_word(value: str) -> str:
    """``2026年9月24日(星期四)``; what is no date is shown as it is."""
    try:
        return show_date(date.fromisoformat(value))
    except ValueError:
        return value


def plain_day(value: str) -> str:
    """As `day_in_word`, without the weekday."""
    return day_in_word(value).partition("(")[0]


def is_ticked(words: str) -> bool:
    """Whether any choice is ticked in these words."""
    return any(sign in words for sign in TICKED)


def is_photo(row: Mapping[str, Any]) -> bool:
    """Whether an attachment can be shown in a document."""
    return row.get("media") in EXTENSIONS


def _ticked(f: Field) -> Iterator[str]:
    if f.kind in _CHOSEN:
        yield TICKS.format(f.label)


def _boxes(f: Field, value: Any) -> str:
    """``□理论学习 ☑集体备课 …``, parted by tabs, so that the boxes stand under one another."""
    chosen = (value,) if isinstance(value, str) else value or ()
    boxes = [f"{'☑' if choice.code in chosen else '□'}{choice.label}" for choice in f.choices]
    lines = [boxes[n : n + _BOXES_IN_A_LINE] for n in range(0, len(boxes), _BOXES_IN_A_LINE)]
    return "\n".join("\t".join(line) for line in lines)


def _rows(f: Field, value: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return _rows_by(f)(f, value)


def _rows_by(f: Field) -> Callable[[Field, Any], list[dict[str, Any]]]:
    """What makes the rows of a list: texts by the label of the column."""
    columns = [(c.label, c.key, c, _IN_ROW.get(c.kind, _IN_WORD[c.kind])) for c in f.columns]

    def rows(_f: Field, value: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [
            {NUMBER: str(number)}
            | {
                label: "" if (held := row.get(key)) in _NOTHING else show_it(c, held)
                for label, key, c, show_it in columns
            }
            for number, row in enumerate(value, 1)
        ]

    return rows


def _items(f: Field, value: list[Mapping[str, Any]]) -> str:
    return itemised(f, _rows(f, value))


def _status(f: Field) -> Field:
    """The column of a roll that says who came."""
    return next(c for c in f.columns if c.kind is Kind.CHOICE)


def _names_with(code: str, f: Field, rows: Sequence[Mapping[str, Any]]) -> str:
    """The names with one status, each with the reason that is given."""
    status = _status(f).key
    who = next(c for c in f.columns if c.kind is Kind.LINK)
    why = next((c for c in f.columns if c.kind is Kind.TEXT), None)
    names = []
    for row in rows:
        if (row.get(status) or "") == code:
            reason = str(row.get(why.key) or "") if why else ""
            names.append(in_word(who, row.get(who.key)) + (f"（{reason}）" if reason else ""))
    return "、".join(names)


def _files(_f: Field, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [_file(row) for row in rows if not is_photo(row)]


def _file(row: Mapping[str, Any]) -> str:
    caption = str(row.get("caption") or "")
    return f"{row.get('name') or ''}（{caption}）" if caption else str(row.get("name") or "")


_IN_WORD: dict[Kind, Callable[[Field, Any], Any]] = {
    **dict.fromkeys(Kind, show),
    Kind.LONG: lambda _f, value: value,
    Kind.DATE: lambda _f, value: day_in_word(value),
    Kind.BOOL: lambda _f, value: "√" if value else "",
    Kind.ROWS: _rows,
}
_IN_ROW: dict[Kind, Callable[[Field, Any], Any]] = {
    Kind.DATE: lambda _f, value: plain_day(value),
}
"""In a narrow column a date goes without its weekday."""
