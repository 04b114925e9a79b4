"""A mentor's log at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.filters import Filter
from models.mentoring.logs import LOG, logs_of
from models.mentoring.pairings import PAIRING
from tests.tui.conftest import Keyboard, screen_text, settled, type_text
from tui.screens.form import FormScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import JiaoyanApp


async def test_from_launch_to_a_submitted_and_exported_log_in_twelve_keys(
    app: JiaoyanApp, tmp_path: Path
) -> None:
    """At most twelve keys beside the content itself."""
    assert app.session.me is not None
    (pairing,) = app.store.many(
        PAIRING, app.store.ids(Filter(PAIRING, linked_to=app.session.me["id"]))
    )
    for log in logs_of(pairing.link(), app.session):
        if log.day >= "2026-11":
            app.store.delete(log, actor="周敏华")
    app.store.set_setting("export folder", str(tmp_path), site=True)
    async with app.run_test(size=(140, 50)) as pilot:
        keys = Keyboard(pilot)
        press = keys.press
        await settled(pilot)
        assert "本月指导 0/2 次" in screen_text(app)
        todo = app.screen.query_one("#todo")
        lines = [str(one.prompt) for one in todo.options]  # type: ignore[attr-defined]
        wanted = next(n for n, line in enumerate(lines) if "本月指导" in line)
        while todo.highlighted != wanted:  # type: ignore[attr-defined]
            await press("down")
        await press("enter")
        assert isinstance(app.screen, FormScreen)
        assert app.screen.editing.record.type is LOG
        await type_text(pilot, "导入环节怎样少说两分钟")
        await press("tab")
        await type_text(
            pilot, "一起看导入的录像，八分钟里老师说了六分半。把三个铺垫问题减到一个，当场重讲一遍，"
                   "用时四分钟，学生多出一次同桌交流。"
        )  # fmt: skip
        await press("tab")
        await type_text(pilot, "说话亲切，学生愿意听他讲。")
        await press("tab")
        await type_text(pilot, "怕学生听不懂，同一句话说三遍。")
        await press("tab")
        await type_text(pilot, "一句话只说一遍，说完看全班三秒。")
        await press("f8", "f7")
        await app.workers.wait_for_complete()
        await settled(pilot)
        (saved,) = app.store.many(LOG, app.store.ids(Filter(LOG), limit=1))
        assert (saved.state, saved["advice"]) == ("submitted", "一句话只说一遍，说完看全班三秒。")
        assert list(tmp_path.rglob("*.docx"))
    assert keys.count <= 12
