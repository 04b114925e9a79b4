"""``jiaoyan collect``: documents come back into the database, after showing what that would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.changed_documents import take_documents
from tui.cli.folder_check import examine_folder
from tui.cli.names import kind_named, kinds_with_papers
from tui.cli.old_records import take_old_records
from tui.cli.wrong_use import WrongUse
from tui.database import exists, open_database

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def collect(
    paths: Sequence[Path],
    kind: str,
    term: str,
    who: Sequence[str],
    db: str | None,
    *,
    apply: bool,
    check: bool,
    old: bool,
    as_json: bool,
) -> int:
    """Show what came back in documents, and take it over where that is asked for; the exit status."""
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
        return take_documents(session, files, who, apply=apply, as_json=as_json)


def _refuse(
    *, apply: bool, check: bool, old: bool, kind: str, term: str, who: Sequence[str]
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
