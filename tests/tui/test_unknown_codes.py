"""An option of a newer 教研本 in the form: shown by its code, named where it is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.conftest import screen_text, settled
from tests.tui.test_meeting_form import this_weeks
from tests.tui.test_rows import open_form

if TYPE_CHECKING:
    from tui.app import JiaoyanApp


async def test_the_form_shows_a_code_that_it_does_not_know(app: JiaoyanApp) -> None:
    meeting = this_weeks(app)
    app.store.save(meeting.with_values(grade="A+", kinds=["workshop"]), actor="甲")
    async with app.run_test(size=(120, 90)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("grade")
        await settled(pilot)
        assert "A+" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert "活动类别没有“workshop”这一项" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
    assert this_weeks(app)["grade"] == "A+"
