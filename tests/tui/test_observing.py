"""Observing a lesson at the terminal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from models.catalogue import open_school
from models.kernel.filters import Filter
from models.observing.instrument_files import named
from models.observing.observations import OBSERVATION
from tests.models.observing.conftest import a_lesson, a_sheet
from tests.models.observing.test_joint import shared
from tests.tui.conftest import Keyboard, screen_text, settled, type_text
from tui.dialogs.history import HistoryScreen
from tui.screens.console import ConsoleScreen
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
    a_lesson(app.session, held_on="2026-11-23")
    app.store.set_setting("export folder", str(tmp_path), site=True)
    async with app.run_test(size=(140, 50)) as pilot:
        keys = Keyboard(pilot)
        press = keys.press
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
    (saved,) = app.store.many(OBSERVATION, app.store.ids(Filter(OBSERVATION), limit=1))
    assert saved.state == "submitted"
    assert saved["self_reflection"] == REFLECTION
    assert len(list(tmp_path.rglob("*听课记录表*.docx"))) == 1
    assert keys.count <= 20


class Clock:
    """The wall clock of a test."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


async def in_the_classroom(app: JiaoyanApp, code: str, clock: Clock) -> ConsoleScreen:
    sheet = a_sheet(app.session, a_lesson(app.session, held_on="2026-11-23"))
    instrument = named(app.session, code)
    assert instrument is not None
    sheet.change("instrument", instrument.link())
    screen = ConsoleScreen(sheet.keep() or sheet.base, clock)
    await app.push_screen(screen)
    return screen


async def test_a_line_is_stamped_with_its_minute_and_is_on_the_disk_at_once(
    app: JiaoyanApp,
) -> None:
    clock = Clock()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await in_the_classroom(app, "STAGE", clock)
        await settled(pilot)
        await pilot.press("f5")
        await type_text(pilot, "谈话导入，出示小木偶")
        await pilot.press("enter")
        clock.pass_(7.5)
        await pilot.press("f8", "f9")
        await type_text(pilot, "自由读，同桌互说")
        await pilot.press("enter")
        await settled(pilot)
        assert "7′ 新授（活动一）" in screen_text(app)
        app.drafts.flush()
        draft = app.store.draft(OBSERVATION, screen.editing.record.id)
        assert draft is not None
        rows = [r for r in draft.values["segments"] if r["minute"] is not None]
        assert [(r["minute"], r["teacher"], r["students"]) for r in rows] == [
            (0, "谈话导入，出示小木偶", ""), (7, "", "自由读，同桌互说"),
        ]  # fmt: skip


async def test_a_line_without_enter_is_on_the_disk_and_not_lost_on_leaving(
    app: JiaoyanApp,
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await in_the_classroom(app, "STAGE", Clock())
        await settled(pilot)
        await pilot.press("f5")
        await type_text(pilot, "小组讨论还没有结")
        app.drafts.flush()
        draft = app.store.draft(OBSERVATION, screen.editing.record.id)
        assert draft is not None
        assert "小组讨论还没有结" in [row["teacher"] for row in draft.values["segments"]]
        await type_text(pilot, "束")
        await pilot.press("escape")
        await settled(pilot)
        stored = app.store.get(OBSERVATION, screen.editing.record.id)
        assert stored is not None
        assert [r["teacher"] for r in stored["segments"] if r["teacher"]] == ["小组讨论还没有结束"]


async def test_a_sheet_that_can_only_be_read_is_not_written_in_live(app: JiaoyanApp) -> None:
    sheet = shared(app.session, a_lesson(app.session), "周敏华", "ST", samples="TTSS")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        app.open_record(sheet)
        await settled(pilot)
        assert "现场" not in screen_text(app).splitlines()[-1]
        await pilot.press("f11")
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)
        assert "只读" in screen_text(app)


async def test_what_was_missing_is_not_called_missing_any_more_once_it_is_there(
    app: JiaoyanApp,
) -> None:
    sheet = a_sheet(app.session, a_lesson(app.session, held_on="2026-11-23"))
    async with app.run_test(size=(140, 60)) as pilot:
        await settled(pilot)
        app.open_record(sheet.keep() or sheet.base)
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert "处要补" in screen_text(app)
        await type_text(pilot, "导入")
        assert "处要补" not in screen_text(app)


async def test_an_answer_without_words_is_not_taken(app: JiaoyanApp) -> None:
    lesson = a_lesson(app.session)
    sheet = shared(app.session, lesson, "周敏华", "ST", samples="TTSS")
    app.session.set_current_user(lesson["instructor"])
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        app.open_record(sheet)
        await settled(pilot)
        assert "轮到您，按 F10：执教者阅过并回复" in screen_text(app)
        await pilot.press("f10")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert "还没有填执教者回复" in screen_text(app)
        await type_text(pilot, "谢谢，下周重上")
        await pilot.press("f8")
        await app.workers.wait_for_complete()
        await settled(pilot)
    answered = app.store.get(OBSERVATION, sheet.id)
    assert answered is not None
    assert (answered.state, answered["reply"]) == ("acknowledged", "谢谢，下周重上")


