"""What the system hands to the program when it starts: its standard streams, its words, its locale."""

from __future__ import annotations

import os
import sys

from models.kernel.errors import JiaoyanError

_CHINESE = "教研本"


def write_chinese() -> None:
    """Begin anew in Python's UTF-8 mode where names of files could not be Chinese: the locale is
    ASCII or Latin-1 (an old server, a ``cron``), and words in UTF-8 were not understood. Does not
    return then.
    """
    try:
        _CHINESE.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        if sys.executable and not sys.flags.utf8_mode:
            os.environ["PYTHONUTF8"] = "1"  # for what is started from here too
            words = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
            os.execv(sys.executable, words)  # noqa: S606 the same program once more


def open_closed() -> None:
    """Have something at each standard stream that was closed (``>&-``), or the next file that is
    opened, a database, would be written into by the next line that is put out. What is put out is
    refused, so that it can be said; what is said is lost.
    """
    ways = (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
    for number, (name, way) in enumerate(ways):
        if getattr(sys, name) is not None:
            continue
        there = os.open(os.devnull, way)
        if there != number:
            os.dup2(there, number)
            os.close(there)
        mode = "r" if number == 0 else "w"
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def refuse_without_terminal() -> None:
    """Raises `JiaoyanError` where nobody can type and see; in a browser Textual is told by which
    driver that is.
    """
    shown = sys.__stdout__ if sys.platform == "win32" else sys.__stderr__
    ends = (sys.__stdin__, shown)
    if "TEXTUAL_DRIVER" not in os.environ and not all(end and end.isatty() for end in ends):
        raise JiaoyanError(
            "这里不是终端，打不开教研本的页面。请在终端窗口里直接运行；别的命令见 jiaoyan --help。"
        )
