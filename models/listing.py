"""How a record reads as a line of a list: the same on the screen, in CSV and on the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.flow import STATES
from models.people import rows_on
from models.spec import Field, Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from models.desk import Desk
    from models.store.queries import Row


UNREADABLE = "(坏了，读不出)"
"""Stands in a list where the stored content of a field is damaged."""


def show(f: Field, value: Any) -> str:
    """A value as people read it, on one line."""
    return _SHOWN[f.kind](f, value) if value or value == 0 else ""


def listed(kind: RecordType) -> tuple[Field, ...]:
    """The fields that are columns of its list."""
    return tuple(f for f in kind.fields if f.listed)


def show_row(kind: RecordType, row: Row, fields: Sequence[Field]) -> tuple[str, ...]:
    """The cells of a line: the state first where the type has a life, then the fields."""
    unread = {key for key, _text in row.unread}
    cells = tuple(UNREADABLE if f.key in unread else show(f, row.values.get(f.key)) for f in fields)
    if len(kind.states) == 1:
        return cells
    state = STATES[row.state]
    return (UNREADABLE if "state" in unread else f"{state.symbol} {state.label}", *cells)


def shown_rows(
    kind: RecordType, rows: Sequence[Row], fields: Sequence[Field], desk: Desk
) -> Iterator[tuple[str, ...]]:
    """The lines of a list; cells in which nobody has written yet show what is foreseen for them, and
    what holds from one day to another is shown as it is today.
    """
    foreseen, today = kind.foresees(rows, desk), desk.today().isoformat()
    passing = [f.key for f in fields if {"since", "until"} <= {column.key for column in f.columns}]
    for row in rows:
        known = foreseen.get(row.id, {})
        written = {key: value for key, value in row.values.items() if value or key not in known}
        values = {**known, **written}
        values |= {key: rows_on(values.get(key) or (), today) for key in passing}
        yield show_row(kind, replace(row, values=values), fields)


def _as_text(_f: Field, value: Any) -> str:
    return " ".join(str(value).split())


def _rows(f: Field, value: list[dict[str, Any]]) -> str:
    """Rows that are about somebody or something by its name, others by their number."""
    about = next((c for c in f.columns if c.kind is Kind.LINK), None)
    names = [str(row[about.key]["name"]) for row in value if about and row.get(about.key)]
    return "、".join(dict.fromkeys(names)) or f"{len(value)} 行"


_SHOWN: dict[Kind, Callable[[Field, Any], str]] = {
    Kind.TEXT: _as_text,
    Kind.LONG: _as_text,
    Kind.INT: _as_text,
    Kind.NUMBER: _as_text,
    Kind.DATE: _as_text,
    Kind.TIME: _as_text,
    Kind.BOOL: lambda _f, value: "是" if value else "",
    Kind.CHOICE: lambda f, value: f.label_of(value),
    Kind.CHOICES: lambda f, value: "、".join(f.label_of(code) for code in value),
    Kind.LINK: lambda _f, value: str(value["name"]),
    Kind.LINKS: lambda _f, value: "、".join(str(link["name"]) for link in value),
    Kind.ROWS: _rows,
    Kind.FILES: _rows,
}