async def test_a_clock_started_too_early_can_be_started_again(app: JiaoyanApp) -> None:
    clock = Clock()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await in_the_classroom(app, "COPUS", clock)
        await settled(pilot)
        await pilot.press("f5")
        clock.pass_(9)
        await pilot.press("f5")
        await settled(pilot)
        clock.pass_(3)
        screen._tick()
        await pilot.press("tab", "1", "f5")
        await settled(pilot)
        text = screen_text(app)
        assert "03:00" in text
        assert "第 2 格" in text
        assert "时钟不再重来" in text


async def test_who_goes_one_stage_too_far_comes_round_again(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await in_the_classroom(app, "STAGE", Clock())
        await settled(pilot)
        first = screen.stage
        await pilot.press(*["f8"] * len(screen.stages))
        assert screen.stage == first
        assert "代码表" not in screen_text(app)


async def test_the_clock_runs_on_after_a_power_cut(app: JiaoyanApp) -> None:
    clock = Clock()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await in_the_classroom(app, "COPUS", clock)
        await settled(pilot)
        await pilot.press("f5")
        await settled(pilot)
        sheet = screen.editing.base
        app.drafts.flush()
        app.pop_screen()
        clock.pass_(11)
        again = ConsoleScreen(sheet, clock)
        await app.push_screen(again)
        await settled(pilot)
        assert "11:00" in screen_text(app)
        assert "第 6 格" in screen_text(app)


async def test_codes_go_into_the_interval_that_runs_and_earlier_ones_can_be_mended(
    app: JiaoyanApp,
) -> None:
    clock = Clock()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await in_the_classroom(app, "COPUS", clock)
        await settled(pilot)
        await pilot.press("f5", "tab", "1", "right", "1")
        clock.pass_(2.1)
        screen._tick()
        await pilot.press("4")
        await pilot.press("f6", "2", "f7")
        await settled(pilot)
        rows = screen.editing.record["intervals"]
        assert [row["codes"] for row in rows[:2]] == ["T.Lec S.L S.Ind", "S.WG"]
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)
        stored = app.store.get(OBSERVATION, screen.editing.record.id)
        assert stored is not None
        assert stored["intervals"] == rows


async def test_s_t_samples_by_themselves(app: JiaoyanApp) -> None:
    clock = Clock()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await in_the_classroom(app, "ST", clock)
        await settled(pilot)
        await pilot.press("f5")
        watch(screen, clock, 4)
        await pilot.press("down")
        watch(screen, clock, 2)
        assert screen.samples == "TTTTSS"


def watch(screen: ConsoleScreen, clock: Clock, moments: int) -> None:
    """Sit there for so many samples of half a minute."""
    for _moment in range(moments):
        clock.pass_(0.5)
        screen._tick()


async def test_the_time_one_was_away_is_nobodys_and_the_active_one_is_remembered(
    app: JiaoyanApp,
) -> None:
    clock = Clock()
    async with app.run_test(size=(160, 40)) as pilot:
        screen = await in_the_classroom(app, "ST", clock)
        await settled(pilot)
        await pilot.press("f5", "down")
        watch(screen, clock, 2)
        await pilot.press("escape")
        await settled(pilot)
        clock.pass_(28)
        kept = app.store.get(OBSERVATION, screen.editing.record.id)
        assert kept is not None
        again = ConsoleScreen(kept, clock)
        await app.push_screen(again)
        await settled(pilot)
        assert again.samples == "SS"
        assert "现在 学生" in screen_text(app)
        watch(again, clock, 2)
        assert again.samples == "SS" + "-" * 56 + "SS"
        await settled(pilot)
        assert "56 次没看" in screen_text(app)
        clock.pass_(10)  # the machine slept
        again._tick()
        watch(again, clock, 1)
        assert again.samples == "SS" + "-" * 56 + "SS" + "-" * 20 + "S"


@pytest.mark.parametrize("code", ["ST", "COPUS"])
async def test_a_clock_that_runs_on_after_the_lesson_adds_nothing(
    app: JiaoyanApp, code: str
) -> None:
    clock = Clock()
    async with app.run_test(size=(160, 40)) as pilot:
        screen = await in_the_classroom(app, code, clock)
        await settled(pilot)
        await pilot.press("f5")
        watch(screen, clock, 2)
        before = screen.editing.record.values
        clock.pass_(200)
        screen._tick()
        await settled(pilot)
        assert screen.editing.record.values == before


