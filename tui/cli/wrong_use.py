"""Wrong words on the command line: what is wrong, and how to write it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from typer.exceptions import TyperException

if TYPE_CHECKING:
    from collections.abc import Iterable


PROGRAM = "jiaoyan"


class WrongUse(TyperException):
    """A command that was not understood; the message is Chinese."""

    exit_code = 2

    def __init__(self, message: str, ctx: Any = None) -> None:
        super().__init__(message)
        self.ctx = ctx


def closest(typed: str, known: Iterable[str]) -> str:
    """``是不是“list”？``, or all there are."""
    names = list(known)
    near = (
        get_close_matches(typed, names, n=1, cutoff=0.5)
        or [name for name in names if typed in name][:1]
    )
    return f"是不是“{near[0]}”？" if near else f"可以写：{'、'.join(names)}。"
