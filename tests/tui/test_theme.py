"""The theme that was chosen is there again at the next start, from the first page on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.conftest import settled
from tui.app import JiaoyanApp
from tui.theme import CONTRAST, PAPER, SLATE, THEMES

if TYPE_CHECKING:
    from textual.theme import Theme

    from models.storage import Store


def look(app: JiaoyanApp) -> tuple[object, ...]:
    head = app.screen.query_one("#page-head")
    return (app.theme, sorted(app.classes), app.screen.styles.background, head.styles.background,
            app.screen.query_one("#todo").styles.color)  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "other"), [("slate", PAPER), ("paper", CONTRAST), ("contrast", SLATE)]
)
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
        for _each in THEMES[1:]:
            app.action_toggle_theme()
            await settled(pilot)
        assert look(app) == started


async def test_in_the_theme_of_high_contrast_nothing_is_grey(store: Store) -> None:
    store.set_setting("theme", CONTRAST.name, site=True)
    app = JiaoyanApp(store)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        for key in ("enter", "escape", "f4"):
            pale = [(text, style) for text, style in painted(app) if text.strip("▁▂▃▄▅▆▇█▎▍│─ ")
                    and contrast(style.color.triplet, style.bgcolor.triplet) < ENOUGH]  # fmt: skip
            assert not pale, (key, pale[:3])
            await pilot.press(key)
            await settled(pilot)


ENOUGH = 7
"""The contrast that WCAG 2.1 asks for at its highest level (1.4.6)."""


def painted(app: JiaoyanApp) -> list[tuple[str, Any]]:
    """Every piece of text on the screen with its colours."""
    strips = app.screen._compositor.render_strips()
    pieces = ((text, style) for strip in strips for text, style, _control in strip if style)
    return [(text, style) for text, style in pieces
            if style.color and style.bgcolor and style.color.triplet and style.bgcolor.triplet]  # fmt: skip


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """How far two colours stand apart, as WCAG 2.1 counts it."""
    lights = sorted(map(light, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