async def test_samples_are_mended_and_taken_back_by_the_same_keys(app: JiaoyanApp) -> None:
    clock = Clock()
    async with app.run_test(size=(160, 40)) as pilot:
        screen = await in_the_classroom(app, "ST", clock)
        await settled(pilot)
        await pilot.press("f5")
        watch(screen, clock, 4)
        await pilot.press("f6", "f6", "down")
        assert screen.samples == "TTST"
        assert "第 3 次 学生" in screen_text(app)
        assert "TT[S]T" in screen_text(app)
        watch(screen, clock, 1)
        await pilot.press("ctrl+z")
        assert screen.samples == "TTTTT"
        await pilot.press("f7", "f7", "f7")
        assert "现在 教师" in screen_text(app)
        await pilot.press("down")
        watch(screen, clock, 2)
        assert screen.samples == "TTTTTSS"
        await pilot.press("ctrl+z")
        watch(screen, clock, 1)
        assert screen.samples == "TTTTTTTT"
        assert "现在 教师" in screen_text(app)


async def test_the_joint_record_is_one_key_from_the_lesson(app: JiaoyanApp) -> None:
    lesson = a_lesson(app.session)
    shared(app.session, lesson, "柳青", "ST", samples="TTTTTTTTSS")
    shared(app.session, lesson, "严芳芳", "ST", samples="TTSSTTSSTT")
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        app.open_record(lesson)
        await settled(pilot)
        await pilot.press("f12")
        await settled(pilot)
        text = screen_text(app)
        assert "合成记录" in text
        assert "讲授型" in text
        assert "严芳芳—柳青（10 格）" in text
        assert "周敏华缺听课记录" in text


async def test_the_history_keeps_points_to_the_observer_until_they_are_shared(
    app: JiaoyanApp,
) -> None:
    sheet = a_sheet(app.session, a_lesson(app.session), "柳青")
    sheet.change("verdict", "还要努力的一节课")
    record = sheet.keep() or sheet.base
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        app.push_screen(HistoryScreen(record))
        await settled(pilot)
        assert "还要努力" not in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert any("由写它的人自己撤销" in note.message for note in app._notifications)
        await pilot.press("escape")
        app.session.set_current_user(record["observer"])
        app.push_screen(HistoryScreen(record))
        await settled(pilot)
        assert "还要努力" in screen_text(app)


async def test_a_sheet_that_was_shared_cannot_be_written_in_the_classroom(app: JiaoyanApp) -> None:
    sheet = shared(app.session, a_lesson(app.session), "周敏华", "ST", samples="TTSS")
    async with app.run_test(size=(140, 50)) as pilot:
        await settled(pilot)
        app.open_record(sheet)
        await settled(pilot)
        assert "现场" not in screen_text(app)
        await pilot.press("f11")
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)


async def test_what_was_noted_over_somebody_elses_version_comes_to_the_form(
    app: JiaoyanApp, db: Path
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await in_the_classroom(app, "STAGE", Clock())
        await settled(pilot)
        await type_text(pilot, "谈话导入")
        await pilot.press("enter")
        await settled(pilot)
        with open_school(db) as other:
            other.site = "另一台电脑"
            other.save(screen.editing.base.with_values(strengths="学生说得多"), actor="柳青")
        await pilot.press("escape")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        assert "谈话导入" in str(form.editing.record["segments"])
        await pilot.press("escape")
        await settled(pilot)
        assert "柳青也改了" in screen_text(app)


async def test_a_sheet_shows_the_rows_of_its_instrument_only(app: JiaoyanApp) -> None:
    a_lesson(app.session, held_on="2026-11-23")
    async with app.run_test(size=(140, 60)) as pilot:
        await settled(pilot)
        app.new_of("observation")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        assert "小木偶的故事" in screen_text(app)
        shown = {place.key for place in form.view.filling.spots}
        assert {"segments", "habits"} <= shown
        assert shown.isdisjoint({"scores", "points", "intervals", "samples"})
        score = named(app.session, "SCORE100")
        assert score is not None
        form.typed("instrument", score.link())
        await settled(pilot)
        shown = {place.key for place in form.view.filling.spots}
        assert "scores" in shown
        assert "habits" not in shown
        assert "教学目标" in screen_text(app)


async def test_no_lesson_is_offered_for_which_my_sheet_is_there(app: JiaoyanApp) -> None:
    lesson = a_lesson(app.session, held_on="2026-11-23")
    shared(app.session, lesson, "周敏华", "ST", samples="TTSS")
    async with app.run_test(size=(140, 60)) as pilot:
        await settled(pilot)
        app.new_of("observation")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        assert (form.editing.record["lesson"] or {}).get("id") != lesson.id
