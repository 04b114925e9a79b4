"""A connection to an open database: statements, transactions, records by their ids, settings. All that
reads or writes more is built on it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from models.kernel.ids import is_uuid
from models.storage.errors import DiskFull, StoreProblem, for_people
from models.storage.reading import unpacked
from models.storage.tables import RecordTable, record_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import peewee as pw

    from models.kernel.record import Record, RecordType
    from models.kernel.registry import Types
    from models.storage.dialect import Postgres, Sqlite

T = TypeVar("T")
MANY = 500
"""Ids asked for in one statement."""


class Connection:
    """An open database. Safe to use from several threads: each has its own connection, which
    `connected` gives back.
    """

    def __init__(
        self, database: pw.Database, dialect: Sqlite | Postgres, types: Types, notice: str = ""
    ) -> None:
        self.database = database
        self.dialect = dialect
        self.notice = notice
        """Something the person should know about where the data lies."""
        self.types = types
        """The kinds of record that are kept here."""
        self._tables = {kind.name: record_table(kind) for kind in types}
        self.site = ""
        """This terminal."""
        self.person = ""
        """The id of who sits at it, ``""`` while nobody has said: drafts are each person's own."""
        self._written = 0
        """How often something was written here."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here; `notice` says why."""
        return self.dialect.read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.database.is_closed():
            self.dialect.before_closing(self.database)
            self.database.close()

    def must_be_there(self) -> None:
        """Raises `StoreProblem` where the file that was opened is not at its place any more."""
        self.dialect.must_be_there()

    @contextmanager
    def connected(self) -> Iterator[Self]:
        """A connection for a worker thread, closed at the end."""
        self.must_be_there()
        with for_people(), self.database.connection_context():
            yield self

    def table(self, kind: RecordType) -> RecordTable:
        """The table of a record type."""
        return self._tables[kind.name]

    def key(self, id_: str | None) -> Any:
        """An id as this database takes it."""
        return self.dialect.key(id_)

    def fetch(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of a statement written with ``?``. A text whose bytes are no UTF-8 comes as
        `models.storage.reading.Damaged`.
        """
        try:
            return self._fetch(sql, parameters)
        except StoreProblem:
            if self.database.in_transaction() or not self.dialect.let_go(self.database):
                raise
        return self._fetch(sql, parameters)

    def _fetch(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        with for_people():
            try:
                cursor = self.database.execute_sql(self.dialect.sql(sql), parameters)
                return [tuple(row) for row in cursor.fetchall()]
            except UnicodeDecodeError:
                return self.dialect.damaged(self.database, sql, parameters)

    def run(self, sql: str, *parameters: Any) -> None:
        """A statement that answers nothing."""
        with for_people():
            self.database.execute_sql(self.dialect.sql(sql), parameters)

    def change(self, sql: str, *parameters: Any) -> None:
        """A statement that writes, as a transaction of its own, which one statement is by itself.

        Drafts are written so while somebody types: each call into the database lets the thread that
        paints go before. Raises `StoreProblem`.
        """

        def work() -> None:
            self.dialect.ready(self.database)
            self.run(sql, *parameters)

        self.with_room(work)

    def with_room(self, work: Callable[[], T]) -> T:
        """Do what writes; where the disk is full, once more with what is set aside for that."""
        try:
            return work()
        except DiskFull:
            if self.database.in_transaction() or not self.dialect.make_room():
                raise
            return work()
        finally:
            self._written += 1

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """One statement for many rows."""
        if rows:
            self.dialect.many(self.database, sql, rows)

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Insert rows given in the order of the columns."""
        quoted = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        self.run_many(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', rows)  # noqa: S608

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that may write. Raises `StoreProblem` where nothing can be saved."""
        self.dialect.ready(self.database)
        self.dialect.keep_room()
        try:
            with self.dialect.writing(self.database):
                yield
        finally:
            self._written += 1

    def get(self, kind: RecordType, id_: str) -> Record | None:
        """The record as it stands, deleted ones too; None if there is none."""
        return next(iter(self.many(kind, [id_])), None)

    def anything(self, id_: str) -> Record | None:
        """The record under an id, of whatever type it is."""
        sql = "SELECT entity FROM revision WHERE entity_id = ? LIMIT 1"
        found = self.fetch(sql, self.key(id_)) if is_uuid(id_) else []
        return self.get(self.types.named(found[0][0]), id_) if found else None

    def many(self, kind: RecordType, ids: Sequence[str]) -> list[Record]:
        """Records in the order of their ids; those that are gone are left out."""
        table = self.table(kind)
        columns = ", ".join(f'"{name}"' for name in table.columns)
        found: dict[str, Record] = {}
        for place in range(0, len(ids), MANY):
            some = ids[place : place + MANY]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT {columns} FROM {table.name} WHERE id IN ({marks})"  # noqa: S608
            for row in self.fetch(sql, *(self.key(one) for one in some)):
                record = table.record(row)
                found[record.id] = record
        return [found[id_] for id_ in ids if id_ in found]

    def existing(self, kind: RecordType, ids: Sequence[str]) -> set[str]:
        """Those of the ids under which there is a record, deleted ones too."""
        found: set[str] = set()
        for place in range(0, len(ids), MANY):
            some = [self.key(one) for one in ids[place : place + MANY]]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT id FROM {self.table(kind).name} WHERE id IN ({marks})"  # noqa: S608
            found |= {str(unpacked(row[0])) for row in self.fetch(sql, *some)}
        return found

    def last_line(self, entity_id: str) -> tuple[str, ...]:
        """The id of a record's newest journal line, as the parents of the next one."""
        sql = "SELECT id FROM revision WHERE entity_id = ? ORDER BY seq DESC LIMIT 1"
        return tuple(str(unpacked(row[0])) for row in self.fetch(sql, self.key(entity_id)))

    def setting(self, key: str, *, site: bool = False) -> str:
        """A setting of the school, or of this terminal; ``""`` where it was never set."""
        sql = "SELECT value FROM setting WHERE site = ? AND key = ?"
        found = self.fetch(sql, self.site if site else "", key)
        return str(found[0][0]) if found else ""

    def set_setting(self, key: str, value: str, *, site: bool = False) -> None:
        """Keep a setting."""
        sql = (
            "INSERT INTO setting (site, key, value) VALUES (?, ?, ?) "
            "ON CONFLICT (site, key) DO UPDATE SET value = excluded.value"
        )
        self.change(sql, self.site if site else "", key, value)

    def mark(self) -> tuple[int, int]:
        """What is another one once anything was written, here or, of records, elsewhere: as long as it
        stays, nothing that was read has to be read again. It says nothing across threads.
        """
        return self._written, int(self.fetch(self.dialect.data_version)[0][0])
