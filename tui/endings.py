"""How a run of the program ends: its exit status, and what is said where something went wrong."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import JiaoyanError

if TYPE_CHECKING:
    from collections.abc import Callable

FINE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def say(message: str) -> None:
    """A line for the person, apart from what the program puts out."""
    print(message, file=sys.stderr, flush=True)


def ending(work: Callable[[], int]) -> int:
    """Do the work; its exit status, also where it fails. No traceback reaches the screen."""
    try:
        status = work()
        sys.stdout.flush()
    except JiaoyanError as problem:
        say(str(problem))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return FINE
    except Exception as problem:  # noqa: BLE001 whatever it is, people get a sentence
        say(f"程序出了意料之外的问题，没有做完。请把这个文件发给维护的人：\n{crash_log(problem)}")
        return FAILED
    return status


def _drop_output() -> None:
    """The reader (``| head``) has had enough; Python would complain once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def crash_log(problem: BaseException) -> str:
    """Write down where the program failed; the path, or the error itself if that is impossible."""
    import platform
    import traceback

    from tui.database import data_folder

    now = datetime.now().astimezone()
    head = f"{now.isoformat(timespec='seconds')}\n{platform.platform()}\nPython {sys.version}\n\n"
    path = data_folder() / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + "".join(traceback.format_exception(problem)), encoding="utf-8")
    except OSError:
        return f"{type(problem).__name__}: {problem}"
    return str(Path(path))
