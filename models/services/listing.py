"""How a record reads as a line of a list: the same on the screen, in CSV and on the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.kernel.showing import show
from models.kernel.workflow import STATES
from models.school.people import rows_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.kernel.fields import Field
    from models.kernel.record import RecordType, Row
    from models.session.session import Session


UNREADABLE = "(坏了，读不出)"
"""Stands in a list where the stored content of a field is damaged."""


def listed(kind: RecordType) -> tuple[Field, ...]:
    """The fields that are columns of its list."""
    return tuple(f for f in kind.fields if f.listed)


def show_row(kind: RecordType, row: Row, fields: Sequence[Field]) -> tuple[str, ...]:
    """The cells of a line: the state first where the type has a life, then the fields. A state that this
    program does not know is shown by its code.
    """
    unread = dict(row.unread)
    cells = tuple(UNREADABLE if f.key in unread else show(f, row.values.get(f.key)) for f in fields)
    if len(kind.states) == 1:
        return cells
    state = STATES[row.state]
    return (
        f"? {unread['state']}" if "state" in unread else f"{state.symbol} {state.label}",
        *cells,
    )


def shown_rows(
    kind: RecordType, rows: Sequence[Row], fields: Sequence[Field], session: Session
) -> Iterator[tuple[str, ...]]:
    """The lines of a list; cells in which nobody has written yet show what is foreseen for them, and
    what holds from one day to another is shown as it is today.
    """
    foreseen, today = kind.foresees(rows, session), session.today().isoformat()
    passing = [f.key for f in fields if {"since", "until"} <= {column.key for column in f.columns}]
    for row in rows:
        known = foreseen.get(row.id, {})
        written = {key: value for key, value in row.values.items() if value or key not in known}
        values = {**known, **written}
        values |= {key: rows_on(values.get(key) or (), today) for key in passing}
        yield show_row(kind, replace(row, values=values), fields)
