"""The database goes away under somebody who writes: it is said, the pages stay, leaving asks first, and
the next start goes on with what was written.
"""

from __future__ import annotations

import os
from pathlib import Path

from models.catalogue import open_school
from models.demo import make_demo
from models.kernel.moments import clock, now
from models.meetings.meetings import MEETING
from models.storage import Store
from models.storage.drafts import Draft
from tests.conftest import TODAY
from tests.postgres import Server
from tests.tui.conftest import screen_text, settled, type_text
from tests.tui.test_meeting_form import this_weeks
from tui.app import JiaoyanApp
from tui.screens.form import FormScreen


async def write(app: JiaoyanApp, pilot, text: str) -> FormScreen:  # type: ignore[no-untyped-def]
    """Open this week's meeting and type into its theme."""
    app.open_record(this_weeks(app))
    await settled(pilot)
    form = app.screen
    assert isinstance(form, FormScreen)
    form.view.go_to_field("theme")
    await settled(pilot)
    await pilot.press("end")
    await type_text(pilot, text)
    app.drafts.flush()
    await settled(pilot)
    return form


async def test_a_file_that_is_moved_is_said_and_leaving_asks(store: Store, db: Path) -> None:
    app = JiaoyanApp(store, lambda: TODAY)
    away = db.with_name("away.db")
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        form = await write(app, pilot, "之前")
        before = form.editing.record["theme"]
        db.rename(away)
        await type_text(pilot, "之后写的")
        app.drafts.flush()
        await settled(pilot)
        assert "还没有存上" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is form
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert "还没有存进数据库" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is form
        assert form.editing.record["theme"] == before + "之后写的"
        await pilot.press("ctrl+q")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
    assert not db.exists()
    away.rename(db)
    with open_school(db) as again:
        second = JiaoyanApp(again, lambda: TODAY)
        async with second.run_test(size=(120, 50)) as pilot:
            await settled(pilot)
            (line,) = [one for one in screen_text(second).split("\n") if "写到一半" in one]
            assert clock(second.store.drafts()[0].saved_at, day=True) in line
            second.open_record(this_weeks(second))
            await settled(pilot)
            assert isinstance(second.screen, FormScreen)
            assert second.screen.editing.record["theme"] == before + "之后写的"
            await pilot.press("escape")
            await settled(pilot)
            assert this_weeks(second)["theme"] == before + "之后写的"
    assert not os.listdir(Path(os.environ["XDG_DATA_HOME"]) / "jiaoyan" / "unsaved")  # noqa: PTH208


async def test_leaving_does_not_promise_what_no_disk_has_taken(store: Store, db: Path) -> None:
    app = JiaoyanApp(store, lambda: TODAY)
    own = Path(os.environ["XDG_DATA_HOME"]) / "jiaoyan"
    own.mkdir(parents=True, exist_ok=True)
    (own / "unsaved").write_text("没有地方")
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        form = await write(app, pilot, "之前")
        db.rename(db.with_name("away.db"))
        await type_text(pilot, "之后写的")
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert "现在退出就没有了" in screen_text(app).replace("\n", "")
        assert "下次打开会接上" not in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is form


async def test_a_server_that_restarts_ends_nothing(server: Server) -> None:
    with open_school(server.address) as store:
        make_demo(store, TODAY)
        app = JiaoyanApp(store, lambda: TODAY)
        async with app.run_test(size=(120, 50)) as pilot:
            await settled(pilot)
            form = await write(app, pilot, "之前")
            server.stop()
            await type_text(pilot, "停机时")
            app.drafts.flush()
            await settled(pilot)
            assert "还没有存上" in screen_text(app)
            for where in ("go('meetings')", "open_page('search')", "open_page('coverage')",
                          "go('home')"):  # fmt: skip
                await app.run_action(f"app.{where}")
                await settled(pilot)
                await pilot.press("down", "enter")
                await settled(pilot)
            assert app.is_running
            while app.screen is not form and len(app.screen_stack) > 1:
                app.pop_screen()
            server.start()
            await type_text(pilot, "恢复后")
            app.drafts.flush()
            await settled(pilot)
            assert not app.drafts.unsaved
        stored = store.get(MEETING, form.editing.base.id)
        assert stored is not None


async def test_a_record_with_a_field_that_cannot_be_read_opens_for_reading(
    app: JiaoyanApp,
) -> None:
    meeting = this_weeks(app)
    broken = '[{"_id":"0000000a","stage":"坏了的一行'
    app.store.run("UPDATE meetings SET steps = ? WHERE id = ?", broken, app.store.key(meeting.id))
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        app.action_go("meetings")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.open_record(this_weeks(app))
        await settled(pilot)
        assert "读不出来，所以只能看" in screen_text(app)
        await type_text(pilot, "写不进")
        await app.run_action("screen.raw_text")
        await settled(pilot)
        assert "坏了的一行" in screen_text(app)
        await pilot.press("escape", "escape")
        await settled(pilot)
    assert app.store.fetch(
        "SELECT steps FROM meetings WHERE id = ?", app.store.key(meeting.id)
    ) == [(broken,)]
    assert not app.store.drafts()


async def test_a_draft_that_cannot_be_read_does_not_stop_the_start(app: JiaoyanApp) -> None:
    meeting = this_weeks(app)
    app.store.put_draft(Draft(MEETING.name, meeting.id, {"theme": "x"}, 1, now()))
    app.store.run("UPDATE draft SET content = ?", '{"theme":"坏了的稿子')
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        assert "一份稿子坏了" in screen_text(app)
        await pilot.press("home", "enter")
        await settled(pilot)
        assert "坏了的稿子" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        app.open_record(meeting)
        await settled(pilot)
        assert "接不上" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "一份稿子坏了" in screen_text(app)
        await pilot.press("home", "enter")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert "一份稿子坏了" not in screen_text(app)
    assert not app.store.drafts()
