"""What a command is: the words it takes, what help says of it, and where its work is found.

A declaration loads nothing of its command. That is imported when it is called, so that no command
waits for what only another one needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = "jiaoyan"


@dataclass(frozen=True, slots=True)
class Option:
    """A word with a name, such as ``--term 学期``. `key` is the parameter of the work that gets its
    value; without `takes`, which is what help calls the value, it is a flag. `read` makes a value of
    what was typed, and raises ValueError with a sentence in Chinese. One that may be written `many`
    times gives a list.
    """

    key: str
    name: str
    help: str
    takes: str = ""
    read: Callable[[str], Any] = str
    many: bool = False
    default: Any = ""

    @property
    def unwritten(self) -> Any:
        """The value where it is not written."""
        if not self.takes:
            return False
        return [] if self.many else self.default


@dataclass(frozen=True, slots=True)
class Argument:
    """The word without a name, or the words where there may be `many`. `help` may be a function, for
    what is known only with the kinds of records. One that is not required is None where it is missing.
    """

    key: str
    name: str
    help: str | Callable[[], str]
    read: Callable[[str], Any] = str
    required: bool = True
    many: bool = False


HELP = Option("help", "--help", "显示这份说明。")
"""Every command has it."""
HELP_LETTER = "h"
"""``-h`` is ``--help``."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or several `below` one name. `work` is a function of a module in `tui.cli`, written
    ``records:list_records``: it takes the keys of the options and of the argument, and gives the exit
    status. `ending` is what stands behind the help, such as examples.
    """

    name: str
    help: str
    work: str = ""
    options: tuple[Option, ...] = ()
    argument: Argument | None = None
    below: tuple[Command, ...] = ()
    ending: str = ""

    def usage(self, path: str) -> str:
        """``jiaoyan roster [选项] 名单文件``; `path` are the names that lead here."""
        words = [path, "[选项]"]
        words += [written(self.argument)] if self.argument else []
        words += ["命令 ……"] if self.below else []
        return " ".join(words)


def written(argument: Argument) -> str:
    """How usage and help call an argument."""
    return argument.name if argument.required else f"[{argument.name}]"
