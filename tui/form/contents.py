"""What stands in a cell: its value in the record, how it reads, and what it is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, name_of
from models.kernel.showing import show
from tui.form.files import SAY, Path
from tui.form.kinds import KINDS, editor_in_row
from tui.form.layout import ADD, CAPTION, WHY
from tui.form.roll import Newcomers, Reason, Roll
from tui.form.written import OneLine

if TYPE_CHECKING:
    from models.kernel.record import Record
    from tui.form.editor import Editor, FieldContext
    from tui.form.layout import Place, Sheet


def value_at(record: Record, place: Place) -> Any:
    """The value of a cell; that of the whole field where something is added, or a reason is asked for."""
    value = record[place.key]
    if place.column in (ADD, WHY) or not place.row:
        return value
    row = next((row for row in value or () if row["_id"] == place.row), None)
    empty = "" if place.column == CAPTION else column_at(record, place).empty()
    return empty if row is None else row.get(place.column, empty)


def column_at(record: Record, place: Place) -> Field:
    """The column of rows that a cell is in."""
    return next(c for c in record.type.field(place.key).columns if c.key == place.column)


def text_at(sheet: Sheet, place: Place) -> str:
    """What stands in a cell, as one reads it."""
    if not place.key:
        return next(one.text for one in sheet.entries if one.id == place.row)
    if place.column in (ADD, WHY):
        return ""
    f, value = sheet.record.type.field(place.key), value_at(sheet.record, place)
    if f.roll:
        return " ".join(name_of(row["person"]) for row in value or ())
    if place.column == CAPTION:
        return str(value or "")
    of = column_at(sheet.record, place) if place.row else f
    return str(value or "") if of.kind in (Kind.TEXT, Kind.LONG) else show(of, value)


def editor_at(record: Record, place: Place, context: FieldContext, called: str) -> Editor | None:
    """What a cell is typed into; None for one that only leads on. `called` is the row of the person one
    was at when a roll was called.
    """
    if not place.key:
        return None
    f, value = record.type.field(place.key), value_at(record, place)
    if place.column == WHY:
        return Reason(value, place.row)
    if place.column == ADD:
        if f.kind is Kind.FILES:
            return Path(value)
        return Newcomers(value, f, context) if f.roll else None
    if place.column == CAPTION and f.kind is Kind.FILES:
        return OneLine(value or "", SAY)
    if place.row:
        return editor_in_row(column_at(record, place), value, context)
    return Roll(value, f, called) if f.roll else KINDS[f.kind].edit(f, value, context)
