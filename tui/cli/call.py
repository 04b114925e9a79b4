"""From the words of a command line to the command that is meant and what is given to it.

Options stand anywhere behind their command, as ``--term 本学期`` or ``--term=本学期``; what takes a
value takes the next word whatever that is, and behind ``--`` there are no options any more. A command
with others below it ends where the name of one of them stands.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.cli.command import HELP, HELP_LETTER
from tui.cli.wrong_use import WrongUse, closest
from tui.visible import is_broken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tui.cli.command import Command, Option

DB = "db"
"""The key of what may be written in another encoding: whether a database may have such a name is for
`tui.database` to say."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command, the names that lead to it, and the values of its options and its argument by key;
    or that its help is asked for.
    """

    command: Command
    path: str
    given: Mapping[str, Any]
    asks_help: bool = False


def call_of(program: Command, words: Sequence[str], ending: str) -> Call:
    """What the words mean; where the option with the key `ending` is written, the commands below do
    not matter any more. An option that is written above holds for those below too, unless one writes
    it again. Raises `WrongUse`.
    """
    command, path, above = program, program.name, dict[str, Any]()
    while True:
        reader = _Reader(command, path, words)
        if reader.asks_help:
            return Call(command, path, {}, asks_help=True)
        given = reader.values(above)
        if not command.below:
            return Call(command, path, given)
        below = reader.below()
        if below is None or given.get(ending):
            return Call(command, path, given)
        command, path, words = below, f"{path} {below.name}", reader.rest[1:]
        above |= given


class _Reader:
    """The words of one command, told apart. Raises `WrongUse` where that is impossible."""

    def __init__(self, command: Command, path: str, words: Sequence[str]) -> None:
        self.asks_help = False
        self.rest: list[str] = []
        self._command = command
        self._path = path
        self._options = {option.name: option for option in (*command.options, HELP)}
        self._written: dict[Option, list[str]] = {}
        self._left = deque(words)
        self._tell_apart()

    def _wrong(self, message: str) -> WrongUse:
        return WrongUse(message, self._command.usage(self._path), self._path)

    def _tell_apart(self) -> None:
        while self._left:
            word = self._left.popleft()
            if word == "--":
                break
            if word[:1] == "-" and word[1:]:
                self._option(word)
            elif self._command.below:
                self._left.appendleft(word)
                break
            else:
                self.rest.append(word)
        self.rest += self._left

    def _option(self, word: str) -> None:
        if not word.startswith("--"):
            self._letters(word[1:])
            return
        name, sign, value = word.partition("=")
        option = self._options.get(name)
        if option is None:
            raise self._wrong(f"没有“{name}”这个选项。{_near(name, self._options)}")
        if not option.takes:
            if sign:
                raise self._wrong(f"{name} 后面不用写内容。")
            self.asks_help |= option is HELP
        elif not sign:
            if not self._left:
                raise self._wrong(f"{name} 后面要写内容。")
            value = self._left.popleft()
        self._written.setdefault(option, []).append(value)

    def _letters(self, letters: str) -> None:
        for letter in letters:
            if letter != HELP_LETTER:
                raise self._wrong(f"没有“-{letter}”这个选项。")
        self.asks_help = True

    def values(self, above: Mapping[str, Any]) -> dict[str, Any]:
        """The values of all options and of the argument; `above` are those of the command above.
        What was written comes first, as it was written: of two faults the first is told.
        """
        found = {option.key: self._value(option) for option in self._written}
        if self._command.argument:
            found[self._command.argument.key] = self._argument()
        if self.rest and not self._command.below:
            rest = " ".join(self.rest)
            raise self._wrong(f"多写了“{rest}”。名字里有空格时，请给它加上引号。")
        for option in self._command.options:
            found.setdefault(option.key, above.get(option.key, option.unwritten))
        self._refuse_bytes(found)
        return found

    def _value(self, option: Option) -> Any:
        written = self._written[option]
        if not option.takes:
            return True
        if option.many:
            return [self._read(option.name, option.read, word) for word in written]
        return self._read(option.name, option.read, written[-1])

    def _argument(self) -> Any:
        """The value of the argument, whose words are no more in the rest then."""
        argument = self._command.argument
        assert argument
        count = len(self.rest) if argument.many else 1
        words, self.rest = self.rest[:count], self.rest[count:]
        if argument.required and not words:
            raise self._wrong(f"还缺“{argument.name}”。")
        values = [self._read(argument.name, argument.read, word) for word in words]
        return values if argument.many else next(iter(values), None)

    def _read(self, name: str, read: Callable[[str], Any], word: str) -> Any:
        try:
            return read(word)
        except ValueError as problem:
            raise self._wrong(f"{name} 写得不对：{problem}") from None

    def _refuse_bytes(self, found: Mapping[str, Any]) -> None:
        """Refuses a word in another encoding. Files may have such names: they are paths, and no words
        any more.
        """
        for key, value in found.items():
            for word in value if isinstance(value, list) else (value,):
                if key != DB and isinstance(word, str) and is_broken(word):
                    raise self._wrong(
                        f"“{word}”不是 UTF-8 的字，认不出来。请在 UTF-8 的终端里重新打这条命令。"
                    )

    def below(self) -> Command | None:
        """The command below that is named; None where none is, and none need be."""
        named = {command.name: command for command in self._command.below}
        if not self.rest and not self._command.work:
            raise self._wrong(f"还缺命令。可以写：{'、'.join(named)}。")
        if self.rest and self.rest[0] not in named:
            word = self.rest[0]
            raise self._wrong(f"没有“{word}”这个命令。{closest(word, named)}")
        return named[self.rest[0]] if self.rest else None


def _near(name: str, options: Mapping[str, Option]) -> str:
    """``是不是 --json？``, or nothing."""
    from difflib import get_close_matches

    near = sorted(get_close_matches(name, options))
    return f"是不是 {'、'.join(near)}？" if near else ""
