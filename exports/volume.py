"""One bound volume: the papers of many records in one Word file, with cover, contents and a last
sheet.

As with single papers, a file is written whole or not at all, is left alone when nothing has changed,
and is never overwritten when somebody else has changed it: then the new one is called ``…_v2``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from exports.documents import layout_for, shown_on
from exports.export import ENDING, Report, remember
from exports.folders import ExportProblem, ready_folder, reason_of
from exports.ledger import Ledger, digest_of
from exports.ours import is_volume_of_ours
from exports.papers import built
from exports.placing import Made, Place
from exports.volume_contents import BLOCK, CONTENTS, COVER, END, contents_of, cover, end, listed
from exports.word.carrier import CHECK, VOLUME, account_of
from exports.word.layout import Properties, compile_layout
from exports.word.volume import write_volume
from models.exchange.companions import Company
from models.exchange.portable import to_dict
from models.kernel.errors import JiaoyanError
from models.kernel.whole_files import written_beside
from models.school.layouts import own_layouts
from models.school.schools import fonts_of
from models.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from exports.documents import Document
    from exports.export import Progress
    from exports.volume_contents import Contents, Read
    from exports.word.layout import Layout
    from models.kernel.fields import Link
    from models.kernel.record import Record, RecordType
    from models.storage import Store

_PAPER = "合订本"
"""As the name of a document in the ledger."""
_FRONT = {"volume.cover": COVER, "volume.contents_sheet": CONTENTS}
_BACK = {"volume.last_sheet": END}


class Changed(JiaoyanError):
    """A record was changed while the volume was written."""


def export_volume(
    store: Store,
    kind: RecordType,
    ids: Sequence[str],
    path: Path,
    papers: Sequence[Document],
    progress: Progress | None = None,
    *,
    seen_by: Link | None,
) -> Report:
    """Write the volume of these `papers` of the records with these ids, with no more in it than the
    one who asks may see. There is no file, and nothing in the report, where there is no paper.

    Raises `ExportProblem`, and `JiaoyanError` that names the record where one has no paper after
    all: then nothing has been written.
    """
    if path.suffix.lower() != ENDING or path.is_dir():
        raise ExportProblem(f"“{path}”不是 Word 文件的名字。请写一个以 .docx 结尾的文件名。")
    session = Session(store)

    def read(wanted: Sequence[str]) -> list[Record]:
        return [record.as_seen_by(seen_by) for record in store.many(kind, wanted)]

    contents = contents_of(kind, papers, ids, read)
    report = Report()
    if contents.items:
        ready_folder(path.parent)
        binding = _Volume(session, contents, read, report, progress)
        try:
            _put(path, binding)
        except OSError as problem:
            raise ExportProblem(reason_of(problem, path)) from None
    return report


class _Volume:
    """A volume to be written."""

    def __init__(
        self,
        session: Session,
        contents: Contents,
        read: Read,
        report: Report,
        progress: Progress | None,
    ) -> None:
        self.contents = contents
        self.report = report
        self._session = session
        self._read = read
        self._progress = progress
        self._missing = 0

    @property
    def incomplete(self) -> bool:
        """Whether a photo is missing in it."""
        return self._missing > 0

    def write(self, file: BinaryIO) -> None:
        """Write it into a file. Raises `JiaoyanError`, OSError."""
        contents, school = self.contents, self._session.school
        front, back = (
            [_sheet(name, fonts_of(school)) for name in sheets] for sheets in (_FRONT, _BACK)
        )
        own = own_layouts(self._session.store)
        items = [layout_for(item.document, school, own).layout for item in contents.items]
        names = " ".join([*(group["name"] for group in contents.groups.values()),
                          *contents.terms.values(), contents.title])  # fmt: skip
        who = school.title if school else ""
        properties = Properties(f"{names}{_PAPER}", contents.moment, who)
        write_volume(file, [*front, *items, *back], self._papers(), properties,
                     {VOLUME: str(len(items))})  # fmt: skip

    def _papers(self) -> Iterator[Mapping[str, Any]]:
        contents, school = self.contents, self._session.school
        yield cover(contents, school, self._session)
        yield listed(contents)
        yield from self._items()
        yield end(contents)

    def _items(self) -> Iterator[Mapping[str, Any]]:
        """The values of each item, the records read block by block."""
        school, items = self._session.school, self.contents.items
        company = Company(self._session.store, school)
        wanted = list(dict.fromkeys(item.record for item in items))
        records: dict[str, Record] = {}
        checks: dict[str, str] = {}
        for done, item in enumerate(items, 1):
            if item.record not in records:
                at = wanted.index(item.record)
                records = {one.id: one for one in self._read(wanted[at : at + BLOCK])}
                checks = {}
            record = records.get(item.record)
            if record is None or record.deleted_at or record.state not in item.document.states:
                raise Changed(f"正在合订时“{item.title}”变了。请再导出一次。")
            if item.record not in checks:
                account = account_of({"record": to_dict(record), **company.of(record)})
                checks[item.record] = account.check
            try:
                gathered = item.document.gathers(record, self._session.store)
                shown = {**gathered, CHECK: checks[item.record]}
                yield shown_on(item.document, record, school, self._blob, shown)
            except JiaoyanError as problem:
                raise ExportProblem(f"《{item.title}》{item.document.name}：{problem}") from None
            if self._progress:
                self._progress(done, len(items))

    def _blob(self, sha256: str) -> bytes:
        try:
            return self._session.store.blob(sha256)
        except JiaoyanError:
            self._missing += 1
            raise


def _put(path: Path, volume: _Volume) -> None:
    """Write the file where it may stand, unless it stands there already."""
    ledger, report = Ledger(path.parent), volume.report
    with written_beside(path) as (new, file):
        volume.write(file)
        file.close()
        sha256 = digest_of(new)
        place = Place(ledger, path.name, _PAPER)
        placed = place.standing(sha256)
        if placed is None:
            made = Made(sha256, new.stat().st_size, sha256, new.replace, is_volume_of_ours)
            placed = place.put(made, path.name)
            remember(ledger, report, last=True)
    report.note(placed)
    report.incomplete += [placed.path] if volume.incomplete else []


@cache
def _sheet(name: str, scheme: str) -> Layout:
    """The layout of a sheet of the volume itself; built at its first use in a process."""
    return compile_layout(built(name, scheme), (_FRONT | _BACK)[name])
