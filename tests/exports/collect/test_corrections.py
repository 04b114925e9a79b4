"""What somebody corrects in Word comes back as exactly those changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exports.collect.collecting import Collected
from exports.documents import DOCUMENTS
from exports.export import export_records
from models.exchange.judging import Verdict
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.growth import GROWTH
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.observing.observations import OBSERVATION
from models.research.topics import TOPIC
from models.session.session import Session
from tests.exports.collect.conftest import collected, contents, one
from tests.exports.collect.editing import (
    Edited,
    add_paragraph,
    add_row,
    delete,
    needs_libreoffice,
    saved_by_libreoffice,
    words,
    write,
)
from tests.exports.collect.test_hostile_files import RECORD, part


def changes(found: list[Collected]) -> dict[str, Any]:
    [only] = found
    assert only.verdict is Verdict.CHANGED, only.judgement
    return {one.path: (one.old, one.new) for one in only.differences()}


@pytest.fixture
def record_paper(papers: Path) -> Path:
    return one(papers, "02_20260909_数学组_理论学习")


def test_a_value_a_paragraph_and_rows(record_paper: Path, sample_session: Session) -> None:
    with Edited(record_paper) as paper:
        write(paper.beside("活动主题"), "作业少一点，错误少一点")
        add_paragraph(paper.beside("活动小结"), "第二段。")
        row = paper.row("体检")
        write(row.tc_lst[2], "45")
        add_row(row, "交流", "5", "各说一条收获。")
        delete(paper.row("袁丽"))
    found = changes(collected(sample_session, record_paper).found)
    assert set(found) == {"theme", "summary", "steps[2].minutes", "steps[3]", "remarks[2]"}
    assert found["theme"][1] == "作业少一点，错误少一点"
    assert found["summary"][1] == f"{found['summary'][0]}\n第二段。"
    assert found["steps[2].minutes"] == (35, 45)
    assert found["steps[3]"] == (None, {"stage": "交流", "minutes": 5, "content": "各说一条收获。"})
    assert found["remarks[2]"][0]["speaker"] == "袁丽"
    again = collected(sample_session, record_paper).found
    assert [one.verdict for one in again] == [Verdict.UNCHANGED]


def test_the_last_row_of_a_list_can_be_deleted(record_paper: Path, sample_session: Session) -> None:
    with Edited(record_paper) as paper:
        delete(paper.row("各年级提供“六题代替二十题”样例一份"))
    found = changes(collected(sample_session, record_paper).found)
    assert list(found) == ["decisions[1]"]
    assert found["decisions[1]"][1] is None
    assert [one.verdict for one in collected(sample_session, record_paper).found] == [
        Verdict.UNCHANGED
    ]


def test_a_first_row_that_was_merged_into_one_cell_deletes_nothing(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        row = paper.row("领学")
        for cell in row.tc_lst[2:]:
            row.remove(cell)
    [found] = collected(sample_session, record_paper).found
    assert found.verdict is Verdict.UNCHANGED


def test_each_kind_of_value_is_understood_as_people_write_it(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        write(paper.beside("地点"), "二楼会议室")
        date_line = paper.beside("活动时间").p_lst[0]
        write(date_line, "2026年9月10日")
        write(paper.beside("主讲人"), "王芳、外请专家")
        ticks = paper.beside("活动类别")
        for node in ticks.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
            node.text = (node.text or "").replace("□专题研修", "☑专题研修")
        write(paper.row("把十二段录音转写成文字供备课使用").tc_lst[-1], "√")
    found = changes(collected(sample_session, record_paper).found)
    assert found["place"][1] == "二楼会议室"
    assert found["held_on"] == ("2026-09-09", "2026-09-10")
    assert found["speakers"][1] == "王芳、外请专家"
    assert found["kinds"][1] == "理论学习、专题研修"
    assert found["carried[1].done"] == (False, True)
    assert set(found) == {"place", "held_on", "speakers", "kinds", "carried[1].done"}
    meeting = sample_session.store.get(
        MEETING, collected(sample_session, record_paper).found[0].base.id
    )
    assert meeting
    known, guest = meeting["speakers"]
    assert known["id"]
    assert guest["id"] is None


def test_an_approved_record_is_opened_again_by_a_correction(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        write(paper.beside("地点"), "二楼会议室")
    found = collected(sample_session, record_paper).found[0]
    assert "重新打开" in found.judgement.why
    meeting = sample_session.store.get(MEETING, found.base.id)
    assert meeting
    assert (meeting.state, meeting["place"]) == ("submitted", "二楼会议室")
    assert meeting.state_reason
    line = sample_session.store.history(MEETING, meeting.id)[-1]
    assert str(record_paper) in line.reason


def test_what_is_typed_at_the_edge_of_a_value_belongs_to_it(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        head = next(p for p in paper.document.paragraphs if p.text.startswith("2026-2027学年"))
        run = next(run for run in head.runs if run.text.strip().startswith("周"))
        run.text = f"1{run.text}"
    assert changes(collected(sample_session, record_paper).found) == {"week_no": (2, 21)}


def test_a_spot_is_found_by_its_label_where_the_bookmark_is_gone(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        for mark in list(
            paper.document.element.body.iter(
                "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}bookmarkStart"
            )
        ):
            delete(mark)
        write(paper.beside("活动主题"), "换一个主题")
        delete(paper.row("袁丽"))
    assert set(changes(collected(sample_session, record_paper).found)) == {"theme", "remarks[2]"}


def test_what_cannot_be_understood_is_said_and_left(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        write(paper.beside("活动时间").p_lst[0], "改天再说")
        write(paper.beside("活动时间").p_lst[1], "15:00—16:00")
    [found] = collected(sample_session, record_paper).found
    assert found.verdict is Verdict.UNCHANGED
    assert any("活动日期" in said for said in found.notices)
    assert any("起止时间" in said for said in found.notices)


def test_other_kinds_of_records_are_read_back_too(papers: Path, sample_session: Session) -> None:
    sheet = next(p for p in sorted(papers.rglob("*.docx")) if "听课记录表" in p.name)
    with Edited(sheet) as paper:
        write(paper.beside("课题"), "一个数除以小数")
    log = next(p for p in sorted(papers.rglob("*.docx")) if "师徒指导记录表" in p.name)
    with Edited(log) as paper:
        write(paper.beside("活动主题"), "板书怎样设计")
    [a, b] = collected(sample_session, sheet, log).found
    assert [a.base.type, b.base.type] == [OBSERVATION, LOG]
    assert {one.path for found in (a, b) for one in found.differences()} == {
        "lesson_title",
        "theme",
    }


@pytest.fixture
def of_each_kind(papers: Path, sample_session: Session, tmp_path: Path) -> list[Path]:
    """Two of every kind of document there is, in a folder of their own."""
    store = sample_session.store
    topic, pair = (store.many(kind, store.ids(Filter(kind), 1))[0] for kind in (TOPIC, PAIRING))
    marks = [{"item": "听课", "full": 20, "score": 18}]
    appraisal = new_record(APPRAISAL, {"pairing": pair.link(), "items": marks})
    closed = store.save(replace(topic, state="finished"), actor="x")
    ended = store.save(replace(pair, state="graduated"), actor="x")
    rare = export_records(
        store, [closed, ended, store.save(appraisal, actor="x")], tmp_path / "rare", seen_by=None
    )
    found: dict[str, list[Path]] = {}
    for path in [*rare.files, *sorted(papers.rglob("*.docx"))]:
        name = part(path.read_bytes(), RECORD).partition('paper="')[2].partition('"')[0]
        found.setdefault(name, []).append(path)
    assert set(found) == {document.name for document in DOCUMENTS}
    (tmp_path / "several").mkdir()
    return [Path(shutil.copy(path, tmp_path / "several" / f"{name}{n}.docx"))
            for name, paths in found.items() for n, path in enumerate(paths[:2])]  # fmt: skip


@needs_libreoffice
def test_saved_again_by_libreoffice_nothing_is_changed(
    of_each_kind: list[Path], sample_session: Session, tmp_path: Path
) -> None:
    saved = saved_by_libreoffice(of_each_kind, tmp_path / "lo")
    found = collected(sample_session, *saved, apply=False)
    assert not found.refused
    assert not [one.differences() for one in found.found if one.differences()]
    assert not [notice for one in found.found for notice in one.notices]
    assert all(a.read_bytes() != b.read_bytes() for a, b in zip(saved, of_each_kind, strict=True))


@needs_libreoffice
def test_by_way_of_another_format_the_record_is_lost_and_no_word(
    of_each_kind: list[Path], sample_session: Session, tmp_path: Path
) -> None:
    """An .odt keeps the properties and the text, not the record: all that is said is that."""
    several = [path for path in of_each_kind if path.stem.endswith("0")]
    odt = saved_by_libreoffice(several, tmp_path / "odt", "odt")
    found = collected(sample_session, *saved_by_libreoffice(odt, tmp_path / "lo"), apply=False)
    assert not found.refused
    assert not [one.differences() for one in found.found if one.differences()]
    assert {len(one.notices) for one in found.found} == {1}


@needs_libreoffice
def test_edits_come_back_through_libreoffice(
    record_paper: Path, sample_session: Session, tmp_path: Path
) -> None:
    with Edited(record_paper) as paper:
        write(paper.beside("活动主题"), "作业少一点，错误少一点")
        add_paragraph(paper.beside("活动小结"), "第二段。")
        add_row(paper.row("体检"), "交流", "5", "各说一条收获。")
        delete(paper.row("袁丽"))
    [saved] = saved_by_libreoffice([record_paper], tmp_path / "lo")
    found = changes(collected(sample_session, saved).found)
    assert set(found) == {"theme", "summary", "steps[3]", "remarks[2]"}


def test_the_footer_shows_the_first_digits_of_the_hash(papers: Path) -> None:
    import docx

    for path in list(contents(papers))[::17]:
        document = docx.Document(str(papers / path))
        footer = words(document.sections[0].footer._element)
        part = next(p for p in document.part.package.iter_parts() if "custom.xml" in p.partname)
        sealed = part.blob.decode().split("JY_SHA256")[1].split("<vt:lpwstr>")[1][:8]
        assert sealed in footer


def test_a_place_that_was_cut_out_is_said_and_keeps_its_value(
    record_paper: Path, sample_session: Session
) -> None:
    with Edited(record_paper) as paper:
        delete(paper.row("活动小结"))
    [found] = collected(sample_session, record_paper).found
    assert found.verdict is Verdict.UNCHANGED
    assert found.notices == ("正文里找不到“活动小结”了，保留原来的",)


def test_a_growth_plan_shows_all_that_was_planned_and_every_column_is_read(
    papers: Path, sample_session: Session
) -> None:
    file = one(papers, "年度成长计划", "方晓棠")
    plans = sample_session.store.many(GROWTH, sample_session.store.ids(Filter(GROWTH)))
    record = next(plan for plan in plans if plan["mentee"]["name"] == "方晓棠")
    first = record["dimensions"][0]
    with Edited(file) as paper:
        row = paper.row(first["dimension"])
        said = [words(cell) for cell in row.tc_lst]
        assert said[1:6] == [first[key] for key in ("now", "goal", "measures", "by", "evidence")]
        write(row.tc_lst[1], "现状改过了")
        write(row.tc_lst[4], "十月")
        write(row.tc_lst[6], "做到了")
    found = changes(collected(sample_session, file).found)
    assert {path: new for path, (_old, new) in found.items()} == {
        "dimensions[1].now": "现状改过了",
        "dimensions[1].by": "十月",
        "dimensions[1].self_review": "做到了",
    }
