"""``jiaoyan list``: the records of one kind as a table, JSON or CSV."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from models.catalogue import RECORD_TYPES
from models.kernel.fields import Field, Kind
from models.kernel.showing import show
from models.kernel.workflow import STATES
from models.services.listing import UNREADABLE, listed, shown_rows
from models.session.session import Session
from tui.cli.names import kind_named
from tui.cli.printing import print_csv, print_json_list, print_table
from tui.cli.wanted import BLOCK, wanted_ids
from tui.cli.wrong_use import WrongUse
from tui.database import open_database
from tui.endings import FINE
from tui.output import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.kernel.fields import Link
    from models.kernel.record import RecordType, Row
    from models.storage import Store


def list_records(
    what: str,
    term: str,
    group: str,
    state: Sequence[str],
    db: str | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Put out the records of the kind that is named; the exit status."""
    kind = kind_named(what, RECORD_TYPES)
    if as_json and as_csv:
        raise WrongUse("--json 和 --csv 只能写一个。")
    with open_database(db, create=False) as store:
        session = Session(store)
        ids = wanted_ids(session, kind, term, group, state)
        if as_json:
            print_json_list(_objects(session, kind, ids))
        elif as_csv:
            rows = _rows(store, kind, ids, kind.fields)
            print_csv(_head(kind, kind.fields), (_csv_row(kind, row, session.me) for row in rows))
        else:
            _table(session, kind, ids)
    return FINE


def _lives(kind: RecordType) -> bool:
    return len(kind.states) > 1


def _head(kind: RecordType, fields: Sequence[Field]) -> list[str]:
    return [*(["状态"] if _lives(kind) else []), *(f.label for f in fields)]


def _rows(
    store: Store, kind: RecordType, ids: Sequence[str], fields: Sequence[Field]
) -> Iterator[Row]:
    keys = tuple(f.key for f in fields)
    for place in range(0, len(ids), BLOCK):
        yield from store.rows(kind, ids[place : place + BLOCK], keys)


def _objects(session: Session, kind: RecordType, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    me = session.me
    for row in _rows(session.store, kind, ids, kind.fields):
        seen = kind.seen(row.values, row.state, me)
        damaged = {"unreadable": dict(row.unread)} if row.unread else {}
        yield {"id": row.id, "state": row.state, "version": row.version, **seen, **damaged}


def _table(session: Session, kind: RecordType, ids: Sequence[str]) -> None:
    columns = listed(kind) or kind.fields[:1]
    found = list(_rows(session.store, kind, ids, columns))
    rows = list(shown_rows(kind, found, columns, session))
    print_table(_head(kind, columns), rows)
    say(f"共 {len(ids)} {kind.counter}{kind.label}。")


def _csv_row(kind: RecordType, row: Row, me: Link | None) -> tuple[str, ...]:
    seen = kind.seen(row.values, row.state, me)
    unread = {key for key, _text in row.unread}
    cells = tuple(UNREADABLE if f.key in unread else _cell(f, seen.get(f.key)) for f in kind.fields)
    return (STATES[row.state].label, *cells) if _lives(kind) else cells


def _cell(f: Field, value: Any) -> str:
    """A value in full. Rows read as their first column, with the choice in brackets where it is
    not the usual one: ``语文组(教研组长)、科任组``; `exports.roster` reads groups written so.
    """
    if f.kind is not Kind.ROWS:
        return show(f, value)
    today = date.today().isoformat()
    rows = [row for row in value or () if (row.get("until") or today) >= today]
    return "、".join(_row(f, row) for row in rows)


def _row(f: Field, row: dict[str, Any]) -> str:
    first, *others = f.columns
    shown = show(first, row.get(first.key))
    for column in others:
        code = row.get(column.key)
        if column.kind is Kind.CHOICE and code and code != column.choices[0].code:
            return f"{shown}({column.label_of(code)})"
    return shown
