"""Rows of a form straight from declared fields: label and text, label and list, pairs of short ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.form import LABEL, UNITS, Cell, Form, cell, head, label, shares, under
from models.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.spec import Field

REST = UNITS - LABEL
"""Units beside a label."""
_CENTRED = 7
"""Units up to which a column is read as a name or a mark, and centred."""
_WIDE = 12
"""Units from which paragraphs are indented."""


def text_row(
    form: Form, field: Field, *, said: str = "", optional: bool = True, height: int = 454
) -> None:
    """A label, and paragraphs beside it; an `optional` one is not printed while it is empty."""
    marker = f"{{{{?{field.label}}}}}" if optional else ""
    form.row(label(said or field.label).led_by(marker),
             cell(f"{{{{{field.label}*}}}}", REST, "JyBody"), height=height, whole=False)  # fmt: skip


def list_rows(
    form: Form, field: Field, spans: Sequence[int], *, optional: bool = False,
    columns: Sequence[Field] = (),
) -> None:  # fmt: skip
    """A label beside a list: the heads of its columns, and the row that repeats."""
    shown = columns or field.columns
    first, last = label(field.label, begins=True), under()
    if optional:
        first = first.led_by(f"{{{{?{field.label}}}}}")
        last = last.followed_by(f"{{{{/{field.label}}}}}")
    form.row(first, *heads(shown, spans), height=380)
    form.row(last, *columns_of(field, shown, spans), whole=False)


def heads(columns: Sequence[Field], spans: Sequence[int]) -> list[Cell]:
    """The heads of columns."""
    return [head(column.label, span) for column, span in zip(columns, spans, strict=True)]


def columns_of(field: Field, columns: Sequence[Field], spans: Sequence[int]) -> list[Cell]:
    """The cells of the row that repeats."""
    cells = []
    for column, span in zip(columns, spans, strict=True):
        star = "*" if column.kind is Kind.LONG else ""
        style = "JyCell" if span > _CENTRED or star else "JyCentre"
        style = "JyBody" if star and span >= _WIDE else style
        cells.append(cell(f"{{{{{field.label}.{column.label}{star}}}}}", span, style))
    return cells


def pair_row(form: Form, *fields: Field, height: int = 454) -> None:
    """Short fields side by side, each behind its label."""
    cells: list[Cell] = []
    for field, span in zip(fields, shares(UNITS, [1] * len(fields)), strict=True):
        cells += [label(field.label), cell(f"{{{{{field.label}}}}}", span - LABEL, "JyCentre")]
    form.row(*cells, height=height)
