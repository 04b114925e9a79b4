"""``jiaoyan export``: the Word documents of many records into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.kernel.errors import JiaoyanError
from models.kernel.paths import given_path
from models.session.session import Session
from tui.cli import options  # noqa: TC001 typer reads the annotations
from tui.cli.names import PRESENT_TERM, kind_with_papers, papers_named
from tui.cli.printing import print_json
from tui.cli.wanted import BLOCK, wanted_ids
from tui.cli.wrong_use import WrongUse
from tui.database import open_database
from tui.endings import FAILED, FINE
from tui.output import finish, is_watched, put_out, say, say_how_far

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.documents import Document
    from exports.export import Report
    from models.kernel.record import Record, RecordType
    from models.storage import Store

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="文件夹",
        parser=given_path,
        help="放文件的文件夹，没有就新建。",
        show_default=False,
    ),
]
OfKind = Annotated[
    str, typer.Option("--kind", metavar="种类", help="哪一类记录，不写是 meeting(教研组活动)。")
]
Volume = Annotated[
    Path | None,
    typer.Option(
        "--volume",
        metavar="文件.docx",
        parser=given_path,
        help="不写文件夹，合成一册：封面、目录、各件、备考表。不写 --term 就是本学期。",
        show_default=False,
    ),
]
Papers = Annotated[
    list[str] | None,
    typer.Option(
        "--paper",
        metavar="文件名称",
        help="只要这种文件，如 会议纪要；可以写几次，“全部”是每一种。合订本不写就只要第一种。",
    ),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="再转成 PDF(要装有 LibreOffice)。")]


def export(
    folder: Folder = None,
    term: options.Term = "",
    group: options.Group = "",
    kind: OfKind = "meeting",
    state: options.State = None,
    volume: Volume = None,
    paper: Papers = None,
    pdf: Pdf = False,
    as_json: options.Json = False,
    db: options.Db = None,
) -> int:
    """把记录导出成 Word 文件，或合订成一册。内容没有变的文件不会重写，可以反复导出到同一处。"""
    chosen = kind_with_papers(kind)
    if (folder is None) == (volume is None):
        raise WrongUse("要写一个文件夹，或者用 --volume 写合订本的文件名；只能写一样。")
    into = volume or folder
    assert into is not None
    papers = papers_named(chosen, paper or ())
    with open_database(db, create=False) as store:
        session = Session(store)
        if volume and not term and "term" in chosen.by_key:
            term = PRESENT_TERM
        ids = wanted_ids(session, chosen, term, group, state or ())
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
