"""The folder that documents are written into: whether that can be done, and if not, why."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError, why
from models.kernel.whole_files import beside, new_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

_JUNCTION = 0xA0000003
"""The tag of a junction (IO_REPARSE_TAG_MOUNT_POINT)."""
_READ = (os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
         | getattr(os, "O_BINARY", 0))  # fmt: skip
_ADD = (os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_BINARY", 0))  # fmt: skip
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class ExportProblem(JiaoyanError):
    """Nothing can be written there; the message says what to do."""


def default_folder() -> Path:
    """Where documents go if nobody says otherwise: in the person's own documents."""
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "教研本导出"


def ready_folder(folder: Path) -> Path:
    """The folder, made and tried. Raises `ExportProblem` where nothing can be written."""
    probe = beside(folder / "-")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new_file(probe).close()
        probe.unlink()
    except OSError as problem:
        raise ExportProblem(reason_of(problem, folder)) from None
    return folder


def is_below(folder: Path, path: str) -> bool:
    """Whether a path (with ``/``) leads to a file of its own below the folder, or to nothing, and over
    no link to elsewhere.
    """
    there = folder / path
    return _link_in(folder, there) is None and (not os.path.lexists(there) or _is_file(there))


def refuse_links(folder: Path, there: Path) -> None:
    """Raises `ExportProblem` where a folder between these two is a link: what somebody else has put
    there does not say where documents go.
    """
    link = _link_in(folder, there.parent)
    if link is not None:
        raise ExportProblem(
            f"“{link}”是通向别处的链接，没有往里写。请把它换成普通的文件夹，或直接导出到它指的地方。"
        )


def _link_in(folder: Path, there: Path) -> Path | None:
    """The first link on the way from a folder to a path, the path itself included."""
    steps = there.relative_to(folder).parts
    ways = (folder.joinpath(*steps[:many]) for many in range(1, len(steps) + 1))
    return next((way for way in ways if _is_link(way)), None)


def _is_link(path: Path) -> bool:
    """Whether it is a link, or a junction of Windows, which is one by another name."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader | None]:
    """A file for reading; None where there is something else, which is not followed and not waited
    for (a link, a pipe). Raises OSError.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        yield None
        return
    with os.fdopen(os.open(path, _READ), "rb") as file:
        yield file if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None


def added(path: Path, content: bytes) -> bool:
    """Whether something could be put at the end of a file; not where there is none, nor something else
    (a link, a pipe), nor a file that has another name too, which may be somebody's own, nor one that
    only others may write. Raises OSError, and then a part of it may be there.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with os.fdopen(os.open(path, _ADD), "ab") as file:
            there = os.fstat(file.fileno())
            if not stat.S_ISREG(there.st_mode) or there.st_nlink > 1:
                return False
            file.write(content)
            return True
    except (FileNotFoundError, PermissionError):
        return False


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
