"""Rows of a form straight from declared fields: label and text, label and list, pairs of short ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.form import LABEL, UNITS, Cell, Form, cell, head, label, shares
from exports.word.form_rows import listed, repeated, text
from models.kernel.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.fields import Field


def text_row(
    form: Form, field: Field, *, said: str = "", optional: bool = True, height: int = 454
) -> None:
    """A label, and paragraphs beside it; an `optional` one is not printed while it is empty."""
    text(form, field.label, said=said, optional=optional, height=height)


def list_rows(
    form: Form, field: Field, spans: Sequence[int], *, optional: bool = False,
    columns: Sequence[Field] = (),
) -> None:  # fmt: skip
    """A label beside a list: the heads of its columns, and the row that repeats."""
    shown = columns or field.columns
    long = [column.label for column in shown if column.kind is Kind.LONG]
    named = [(column.label, span) for column, span in zip(shown, spans, strict=True)]
    listed(form, field.label, named, long=long, optional=optional)


def heads(columns: Sequence[Field], spans: Sequence[int]) -> list[Cell]:
    """The heads of columns."""
    return [head(column.label, span) for column, span in zip(columns, spans, strict=True)]


def columns_of(field: Field, columns: Sequence[Field], spans: Sequence[int]) -> list[Cell]:
    """The cells of the row that repeats."""
    return [
        repeated(field.label, column.label, span, long=column.kind is Kind.LONG)
        for column, span in zip(columns, spans, strict=True)
    ]


def pair_row(form: Form, *fields: Field, height: int = 454) -> None:
    """Short fields side by side, each behind its label."""
    cells: list[Cell] = []
    for field, span in zip(fields, shares(UNITS, [1] * len(fields)), strict=True):
        cells += [label(field.label), cell(f"{{{{{field.label}}}}}", span - LABEL, "JyCentre")]
    form.row(*cells, height=height)
