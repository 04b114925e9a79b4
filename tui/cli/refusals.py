"""What is said about a command that was refused, in Chinese."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tui.cli.help import usage
from tui.cli.wrong_use import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typer.exceptions import TyperException


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
    said = next((SAID[c.__name__] for c in type(problem).__mro__ if c.__name__ in SAID), None)
    ctx = getattr(problem, "ctx", None)
    lines = [said(problem) if said else "这条命令写得不对。"]
    lines += [f"用法：{usage(ctx)}"] if ctx is not None else []
    lines.append(f"说明：{' '.join(word for word in (PROGRAM, called) if word)} --help")
    return "\n".join(lines)
