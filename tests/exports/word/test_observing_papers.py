"""The papers of lessons, sheets and resident rounds, as the office would look at them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from exports.documents import Document, documents_of, render
from exports.export import export_records
from models.kernel.record import Record, new_record
from models.observing.instrument_files import named
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.rounds import ROUND
from models.session.session import Session
from tests.exports.word.meeting import SCHOOL_RECORD, photo
from tests.exports.word.reading import bare, cells, faults, lines, text, text_by_another
from tests.models.observing.conftest import a_lesson, a_sheet
from tests.models.observing.test_joint import shared

(SHEET,) = documents_of(OBSERVATION)
(TOGETHER,) = documents_of(LESSON)
(VISIT,) = documents_of(ROUND)
COPUS = ("T.Lec S.L", "T.Lec S.L", "T.PQ S.AnQ", "S.WG")


@pytest.fixture
def session(sample_session: Session) -> Session:
    return sample_session


def drawn(document: Document, record: Record, session: Session) -> bytes:
    gathered = document.gathers(record, session.store)
    return render(document, record, SCHOOL_RECORD, photo, gathered)


def paragraphs(content: bytes) -> list[Paragraph]:
    tables = docx.Document(io.BytesIO(content)).tables
    return [
        p for table in tables for row in table.rows for cell in row.cells for p in cell.paragraphs
    ]


def observed(session: Session) -> Record:
    """A lesson seen with three instruments."""
    lesson = a_lesson(session, minutes=8, objectives="会分角色读", design="导入—新授—练习")
    for observer, late in (("柳青", 0), ("严芳芳", 1)):
        shared(session, lesson, observer, "COPUS", intervals=lambda rows, late=late: [
            {**row, "codes": COPUS[max(place - late, 0)]} for place, row in enumerate(rows)
        ])  # fmt: skip
    shared(session, lesson, "周敏华", "ST", samples="TTTTSSTTSS")
    return lesson


@pytest.mark.parametrize("code", ["STAGE", "SCORE100", "LICC", "COPUS", "ST", ""])
def test_a_sheet_of_every_instrument_is_valid(session: Session, code: str, tmp_path: Path) -> None:
    record = new_record(OBSERVATION)
    if code:
        sheet = a_sheet(session, a_lesson(session))
        instrument = named(session, code)
        assert instrument is not None
        sheet.change("instrument", instrument.link())
        sheet.change("strengths", "<优点> & {{课题}} \x0b 😀")
        record = sheet.record
    content = drawn(SHEET, record, session)
    assert not faults(content, tmp_path)
    assert sorted(bare(text(content))) == sorted(bare(text_by_another(content, tmp_path)))


def test_a_sheet_shows_what_its_instrument_asks_for(session: Session) -> None:
    sheet = a_sheet(session, a_lesson(session))
    score = named(session, "SCORE100")
    assert score is not None
    sheet.change("instrument", score.link())
    sheet.change("scores", [{**row, "points": row["most"]} for row in sheet.record["scores"]])
    shown = lines(drawn(SHEET, sheet.record, session))
    assert {"评分", "教学目标", "语言准确、教态亲切、示范到位"} <= set(shown)
    assert any(line.startswith("得分 100") for line in shown)
    assert "间隔记录" not in shown
    research = lines(drawn(SHEET, sheet.record.with_values(not_for_appraisal=True), session))
    assert any(line.startswith("只供研究，不作评价用") for line in research)
    assert not any(line.startswith("得分 100") for line in research)


def test_a_sheet_shows_how_many_took_part_and_how_often_something_was_seen(
    session: Session,
) -> None:
    sheet = a_sheet(session, a_lesson(session))
    row = {**sheet.record["segments"][0], "minute": 3, "students": "读题", "participation": "most"}
    sheet.change("segments", [row])
    assert ["3", "导入", "", "读题", "多数", ""] in [
        r[1:] for r in cells(drawn(SHEET, sheet.record, session))
    ]
    licc = named(session, "LICC")
    assert licc is not None
    other = a_sheet(session, a_lesson(session, period=3))
    other.change("instrument", licc.link())
    first, *rest = other.record["points"]
    other.change("points", [{**first, "evidence": "预习单", "count": 31}, *rest])
    shown = [r[1:] for r in cells(drawn(SHEET, other.record, session))]
    assert [first["perspective"], first["item"], "预习单", "31", ""] in shown


def test_the_joint_record_has_tables_and_pictures(session: Session, tmp_path: Path) -> None:
    content = drawn(TOGETHER, observed(session), session)
    assert not faults(content, tmp_path)
    shown = lines(content)
    assert {"行为占比", "一致性", "教学模式", "意见", "混合型"} <= set(shown)
    assert "总分" not in shown
    opinion = next(p for p in paragraphs(content) if p.text.startswith("朗读指导有层次"))
    assert opinion.style is not None
    assert opinion.style.name == "表格文字"  # sentences start at the left of a narrow column
    pair = next(row for row in cells(content) if "严芳芳—柳青（4 格）" in row)
    # of 25 codes in 4 intervals 4 differ in the third and 3 in the fourth
    assert pair[1:3] == ["严芳芳—柳青（4 格）", "93.0%"]
    assert len(docx.Document(io.BytesIO(content)).inline_shapes) == 3
    assert "图3 S–T 象限：1 周敏华（左为练习型，右为讲授型，中上为对话型，中下为混合型）" in shown


def test_the_joint_record_is_written_anew_when_a_sheet_is_shared(
    session: Session, tmp_path: Path
) -> None:
    lesson = observed(session)
    first = export_records(session.store, [lesson], tmp_path, seen_by=None)
    assert export_records(session.store, [lesson], tmp_path, seen_by=None).unchanged == 1
    shared(session, lesson, "何佩瑶", "ST", samples="SSSSSSSSSS")
    again = export_records(session.store, [lesson], tmp_path, seen_by=None)
    assert (again.written, again.files) == (1, first.files)


def test_a_round_lists_its_lessons(session: Session, tmp_path: Path) -> None:
    visit = session.store.save(
        ROUND.opens(new_record(ROUND, {"class_name": "四(2)班", "team": [session.me],
                                       "group": session.my_groups()[0].link(),
                                       "class_evaluation": "坐姿好"}), session), actor="教务处")  # fmt: skip
    assert not any("共听课" in line for line in lines(drawn(VISIT, visit, session)))
    a_lesson(session, round=visit.link())
    content = drawn(VISIT, visit, session)
    assert any("共听课 1 节" in line for line in lines(content))
    assert not faults(content, tmp_path)
    row = next(row for row in cells(content) if "小木偶的故事" in row)
    assert row[1:6] == ["2026年11月20日(星期五)", "2", "小木偶的故事", "语文", "何佩瑶"]
    assert "坐姿好" in lines(content)
