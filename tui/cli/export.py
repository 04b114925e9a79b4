"""``jiaoyan export``: the Word documents of many records into a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.catalogue import RECORD_TYPES
from models.desk import Desk
from tui.cli import options  # noqa: TC001 typer reads the annotations
from tui.cli.names import kind_named
from tui.cli.printing import print_json
from tui.cli.wanted import BLOCK, wanted_ids
from tui.cli.wrong_use import WrongUse
from tui.database import open_database
from tui.endings import FAILED, FINE, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.export import Report
    from models.record import Record
    from models.spec import RecordType
    from models.store import Store

Folder = Annotated[
    str,
    typer.Argument(metavar="文件夹", help="放文件的文件夹，没有就新建。", show_default=False),
]
OfKind = Annotated[
    str, typer.Option("--kind", metavar="种类", help="哪一类记录，不写是 meeting(教研组活动)。")
]


def export(
    folder: Folder,
    term: options.Term = "",
    group: options.Group = "",
    kind: OfKind = "meeting",
    state: options.State = None,
    as_json: options.Json = False,
    db: options.Db = None,
) -> int:
    """把记录导出成 Word 文件。内容没有变的文件不会重写，可以反复导出到同一个文件夹。"""
    from exports.documents import documents_of
    from exports.export import export_records

    chosen = kind_named(kind, RECORD_TYPES)
    if not documents_of(chosen):
        have = "、".join(one.name for one in RECORD_TYPES if documents_of(one))
        raise WrongUse(f"{chosen.label}还没有 Word 格式。--kind 可以写：{have}。")
    with open_database(db, create=False) as store:
        desk = Desk(store)
        ids = wanted_ids(desk, chosen, term, group, state or ())
        records = (record.as_seen_by(desk.me) for record in _records(store, chosen, ids))
        report = export_records(store, records, Path(folder).expanduser())
    if as_json:
        print_json(_object(report))
    else:
        _tell(report, folder)
    return FAILED if report.failed else FINE


def _records(store: Store, kind: RecordType, ids: Sequence[str]) -> Iterator[Record]:
    """The records block by block, saying how far it has come where somebody looks on."""
    watched = sys.stderr.isatty() and len(ids) > BLOCK
    for place in range(0, len(ids), BLOCK):
        yield from store.many(kind, ids[place : place + BLOCK])
        if watched:
            done = min(place + BLOCK, len(ids))
            end = "\n" if done == len(ids) else ""
            print(f"\r已导出 {done} / {len(ids)} 条", end=end, file=sys.stderr, flush=True)


def _object(report: Report) -> dict[str, Any]:
    return {
        "written": report.written,
        "unchanged": report.unchanged,
        "failed": [{"id": id_, "reason": reason} for id_, reason in report.failed],
        "files": [str(path) for path in report.files],
    }


def _tell(report: Report, folder: str) -> None:
    for path in report.files:
        print(path)
    sys.stdout.flush()
    for _id, reason in report.failed:
        say(reason)
    for path in report.kept:
        say(f"“{path}”在别处改过，没有动它。")
    if not (report.written or report.unchanged or report.failed):
        say("没有符合条件的记录，什么也没有导出。")
        return
    failed = f",{len(report.failed)} 条没有导出(原因见上)" if report.failed else ""
    say(f"写了 {report.written} 个文件，{report.unchanged} 个没有变化{failed}。文件夹：{folder}")
