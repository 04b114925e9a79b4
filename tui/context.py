"""What the widgets of a form may ask, answered from the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from models.dates import kept_date, read_date
from models.finding import complete
from tui.widgets.edited import Completion, FieldContext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.desk import Desk


def context_of(desk: Desk) -> FieldContext:
    """Names from the school's records, dates seen from today and the present term."""
    return FieldContext(
        complete=partial(_complete, desk),
        read_date=partial(_read_date, desk),
        take_file=partial(_take_file, desk),
    )


def _complete(desk: Desk, target: str, typed: str) -> Sequence[Completion]:
    return [Completion(record.link(), note) for record, note in complete(desk, target, typed)]


def _read_date(desk: Desk, typed: str) -> date:
    term = desk.term
    if term is None:
        return read_date(typed, desk.today())
    first, last = kept_date(term["first_day"]), kept_date(term["last_day"])
    within = (first, last) if first and last else None
    return read_date(typed, desk.today(), term=within, week1=kept_date(term["week1_monday"]))


def _take_file(desk: Desk, typed: str) -> dict[str, Any]:
    from exports.attachments import take_file
    from tui.outside import typed_path

    with desk.store.connected():
        row: dict[str, Any] = take_file(typed_path(typed), desk.store)
        return row
