"""The first minutes: an empty database, a short set-up, and a term full of planned meetings."""

from __future__ import annotations

from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.services.founding import begun
from tests.conftest import TODAY
from tests.tui.conftest import screen_text, settled, type_text
from tui.app import JiaoyanApp


async def test_from_nothing_to_a_planned_term(empty_app: JiaoyanApp) -> None:
    app = empty_app
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "第一次使用" in screen_text(app)
        assert "2026-08-31 周一" in screen_text(app)  # the Monday of week 1, suggested
        await type_text(pilot, "青禾小学")
        await pilot.press("f8")
        await settled(pilot)
        assert "还没有填固定活动日" in screen_text(app)
        await pilot.press("4")  # 周四, for the first group: that is where the cursor is now
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        await type_text(pilot, "陈晓岚")
        await pilot.press("f8")
        await settled(pilot)
        assert "本周要做" in screen_text(app), screen_text(app)
        assert app.session.me is not None
        assert app.session.me["name"] == "陈晓岚"
        planned = app.store.many(MEETING, app.store.ids(Filter(MEETING)))
        assert {record["group"]["name"] for record in planned} == {"语文组", "数学组"}
        thursdays = [r for r in planned if r["group"]["name"] == "语文组"]
        assert "2026-10-01" not in {record.day for record in thursdays}
        assert len(thursdays) == 20
    assert begun(app.session) == {}


async def test_what_was_typed_is_there_again_when_the_app_was_closed_midway(
    empty_app: JiaoyanApp,
) -> None:
    async with empty_app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await type_text(pilot, "青禾小学")
        await pilot.press("ctrl+q")
    again = JiaoyanApp(empty_app.store, lambda: TODAY)
    async with again.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        text = screen_text(again)
        assert "青禾小学" in text
        assert "已经接上" in text
        assert "2026-08-31 周一" in text


async def test_one_goes_from_part_to_part_and_old_complaints_go(empty_app: JiaoyanApp) -> None:
    async with empty_app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert screen_text(empty_app).count("还没有填学校名称") == 2
        await type_text(pilot, "青禾小学")
        assert "还没有填学校名称" not in screen_text(empty_app)
        await pilot.press("ctrl+down", "ctrl+down", "ctrl+down")
        await settled(pilot)
        await type_text(pilot, "陈晓岚")
        assert "*陈晓岚" in screen_text(empty_app)
