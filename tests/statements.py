"""What a store is asked, as its driver sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.storage import Store


@contextmanager
def asked(store: Store) -> Iterator[list[str]]:
    """The statements that this thread's connection to a SQLite file runs meanwhile."""
    statements: list[str] = []

    def note(_cursor: object, sql: str, _bindings: object) -> bool:
        statements.append(sql)
        return True

    connection = store.database.connection()
    connection.exec_trace = note
    try:
        yield statements
    finally:
        connection.exec_trace = None
