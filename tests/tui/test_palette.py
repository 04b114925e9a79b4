"""Commands are found by Chinese, pinyin and initials; teachers and groups can be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import screen_text, settled, type_text

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import JiaoyanApp


@pytest.mark.parametrize("typed", ["教师名册", "jiaoshimingce", "jsmc"])
async def test_a_command_is_found_and_run(app: JiaoyanApp, typed: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert "输入汉字、拼音或首字母" in screen_text(app)
        await type_text(pilot, typed)
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        text = screen_text(app)
        assert "教师  44 条" in text
        assert "丁玉洁" in text


async def test_the_structure_of_the_staff(app: JiaoyanApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.run_action("open_page('structure')")
        await settled(pilot)
        text = screen_text(app)
        for label in ("成熟稳健型", "教龄20年以上", "合计", "36—49岁", "编外", "人数"):
            assert label in text
        assert "未填" not in text  # everybody's years, age and payroll are known


async def test_help_names_every_key_of_the_page(app: JiaoyanApp) -> None:
    async with app.run_test(size=(140, 60)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press("f1")
        await settled(pilot)
        text = screen_text(app)
        for key in ("F5", "F6", "F7", "F8", "F9", "Del", "Ctrl+Z"):
            assert key in text


async def test_a_roster_is_shown_before_it_is_taken_in(app: JiaoyanApp, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,教研组\n新来的,语文组\n", encoding="utf-8")
    before = len(app.session.teachers)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await app.run_action("open_page('roster')")
        await settled(pilot)
        await type_text(pilot, str(path))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert "新来的" in screen_text(app)
        assert len(app.session.teachers) == before
        await pilot.press("f8")
        await settled(pilot)
        assert len(app.session.teachers) == before + 1


async def test_a_file_that_is_no_list_is_named(app: JiaoyanApp, tmp_path: Path) -> None:
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\xff\xd8\xff\xe0 this is a photo")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await app.run_action("open_page('roster')")
        await settled(pilot)
        await type_text(pilot, str(path))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert "照片.xlsx" in screen_text(app)
