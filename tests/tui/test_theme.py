"""The theme that was chosen is there again at the next start, from the first page on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import settled
from tui.app import JiaoyanApp
from tui.theme import PAPER, SLATE

if TYPE_CHECKING:
    from textual.theme import Theme

    from models.storage import Store


def look(app: JiaoyanApp) -> tuple[object, ...]:
    head = app.screen.query_one("#page-head")
    return (app.theme, sorted(app.classes), app.screen.styles.background, head.styles.background,
            app.screen.query_one("#todo").styles.color)  # fmt: skip


@pytest.mark.parametrize(("kept", "other"), [("slate", PAPER), ("paper", SLATE)])
async def test_a_kept_theme_looks_as_it_did_when_it_was_chosen(
    store: Store, kept: str, other: Theme
) -> None:
    store.set_setting("theme", kept, site=True)
    app = JiaoyanApp(store)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        started = look(app)
        app.action_toggle_theme()
        await settled(pilot)
        assert app.theme == other.name
        assert look(app) != started
        app.action_toggle_theme()
        await settled(pilot)
        assert look(app) == started
