"""What the widgets of a form may ask, answered from the session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from models.kernel.dates import kept_date, read_date
from models.session.finding import complete
from tui.form.editor import Completion, FieldContext
from tui.typed_paths import typed_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from models.session.session import Session


def context_of(session: Session, day: Callable[[], str] = str) -> FieldContext:
    """Names from the school's records; dates seen from the day of the record, which `day` gives
    (``""`` or what is no date: from today), and the term in which it is.
    """
    return FieldContext(
        complete=partial(_complete, session),
        read_date=lambda typed: _read_date(session, kept_date(day()), typed),
        read_own_day=partial(_read_date, session, None),
        take_file=partial(_take_file, session),
    )


def _complete(session: Session, target: str, typed: str) -> Sequence[Completion]:
    return [Completion(record.link(), note) for record, note in complete(session, target, typed)]


def _read_date(session: Session, day: date | None, typed: str) -> date:
    seen_from = day or session.today()
    term = (session.term_on(day.isoformat()) if day else None) or session.term
    if term is None:
        return read_date(typed, seen_from)
    first, last = kept_date(term["first_day"]), kept_date(term["last_day"])
    within = (first, last) if first and last else None
    return read_date(typed, seen_from, term=within, week1=kept_date(term["week1_monday"]))


def _take_file(session: Session, typed: str) -> dict[str, Any]:
    from exports.attachments import take_file

    with session.store.connected():
        row: dict[str, Any] = take_file(typed_path(typed), session.store)
        return row
