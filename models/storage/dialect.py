"""Everything in which SQLite and PostgreSQL differ."""

from __future__ import annotations

import random
import sys
import time
import uuid
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import peewee as pw

from models.kernel.errors import JiaoyanError
from models.kernel.paths import given_path
from models.storage.ballast import give_up_ballast, is_nearly_full
from models.storage.errors import ReadOnly, StoreProblem, for_people
from models.storage.grams import grams, spread
from models.storage.reading import Damaged
from models.storage.tables import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from models.storage.grams import Text

APPLICATION_ID = 0x4A59424E
"""``JYBN`` in the header of our SQLite files (PRAGMA application_id)."""
SAFE_SQLITE = 3_051_003
"""The first SQLite without the WAL-reset race."""
BUSY_TIMEOUT_S = 10.0
"""Seconds to wait for another terminal that is writing."""
MEMORY = ":memory:"
"""Stands for the path of a database that is in no file."""
CONNECT_TIMEOUT_S = 5
"""Seconds that a server may take to answer."""
_DRIVERS: Any = pw.__exception_wrapper__  # type: ignore[attr-defined]
"""What a driver raises as peewee's own errors; peewee does so by itself but for executemany."""


def _wait_a_little(started: dict[int, float]) -> Any:
    def busy(tries: int) -> bool:
        now = time.monotonic()
        if tries == 0:
            started[0] = now
        time.sleep(random.uniform(0.0002, 0.002))  # noqa: S311
        return now - started.get(0, now) < BUSY_TIMEOUT_S

    return busy


