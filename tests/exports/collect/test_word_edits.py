"""What Word and people leave in the XML: tracked changes, symbols, phonetic guides, rows moved."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from exports.collect.collecting import Collected
from models.session.session import Session
from tests.exports.collect.conftest import collected, one
from tests.exports.collect.editing import Edited, add_paragraph, delete, words, write
from tests.exports.collect.test_hostile_files import RECORD, changed


@pytest.fixture
def record_paper(papers: Path) -> Path:
    return one(papers, "02_20260909_数学组_理论学习")


def made(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def wrapped(run: Any, tag: str) -> Any:
    around = made(tag)
    run.addprevious(around)
    around.append(run)
    return around


def split_runs(paper: Edited) -> None:
    """As Word does when it checks the spelling and notes who typed when."""
    for run in list(paper.document.element.body.iter(qn("w:r"))):
        nodes = run.findall(qn("w:t"))
        if len(nodes) == 1 and len(nodes[0].text or "") > 1:
            rest = copy.deepcopy(run)
            rest.find(qn("w:t")).text = nodes[0].text[1:]
            nodes[0].text = nodes[0].text[:1]
            run.set(qn("w:rsidR"), "00AB12CD")
            run.addnext(rest)
            run.addnext(made("w:proofErr", type="spellStart"))


def fields_and_controls(paper: Edited) -> None:
    for label, tag in (("地点", "w:hyperlink"), ("主持人", "w:ins"), ("记录人", "w:smartTag")):
        wrapped(next(paper.beside(label).iter(qn("w:r"))), tag)


def phonetic(paper: Edited) -> None:
    run = next(paper.beside("地点").iter(qn("w:r")))
    base = wrapped(run, "w:rubyBase")
    ruby = wrapped(base, "w:ruby")
    guide = made("w:rt")
    guide.append(copy.deepcopy(run))
    ruby.insert(0, guide)
    wrapped(ruby, "w:r")


def blank_lines(paper: Edited) -> None:
    paper.beside("活动主题").append(made("w:p"))
    row = copy.deepcopy(paper.row("体检"))
    write(row, "")
    paper.row("体检").addnext(row)


@pytest.mark.parametrize("edit", [split_runs, fields_and_controls, phonetic, blank_lines])
def test_what_changes_no_word_is_no_change(
    edit: Callable[[Edited], None], record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        edit(paper)
    [found] = collected(sample_session, record_paper, apply=False).found
    assert not found.differences()
    assert not found.notices


def tracked_value(paper: Edited) -> None:
    run = next(paper.beside("地点").iter(qn("w:r")))
    new = copy.deepcopy(run)
    write(new, "操场")
    gone = wrapped(run, "w:del")
    run.find(qn("w:t")).tag = qn("w:delText")
    gone.addnext(new)
    wrapped(new, "w:ins")


def tracked_row(paper: Edited) -> None:
    row = paper.row("袁丽")
    row.get_or_add_trPr().append(made("w:del"))


def tracked_paragraph(paper: Edited) -> None:
    """A paragraph deleted with its mark, after one that was written."""
    cell = paper.beside("活动小结")
    add_paragraph(cell, "第二段。")
    add_paragraph(cell, "不要了。")
    gone = cell.p_lst[-2]
    for run in list(gone.iter(qn("w:r"))):
        wrapped(run, "w:del")
        for node in run.findall(qn("w:t")):
            node.tag = qn("w:delText")
    gone.get_or_add_pPr().append(made("w:rPr"))
    gone.pPr.find(qn("w:rPr")).append(made("w:del"))


def symbol(paper: Edited) -> None:
    for node in paper.beside("活动类别").iter(qn("w:t")):
        if "□专题研修" in (node.text or ""):
            before, _, after = node.text.partition("□")
            run = node.getparent()
            rest = copy.deepcopy(run)
            write(rest, after)
            node.text = before
            run.addnext(rest)
            tick = made("w:r")
            tick.append(made("w:sym", font="Wingdings 2", char="F052"))
            run.addnext(tick)
            return


def exchanged(paper: Edited) -> None:
    row = paper.row("袁丽")
    row.addnext(row.getprevious())


SEEN: list[tuple[Callable[[Edited], None], str, str]] = [
    (tracked_value, "place", "操场"),
    (tracked_row, "remarks[2]", "None"),
    (tracked_paragraph, "summary", "\n不要了。"),
    (symbol, "kinds", "理论学习、专题研修"),
    (exchanged, "remarks", "2、1"),
]


@pytest.mark.parametrize(("edit", "path", "end"), SEEN)
def test_changes_as_word_writes_them(
    edit: Callable[[Edited], None], path: str, end: str, record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        edit(paper)
    found = collected(sample_session, record_paper, apply=False).found[0].differences()
    assert [one.path for one in found] == [path]
    assert str(found[0].new).endswith(end)


def said(found: list[Collected]) -> str:
    [only] = found
    assert not only.differences()
    return "".join(only.notices)


def test_a_row_of_other_cells_leaves_its_list_alone(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        delete(paper.row("体检").tc_lst[-1])
    assert "活动过程" in said(collected(sample_session, record_paper).found)


def test_a_tick_behind_its_choice_is_asked_about(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        for node in paper.beside("活动类别").iter(qn("w:t")):
            node.text = (node.text or "").replace("□专题研修", "□专题研修√")
        assert "√" in words(paper.beside("活动类别"))
    assert "勾在前面" in said(collected(sample_session, record_paper).found)


def test_without_its_record_nothing_else_is_said_to_be_changed(
    record_paper: Path, sample_session: Session
) -> None:
    record_paper.write_bytes(changed(record_paper.read_bytes(), {RECORD: None}))
    assert said(collected(sample_session, record_paper).found).count("。") == 0
