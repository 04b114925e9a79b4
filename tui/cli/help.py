"""The help of a command, in Chinese."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.cli.command import HELP, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.cli.command import Argument, Command, Option

WIDTH = 78
"""Cells of a line."""
_WORDS = re.compile(r"(?:[!-~]+|.)[，。；：、！？)）”》]*")


def help_text(command: Command, path: str) -> str:
    """Everything about a command: what it does, its arguments, options and examples. `path` are the
    names that lead to it.
    """
    parts = [f"用法：{command.usage(path)}", command.help]
    for title, rows in (
        ("命令", [(one.name, one.help) for one in command.below]),
        ("参数", [_argument(command.argument)] if command.argument else []),
        ("选项", [_option(one) for one in (*command.options, HELP)]),
    ):
        if rows:
            parts.append(f"{title}：\n{_columns(rows)}")
    parts.append(inspect.cleandoc(command.ending))
    return "\n\n".join(part for part in parts if part) + "\n"


def _argument(one: Argument) -> tuple[str, str]:
    return written(one), one.help if isinstance(one.help, str) else one.help()


def _option(one: Option) -> tuple[str, str]:
    return f"{one.name} {one.takes}".rstrip(), one.help


def _columns(rows: Sequence[tuple[str, str]]) -> str:
    width = max(cell_len(name) for name, _ in rows) + 2
    lines = []
    for name, text in rows:
        wrapped = _wrapped(text, WIDTH - width - 2)
        lines.append(f"  {name}{' ' * (width - cell_len(name))}{wrapped[0]}")
        lines.extend(" " * (width + 2) + more for more in wrapped[1:])
    return "\n".join(lines)


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most so many cells, broken between Chinese characters or Latin words."""
    lines = [""]
    for word in _WORDS.findall(text):
        if cell_len(lines[-1] + word) > width:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return lines
