"""谁听了谁: gaps become visits, shortfalls become a rota."""

from __future__ import annotations

from models.kernel.filters import Filter
from models.observing.lessons import LESSON
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_joint import shared
from tests.tui.conftest import screen_text, settled
from tui.app import JiaoyanApp
from tui.screens.coverage import CoverageScreen
from tui.screens.form import FormScreen
from tui.widgets.matrix import MatrixView


async def open_it(app: JiaoyanApp) -> CoverageScreen:
    app.action_open_page("coverage")
    screen = app.screen_stack[-1]
    assert isinstance(screen, CoverageScreen)
    return screen


async def test_enter_on_a_gap_plans_a_visit(app: JiaoyanApp) -> None:
    lesson = a_lesson(app.session)
    sheet = shared(app.session, lesson, "柳青", "ST", samples="TTSS")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        screen = await open_it(app)
        await settled(pilot)
        assert "柳青 1/20" in screen_text(app)
        assert "还差节数：" in screen_text(app)
        view = screen.query_one(MatrixView)
        assert screen.shown is not None
        names = [duty.who["name"] for duty in screen.shown.duties]
        await pilot.press("home", *["down"] * names.index("柳青"))
        while view.columns[view.cursor[1]] != "何佩瑶":
            await pilot.press("right")
        await settled(pilot)
        assert "柳青 听 何佩瑶：听过 1 节" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)
        assert app.screen.editing.record.id == sheet.id
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("home", "down" if names[0] == "何佩瑶" else "right", "enter")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        assert len(form.editing.record["observers"]) == 1
        assert form.editing.record["instructor"]


async def test_a_rota_is_shown_before_it_is_kept(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await open_it(app)
        before = len(app.store.ids(Filter(LESSON)))
        await settled(pilot)
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert "听课安排" in screen_text(app)
        assert "上课，" in screen_text(app)
        assert "这样排还差：罗志远" in screen_text(app)
        assert len(app.store.ids(Filter(LESSON))) == before
        await pilot.press("f8")
        await settled(pilot)
        assert len(app.store.ids(Filter(LESSON))) > before
        assert "已约" in screen_text(app)
