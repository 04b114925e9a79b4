"""Record → what the markers of a layout show. One table by kind; markers are the labels.

Beyond its fields a record offers, by the same rule for every type: ``类别(勾选)``, all choices with
the chosen ones ticked; ``材料(文件)``, the names of attachments that are no pictures; and for a roll
``出席情况:事假``, the names with that status.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from exports.word.drawing import EXTENSIONS
from exports.word.fields import FieldTable
from models.dates import show_date
from models.listing import show
from models.spec import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from models.record import Record
    from models.spec import RecordType

TICKS, FILES = "{}(勾选)", "{}(文件)"
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
        texts=frozenset(texts | {FILES.format(name) for name in files} | rolls),
        rows={f.label: tuple(c.label for c in f.columns) for f in kind.fields if f.columns},
        photos=frozenset(files),
        flags=frozenset(_flags(kind)),
        keys=dict(_keys(kind)),
    )


def _keys(kind: RecordType) -> Iterator[tuple[str, str]]:
    for f in kind.fields:
        yield from ((name, f.key) for name in (f.label, *_ticked(f)))
        yield from ((f"{f.label}.{c.label}", f"{f.key}.{c.key}") for c in f.columns)


def values_of(record: Record) -> dict[str, Any]:
    """The values of all markers of a record but its pictures; what is empty or does not apply is
    left out.
    """
    shown = record.type.shown_fields(record.values)
    keys = {f.key for f in shown}
    found: dict[str, Any] = {
        title: not keys.isdisjoint(held) for title, held in _flags(record.type).items()
    }
    for f in shown:
        value: Any = record.values.get(f.key)
        if f.kind in _CHOSEN:
            found[TICKS.format(f.label)] = _boxes(f, value)
        if value in _NOTHING:
            continue
        if f.kind is Kind.FILES:
            found[FILES.format(f.label)] = [_file(row) for row in value if not is_photo(row)]
        else:
            found[f.label] = _IN_WORD[f.kind](f, value)
        if f.roll:
            found |= _roll(f, value)
    return found


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
    return [{c.label: _in_row(c, row.get(c.key)) for c in f.columns} for row in value]


def _in_row(f: Field, value: Any) -> Any:
    """As `in_word`, but a date in a narrow column goes without its weekday."""
    shown = in_word(f, value)
    return shown.partition("(")[0] if f.kind is Kind.DATE else shown


def _status(f: Field) -> Field:
    """The column of a roll that says who came."""
    return next(c for c in f.columns if c.kind is Kind.CHOICE)


def _roll(f: Field, rows: Any) -> dict[str, str]:
    """The names by status, each with the reason that is given."""
    status = _status(f)
    who = next(c for c in f.columns if c.kind is Kind.LINK)
    why = next((c for c in f.columns if c.kind is Kind.TEXT), None)
    names: dict[str, list[str]] = {c.label: [] for c in status.choices}
    for row in rows:
        said = names.get(status.label_of(row.get(status.key) or ""))
        if said is not None:
            reason = str(row.get(why.key) or "") if why else ""
            said.append(in_word(who, row.get(who.key)) + (f"（{reason}）" if reason else ""))
    return {f"{f.label}:{label}": "、".join(said) for label, said in names.items()}


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
