"""Help in Chinese; typer's and click's own words are English throughout."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

from tui.cli.wrong_use import WrongUse, closest
from tui.output import putting_out
from tui.visible import is_broken

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 78
"""Cells of a line."""
_WORDS = re.compile(r"(?:[!-~]+|.)[，。；：、！？)）”》]*")
HELP = ("--help", "显示这份说明。")


def usage(ctx: Any) -> str:
    """``jiaoyan roster [选项] 名单文件``."""
    command = ctx.command
    arguments = [_written(p) for p in command.params if p.param_type_name == "argument"]
    below = ["命令 ……"] if isinstance(command, TyperGroup) else []
    return " ".join([ctx.command_path, "[选项]", *arguments, *below])


def help_text(ctx: Any) -> str:
    """Everything about a command: what it does, its arguments, options and examples."""
    command = ctx.command
    shown = [param for param in command.params if not getattr(param, "hidden", False)]
    arguments = [(_written(p), p.help) for p in shown if p.param_type_name == "argument"]
    options = [(_option(p), p.help) for p in shown if p.param_type_name == "option"]
    commands = [(name, one.short_help or one.help) for name, one in _below(command)]
    parts = [f"用法：{usage(ctx)}", inspect.cleandoc(command.help or "")]
    for title, rows in (("命令", commands), ("参数", arguments), ("选项", [*options, HELP])):
        if rows:
            parts.append(f"{title}：\n{_columns(rows)}")
    if command.epilog:
        parts.append(inspect.cleandoc(command.epilog))
    return "\n\n".join(part for part in parts if part) + "\n"


def _below(command: Any) -> list[tuple[str, Any]]:
    return list(command.commands.items()) if isinstance(command, TyperGroup) else []


def _written(param: Any) -> str:
    name = str(param.metavar or param.name)
    return name if param.required else f"[{name}]"


def _option(param: Any) -> str:
    return ",".join(param.opts) + (f" {param.metavar}" if param.metavar else "")


def _columns(rows: Sequence[tuple[str, str | None]]) -> str:
    width = max(cell_len(name) for name, _ in rows) + 2
    lines = []
    for name, text in rows:
        wrapped = _wrapped(" ".join((text or "").split()), WIDTH - width - 2)
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


def _refuse_bytes(ctx: Any) -> None:
    """Raises `WrongUse` for a word in another encoding. Files may have such names: they are paths, and
    no words any more; whether the database may is for `tui.database` to say.
    """
    for name, given in ctx.params.items():
        if name == "db":
            continue
        for word in given if isinstance(given, list | tuple) else (given,):
            if isinstance(word, str) and is_broken(word):
                raise WrongUse(
                    f"“{word}”不是 UTF-8 的字，认不出来。请在 UTF-8 的终端里重新打这条命令。", ctx
                )


class ChineseCommand(TyperCommand):
    """A command whose help and complaints are Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The whole help; nothing of click's."""
        formatter.write(help_text(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuses words too many, which click would do in English."""
        ctx.allow_extra_args = True
        with putting_out():  # the help
            rest = super().parse_args(ctx, args)
        if rest:
            raise WrongUse(f"多写了“{' '.join(rest)}”。名字里有空格时，请给它加上引号。", ctx)
        _refuse_bytes(ctx)
        return rest


class ChineseGroup(TyperGroup):
    """The commands, with Chinese help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The whole help; nothing of click's."""
        formatter.write(help_text(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Names the commands there are where none is written."""
        if not args and not self.invoke_without_command:
            raise WrongUse(f"还缺命令。可以写：{'、'.join(self.commands)}。", ctx)
        with putting_out():  # the help
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Names the commands there are where one is misspelt."""
        if args[0] not in self.commands:
            near = closest(args[0], self.commands)
            raise WrongUse(f"没有“{args[0]}”这个命令。{near}", ctx)
        return super().resolve_command(ctx, args)
