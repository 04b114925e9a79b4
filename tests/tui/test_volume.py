"""Binding a volume from the app: found in the palette, made in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document

from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from tests.exports.word.reading import text
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_observations import SAID, written
from tests.tui.conftest import settled, type_text
from tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tui.app import JiaoyanApp


async def bind(pilot: Pilot[int], app: JiaoyanApp) -> None:
    await pilot.press("ctrl+p")
    await settled(pilot)
    await type_text(pilot, "hdcc")
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    await app.workers.wait_for_complete()
    await settled(pilot)


async def test_my_group_s_term_in_one_file(app: JiaoyanApp, tmp_path: Path) -> None:
    app.store.set_setting("export folder", str(tmp_path / "导出"), site=True)
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await bind(pilot, app)
        groups = app.session.my_groups()
        made = sorted((tmp_path / "导出").glob("*.docx"))
        assert len(made) == len(groups)
        assert all(any(group.title in path.name for path in made) for group in groups)
        assert any("已合订 1 册" in note.message for note in app._notifications)


async def test_what_is_chosen_in_a_list(app: JiaoyanApp, tmp_path: Path) -> None:
    app.store.set_setting("export folder", str(tmp_path / "导出"), site=True)
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        table = app.screen.query_one(RecordTable)
        term = app.session.term
        assert term is not None
        written = app.store.ids(Filter(MEETING, term=term.id, states=("approved",)))
        table.go_to(written[0])
        await pilot.press("space")
        table.go_to(written[1])
        await pilot.press("space")
        await bind(pilot, app)
        [path] = (tmp_path / "导出").glob("*.docx")
        assert "选2条" in path.name
        assert len(Document(str(path)).tables[0].rows) == 3


async def test_papers_tell_no_more_than_who_makes_them_may_see(
    app: JiaoyanApp, tmp_path: Path
) -> None:
    folder = tmp_path / "导出"
    app.store.set_setting("export folder", str(folder), site=True)
    lesson = a_lesson(app.session)
    sheet = written(app.session, lesson, verdict="一节扎实的课")
    app.session.set_current_user(lesson["instructor"])
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        app.action_go("observations")
        await settled(pilot)
        app.screen.query_one(RecordTable).go_to(sheet.id)
        await pilot.press("f5")
        await app.workers.wait_for_complete()
        [single] = folder.rglob("*.docx")
        await bind(pilot, app)
        [volume] = folder.glob("*.docx")
    for path in (single, volume):
        shown = text(path.read_bytes())
        assert SAID["strengths"] in shown
        assert "扎实的课" not in shown


async def test_what_has_no_paper_is_said_to_have_none(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        app.action_go("teachers")
        await settled(pilot)
        await bind(pilot, app)
        assert [note.message for note in app._notifications] == ["教师还没有 Word 格式，不能合订。"]
