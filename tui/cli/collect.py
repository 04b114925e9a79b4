"""``jiaoyan collect``: documents come back into the database, after showing what that would do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.kernel.paths import given_path
from tui.cli import options  # noqa: TC001 typer reads the annotations
from tui.cli.changed_documents import take_documents
from tui.cli.folder_check import examine_folder
from tui.cli.names import kind_named, kinds_with_papers
from tui.cli.old_records import take_old_records
from tui.cli.wrong_use import WrongUse
from tui.database import exists, open_database

if TYPE_CHECKING:
    from collections.abc import Sequence

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="文件或文件夹",
        parser=given_path,
        help="Word 文件、文件夹或 zip 压缩包，可以写几个。",
        show_default=False,
    ),
]
Apply = Annotated[
    bool, typer.Option("--apply", help="真的收下新的和没有冲突的改动。不写只看，什么都不改。")
]
Check = Annotated[
    bool,
    typer.Option(
        "--check", help="体检：这个学期的文件缺什么、重复、迟交、没提交或没审核、版式旧、交后改过。"
    ),
]
Old = Annotated[
    bool,
    typer.Option(
        "--old", help="收旧记录：以前手填的表格，按栏目名称读成草稿，每一栏说明有多大把握。"
    ),
]
OfKind = Annotated[
    str, typer.Option("--kind", metavar="种类", help="旧记录是哪一类，如 meeting；不写就自己认。")
]
Who = Annotated[
    list[str] | None,
    typer.Option(
        "--who",
        metavar="姓名=工号",
        help="文件里的这位是这里的哪一位：姓名=工号，或姓名=新(这里还没有)。可以写几次。",
    ),
]


def collect(
    paths: Paths,
    apply: Apply = False,
    check: Check = False,
    old: Old = False,
    kind: OfKind = "",
    term: options.Term = "",
    who: Who = None,
    as_json: options.Json = False,
    db: options.Db = None,
) -> int:
    """把导出的 Word 文件收回来，改过的地方逐项列出。先看，加 --apply 才真的收。"""
    from exports.collect.sources import sources
    from models.session.session import Session

    _refuse(apply=apply, check=check, old=old, kind=kind, term=term, who=who)
    files = list(sources(paths))
    if check:
        return examine_folder(files, term, db, as_json=as_json)
    chosen = kind_named(kind, kinds_with_papers()) if kind else None
    with _database(db, create=apply) as store:
        session = Session(store)
        if old:
            return take_old_records(session, files, chosen, apply=apply, as_json=as_json)
        return take_documents(session, files, who or (), apply=apply, as_json=as_json)


def _refuse(
    *, apply: bool, check: bool, old: bool, kind: str, term: str, who: Sequence[str] | None
) -> None:
    """Raises `WrongUse` for what does not go together."""
    if check and (apply or old):
        raise WrongUse("--check 只看不收，不能和 --apply、--old 一起写。")
    if term and not check:
        raise WrongUse("--term 只和 --check 一起用。")
    if kind and not old:
        raise WrongUse("--kind 只和 --old 一起用。")
    if who and (check or old):
        raise WrongUse("--who 只在收导出的文件时用，不能和 --check、--old 一起写。")


def _database(db: str | None, *, create: bool) -> Any:
    """The database; to look only, one that is not there yet is none on the disk either."""
    from models.catalogue import open_school

    if not create and not exists(db):
        return open_school(":memory:")
    return open_database(db)