class Sqlite:
    """An embedded file, through apsw."""

    name = "sqlite"
    strict = True
    data_version = "PRAGMA data_version"
    """Asks for a number that moves when another connection has committed."""
    field_types = {"UID": "BLOB", "BOOL": "INTEGER", "BIGINT": "INTEGER"}  # noqa: RUF012

    def __init__(self, path: Path, *, exclusive: bool = False) -> None:
        self.path = path
        self.exclusive = exclusive
        self.read_only = False
        self.folder: TemporaryDirectory[str] | None = None
        """Where a copy lies that is read in place of the file."""
        self._identity: tuple[int, int] | None = None

    @property
    def where(self) -> str:
        """The file, by its whole path."""
        return str(self.path.absolute())

    @property
    def in_memory(self) -> bool:
        """Whether there is no file: nothing of it is kept."""
        return str(self.path) == MEMORY

    def note_identity(self) -> None:
        """This file, and no other that comes to have its name, is the one that is open."""
        self._identity = _identity(self.path)

    def ready(self, _database: pw.Database) -> None:
        """Before something is written. Raises `StoreProblem` where that cannot be kept."""
        if self.read_only:
            raise ReadOnly(f"数据库“{self.path}”是以只读方式打开的，存不进去。")
        self.must_be_there()

    def keep_room(self) -> None:
        """Before several statements, which cannot be done again in the middle, give up what was set
        aside where the disk is nearly full.
        """
        if not self.in_memory and is_nearly_full(self.path):
            self.make_room()

    def must_be_there(self) -> None:
        """Raises `StoreProblem` where the file that was opened is not at its place any more: SQLite
        goes on with one that was deleted or replaced as if it were, and makes one that is missing.
        """
        if self._identity is not None and _identity(self.path) != self._identity:
            raise StoreProblem(
                f"数据库文件“{self.path}”被移走、删除或换成了别的文件，存不进去。"
                "请把原来的文件放回去，再重新打开教研本。"
            )

    def before_closing(self, database: pw.Database) -> None:
        """A file that was moved or replaced while it was open gets all that was saved, and its log is
        emptied: SQLite leaves it lying there otherwise, the moved file without it is short of the
        last saves, and one that stands in its place now would have it read into it.
        """
        try:
            self.must_be_there()
        except StoreProblem:
            with suppress(pw.PeeweeException, OSError):
                self.write_back(database)

    def let_go(self, _database: pw.Database) -> bool:
        """A file's connection does not break."""
        return False

    def open_to_read(self, source: Path, *, immutable: bool) -> pw.Database:
        """A file of which nothing is changed, not even beside it where it is `immutable`."""
        import apsw
        from playhouse.apsw_ext import APSWDatabase

        where = f"file:{quote(str(source.absolute()))}?mode=ro{'&immutable=1' if immutable else ''}"
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        opened: pw.Database = APSWDatabase(
            where, pragmas={"cache_size": -64000}, timeout=None, flags=flags
        )
        return opened

    def open(self, copy: Path | None = None) -> pw.Database:
        """The file, or a copy of it, opened with what keeps every acknowledged save through a power
        cut.
        """
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

        return File(str(copy or self.path), pragmas=pragmas, timeout=None, lock_type="IMMEDIATE")

    def key(self, value: str | None) -> Any:
        """Sixteen bytes."""
        return packed(value) if value else None

    def sql(self, statement: str) -> str:
        """As it is."""
        return statement

    def damaged(
        self, database: pw.Database, statement: str, parameters: Sequence[Any]
    ) -> list[tuple[Any, ...]]:
        """The rows of a statement that meets a text which is no UTF-8, that text as `Damaged`."""
        width = len(database.execute_sql(statement, parameters).description)
        names = [f"c{n}" for n in range(width)]
        each = ", ".join(
            f"typeof({c}), CASE typeof({c}) WHEN 'text' THEN CAST({c} AS BLOB) ELSE {c} END"
            for c in names
        )
        whole = f"WITH q({', '.join(names)}) AS ({statement}) SELECT {each} FROM q"  # noqa: S608
        rows = database.execute_sql(whole, parameters).fetchall()
        return [
            tuple(_decoded(sort, cell) for sort, cell in zip(row[::2], row[1::2], strict=True))
            for row in rows
        ]

    def many(self, database: pw.Database, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """executemany."""
        with for_people(), _DRIVERS:
            database.cursor().executemany(statement, rows)

    @contextmanager
    def writing(self, database: pw.Database) -> Iterator[None]:
        """BEGIN IMMEDIATE: never a deferred read that cannot become a write."""
        with for_people(), database.atomic("IMMEDIATE"):
            yield

    def write_back(self, database: pw.Database) -> None:
        """All that the log holds goes into the file itself: whoever moves only that has it all."""
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")

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

    def columns(self, database: pw.Database) -> dict[str, set[str]]:
        """The tables that are there, each with the names of its columns."""
        return _by_table(
            database,
            "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c "
            "WHERE t.type = 'table'",
        )

    def make_room(self) -> bool:
        """Give up what was set aside for a full disk; True if there was something."""
        return not self.in_memory and give_up_ballast(self.path)


def _by_table(database: pw.Database, sql: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, column in database.execute_sql(sql).fetchall():
        found.setdefault(table, set()).add(column)
    return found


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _decoded(sort: str, cell: Any) -> Any:
    if sort != "text":
        return cell
    try:
        return bytes(cell).decode()
    except UnicodeDecodeError:
        return Damaged(bytes(cell).decode(errors="replace"))


def _set(database: pw.Database, *pragmas: str) -> None:
    with for_people():
        for pragma in pragmas:
            database.execute_sql(f"PRAGMA {pragma}")


class Postgres:
    """A server that several terminals share."""

    name = "postgres"
    strict = False
    data_version = 'SELECT coalesce(max(seq), 0) FROM "revision"'
    """Asks for a number that moves when a record was saved, by whomever."""
    field_types = {"UID": "UUID", "BOOL": "BOOLEAN"}  # noqa: RUF012

    def __init__(self, url: str) -> None:
        self.url = url
        self.read_only = False

    @property
    def where(self) -> str:
        """The server and the database."""
        return self.url

    def must_be_there(self) -> None:
        """A server says by itself what is there."""

    def before_closing(self, database: pw.Database) -> None:
        """A server keeps its own files."""

    def keep_room(self) -> None:
        """A server minds its own disk."""

    def ready(self, database: pw.Database) -> None:
        """Before something is written: a connection that a server's restart has cut is made anew."""
        if not database.is_closed() and not database.in_transaction():
            try:
                database.execute_sql("SELECT 1")
            except pw.PeeweeException:
                if not self.let_go(database):
                    raise

    def let_go(self, database: pw.Database) -> bool:
        """Close a connection that is dead, so that the next statement makes a new one; True if it
        was.
        """
        if database.is_closed() or database.is_connection_usable():
            return False
        with suppress(pw.PeeweeException):
            database.close()
        return True

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

        return Server(
            self.url, prefer_psycopg3=True, connect_timeout=CONNECT_TIMEOUT_S,
            keepalives_idle=CONNECT_TIMEOUT_S, keepalives_interval=CONNECT_TIMEOUT_S,
            keepalives_count=2, tcp_user_timeout=2000 * CONNECT_TIMEOUT_S,
        )  # fmt: skip

    def key(self, value: str | None) -> Any:
        """A UUID."""
        return uuid.UUID(value) if value else None

    def sql(self, statement: str) -> str:
        """``%s`` for ``?``."""
        return statement.replace("%", "%%").replace("?", "%s")

    def damaged(
        self, database: pw.Database, statement: str, parameters: Sequence[Any]
    ) -> list[tuple[Any, ...]]:
        """As any: a server takes in no text that is no UTF-8."""
        rows = database.execute_sql(self.sql(statement), parameters).fetchall()
        return [tuple(row) for row in rows]

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

    def columns(self, database: pw.Database) -> dict[str, set[str]]:
        """The tables that are there, each with the names of its columns."""
        return _by_table(
            database,
            "SELECT t.relname, c.attname FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid "
            "WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p') "
            "AND c.attnum > 0 AND NOT c.attisdropped",
        )

    def make_room(self) -> bool:
        """Nothing is set aside for a server's disk."""
        return False


def dialect_of(where: str | Path, *, exclusive: bool = False) -> Sqlite | Postgres:
    """Which database a path or URL means."""
    text = str(where)
    if text.startswith("sqlite://") and text.removeprefix("sqlite://").strip("/") in ("", MEMORY):
        raise JiaoyanError(f"“{text}”没有说明是哪个文件。请写 sqlite:/// 和数据库文件的路径。")
    if text.startswith("sqlite://") and not text.startswith("sqlite:///"):
        raise JiaoyanError(f"数据库地址“{text}”少了一条斜线。请写 sqlite:/// 和数据库文件的路径。")
    if text.startswith(("postgresql://", "postgres://")):
        return Postgres(text)
    if "://" in text and not text.startswith("sqlite://"):
        raise JiaoyanError(
            f"不认识这种数据库地址：{text}。请写文件路径或 postgresql:// 开头的地址。"
        )
    return Sqlite(given_path(text.removeprefix("sqlite:///")), exclusive=exclusive)
