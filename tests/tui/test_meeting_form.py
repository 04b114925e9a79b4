"""Filling in this week's meeting, from home to submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from tests.tui.conftest import Keyboard, screen_text, settled, to_add, type_text

if TYPE_CHECKING:
    from models.kernel.record import Record
    from tui.app import JiaoyanApp

SUMMARY = (
    "本次活动围绕单元作业的分层设计展开，大家对基础题与拓展题的比例形成了一致意见，"
    "明确了每份作业不超过二十分钟，下周带修改稿来试用，再看学生的完成情况作调整，"
    "并约定由各年级备课组长汇总典型错例，期末前编成一份校本作业集供全组使用。"
)


def this_weeks(app: JiaoyanApp) -> Record:
    group = next(group for group in app.session.groups if group.title == "语文组")
    week = Filter(MEETING, group=group.id, since="2026-11-23", until="2026-11-29")
    (id_,) = app.store.ids(week)
    record = app.store.get(MEETING, id_)
    assert record is not None
    return record


async def test_home_opens_this_weeks_meeting_already_filled_in(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        assert "本周要做" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        text = screen_text(app)
        assert "语文组第12次活动" in text
        assert "2026-11-26 周四" in text
        assert "14:30" in text
        assert "二楼语文教研室" in text
        assert "周敏华 ?" in text  # a member, expected but not yet called
        assert "修改单元练习的命题要求" in text  # still open from an earlier meeting
        assert "还缺：" in text


async def test_looking_without_writing_leaves_the_meeting_planned(app: JiaoyanApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert this_weeks(app).state == "planned"
        assert app.store.drafts() == []


async def test_from_launch_to_submitted_in_few_keys(app: JiaoyanApp) -> None:
    """At most fifteen keys beside the content itself."""
    async with app.run_test(size=(120, 50)) as pilot:
        keys = Keyboard(pilot)
        press = keys.press
        await settled(pilot)
        await press("enter")
        await press("f6")
        await press("f8")
        await type_text(pilot, "先看三份作业单的设计意图，再逐题讨论难度。")
        await press("f8")
        await press("enter")
        await type_text(pilot, "方晓棠")
        await press("tab")
        await type_text(
            pilot, "基础题的情境最好取自课文，拓展题让学生自己选一题，量要控制在二十分钟以内。"
        )
        await press("f8")
        await type_text(pilot, SUMMARY)
        await press("f8")
        assert this_weeks(app).state == "submitted", screen_text(app)
        await press("f7")
        await pilot.app.workers.wait_for_complete()
    record = this_weeks(app)
    assert record["present"] == record["expected"] == 14
    assert record["summary"] == SUMMARY
    assert record["remarks"][0]["speaker"]["name"] == "方晓棠"
    assert keys.count <= 15


async def test_what_is_approved_is_read_to_the_last_character(app: JiaoyanApp) -> None:
    approved = Filter(MEETING, states=("approved",))
    long_ones = app.store.many(MEETING, app.store.ids(approved))
    meeting = max(long_ones, key=lambda record: len(record["summary"]))
    async with app.run_test(size=(80, 60)) as pilot:
        await settled(pilot)
        app.open_record(meeting)
        await settled(pilot)
        seen: list[str] = []
        for _page in range(10):
            seen += (line for line in screen_text(app).split("\n") if line not in seen)
            await pilot.press("pagedown")
            await settled(pilot)
        assert "".join(meeting["summary"].split()) in "".join("".join(seen).split())


@pytest.mark.parametrize("key", ["tab", "escape"])
async def test_a_guest_who_was_typed_is_there_without_enter_too(app: JiaoyanApp, key: str) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        to_add(app.screen, "attendance")  # type: ignore[arg-type]
        await settled(pilot)
        await type_text(pilot, "冯来宾")
        await pilot.press(key)
        await settled(pilot)
        if key == "tab":
            assert "冯来宾 列席" in screen_text(app)
            await pilot.press("escape")
            await settled(pilot)
    guests = [row for row in this_weeks(app)["attendance"] if row["person"]["name"] == "冯来宾"]
    assert [row["status"] for row in guests] == ["observer"]


async def test_a_meeting_that_is_only_read_says_so_and_what_can_be_done(app: JiaoyanApp) -> None:
    approved = app.store.ids(Filter(MEETING, states=("approved",)), 1)
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        app.open_record(app.store.many(MEETING, approved)[0])
        await settled(pilot)
        await type_text(pilot, "改不了")
        await settled(pilot)
        assert "这里只能看。能办的手续按 F10。" in screen_text(app)
