"""Word documents of many records into a folder.

A file is written whole or not at all, is left alone when nothing has changed, and is never
overwritten when somebody else has changed it: then the new one is called ``…_v2``.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.documents import Document, documents_of, layout_for, render
from exports.ledger import Entry, Ledger, digest, put
from exports.names import file_of, folder_of, room_in
from exports.word.carrier import account_of
from models.collecting.companions import Company
from models.collecting.portable import told
from models.desk import Desk
from models.layouts import own_layouts
from models.problems import JiaoyanError, why
from models.record import canonical

if TYPE_CHECKING:
    from models.record import Link, Record
    from models.store import Store

ENGINE = "3"
"""Goes up when the same layout and record give other bytes."""
ENDING = ".docx"
_EXTRA = len("_01234567_v99.docx")
_MOST_VERSIONS = 100
_SAVED_EVERY = 200
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}

Progress = Callable[[int, int], None]
"""Told how many records are done, of how many (0 where that is not known)."""


class ExportProblem(JiaoyanError):
    """Nothing can be written there; the message says what to do."""


@dataclass
class Report:
    """What came of an export. `files` are all that stand there now, written or unchanged; `failed`
    are records with the reason; `kept` are files that somebody else has changed; `incomplete` those
    in which a photo is missing.
    """

    written: int = 0
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    incomplete: list[Path] = field(default_factory=list)
    cancelled: bool = False

    def add(self, other: Report) -> None:
        """What came of another export, beside this one."""
        self.written += other.written
        self.unchanged += other.unchanged
        self.failed += other.failed
        self.files += other.files
        self.kept += other.kept
        self.incomplete += other.incomplete
        self.cancelled |= other.cancelled


def default_folder() -> Path:
    """Where documents go if nobody says otherwise: in the person's own documents."""
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "教研本导出"


def export_records(
    store: Store,
    records: Iterable[Record],
    folder: Path,
    documents: Sequence[Document] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    seen_by: Link | None,
) -> Report:
    """Write the documents of these records, by default all there are for the state each is in, with
    no more in them than the one who asks may see (all of it where nobody says who asks).

    What is written stays written when it is `cancelled`. A record that fails does not stop the
    others. Raises `ExportProblem` where the folder cannot be written or the disk is full.
    """
    export = _Export(store, ready_folder(folder), seen_by)
    total = len(records) if isinstance(records, Sized) else 0
    try:
        for done, record in enumerate(records, 1):
            if cancelled and cancelled():
                export.report.cancelled = True
                break
            export.record(record, documents)
            if done % _SAVED_EVERY == 0:
                export.remember()
            if progress:
                progress(done, total)
    finally:
        export.remember()
    return export.report


def ready_folder(folder: Path) -> Path:
    """The folder, made and tried. Raises `ExportProblem` where nothing can be written."""
    probe = folder / f".教研本-{os.getpid()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as problem:
        raise ExportProblem(reason_of(problem, folder)) from None
    return folder


def reason_of(problem: OSError, path: Path) -> str:
    """Why nothing could be written there, and what to do."""
    if problem.errno in _FULL:
        return "磁盘满了，没有写完。清理磁盘后再导出一次，已写好的不会重写。"
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return f"“{path}”不是文件夹，不能往里写。请另选一个文件夹。"
    if isinstance(problem, PermissionError) or problem.errno == errno.EROFS:
        return f"没有权限写“{path}”。文件若在 Word 里开着请先关上，或另选一个文件夹。"
    return f"写不了“{path}”（{why(problem)}）。请检查磁盘，或另选一个文件夹。"


