"""Documents come back in the app: every change is looked through and taken or left by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from exports.export import export_records
from models.kernel.filters import Filter
from models.kernel.record import Record, new_record
from models.meetings.meetings import MEETING
from models.school.schools import SCHOOL
from models.storage import Store
from tests.exports.collect.editing import Edited, write
from tests.tui.conftest import read_on, screen_text, settled, type_text
from tui.app import JiaoyanApp
from tui.screens.collect import CollectScreen
from tui.screens.list import ListScreen


@pytest.fixture
def meeting(store: Store) -> Record:
    wanted = Filter(MEETING, states=("approved",), choices={"kinds": ("theory",)})
    return store.many(MEETING, store.ids(wanted))[-1]


@pytest.fixture
def heap(store: Store, meeting: Record, tmp_path: Path) -> Path:
    """The papers of a meeting; in one of them the place and the theme are corrected."""
    folder = tmp_path / "heap"
    report = export_records(store, [meeting], folder, seen_by=None)
    with Edited(report.files[0]) as paper:
        write(paper.beside("地点"), "二楼会议室")
        write(paper.beside("活动主题"), "换一个主题")
    (folder / "坏的.docx").write_bytes(b"x")
    return folder


async def test_one_change_is_taken_and_another_left(
    app: JiaoyanApp, store: Store, meeting: Record, heap: Path
) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await read_on(pilot, CollectScreen(), heap)
        shown = screen_text(app)
        assert f"地点：{meeting['place']} → 二楼会议室" in shown
        assert "坏的.docx" in shown
        assert "1 个不能收" in shown
        found = app.screen.query_one(OptionList)
        lines = [app.screen._lines[n] for n in range(len(app.screen._lines))]  # type: ignore[attr-defined]
        found.highlighted = lines.index((0, "theme"))
        await pilot.press("enter")
        await settled(pilot)
        assert "[ ] 活动主题" in screen_text(app)
        await pilot.press("f8", "enter", "f8")
        await settled(pilot)
        kept = store.get(MEETING, meeting.id)
        assert kept
        assert (kept["place"], kept["theme"]) == ("二楼会议室", meeting["theme"])
        assert kept.state == "submitted"


async def test_what_says_it_is_approved_comes_in_as_handed_in_and_is_approved_together(
    app: JiaoyanApp, empty_app: JiaoyanApp, store: Store, tmp_path: Path
) -> None:
    there = store.many(MEETING, store.ids(Filter(MEETING, states=("approved",)), 3))
    export_records(store, there, tmp_path / "heap", seen_by=None)
    office = empty_app
    office.store.save(
        new_record(SCHOOL, app.session.school.values if app.session.school else {}), actor="x"
    )
    async with office.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        await read_on(pilot, CollectScreen(), tmp_path / "heap")
        shown = screen_text(office).replace("\n", "")
        assert "文件里说它已审核，收下后是已提交" in shown
        assert "已审核 3 条" in shown
        await pilot.press("f8")
        await office.workers.wait_for_complete()
        await settled(pilot)
        office.push_screen(ListScreen(MEETING))
        await settled(pilot)
        assert "▣ 已提交" in screen_text(office)
        await pilot.press("ctrl+a", "f10")
        await settled(pilot)
        assert "选中的 3 条教研组活动要怎么办" in screen_text(office)
        await type_text(pilot, "审核")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        ids = office.store.ids(Filter(MEETING, states=("approved",)))
        assert sorted(ids) == sorted(one.id for one in there)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert not office.store.ids(Filter(MEETING, states=("approved",)))


async def test_what_is_left_altogether_stays_as_it_was(
    app: JiaoyanApp, store: Store, meeting: Record, heap: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.push_screen(CollectScreen())
        await settled(pilot)
        await pilot.press("f8")
        await type_text(pilot, str(heap))
        await pilot.press("enter")
        await settled(pilot)
        app.screen.query_one(OptionList).highlighted = 0
        await pilot.press("enter")
        await settled(pilot)
        assert "[ ] 改过" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert store.get(MEETING, meeting.id) == meeting


async def test_a_path_that_is_not_there(app: JiaoyanApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await read_on(pilot, CollectScreen(), "没有这个文件夹")
        assert "找不到" in screen_text(app)
