"""Observing a lesson at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.filters import Filter
from models.observing.observations import OBSERVATION
from tests.models.observing.conftest import a_lesson
from tests.tui.conftest import screen_text, settled, type_text
from tui.screens.form import FormScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import JiaoyanApp

REFLECTION = (
    "我自己的课上提问之后常常只等两三秒，下周的阅读课试着数到十再请人回答，"
    "看看举手的人会不会多一些，并请同桌互相先说一遍。"
)


async def test_from_launch_to_a_submitted_and_exported_sheet_in_few_keys(
    app: JiaoyanApp, tmp_path: Path
) -> None:
    """At most twenty keys beside the content itself."""
    a_lesson(app.desk, held_on="2026-11-23")
    app.store.set_setting("export folder", str(tmp_path), site=True)
    keys = 0
    async with app.run_test(size=(140, 50)) as pilot:

        async def press(*names: str) -> None:
            nonlocal keys
            for name in names:
                keys += 1
                await pilot.press(name)
                await settled(pilot)

        await settled(pilot)
        assert "去听课   周敏华听何佩瑶《小木偶的故事》" in screen_text(app)
        await press("enter")
        assert isinstance(app.screen, FormScreen)
        assert app.screen.editing.record.type is OBSERVATION
        await press("tab", "tab")
        await type_text(pilot, "范读第一段，提问小木偶为什么不会哭")
        await press("tab")
        await type_text(pilot, "自由读，同桌互说")
        await press("ctrl+down")
        await type_text(
            pilot, "朗读指导有层次，先听再读再演，学生开口的面很广，四十二人里有三十多人读过。"
        )
        await press("tab", "tab")
        await type_text(pilot, "把为什么多了几种表情就好了这个问题放到前面来问，给足两分钟再讨论。")
        await press("tab", "tab")
        await type_text(pilot, REFLECTION)
        await press("f8", "f7")
        await app.workers.wait_for_complete()
        await settled(pilot)
    (saved,) = app.store.many(OBSERVATION, app.store.ids(Filter(OBSERVATION)))
    assert saved.state == "submitted"
    assert saved["self_reflection"] == REFLECTION
    assert len(list(tmp_path.rglob("*听课记录表*.docx"))) == 1
    print(f"{keys} keys")
    assert keys <= 20
