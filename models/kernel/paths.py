"""Paths as people give them: typed, dragged in, on the command line, in the surroundings."""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import category

from models.kernel.errors import JiaoyanError

_UNSEEN = ("Cc", "Cf", "Cs")
"""Characters that no name shows, and that a terminal or a database may not take."""
_LOCKS = ("~$", ".~")
"""How the files begin that Office and WPS put beside a document while it is open."""


def given_path(typed: str | Path) -> Path:
    """The path that is meant. ``~/…`` is the person's own folder and ``~name/…`` that of somebody whom
    this computer knows; otherwise ``~`` is a letter of a name (``~$周报.docx``, ``~旧名单.xlsx``), as
    in a path that was taken before.
    """
    if isinstance(typed, Path):
        return typed
    path = Path(typed.replace("\0", "�"))  # which no system takes: it is not found
    if not typed.startswith("~") or (len(path.parts[0]) > 1 and os.path.lexists(path.parts[0])):
        return path
    try:
        return path.expanduser()
    except (
        RuntimeError,
        ValueError,
    ):  # nobody of that name, or no name at all; or home is not told
        return path


def from_the_top(path: Path) -> Path:
    """The path with the present folder before it, where it does not begin at the top itself.

    Raises `JiaoyanError` where the present folder has been deleted.
    """
    try:
        return path.absolute()
    except OSError:
        raise JiaoyanError(
            f"现在所在的文件夹已经不在了，找不到“{path}”。请先用 cd 换到别的文件夹，或写完整的路径。"
        ) from None


def told_name(name: str) -> str:
    """A name of a file as it can be shown and kept, whatever bytes somebody's system has put into it."""
    return "".join("�" if category(sign) in _UNSEEN else sign for sign in name)


def is_lock_file(name: str) -> bool:
    """Whether a name is that of a file by which Office or WPS says that a document is open."""
    return name.startswith(_LOCKS)


def about_lock_file(name: str) -> str:
    """What to say of one, after its name."""
    return (
        "不是文档，是 Word、Excel 或 WPS 打开文件时放在旁边的锁文件。"
        f"请选名字里没有“{name[:2]}”的那一个。"
    )
