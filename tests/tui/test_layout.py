"""A school's own form is matched, mended by key, and used for its documents."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from textual.widgets import OptionList

from exports.documents import DOCUMENTS
from exports.own_forms.using import present_file
from models.storage import Store
from tests.exports.own_forms.forms import blank_form
from tests.exports.word.templates import of_paragraphs
from tests.tui.conftest import read_on, screen_text, settled, type_text
from tui.app import JiaoyanApp
from tui.screens.layout import LayoutScreen


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "阳光小学.docx"
    path.write_bytes(blank_form())
    return path


def texts(file: bytes) -> str:
    document = docx.Document(io.BytesIO(file))
    return "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )


async def test_a_label_is_mended_and_the_form_used_and_given_up(
    app: JiaoyanApp, store: Store, form: Path
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await read_on(pilot, LayoutScreen(), form)
        shown = screen_text(app)
        assert "第1个表格第1行第4格" in shown
        assert "1 栏留空" in shown
        labels = app.screen.query_one(OptionList)
        labels.highlighted = next(
            n
            for n in range(labels.option_count)
            if "备 注" in str(labels.get_option_at_index(n).prompt)
        )
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "下次活动预告")
        await pilot.press("enter")
        await settled(pilot)
        assert "0 栏留空" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert "现在用：“阳光小学.docx”" in screen_text(app)
        assert "{{下次活动预告}}" in texts(present_file(store, DOCUMENTS[0]))
        await pilot.press("f9")
        await settled(pilot)
        assert "自带的版式" in screen_text(app)
        assert "研讨主题" not in texts(present_file(store, DOCUMENTS[0]))


async def test_the_copy_lies_beside_the_form(app: JiaoyanApp, form: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await read_on(pilot, LayoutScreen(), form)
        await pilot.press("f7")
        await settled(pilot)
        assert "阳光小学_版式.docx" in screen_text(app)
    assert "{{活动主题}}" in texts(form.with_name("阳光小学_版式.docx").read_bytes())


async def test_a_wrong_marker_is_named_and_not_used(
    app: JiaoyanApp, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "错.docx"
    path.write_bytes(of_paragraphs("{{活动主提}}"))
    before = texts(present_file(store, DOCUMENTS[0]))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.push_screen(LayoutScreen())
        await settled(pilot)
        await pilot.press("f8")
        await type_text(pilot, str(path))
        await pilot.press("enter")
        await settled(pilot)
        assert "是不是“活动主题”" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert "是不是“活动主题”" in screen_text(app)
    assert texts(present_file(store, DOCUMENTS[0])) == before


async def test_another_paper_is_matched_anew_and_what_was_refused_is_not_used(
    app: JiaoyanApp, store: Store, form: Path
) -> None:
    before = texts(present_file(store, DOCUMENTS[0]))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await read_on(pilot, LayoutScreen(), form)
        assert "{{下次活动预告}}" not in screen_text(app)
        assert "{{活动主题}}" in screen_text(app)
        await pilot.press("f4")
        await settled(pilot)
        await type_text(pilot, "师徒指导记录表")
        await pilot.press("enter")
        await settled(pilot)
        assert "本校的版式 · 师徒指导记录表" in screen_text(app)
        assert "{{指导内容与过程*}}" in screen_text(app)
        await pilot.press("f3")
        await type_text(pilot, str(form.parent))
        await pilot.press("enter")
        await settled(pilot)
        assert "是文件夹" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert "现在用：自带的版式" in screen_text(app)
    assert texts(present_file(store, DOCUMENTS[0])) == before


async def test_what_is_no_word_file_is_said_to_be_none(app: JiaoyanApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await read_on(pilot, LayoutScreen(), tmp_path)
        assert "是文件夹" in screen_text(app)
