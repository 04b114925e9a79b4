"""Exporting from the app: in a thread of its own, with progress, into the person's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.kernel.fields import Field
from models.kernel.filters import Filter
from models.kernel.paths import from_the_top, given_path
from models.meetings.meetings import MEETING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from exports.export import Report
    from models.kernel.fields import Link
    from models.kernel.record import Record, RecordType
    from models.session.session import Session
    from tui.notebook import Notebook

FOLDER = "export folder"
"""The setting of this terminal that says where documents go."""


def folder_of(app: Notebook) -> Path:
    """Where this terminal's documents go."""
    from exports.folders import default_folder

    chosen = app.store.setting(FOLDER, site=True)
    return given_path(chosen) if chosen else default_folder()


def meeting_volumes(session: Session, groups: Sequence[Record]) -> dict[str, list[str]]:
    """The ids of this term's meetings of each group, under the name of its volume. Raises
    `JiaoyanError` where there is no term.
    """
    term = session.term
    if term is None:
        raise JiaoyanError("还没有学期。")
    return {
        f"{term.title}_{group.title}_{MEETING.label}": session.store.ids(
            Filter(MEETING, term=term.id, group=group.id)
        )
        for group in groups
    }


def export_in_thread(app: Notebook, records: Sequence[Record], me: Link | None) -> None:
    """Write the documents of these records, of what `me` may see, and say what came of it; for a thread
    worker.
    """
    from exports.documents import documents_of
    from exports.export import export_records

    paperless = {record.type.label for record in records if not documents_of(record.type)}
    if paperless and all(record.type.label in paperless for record in records):
        said = f"{'、'.join(sorted(paperless))}没有 Word 文件，不用导出。"
        app.call_from_thread(app.tell, said)
        return

    def progress(done: int, total: int) -> None:
        if total > 20 and done % 20 == 0:
            app.call_from_thread(app.tell, f"正在导出 {done}/{total}……")

    folder = folder_of(app)
    try:
        with app.store.connected():
            report = export_records(app.store, records, folder, progress=progress, seen_by=me)
    except JiaoyanError as problem:
        app.call_from_thread(app.tell, str(problem), bad=True)
        return
    app.call_from_thread(app.tell, _said(report, folder), bad=bool(report.failed))


def bind_in_thread(
    app: Notebook, kind: RecordType, volumes: Mapping[str, Sequence[str]], me: Link | None
) -> None:
    """Bind a volume under each name, of what `me` may see, and say what came of it; for a thread
    worker.
    """
    from exports.documents import documents_of
    from exports.names import safe
    from exports.volume import export_volume

    def progress(done: int, total: int) -> None:
        if total > 20 and done % 20 == 0:
            app.call_from_thread(app.tell, f"正在合订 {done}/{total}……")

    papers = documents_of(kind)[:1]
    if not papers:
        app.call_from_thread(app.tell, f"{kind.label}还没有 Word 格式，不能合订。", bad=True)
        return
    folder = folder_of(app)
    made: list[Path] = []
    try:
        with app.store.connected():
            for name, ids in volumes.items():
                path = folder / f"{safe(name)}_合订本.docx"
                report = export_volume(app.store, kind, ids, path, papers, progress, seen_by=me)
                made += report.files
    except JiaoyanError as problem:
        app.call_from_thread(app.tell, str(problem), bad=True)
        return
    names = "、".join(path.name for path in made)
    said = f"已合订 {len(made)} 册：{names}。文件在 {folder}" if made else "没有可以合订的记录。"
    app.call_from_thread(app.tell, said)


def _said(report: Report, folder: Path) -> str:
    if not report.files and not report.failed:
        return "现在还没有可以导出的文件：等记录写了、交了再导。"
    parts = [f"已导出 {report.written} 份" if report.written else "没有新的要写"]
    if report.unchanged:
        parts.append(f"{report.unchanged} 份没有变化")
    if report.kept:
        parts.append(f"{len(report.kept)} 份在外面改过，没有动")
    if report.incomplete:
        parts.append(f"{len(report.incomplete)} 份缺照片")
    if report.failed:
        parts.append(f"{len(report.failed)} 份没有写成：{report.failed[0][1]}")
    return f"{'，'.join(parts)}。文件在 {folder}"


async def choose_folder(app: Notebook) -> None:
    """Ask where documents are to go from now on."""
    from exports.folders import ready_folder
    from tui.context import context_of
    from tui.dialogs.asking import ask
    from tui.typed_paths import typed_path

    asked = Field("folder", "文件夹", required=True, hint="可以把文件夹拖到这里")
    answer = await ask(
        app,
        "导出到哪个文件夹？",
        (asked,),
        context_of(app.session),
        values={"folder": str(folder_of(app))},
    )
    if answer is not None:
        try:
            folder = ready_folder(from_the_top(typed_path(answer["folder"])))
        except JiaoyanError as problem:
            app.tell(str(problem), bad=True)
            return
        app.store.set_setting(FOLDER, str(folder), site=True)
        app.tell(f"以后导出到 {folder}")