class _Export:
    """One run into one folder."""

    def __init__(self, store: Store, folder: Path, seen_by: Link | None) -> None:
        self.store = store
        self.seen_by = seen_by
        self.desk = Desk(store)
        self.folder = folder
        self.ledger = Ledger(folder)
        self.report = Report()
        self.school = self.desk.school
        self.company = Company(store, self.school)
        self.own = own_layouts(store)
        self._about_school = canonical(self.school.values) if self.school else ""
        self._missing = 0

    def record(self, record: Record, documents: Sequence[Document] | None) -> None:
        """Write the documents of one record; what goes wrong with it is noted."""
        record = record.as_seen_by(self.seen_by)
        wanted = documents_of(record.type) if documents is None else documents
        account = None
        for document in wanted:
            if record.state not in document.states or record.type is not document.kind:
                continue
            if account is None:
                account = account_of({"record": told(record), **self.company.of(record)})
            try:
                gathered = document.gathers(record, self.store)
                key = self._key(document, account.text + _in_words(document, gathered))
                self._document(
                    document,
                    record,
                    key,
                    {"gathered": gathered, "account": account, "own": self.own},
                )
            except JiaoyanError as problem:
                self.report.failed.append(
                    (record.id, f"《{record.title}》{document.name}：{problem}")
                )
            except OSError as problem:
                reason = reason_of(problem, self.folder)
                if problem.errno in _FULL:
                    raise ExportProblem(reason) from None
                self.report.failed.append(
                    (record.id, f"《{record.title}》{document.name}：{reason}")
                )

    def remember(self) -> None:
        """Keep in the folder what has been written so far."""
        try:
            self.ledger.save()
        except OSError as problem:
            raise ExportProblem(reason_of(problem, self.folder)) from None

    def _key(self, document: Document, content: str) -> str:
        """Equal keys give equal files: all that goes into one."""
        layout = layout_for(document, self.school, self.own).digest
        facts = (ENGINE, layout, self._about_school, content)
        return hashlib.sha256("\x1f".join(facts).encode("utf-8", "surrogatepass")).hexdigest()

    def _document(
        self, document: Document, record: Record, key: str, beside: Mapping[str, Any]
    ) -> None:
        before = self.ledger.entry(record.id, document.name)
        untouched = self.ledger.untouched(before)
        if before and untouched is not None and before.key == key:
            self._leave(before.path, touched=not untouched)
            return
        missing = self._missing
        content = render(document, record, self.school, self._blob, **beside)
        ours = before if untouched else None
        path, same = self._place(document, record, content, ours)
        if self._missing > missing:
            self.report.incomplete.append(self.folder / path)
            key = ""
        if same:
            self._leave(path)
        else:
            self._write(path, content)
        self.ledger.note(self._entry(document, record, path, key, content))
        if ours and ours.path != path:
            (self.folder / ours.path).unlink(missing_ok=True)

    def _term_of(self, record: Record) -> str:
        """The term in which a record begins that runs on over several: a topic."""
        if "term" in record.type.by_key or not record.day:
            return ""
        term = self.desk.term_on(record.day)
        return term.title if term else ""

    def _blob(self, sha256: str) -> bytes:
        try:
            return self.store.blob(sha256)
        except JiaoyanError:
            self._missing += 1
            raise

    def _place(
        self, document: Document, record: Record, content: bytes, ours: Entry | None
    ) -> tuple[str, bool]:
        """Where the file goes, and whether it stands there already.

        What is there and not `ours` is left: the next version gets a name of its own.
        """
        for path in self._paths(document, record):
            there = self.folder / path
            if (ours and ours.path == path) or not there.exists():
                return path, False
            if there.stat().st_size == len(content) and there.read_bytes() == content:
                return path, True
        raise ExportProblem("同名的文件太多了。请换一个空文件夹再导出。")

    def _paths(self, document: Document, record: Record) -> Iterator[str]:
        """The names it may have: its own, with the end of its id where another record has that,
        then with a version.
        """
        folders = folder_of(record, self._term_of(record))
        room = room_in(self.folder.joinpath(*folders), _EXTRA)
        main = document is documents_of(record.type)[0]
        name = file_of(document, record, main=main, room=room)
        names = (name, *(f"{name}_{record.id[-digits:]}" for digits in (4, 8)))
        paths = ["/".join((*folders, one)) for one in names]
        free = next(
            (p for p in paths if self.ledger.is_free(p + ENDING, record.id, document.name)),
            paths[-1],
        )
        yield free + ENDING
        for version in range(2, _MOST_VERSIONS):
            path = f"{free}_v{version}{ENDING}"
            if self.ledger.is_free(path, record.id, document.name):
                yield path

    def _write(self, path: str, content: bytes) -> None:
        whole = self.folder / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        put(whole, content)
        self.report.written += 1
        self.report.files.append(whole)

    def _leave(self, path: str, *, touched: bool = False) -> None:
        self.report.unchanged += 1
        self.report.files.append(self.folder / path)
        if touched:
            self.report.kept.append(self.folder / path)

    def _entry(
        self, document: Document, record: Record, path: str, key: str, content: bytes
    ) -> Entry:
        left = (self.folder / path).stat()
        return Entry(record.id, document.name, path, key, left.st_size, left.st_mtime_ns,
                     digest(content))  # fmt: skip


def _in_words(document: Document, gathered: Mapping[str, Any]) -> str:
    """What was gathered as text, pictures by their hash; ``""`` for nothing."""
    told = {
        key: [(digest(photo.content), *photo[1:]) for photo in value]
        if key in document.more.photos else value
        for key, value in gathered.items()
    }  # fmt: skip
    return canonical(told) if told else ""
