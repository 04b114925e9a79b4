"""Everything in which SQLite and PostgreSQL differ."""

from __future__ import annotations

import random
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peewee as pw

from models.problems import JiaoyanError
from models.store.ballast import give_up_ballast
from models.store.errors import for_people
from models.store.grams import grams, spread
from models.store.tables import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.store.search import Text

APPLICATION_ID = 0x4A59424E
"""``JYBN`` in the header of our SQLite files (PRAGMA application_id)."""
SAFE_SQLITE = 3_051_003
"""The first SQLite without the WAL-reset race."""
PATIENCE = 10.0
"""Seconds to wait for another terminal that is writing."""
_DRIVERS: Any = pw.__exception_wrapper__  # type: ignore[attr-defined]
"""What a driver raises as peewee's own errors; peewee does so by itself but for executemany."""


def _wait_a_little(started: dict[int, float]) -> Any:
    def busy(tries: int) -> bool:
        now = time.monotonic()
        if tries == 0:
            started[0] = now
        time.sleep(random.uniform(0.0002, 0.002))  # noqa: S311
        return now - started.get(0, now) < PATIENCE

    return busy


class Sqlite:
    """An embedded file, through apsw."""

    name = "sqlite"
    strict = True
    field_types = {"UID": "BLOB", "BOOL": "INTEGER", "BIGINT": "INTEGER"}  # noqa: RUF012

    def __init__(self, path: Path, *, exclusive: bool = False) -> None:
        self.path = path
        self.exclusive = exclusive

    def open(self) -> pw.Database:
        """The file, opened with what keeps every acknowledged save through a power cut."""
        import apsw
        from playhouse.apsw_ext import APSWDatabase

        if apsw.sqlite3_sourceid() and apsw.SQLITE_VERSION_NUMBER < SAFE_SQLITE:
            raise JiaoyanError("这台电脑上的 SQLite 太旧，会丢数据。请重新安装教研本的组件。")
        pragmas: dict[str, Any] = {"foreign_keys": 1, "cache_size": -64000}
        if self.exclusive:
            pragmas = {"locking_mode": "EXCLUSIVE", **pragmas}
        pragmas |= {"journal_mode": "WAL", "synchronous": "FULL"}
        if sys.platform == "darwin":
            pragmas["fullfsync"] = 1

        class File(APSWDatabase):  # type: ignore[misc]
            field_types = APSWDatabase.field_types | Sqlite.field_types

            def _add_conn_hooks(self, conn: Any) -> None:
                conn.set_busy_handler(_wait_a_little({}))
                super()._add_conn_hooks(conn)

        return File(str(self.path), pragmas=pragmas, timeout=None, lock_type="IMMEDIATE")

    def key(self, value: str | None) -> Any:
        """Sixteen bytes."""
        return packed(value) if value else None

    def sql(self, statement: str) -> str:
        """As it is."""
        return statement

    def many(self, database: pw.Database, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """executemany."""
        with for_people(), _DRIVERS:
            database.cursor().executemany(statement, rows)

    @contextmanager
    def writing(self, database: pw.Database) -> Iterator[None]:
        """BEGIN IMMEDIATE: never a deferred read that cannot become a write."""
        with for_people(), database.atomic("IMMEDIATE"):
            yield

    @contextmanager
    def unsynced(self, database: pw.Database) -> Iterator[None]:
        """Without waiting for the disk: only for a file that counts for nothing before its end.
        Afterwards it is as `open` has it.
        """
        _set(database, "synchronous = OFF", "journal_mode = MEMORY")
        yield
        _set(database, "synchronous = FULL", "journal_mode = WAL")

    def holds(self, word: str, pieces: list[str]) -> tuple[str, list[Any]]:
        """A condition on searchtext: the body holds a folded word that has these grams."""
        if not pieces:
            return "instr(body, ?) > 0", [word]
        match = " AND ".join(f'"{gram}"' for gram in pieces)
        return (
            "doc IN (SELECT rowid FROM search_gram WHERE search_gram MATCH ?) "
            "AND instr(body, ?) > 0"
        ), [match, word]

    def index(self, database: pw.Database, texts: list[Text]) -> None:
        """Texts into the index, in a transaction of the caller's."""
        found = database.execute_sql("SELECT coalesce(max(doc), 0) FROM searchtext").fetchone()
        numbered = list(enumerate(texts, int(found[0]) + 1))
        self.many(
            database,
            "INSERT INTO searchtext (doc, entity, entity_id, day, title, body) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(doc, t.type, t.id, t.day, t.title, t.body) for doc, t in numbered],
        )
        self.many(
            database,
            "INSERT INTO search_gram (rowid, grams) VALUES (?, ?)",
            ((doc, spread(t.body)) for doc, t in numbered),
        )

    def unindex(self, database: pw.Database, docs: list[int]) -> None:
        """Texts out of the index."""
        rows = [(doc,) for doc in docs]
        self.many(database, "DELETE FROM search_gram WHERE rowid = ?", rows)
        self.many(database, "DELETE FROM searchtext WHERE doc = ?", rows)

    def make_room(self) -> bool:
        """Give up what was set aside for a full disk; True if there was something."""
        return give_up_ballast(self.path)

    def tick(self, database: pw.Database) -> int:
        """PRAGMA data_version moves for others' commits only."""
        return int(database.execute_sql("PRAGMA data_version").fetchone()[0])


def _set(database: pw.Database, *pragmas: str) -> None:
    with for_people():
        for pragma in pragmas:
            database.execute_sql(f"PRAGMA {pragma}")


class Postgres:
    """A server that several terminals share."""

    name = "postgres"
    strict = False
    field_types = {"UID": "UUID", "BOOL": "BOOLEAN"}  # noqa: RUF012

    def __init__(self, url: str) -> None:
        self.url = url

    def open(self) -> pw.Database:
        """The database a URL names."""
        try:
            import psycopg  # noqa: F401
        except ImportError:
            raise JiaoyanError(
                "要连接 PostgreSQL，还需要一个组件：请安装 jiaoyan[postgres]。"
            ) from None

        class Server(pw.PostgresqlDatabase):
            field_types = pw.PostgresqlDatabase.field_types | Postgres.field_types

        return Server(self.url, prefer_psycopg3=True)

    def key(self, value: str | None) -> Any:
        """A UUID."""
        return uuid.UUID(value) if value else None

    def sql(self, statement: str) -> str:
        """``%s`` for ``?``."""
        return statement.replace("%", "%%").replace("?", "%s")

    def many(self, database: pw.Database, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """executemany."""
        with for_people(), _DRIVERS:
            database.cursor().executemany(self.sql(statement), list(rows))

    @contextmanager
    def writing(self, database: pw.Database) -> Iterator[None]:
        """A transaction that holds the journal's lock, so that the chain has one order."""
        with for_people(), database.atomic():
            database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (APPLICATION_ID,))
            yield

    def holds(self, word: str, pieces: list[str]) -> tuple[str, list[Any]]:
        """A condition on searchtext: the body holds a folded word that has these grams."""
        if not pieces:
            return "strpos(body, ?) > 0", [word]
        return "(grams @> ?::text[] AND strpos(body, ?) > 0)", [pieces, word]

    def index(self, database: pw.Database, texts: list[Text]) -> None:
        """Texts into the index, in a transaction of the caller's."""
        self.many(
            database,
            "INSERT INTO searchtext (entity, entity_id, day, title, body, grams) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(t.type, t.id, t.day, t.title, t.body, list(grams(t.body))) for t in texts],
        )

    def unindex(self, database: pw.Database, docs: list[int]) -> None:
        """Texts out of the index."""
        self.many(database, "DELETE FROM searchtext WHERE doc = ?", [(doc,) for doc in docs])

    def make_room(self) -> bool:
        """Nothing is set aside for a server's disk."""
        return False

    def tick(self, database: pw.Database) -> int:
        """The newest line of the journal."""
        found = database.execute_sql('SELECT coalesce(max(seq), 0) FROM "revision"').fetchone()
        return int(found[0])


def dialect_of(where: str | Path, *, exclusive: bool = False) -> Sqlite | Postgres:
    """Which database a path or URL means."""
    text = str(where)
    if text.startswith(("postgresql://", "postgres://")):
        return Postgres(text)
    if "://" in text and not text.startswith("sqlite://"):
        raise JiaoyanError(
            f"不认识这种数据库地址：{text}。请写文件路径或 postgresql:// 开头的地址。"
        )
    return Sqlite(Path(text.removeprefix("sqlite:///")).expanduser(), exclusive=exclusive)
