"""All that commands write: results on standard output, words to the person on standard error.

Nothing reaches a terminal by another way, so what came from outside (cells, names of files, words
that were typed, reasons of refusals) can say nothing to it.
"""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError, why
from tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutputRefused(JiaoyanError):
    """Standard output takes no more: its disk is full, or it is closed."""


@contextlib.contextmanager
def putting_out() -> Iterator[None]:
    """What writes to standard output in its own way. Raises `OutputRefused`; BrokenPipeError where the
    reader (``| head``) has had enough.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise OutputRefused(
            f"结果没有写完：标准输出写不进去（{why(problem)}）。请换一个地方，再运行一次。"
        ) from None


def put_out(line: str = "") -> None:
    """One line of the result. Raises `OutputRefused`."""
    with putting_out():
        print(visible(line).replace("\n", "␊"))


def begin_data() -> None:
    """What follows is for a program: UTF-8 with its own line ends, whatever the terminal speaks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def put_out_data(text: str) -> None:
    """Text for a program, made harmless by the one who wrote it. Raises `OutputRefused`."""
    with putting_out():
        print(text, end="")


def finish() -> None:
    """What was put out stands before what is said next. Raises `OutputRefused`."""
    with putting_out():
        sys.stdout.flush()


def say(message: str) -> None:
    """Lines for the person; where standard error takes nothing there is nobody to be told."""
    with contextlib.suppress(OSError):
        print(visible(message), file=sys.stderr, flush=True)


def say_how_far(words: str, *, done: bool = False) -> None:
    """How far some long work has come, over what was said of it before."""
    with contextlib.suppress(OSError):
        print(f"\r{visible(words)}", end="\n" if done else "", file=sys.stderr, flush=True)


def is_watched() -> bool:
    """Whether somebody looks on while something takes long."""
    return sys.stderr.isatty()
