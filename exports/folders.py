"""The folder that documents are written into: whether that can be done, and if not, why."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from models.problems import JiaoyanError, why

if TYPE_CHECKING:
    from pathlib import Path

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class ExportProblem(JiaoyanError):
    """Nothing can be written there; the message says what to do."""


def default_folder() -> Path:
    """Where documents go if nobody says otherwise: in the person's own documents."""
    from pathlib import Path

    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "教研本导出"


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


def is_full(problem: OSError) -> bool:
    """Whether there is no room left on the disk: then the next file cannot be written either."""
    return problem.errno in _FULL


def reason_of(problem: OSError, path: Path) -> str:
    """Why nothing could be written there, and what to do."""
    if is_full(problem):
        return "磁盘满了，没有写完。清理磁盘后再导出一次，已写好的不会重写。"
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return f"“{path}”不是文件夹，不能往里写。请另选一个文件夹。"
    if isinstance(problem, PermissionError) or problem.errno == errno.EROFS:
        return f"没有权限写“{path}”。文件若在 Word 里开着请先关上，或另选一个文件夹。"
    return f"写不了“{path}”（{why(problem)}）。请检查磁盘，或另选一个文件夹。"
