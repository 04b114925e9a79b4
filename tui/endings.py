"""How a run of the program ends: its exit status, and what is said where something went wrong."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.kernel.whole_files import FOR_ME, put_new
from tui.output import finish, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FINE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
_MOST = 1000
"""Crashes within one second that are written down."""


def ending(work: Callable[[], int]) -> int:
    """Do the work; its exit status, also where it fails. No traceback reaches the screen."""
    try:
        status = work()
        finish()
    except JiaoyanError as problem:
        say(str(problem))
        status = FAILED
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = FINE
    except Exception as problem:  # noqa: BLE001 whatever it is, people get a sentence
        say(f"程序出了意料之外的问题，没有做完。请把这个文件发给维护的人：\n{crash_log(problem)}")
        status = FAILED
    _drop_output()
    return status


def _drop_output() -> None:
    """What the standard streams do not take has been told, or there is nobody to be told: Python would
    try once more at its end, with a status of its own.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def crash_log(problem: BaseException) -> str:
    """Write down where the program failed, for its owner's eyes; the path, or the error itself if that
    is impossible. What is there of an earlier crash stays.
    """
    import platform
    import traceback

    from tui.database import data_folder

    now = datetime.now().astimezone()
    head = f"{now.isoformat(timespec='seconds')}\n{platform.platform()}\nPython {sys.version}\n\n"
    text = head + "".join(traceback.format_exception(problem))
    try:
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in _names(folder, now):
            try:
                put_new(path, text.encode("utf-8", "backslashreplace"), FOR_ME)
            except FileExistsError:
                continue
            return str(path)
    except (OSError, ValueError):  # no room, or a folder with a name that cannot be one
        pass
    return f"{type(problem).__name__}: {problem}"


def _names(folder: Path, now: datetime) -> Iterator[Path]:
    yield folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    for number in range(2, _MOST):
        yield folder / f"crash-{now:%Y%m%d-%H%M%S}-{number}.txt"
