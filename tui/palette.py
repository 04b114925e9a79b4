"""The command palette, found by Chinese, pinyin and initials: 新建活动 = xinjianhuodong = xjhd."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from models.pinyin import readings
from tui.cells import plain

if TYPE_CHECKING:
    from tui.commands import Command


class CommandsOfTheScreen(Provider):
    """Offers what the present screen and the app can do."""

    def _commands(self) -> list[tuple[Command, str]]:
        scopes = getattr(self.screen, "SCOPES", ())
        own = [(command, "screen") for scope in scopes for command in scope.commands]
        everywhere = [(command, "app") for command in self.app.SCOPE.commands]  # type: ignore[attr-defined]
        return own + everywhere

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command, place in self._commands():
            yield DiscoveryHit(
                plain(command.label), self._run(command, place), command.label, command.help
            )

    async def search(self, query: str) -> Hits:
        """What matches the Chinese label, its pinyin or its initials, best first."""
        matcher = self.matcher(query)
        wanted = query.casefold().replace(" ", "")
        for command, place in self._commands():
            score = matcher.match(command.label)
            if score <= 0 and any(wanted in key for key in readings(command.label)):
                score = 0.5
            if score > 0:
                yield Hit(
                    score, plain(command.label), self._run(command, place), command.label,
                    command.help,
                )  # fmt: skip

    def _run(self, command: Command, place: str) -> partial[Any]:
        target = self.screen if place == "screen" else self.app
        return partial(self.app.run_action, command.action, target)
