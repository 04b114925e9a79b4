"""Wrong words on the command line: what is wrong, and how to write it."""

from __future__ import annotations

from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from typer.exceptions import TyperException

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


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


def _no_such_option(problem: Any) -> str:
    near = "、".join(sorted(problem.possibilities or ()))
    return f"没有“{problem.option_name}”这个选项。" + (f"是不是 {near}？" if near else "")


def _missing(problem: Any) -> str:
    return f"还缺“{problem.param.metavar or problem.param.name}”。"


def _option_use(problem: Any) -> str:
    if "does not take" in problem.message:
        return f"{problem.option_name} 后面不用写内容。"
    return f"{problem.option_name} 后面要写内容。"


def _value(problem: Any) -> str:
    return f"{problem.param.opts[0]} 写得不对：{problem.message}"


def _as_it_is(problem: Any) -> str:
    return str(problem.message)


SAID: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "NoSuchOption": _no_such_option,
        "MissingParameter": _missing,
        "BadOptionUsage": _option_use,
        "BadParameter": _value,
        "WrongUse": _as_it_is,
    }
)
"""By the name of the class: typer keeps the classes themselves in a private module."""


def in_chinese(problem: TyperException, called: str) -> str:
    """What to say about a command that was refused; `called` is its name, ``""`` if unknown."""
    from tui.cli.help import usage

    said = next((SAID[c.__name__] for c in type(problem).__mro__ if c.__name__ in SAID), None)
    ctx = getattr(problem, "ctx", None)
    lines = [said(problem) if said else "这条命令写得不对。"]
    lines += [f"用法：{usage(ctx)}"] if ctx is not None else []
    lines.append(f"说明：{' '.join(word for word in (PROGRAM, called) if word)} --help")
    return "\n".join(lines)
