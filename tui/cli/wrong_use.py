"""Wrong words on the command line: what is wrong, and how to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class WrongUse(Exception):
    """A command that was not understood; the message is Chinese. Where the words could not
    even be told apart, `usage` is how the command is written, and `path` the names that lead to it.
    """

    def __init__(self, message: str, usage: str = "", path: str = "") -> None:
        super().__init__(message)
        self.usage = usage
        self.path = path


def closest(typed: str, known: Iterable[str]) -> str:
    """``是不是“list”？``, or all there are."""
    from difflib import get_close_matches

    names = list(known)
    near = (
        get_close_matches(typed, names, n=1, cutoff=0.5)
        or [name for name in names if typed in name][:1]
    )
    return f"是不是“{near[0]}”？" if near else f"可以写：{'、'.join(names)}。"
