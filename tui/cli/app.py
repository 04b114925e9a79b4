"""How a command line is run: read, loaded, called."""

from __future__ import annotations

import gc
import io
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from tui.cli.call import DB, call_of
from tui.cli.command import PROGRAM
from tui.cli.commands import PROGRAM_ITSELF, VERSION
from tui.cli.wrong_use import WrongUse
from tui.database import address_given, leave_servers_out
from tui.endings import FINE, WRONG_USE
from tui.output import put_out_data, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.cli.call import Call


def run_command(words: Sequence[str]) -> int:
    """Run a command; its exit status. Wrong words are explained on standard error."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that speaks no Chinese
        sys.stdout.reconfigure(errors="backslashreplace")
    path = PROGRAM
    try:
        call = call_of(PROGRAM_ITSELF, words, VERSION.key)
        path = call.path
        return _run(call)
    except WrongUse as problem:
        say(str(problem))
        if problem.usage:
            say(f"用法：{problem.usage}")
        say(f"说明：{problem.path or path} --help")
        return WRONG_USE


def _run(call: Call) -> int:
    leave_servers_out(address_given(call.given.get(DB)))  # before anything of the records is loaded
    if call.asks_help:
        from tui.cli.help import help_text

        put_out_data(help_text(call.command, call.path))
        return FINE
    return _work(call.command.work)(**call.given)


def _work(where: str) -> Callable[..., int]:
    """Load what a command does, written ``records:list_records``. Nothing that is made meanwhile is
    garbage: looking for some costs a tenth of the time.
    """
    module, _, name = where.partition(":")
    gc.disable()
    try:
        work: Callable[..., int] = getattr(import_module(f"tui.cli.{module}"), name)
    finally:
        gc.enable()
    return work
