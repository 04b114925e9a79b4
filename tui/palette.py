"""The command palette, found by Chinese, pinyin and initials: 新建活动 = xinjianhuodong = xjhd."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from models.kernel.pinyin import readings
from tui.cells import plain
from tui.commands import EVERYWHERE
from tui.screens.page import Page
from tui.standing import Standing

if TYPE_CHECKING:
    from tui.commands import Command


class Palette(Standing, CommandPalette):
    """Textual's, with a Chinese prompt and our commands."""

    def __init__(self) -> None:
        super().__init__(
            providers=[CommandsOfTheScreen], placeholder="输入汉字、拼音或首字母找命令……"
        )

    def _action_command_list(self, action: str) -> None:
        """As Textual does, once the list has room: paging looks for lines in it."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


class CommandsOfTheScreen(Provider):
    """Offers what the present screen and the app can do."""

    def _commands(self) -> tuple[Command, ...]:
        own = self.screen.commands() if isinstance(self.screen, Page) else ()
        return own + EVERYWHERE.commands

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(
                plain(command.label), self._run(command), command.label, command.help
            )

    async def search(self, query: str) -> Hits:
        """What matches the Chinese label, its pinyin or its initials, best first."""
        matcher = self.matcher(query)
        wanted = query.casefold().replace(" ", "")
        found = False
        for command in self._commands():
            score = matcher.match(command.label)
            if score <= 0 and any(wanted in key for key in readings(command.label)):
                score = 0.5
            if score > 0:
                found = True
                yield Hit(
                    score, plain(command.label), self._run(command), command.label,
                    command.help,
                )  # fmt: skip

        if not found:
            yield Hit(0.1, plain("没有找到。换几个字，或用拼音首字母。"), lambda: None)

    def _run(self, command: Command) -> partial[Any]:
        return partial(self.app.run_action, command.action, self.screen)
