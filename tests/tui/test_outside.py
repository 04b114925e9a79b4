"""Text and files from outside: an editor of one's own, a text file, photos that are dragged in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from textual import events

from tests.tui.conftest import read_on, screen_text, settled, type_text
from tests.tui.terminal import Terminal, app_on
from tests.tui.test_rows import open_form
from tui.screens.collect import CollectScreen
from tui.screens.layout import LayoutScreen
from tui.screens.old_records import OldRecordsScreen
from tui.screens.roster import RosterScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

    from tui.app import JiaoyanApp


def photo(path: Path, colour: str) -> Path:
    Image.new("RGB", (320, 240), colour).save(path)
    return path


async def taken(pilot: Pilot[int], typed: str) -> None:
    """What is dragged into the terminal comes as a paste."""
    pilot.app.post_message(events.Paste(typed))
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)


async def test_a_text_file_is_read_behind_what_is_there(app: JiaoyanApp, tmp_path: Path) -> None:
    (tmp_path / "小 结.txt").write_bytes("先听\r\n再议[b]".encode("gb18030"))
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("summary")
        await settled(pilot)
        await type_text(pilot, "写在前面")
        await pilot.press("ctrl+o")
        await settled(pilot)
        await type_text(pilot, str(tmp_path / "小 结.txt"))
        await pilot.press("enter")
        await settled(pilot)
        assert form.editing.record["summary"].split() == ["写在前面", "先听", "再议[b]"]
        await pilot.press("ctrl+o")
        await settled(pilot)
        await type_text(pilot, "/没有/这个.md")
        await pilot.press("enter")
        await settled(pilot)
        assert any("打不开“/没有/这个.md”" in said.message for said in app._notifications)
        assert form.editing.record["summary"].endswith("再议[b]")


async def test_a_text_file_goes_into_the_cell_of_a_row(app: JiaoyanApp, tmp_path: Path) -> None:
    (tmp_path / "过程.md").write_text("# 过程\n- 先听", encoding="utf-8")
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_cell("steps", 1, "content")
        await settled(pilot)
        await pilot.press("ctrl+o")
        await settled(pilot)
        await type_text(pilot, str(tmp_path / "过程.md"))
        await pilot.press("enter")
        await settled(pilot)
        assert form.editing.record["steps"][1]["content"] == "# 过程\n- 先听"
        await type_text(pilot, "后议")
        assert form.editing.record["steps"][1]["content"].endswith("先听后议")


async def test_photos_dragged_in_together_are_all_there(app: JiaoyanApp, tmp_path: Path) -> None:
    one, other = photo(tmp_path / "照片 1.jpg", "red"), photo(tmp_path / "照片2.png", "blue")
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("attachments")
        await settled(pilot)
        await taken(pilot, f"'{one}' {other}")
        assert [r["name"] for r in form.editing.record["attachments"]] == [
            "照片 1.jpg",
            "照片2.png",
        ]
        await taken(pilot, str(one).replace(" ", "\\ ") + f" {tmp_path}/没有.jpg")
        assert len(form.editing.record["attachments"]) == 3
        text = screen_text(app)
        assert "找不到文件" in text
        assert "没有.jpg" in text
        assert app.store.blob(form.editing.record["attachments"][0]["sha256"])


@pytest.mark.skipif(sys.platform == "win32", reason="需要伪终端")
def test_a_long_text_goes_out_to_an_editor_and_comes_back(db: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n"
        "path.write_text(path.read_text('utf-8') + '\\n外面写的一段', 'utf-8')\n",
        encoding="utf-8",
    )
    with Terminal(*app_on(db), EDITOR=f"{sys.executable} {editor}", VISUAL="") as terminal:
        terminal.sees("本周要做")
        terminal.sends("\r")
        terminal.sees("1出席")
        terminal.sends("\x1b[17~" + "\x1b[19~")  # F6 everybody, F8: on to the first that is missing
        terminal.sees("活动过程只有环节")
        terminal.sends("里面写的")
        terminal.sees("里面写的")
        terminal.sends("\x05")
        terminal.sees("外面写的一段")
        terminal.sends("接着写")
        terminal.sees("接着写")


@pytest.mark.parametrize("page", [CollectScreen, LayoutScreen, OldRecordsScreen, RosterScreen])
async def test_a_lock_file_that_is_dragged_in_is_named_as_one(
    app: JiaoyanApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: type[Screen[Any]]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~$周报.docx").write_bytes(b"\x05Chen" + bytes(157))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for typed in ("~$周报.docx", str(tmp_path / "~$周报.docx")):
            await read_on(pilot, page(), typed)
            await app.workers.wait_for_complete()
            await settled(pilot)
            assert "锁文件" in screen_text(app)
            await pilot.press("escape")
            await settled(pilot)


@pytest.mark.parametrize("page", [CollectScreen, LayoutScreen, OldRecordsScreen, RosterScreen])
async def test_a_path_that_begins_with_a_tilde_ends_no_page(
    app: JiaoyanApp, page: type[Screen[Any]]
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await read_on(pilot, page(), "~没有.docx")
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert "~没有.docx" in screen_text(app)
        assert isinstance(app.screen, page)


async def test_without_room_for_the_editor_the_page_stays(
    app: JiaoyanApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_form(app, pilot)
        form.view.go_to_field("summary")
        await settled(pilot)
        await type_text(pilot, "写在这里的")
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "没有"))
        await pilot.press("ctrl+e")
        await settled(pilot)
        assert any("原来的文字没有动" in said.message for said in app._notifications)
        assert form.editing.record["summary"] == "写在这里的"
