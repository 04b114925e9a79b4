"""The store: one object that the rest of the program reads and writes through.

What writes, searches and reads the journal is imported where it is used: the way to the first screen
only reads.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from models.catalogue import RECORD_TYPES, type_named
from models.record import Record, is_uuid, now
from models.store import drafts, queries
from models.store.errors import DiskFull, StoreProblem, for_people
from models.store.reading import unpacked
from models.store.tables import RecordTable, record_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import peewee as pw

    from models.filters import Filter
    from models.record import Link
    from models.spec import RecordType
    from models.store.dialect import Postgres, Sqlite
    from models.store.drafts import Draft
    from models.store.journal import Revision
    from models.store.search import Hit

T = TypeVar("T")
MANY = 500
"""Ids asked for in one statement."""


class Store:
    """An open database. Safe to use from several threads: each has its own connection, which
    `connected` gives back.
    """

    def __init__(self, database: pw.Database, dialect: Sqlite | Postgres, notice: str = "") -> None:
        self.database = database
        self.dialect = dialect
        self.notice = notice
        """Something the person should know about where the data lies."""
        self._tables = {kind.name: record_table(kind) for kind in RECORD_TYPES}
        self.site = ""
        """This terminal."""
        self.person = ""
        """The id of who sits at it, ``""`` while nobody has said: drafts are each person's own."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here; `notice` says why."""
        return self.dialect.read_only

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.database.is_closed():
            self.database.close()

    @contextmanager
    def connected(self) -> Iterator[Store]:
        """A connection for a worker thread, closed at the end."""
        self.dialect.must_be_there()
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
        `models.store.reading.Damaged`.
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

    def writing(self) -> Any:
        """A transaction that may write. Raises `StoreProblem` where nothing can be saved."""
        self.dialect.ready(self.database)
        self.dialect.keep_room()
        return self.dialect.writing(self.database)

    def get(self, kind: RecordType, id_: str) -> Record | None:
        """The record as it stands, deleted ones too; None if there is none."""
        return next(iter(self.many(kind, [id_])), None)

    def anything(self, id_: str) -> Record | None:
        """The record under an id, of whatever type it is."""
        sql = "SELECT entity FROM revision WHERE entity_id = ? LIMIT 1"
        found = self.fetch(sql, self.key(id_)) if is_uuid(id_) else []
        return self.get(type_named(found[0][0]), id_) if found else None

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

    def save(
        self, record: Record, *, actor: str, reason: str = "", op: str = "", at: str = ""
    ) -> Record:
        """Save one record; the stored version comes back. What changed nothing is not saved.

        Raises `Conflict` when the stored version is not the one the record began from, and
        `StoreProblem` when the database refuses.
        """
        from models.store.save import save_all

        return save_all(self, [record], actor=actor, reason=reason, op=op, at=at)[0]

    def save_all(
        self, records: Iterable[Record], *, actor: str, reason: str = "", op: str = "", at: str = ""
    ) -> list[Record]:
        """Save many records, a thousand in one transaction."""
        from models.store.save import save_all

        return save_all(self, records, actor=actor, reason=reason, op=op, at=at)

    def adopt_all(
        self, arrivals: Iterable[tuple[Record, int]], *, actor: str, reason: str
    ) -> list[Record]:
        """Keep records as they stand in another database, with their version, moments and lineage,
        each in place of the version of ours that is given with it (0 where there is none).

        The journal says who took them over, when and from where (`reason`). Raises `Conflict` when
        ours is another version by now, and `StoreProblem`.
        """
        from models.store.save import adopt_all

        return adopt_all(self, arrivals, actor=actor, reason=reason)

    def together(self) -> Any:
        """Everything saved within is saved, or none of it."""
        return self.writing()

    def delete(self, record: Record, *, actor: str, reason: str = "") -> Record:
        """Put a record away; `restore` brings it back."""
        return self.save(replace(record, deleted_at=now()), actor=actor, reason=reason, op="delete")

    def restore(self, record: Record, *, actor: str) -> Record:
        """Bring a deleted record back."""
        return self.save(replace(record, deleted_at=""), actor=actor, op="restore")

    def history(self, kind: RecordType, id_: str) -> list[Revision]:
        """Every change of a record, oldest first."""
        from models.store import journal

        return [journal.as_it_reads(kind, line) for line in journal.history(self, id_)]

    def last_line(self, entity_id: str) -> tuple[str, ...]:
        """The id of a record's newest journal line, as the parents of the next one."""
        sql = "SELECT id FROM revision WHERE entity_id = ? ORDER BY seq DESC LIMIT 1"
        return tuple(str(unpacked(row[0])) for row in self.fetch(sql, self.key(entity_id)))

    def version_at(self, record: Record, version: int) -> Record | None:
        """The record as it was at a version."""
        from models.store import journal

        return journal.version_at(self, record, version)

    def head_hash(self) -> str:
        """The hash of the journal's last line: the anchor to print on closed papers."""
        from models.store import journal

        return journal.head(self)[1]

    def first_broken(self) -> int | None:
        """The first journal line that was tampered with; None if the chain holds."""
        from models.store import journal

        return journal.first_broken(self)

    def undo(self, revision_id: str, *, actor: str) -> Record:
        """Take one change back, by a new version.

        Raises `UndoRefused` where a field it changed was changed again later, or the record has
        come further.
        """
        from models.store.undoing import undone

        return self.save(undone(self, revision_id), actor=actor, op="undo")

    def draft(self, kind: RecordType, record_id: str) -> Draft | None:
        """What the person at this terminal typed into a record and has not saved yet."""
        return drafts.draft_of(self, kind.name, record_id)

    def drafts(self) -> list[Draft]:
        """All drafts of the person at this terminal, newest first."""
        return drafts.all_drafts(self)

    def put_draft(self, draft: Draft) -> None:
        """Keep what was typed. Raises `StoreProblem`."""
        drafts.put(self, draft)

    def discard_draft(self, draft: Draft) -> None:
        """Throw a draft away that cannot be read."""
        drafts.discard(self, draft)

    def drop_draft(self, kind: RecordType, record_id: str, person: str | None = None) -> None:
        """Forget a draft of a person, by default who sits here now."""
        self.change(drafts.DROP, *drafts.place(self, kind.name, record_id, person))

    def ids(self, wanted: Filter, limit: int | None = None) -> list[str]:
        """A snapshot of the ids a filter means, in order."""
        return queries.ids(self, wanted, limit)

    def rows(self, kind: RecordType, ids: Sequence[str], keys: Sequence[str]) -> list[queries.Row]:
        """Light rows for lists."""
        return queries.rows(self, kind, ids, keys)

    def counts(self, wanted: Filter, key: str) -> dict[str, int]:
        """Numbers for the chips under a field, or under ``"state"``."""
        return queries.counts(self, wanted, key)

    def linked(self, target_id: str, types: Sequence[str] = ()) -> list[queries.Linked]:
        """Who links to a record."""
        return queries.linked(self, target_id, types)

    def members(self, group_id: str, day: str) -> list[tuple[Link, str]]:
        """Who belongs to a group on a day, with the role there."""
        return queries.members(self, group_id, day)

    def groups_of(self, teacher_id: str, day: str) -> set[str]:
        """The ids of the groups a teacher belongs to on a day."""
        return queries.groups_of(self, teacher_id, day)

    def search(self, text: str, types: Sequence[str] = (), limit: int = 50) -> list[Hit]:
        """Full text over all terms, newest first."""
        from models.store import search

        return search.find(self, text, types, limit)

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

    def blob(self, sha256: str) -> bytes:
        """The bytes of an attachment; raises `StoreProblem` if they are not here."""
        found = self.fetch("SELECT content FROM blob WHERE sha256 = ?", sha256)
        if not found:
            raise StoreProblem("这份附件的内容不在数据库里。请重新添加。")
        return bytes(found[0][0])

    def has_blob(self, sha256: str) -> bool:
        """Whether the bytes of an attachment are here."""
        return bool(self.fetch("SELECT 1 FROM blob WHERE sha256 = ?", sha256))

    def put_blob(self, sha256: str, content: bytes, media: str, width: int, height: int) -> None:
        """Keep the bytes of an attachment under their hash."""
        sql = (
            "INSERT INTO blob (sha256, content, media, width, height) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (sha256) DO NOTHING"
        )
        self.change(sql, sha256, content, media, width, height)

    def tick(self) -> int:
        """A number that moves when somebody else has written."""
        return self.dialect.tick(self.database)

    def text_condition(self, text: str) -> tuple[str, list[Any]]:
        """A condition for lists: the records whose text holds all of `text`."""
        from models.store import search

        return search.condition(self, text)
