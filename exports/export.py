"""Word documents of many records into a folder.

A file is written whole or not at all, is left alone when nothing has changed, and is never
overwritten when somebody else has changed it: then the new one is called ``…_v2``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exports.documents import Document, documents_of, layout_for, render
from exports.folders import ExportProblem, is_full, ready_folder, reason_of
from exports.ledger import FILE, Ledger, digest
from exports.names import file_of, folder_of, room_in
from exports.ours import is_paper_of
from exports.placing import Made, Place
from exports.word.carrier import account_of
from models.exchange.companions import Company
from models.exchange.portable import to_dict
from models.kernel.errors import JiaoyanError, why
from models.kernel.json_text import canonical
from models.kernel.whole_files import put
from models.school.layouts import own_layouts
from models.session.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from exports.placing import Placed
    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.storage import Store

ENGINE = "3"
"""Goes up when the same layout and record give other bytes."""
ENDING = ".docx"
_EXTRA = len("_01234567_v99.docx")
_SAVED_EVERY = 20
"""Records of which a process that is killed has not yet written down where they stand."""

Progress = Callable[[int, int], None]
"""Told how many records are done, of how many (0 where that is not known)."""


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

    def note(self, placed: Placed) -> None:
        """Where a file stands now."""
        self.written += placed.written
        self.unchanged += not placed.written
        self.files.append(placed.path)
        self.kept += [placed.path] if placed.kept else []

    def add(self, other: Report) -> None:
        """What came of another export, beside this one."""
        self.written += other.written
        self.unchanged += other.unchanged
        self.failed += other.failed
        self.files += other.files
        self.kept += other.kept
        self.incomplete += other.incomplete
        self.cancelled |= other.cancelled


def remember(ledger: Ledger, report: Report, *, last: bool = False) -> None:
    """Write down what is new in a ledger, and tidy it when that is the `last` of it; where something
    stands in its way that is said, and all else is done.

    Raises `ExportProblem` where the disk is full.
    """
    try:
        ledger.tidy() if last else ledger.save()
    except OSError as problem:
        if is_full(problem):
            raise ExportProblem(reason_of(problem, ledger.folder)) from None
        said = (
            f"文件写好了，只是没有记进“{ledger.folder / FILE}”（{why(problem)}）。"
            "请把那里的东西改名或移走；没有它，下次导出会逐个比较。"
        )
        report.failed += [] if ("", said) in report.failed else [("", said)]


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
        export.remember(last=True)
    return export.report


class _Export:
    """One run into one folder."""

    def __init__(self, store: Store, folder: Path, seen_by: Link | None) -> None:
        self.store = store
        self.seen_by = seen_by
        self.session = Session(store)
        self.folder = folder
        self.ledger = Ledger(folder)
        self.report = Report()
        self.school = self.session.school
        self.company = Company(store, self.school)
        self.own = own_layouts(store)
        self._about_school = canonical(self.school.values) if self.school else ""
        self._missing = 0

    def record(self, record: Record, documents: Sequence[Document] | None) -> None:
        """Write the documents of one record; what goes wrong with it is noted."""
        if record.unread:
            self.report.failed.append((record.id, f"{record.damage}，没有导出。"))
            return
        record = record.as_seen_by(self.seen_by)
        wanted = documents_of(record.type) if documents is None else documents
        account = None
        for document in wanted:
            if record.state not in document.states or record.type is not document.kind:
                continue
            if account is None:
                account = account_of({"record": to_dict(record), **self.company.of(record)})
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
                if is_full(problem):
                    raise ExportProblem(reason) from None
                self.report.failed.append(
                    (record.id, f"《{record.title}》{document.name}：{reason}")
                )

    def remember(self, *, last: bool = False) -> None:
        """Keep in the folder what has been written so far."""
        remember(self.ledger, self.report, last=last)

    def _key(self, document: Document, content: str) -> str:
        """Equal keys give equal files: all that goes into one."""
        layout = layout_for(document, self.school, self.own).digest
        facts = (ENGINE, layout, self._about_school, content)
        return hashlib.sha256("\x1f".join(facts).encode("utf-8", "surrogatepass")).hexdigest()

    def _document(
        self, document: Document, record: Record, key: str, beside: Mapping[str, Any]
    ) -> None:
        place = Place(self.ledger, record.id, document.name)
        placed = place.standing(key)
        if placed is None:
            missing = self._missing
            content = render(document, record, self.school, self._blob, **beside)
            whole = self._missing == missing
            made = Made(key if whole else "", len(content), digest(content),
                        lambda path: put(path, content),
                        lambda path: is_paper_of(path, record.id))  # fmt: skip
            placed = place.put(made, self._name(document, record))
            self.report.incomplete += [] if whole else [placed.path]
        self.report.note(placed)

    def _term_of(self, record: Record) -> str:
        """The term in which a record begins that runs on over several: a topic."""
        if "term" in record.type.by_key or not record.day:
            return ""
        term = self.session.term_on(record.day)
        return term.title if term else ""

    def _blob(self, sha256: str) -> bytes:
        try:
            return self.store.blob(sha256)
        except JiaoyanError:
            self._missing += 1
            raise

    def _name(self, document: Document, record: Record) -> str:
        """Its name from the folder, with the end of its id where another record has that."""
        folders = folder_of(record, self._term_of(record))
        room = room_in(self.folder.joinpath(*folders), _EXTRA)
        main = document is documents_of(record.type)[0]
        name = file_of(document, record, main=main, room=room)
        names = (name, *(f"{name}_{record.id[-digits:]}" for digits in (4, 8)))
        paths = ["/".join((*folders, one)) + ENDING for one in names]
        free = (path for path in paths if self.ledger.is_free(path, record.id, document.name))
        return next(free, paths[-1])


def _in_words(document: Document, gathered: Mapping[str, Any]) -> str:
    """What was gathered as text, pictures by their hash; ``""`` for nothing."""
    to_dict = {
        key: [(digest(photo.content), *photo[1:]) for photo in value]
        if key in document.more.photos else value
        for key, value in gathered.items()
    }  # fmt: skip
    return canonical(to_dict) if to_dict else ""
