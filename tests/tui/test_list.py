"""The list of meetings: narrowing, searching, choosing, and taking back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from models.catalogue import open_school
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.meetings.prefill import filled_in
from models.observing.lessons import LESSON
from tests.conftest import TODAY
from tests.statements import asked
from tests.tui.conftest import screen_text, settled, type_text
from tui.exporting import FOLDER
from tui.screens.form import FormScreen
from tui.screens.list import ListScreen
from tui.widgets.chips import FilterChips
from tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import JiaoyanApp


async def test_the_list_starts_near_today_and_counts_its_chips(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        text = screen_text(app)
        total = len(
            app.store.ids(Filter(MEETING, term=app.session.term.id if app.session.term else ""))
        )
        assert f"教研组活动  {total} 条" in text
        assert "已审核" in text
        table = app.screen.query_one(RecordTable)
        here = app.store.get(MEETING, table.current)
        assert here is not None
        assert here.day <= "2026-11-23"


async def test_searching_as_one_types(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press("f3")
        await type_text(pilot, "双向细目表")
        await pilot.press("enter")
        await settled(pilot)
        found = app.store.ids(Filter(MEETING, term=app.session.term.id, text="双向细目表"))  # type: ignore[union-attr]
        assert 0 < len(found) == len(app.screen.query_one(RecordTable).ids)


async def test_a_deletion_of_several_is_taken_back_with_one_key(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        before = list(app.screen.query_one(RecordTable).ids)
        table = app.screen.query_one(RecordTable)
        planned = app.store.ids(Filter(MEETING, term=app.session.term.id, states=("planned",)))  # type: ignore[union-attr]
        table.go_to(planned[1])
        await pilot.press("space", "space", "delete")
        await settled(pilot)
        assert "删除选中的 2 条" in screen_text(app)
        await type_text(pilot, "删除")
        await pilot.press("enter")
        await settled(pilot)
        assert len(app.screen.query_one(RecordTable).ids) == len(before) - 2
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert list(app.screen.query_one(RecordTable).ids) == before


async def test_taking_back_is_one_thing_at_a_time_the_last_first(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        table = app.screen.query_one(RecordTable)
        gone, cancelled = app.store.ids(
            Filter(MEETING, term=app.session.term.id, states=("planned",))
        )[:2]  # type: ignore[union-attr]
        table.go_to(gone)
        await pilot.press("delete")
        await settled(pilot)
        table.go_to(cancelled)
        await pilot.press("f8")
        await settled(pilot)
        await type_text(pilot, "全校期中监测")
        await pilot.press("f8")
        await settled(pilot)
        states = []
        for _key in range(3):
            records = [app.store.get(MEETING, id_) for id_ in (gone, cancelled)]
            states.append([(one.state, bool(one.deleted_at)) for one in records if one])
            await pilot.press("ctrl+z")
            await settled(pilot)
    assert states == [
        [("planned", True), ("cancelled", False)],
        [("planned", True), ("planned", False)],
        [("planned", False), ("planned", False)],
    ]


async def test_cancelling_asks_for_a_reason(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        table = app.screen.query_one(RecordTable)
        planned = next(id_ for id_ in table.ids if app.store.get(MEETING, id_).state == "planned")  # type: ignore[union-attr]
        table.go_to(planned)
        await pilot.press("f8")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert "还没有填原因" in screen_text(app)
        await type_text(pilot, "全校期中监测")
        await pilot.press("f8")
        await settled(pilot)
        record = app.store.get(MEETING, planned)
        assert record is not None
        assert (record.state, record.state_reason) == ("cancelled", "全校期中监测")


async def test_the_last_row_is_one_key_away(app: JiaoyanApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        table = app.screen.query_one(RecordTable)
        await pilot.press("end")
        await settled(pilot)
        assert table.current == table.ids[-1]
        await pilot.press("home")
        await settled(pilot)
        assert table.current == table.ids[0]


async def test_what_the_office_has_approved_is_not_deleted(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        before = list(app.screen.query_one(RecordTable).ids)
        await pilot.press("ctrl+a", "delete")
        await settled(pilot)
        assert any("不能删" in note.message for note in app._notifications)
        assert list(app.screen.query_one(RecordTable).ids) == before


async def test_a_meeting_like_the_one_the_cursor_is_on(app: JiaoyanApp) -> None:
    approved = app.store.ids(Filter(MEETING, states=("approved",)))[0]
    like = app.store.get(MEETING, approved)
    assert like is not None
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        app.screen.query_one(RecordTable).go_to(approved)
        await pilot.press("f7")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        new = form.editing.record
        assert (new.id == like.id, new.day) == (False, TODAY.isoformat())
        for key in ("group", "kinds", "start", "place", "chair"):
            assert new[key] == like[key]
        assert new["theme"] != like["theme"]


async def test_those_that_are_ticked_are_exported(app: JiaoyanApp, tmp_path: Path) -> None:
    app.store.set_setting(FOLDER, str(tmp_path / "导出"), site=True)
    submitted = app.store.ids(Filter(MEETING, states=("submitted",)))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        table = app.screen.query_one(RecordTable)
        for id_ in submitted[:2]:
            table.go_to(id_)
            await pilot.press("space")
        await settled(pilot)
        assert "选中 2 条" in screen_text(app)
        await pilot.press("f5")
        await settled(pilot)
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert any("已导出 6 份" in said.message for said in app._notifications)
        assert len([*tmp_path.rglob("*.docx")]) == 6


async def test_what_the_plan_says_stands_in_the_list_before_anybody_writes(
    app: JiaoyanApp,
) -> None:
    wanted = Filter(MEETING, states=("planned",), since="2026-11-23", until="2026-11-29")
    planned = app.store.many(MEETING, app.store.ids(wanted))
    assert planned
    assert not any(record["theme"] for record in planned)
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        shown = screen_text(app)
    foreseen = [filled_in(record, app.session)["theme"] for record in planned]
    assert [theme for theme in foreseen if theme[:10] in shown]


async def test_any_link_can_be_a_chip(app: JiaoyanApp) -> None:
    filtered = {"instructor", "observers"}
    fields = [replace(f, filtered=f.filtered or f.key in filtered) for f in LESSON.fields]
    kind = replace(LESSON, fields=tuple(fields))
    every = app.store.many(LESSON, app.store.ids(Filter(LESSON, term=app.session.term.id)))  # type: ignore[union-attr]
    by_teacher = Counter(one["instructor"]["id"] for one in every if one["instructor"])
    by_guest = Counter(id_ for one in every for id_ in {link["id"] for link in one["observers"]})
    assert by_teacher
    assert by_guest
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        app.push_screen(page := ListScreen(kind))
        await settled(pilot)
        chips = page.query_one(FilterChips)
        table = page.query_one(RecordTable)
        for key, counted in (("instructor", by_teacher), ("observers", by_guest)):
            offered = [chip for row in chips.rows for chip in row.chips if chip.field == key]
            assert {chip.code: chip.count for chip in offered}.items() <= counted.items()
            chips.post_message(FilterChips.Switched(offered[0]))
            await settled(pilot)
            assert len(table.ids) == counted[offered[0].code]
            assert f"[{offered[0].label} " in screen_text(app)
            on = next(
                c for row in chips.rows for c in row.chips if c.code == offered[0].code and c.on
            )
            chips.post_message(FilterChips.Switched(on))
            await settled(pilot)
            assert len(table.ids) == len(every)


async def test_a_list_is_read_once_and_its_rows_come_before_the_counts(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        with asked(app.store) as statements:
            await pilot.press("f4")
            await settled(pilot)
        reads = [said for said in statements if not said.startswith("PRAGMA")]
        ids, rows, counts = (
            [place for place, said in enumerate(reads) if sign in said and "meetings" in said]
            for sign in ('SELECT id, "held_on"', "SELECT id, state, version", "count(*)")
        )
        assert len(ids) == 2  # all of them, and the one nearest to today
        assert len(rows) == 1
        assert len(counts) == len(set(reads) & {reads[place] for place in counts})
        assert max(ids) < min(rows) < min(counts)
        assert "状态:  未填 " in screen_text(app)
        await pilot.press("f1")
        await settled(pilot)
        with asked(app.store) as statements:
            await pilot.press("escape")
            await settled(pilot)
        assert isinstance(app.screen, ListScreen)
        assert statements == ["PRAGMA data_version"]


async def test_a_list_one_comes_back_to_shows_what_another_terminal_has_written(
    app: JiaoyanApp, db: Path
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        table = app.screen.query_one(RecordTable)
        here, before = table.current, len(table.ids)
        await pilot.press("f1")
        await settled(pilot)
        with open_school(db) as other:
            record = other.get(MEETING, here)
            assert record is not None
            other.delete(record, actor="教务处")
        await pilot.press("escape")
        await settled(pilot)
        assert len(table.ids) == before - 1
        assert f"教研组活动  {before - 1} 条" in screen_text(app)
