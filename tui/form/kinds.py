"""Kind → how a value is painted and what it is typed into: the one table from which forms are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from models.kernel.dates import kept_date, read_number, show_field
from models.kernel.fields import Field, Kind
from models.kernel.showing import show
from models.kernel.validate import is_several
from tui.form.answers import OneAnswer, SeveralAnswers, Tick, box, label_of, painted_boxes
from tui.form.editor import Editor, FieldContext
from tui.form.names import Names
from tui.form.pieces import Line, Style
from tui.form.wrapping import shown
from tui.form.written import DateLine, NumberLine, OneLine, Paragraphs, RowDate, TimeLine, lines_of

Painter = Callable[[Field, Any, int], tuple[Line, ...]]
MakeEditor = Callable[[Field, Any, FieldContext], Editor]


@dataclass(frozen=True, slots=True)
class Look:
    """How the values of a kind are painted in a width of cells, and what they are typed into."""

    paint: Painter
    edit: MakeEditor
    least: int = 1
    """Lines that are kept free for it where it can be written."""


def _text(f: Field, value: Any, width: int) -> tuple[Line, ...]:
    return lines_of(show(f, value), width)


def _written(_f: Field, value: Any, width: int) -> tuple[Line, ...]:
    return lines_of(str(value or ""), width)


def _number(_f: Field, value: Any, width: int) -> tuple[Line, ...]:
    return lines_of("" if value is None else str(value), width)


def _date(_f: Field, value: Any, width: int) -> tuple[Line, ...]:
    day = kept_date(value)
    return lines_of(show_field(day) if day else str(value or ""), width)


def _answer(f: Field, value: Any, _width: int) -> tuple[Line, ...]:
    return (((shown(label_of(f.choices, value or "")), Style.VALUE),),)


def _boxes(f: Field, value: Any, width: int) -> tuple[Line, ...]:
    return painted_boxes(f.choices, value or (), width)


def _box(_f: Field, value: Any, _width: int) -> tuple[Line, ...]:
    return (((box(ticked=bool(value)), Style.VALUE),),)


def _names(f: Field, value: Any, context: FieldContext) -> Editor:
    return Names(
        value, partial(context.complete, f.target), many=f.kind is Kind.LINKS,
        is_several=partial(is_several, f),
    )  # fmt: skip


KINDS: dict[Kind, Look] = {
    Kind.TEXT: Look(_written, lambda _f, value, _c: OneLine(value or "")),
    Kind.LONG: Look(_written, lambda _f, value, _c: Paragraphs(value or ""), least=2),
    Kind.INT: Look(_number, lambda _f, value, _c: NumberLine(value)),
    Kind.NUMBER: Look(_number, lambda _f, value, _c: NumberLine(value, read_number)),
    Kind.DATE: Look(_date, lambda _f, value, c: DateLine(value, c.read_date)),
    Kind.TIME: Look(_written, lambda _f, value, _c: TimeLine(value)),
    Kind.BOOL: Look(_box, lambda _f, value, _c: Tick(value)),
    Kind.CHOICE: Look(_answer, lambda f, value, _c: OneAnswer(value, f.choices)),
    Kind.CHOICES: Look(_boxes, lambda f, value, _c: SeveralAnswers(value, f.choices)),
    Kind.LINK: Look(_text, _names),
    Kind.LINKS: Look(_text, _names),
}
"""ROWS and FILES are laid out cell by cell, see `tui.form.layout`: their columns are of these kinds."""


def as_text(f: Field, value: Any, width: int) -> tuple[Line, ...]:
    """A value as a page to read shows it: whole, and without the answers that were not given."""
    if f.kind is Kind.LONG:
        return lines_of(str(value or ""), width)
    if f.kind is Kind.ROWS:
        rows = ("  ".join(cell for c in f.columns if (cell := show(c, row.get(c.key))))
                for row in value or ())  # fmt: skip
        return lines_of("\n".join(rows), width)
    if f.kind is Kind.FILES:
        rows = (f"{row['name']} {row['caption']}".strip() for row in value or ())
        return lines_of("\n".join(rows), width)
    return lines_of(show(f, value), width)


def in_row(f: Field, value: Any, width: int) -> tuple[Line, ...]:
    """A value as a cell of a row shows it where nobody types."""
    if f.kind in (Kind.BOOL, Kind.LONG):
        return KINDS[f.kind].paint(f, value, width)
    return lines_of(show(f, value), width)


def editor_in_row(f: Field, value: Any, context: FieldContext) -> Editor:
    """What a cell of a row is typed into."""
    if f.kind is Kind.DATE:
        return RowDate(value, context.read_date)
    return KINDS[f.kind].edit(f, value, context)
