"""``jiaoyan export``: the Word documents of many records into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.errors import JiaoyanError
from models.session.session import Session
from tui.cli.names import PRESENT_TERM, kind_with_papers, papers_named
from tui.cli.printing import print_json
from tui.cli.wanted import BLOCK, wanted_ids
from tui.cli.wrong_use import WrongUse
from tui.database import open_database
from tui.endings import FAILED, FINE
from tui.output import finish, is_watched, put_out, say, say_how_far

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from exports.documents import Document
    from exports.export import Report
    from models.kernel.record import Record, RecordType
    from models.storage import Store


def export(
    folder: Path | None,
    term: str,
    group: str,
    kind: str,
    state: Sequence[str],
    volume: Path | None,
    paper: Sequence[str],
    db: str | None,
    *,
    pdf: bool,
    as_json: bool,
) -> int:
    """Write the documents of the records that are meant into a folder or a volume; the exit status."""
    chosen = kind_with_papers(kind)
    if (folder is None) == (volume is None):
        raise WrongUse("要写一个文件夹，或者用 --volume 写合订本的文件名；只能写一样。")
    into = volume or folder
    assert into is not None
    papers = papers_named(chosen, paper)
    with open_database(db, create=False) as store:
        session = Session(store)
        if volume and not term and "term" in chosen.by_key:
            term = PRESENT_TERM
        ids = wanted_ids(session, chosen, term, group, state)
        if volume:
            report = _volume(session, chosen, ids, volume, papers)
        else:
            report = _folder(session, chosen, ids, into, papers)
    if pdf and report.files:
        _add_pdfs(report, into.parent if volume else into)
    if as_json:
        print_json(_object(report))
    else:
        _tell(report, into, bound=volume is not None)
    return FAILED if report.failed else FINE


def _folder(
    session: Session, kind: RecordType, ids: Sequence[str], folder: Path, papers: Sequence[Document]
) -> Report:
    from exports.export import export_records

    records = _records(session.store, kind, ids)
    return export_records(session.store, records, folder, papers or None, seen_by=session.me)


def _volume(
    session: Session, kind: RecordType, ids: Sequence[str], path: Path, papers: Sequence[Document]
) -> Report:
    from exports.documents import documents_of
    from exports.volume import export_volume

    wanted = papers or documents_of(kind)[:1]
    return export_volume(session.store, kind, ids, path, wanted, seen_by=session.me)


def _add_pdfs(report: Report, folder: Path) -> None:
    """Make the PDFs, and add them to the report; where there can be none, that is one more thing not
    done.
    """
    from exports.pdf import export_pdfs

    try:
        report.add(export_pdfs(folder, report.files))
    except JiaoyanError as problem:
        report.failed.append(("", str(problem)))


def _records(store: Store, kind: RecordType, ids: Sequence[str]) -> Iterator[Record]:
    """The records block by block, saying how far it has come where somebody looks on."""
    watched = is_watched() and len(ids) > BLOCK
    for place in range(0, len(ids), BLOCK):
        yield from store.many(kind, ids[place : place + BLOCK])
        if watched:
            done = min(place + BLOCK, len(ids))
            say_how_far(f"已导出 {done} / {len(ids)} 条", done=done == len(ids))


def _object(report: Report) -> dict[str, Any]:
    return {
        "written": report.written,
        "unchanged": report.unchanged,
        "failed": [{"id": id_, "reason": reason} for id_, reason in report.failed],
        "files": [str(path) for path in report.files],
    }


def _tell(report: Report, into: Path, *, bound: bool) -> None:
    for path in report.files:
        put_out(str(path))
    finish()
    for _id, reason in report.failed:
        say(reason)
    for path in report.kept:
        say(f"“{path}”在别处改过，没有动它。")
    if not (report.written or report.unchanged or report.failed):
        what = "没有合订" if bound else "什么也没有导出"
        say(f"没有符合条件的记录，{what}。")
        return
    if bound and report.files[0].name != into.name:
        say(f"“{into}”里有别的内容，没有动它，另写成“{report.files[0]}”。")
    for path in report.incomplete:
        say(f"“{path}”里有照片没有找到，那里写着“照片缺失”。")
    failed = f"，{len(report.failed)} 条没有导出(原因见上)" if report.failed else ""
    where = "" if bound else f"文件夹：{into}"
    say(f"写了 {report.written} 个文件，{report.unchanged} 个没有变化{failed}。{where}")
