"""Safe copies of an embedded database, made while it is in use and verified before they count."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from models.kernel.errors import why
from models.kernel.whole_files import written_beside
from models.storage.errors import StoreProblem, for_people

if TYPE_CHECKING:
    from pathlib import Path

    from models.storage.connection import Connection


def snapshot(store: Connection, target: Path) -> Path:
    """A copy of the whole database at `target`, there only when it is complete and sound.

    Raises `StoreProblem` if it cannot be written or does not pass the integrity check.
    """
    try:
        with written_beside(target) as (part, file):
            with for_people():
                _copy(store, part)
            os.fsync(file.fileno())
            file.close()
            part.replace(target)
    except OSError as problem:
        raise StoreProblem(f"备份写不进“{target}”：{why(problem)}。") from None
    return target


def _copy(store: Connection, part: Path) -> None:
    import apsw

    copy = apsw.Connection(str(part))
    try:
        with copy.backup("main", store.database.connection(), "main") as backup:
            backup.step(-1)
        verdict = copy.execute("PRAGMA integrity_check").fetchone()
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    if verdict != ("ok",):
        raise StoreProblem("备份没有通过检查，数据库可能已经损坏。请先用较早的备份。")
