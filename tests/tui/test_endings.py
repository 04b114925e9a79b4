"""What happens when the store fails under the app: a sentence, and no page of a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from models.catalogue import open_school
from tests.tui.conftest import settled
from tests.tui.terminal import Terminal
from tui.app import JiaoyanApp
from tui.outside import editor
from tui.typed_paths import typed_path


def hide_meetings(db: Path) -> None:
    with open_school(db) as other:
        other.run('ALTER TABLE "meetings" RENAME TO "gone"')


async def test_a_command_that_the_store_refuses_says_so_and_the_page_stays(
    app: JiaoyanApp, db: Path
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        here = app.screen
        hide_meetings(db)
        await app.run_action("app.replan")
        await settled(pilot)
        assert app.screen is here
        assert any("数据库出了问题" in note.message for note in app._notifications)


@pytest.mark.skipif(sys.platform == "win32", reason="需要伪终端")
def test_a_page_that_the_store_refuses_is_told_in_a_sentence(db: Path) -> None:
    with Terminal("-m", "tui", "--db", str(db)) as terminal:
        terminal.sees("本周要做")
        hide_meetings(db)
        terminal.sends("\x1bOS")  # F4
        terminal.sees("数据库出了问题")
        terminal.sends("\x11")  # Ctrl+Q
        child = terminal.child
        child.expect(pexpect.EOF)
        child.close()
    assert child.exitstatus == 0
    assert "Traceback" not in child.before


def test_what_is_no_path_is_taken_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed_path("'/名单/张 三.xlsx'") == Path("/名单/张 三.xlsx")
    assert typed_path("'半个引号.xlsx") == Path("半个引号.xlsx")
    assert typed_path("~没有这个人/名单.xlsx") == Path("~没有这个人/名单.xlsx")
    monkeypatch.setenv("VISUAL", "'半个引号")
    assert editor() is None or editor() != ["'半个引号"]
