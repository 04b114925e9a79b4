"""A school's own layout is used for its documents, which are collected back just the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exports.collect.collecting import read_all
from exports.collect.doctor import examine
from exports.collect.sources import sources
from exports.documents import DOCUMENTS
from exports.export import export_records
from exports.own_forms.mapping import marked_copy, read_form
from exports.own_forms.using import drop_layout, present_file, use_layout
from exports.word.xml import BadTemplate
from models.catalogue import open_school
from models.exchange.judging import Verdict
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.school.layouts import LAYOUT
from models.session.session import Session
from tests.conftest import TODAY
from tests.exports.collect.editing import (
    Edited,
    add_row,
    delete,
    needs_libreoffice,
    saved_by_libreoffice,
    write,
)
from tests.exports.own_forms.forms import blank_form
from tests.exports.word.reading import cells
from tests.exports.word.templates import of_paragraphs

RECORD = DOCUMENTS[0]


@pytest.fixture
def session(sample_session: Session) -> Session:
    file = marked_copy(read_form(blank_form(), RECORD))
    use_layout(sample_session.store, RECORD, file, "阳光小学.docx", actor="教务处")
    return sample_session


def exported(session: Session, folder: Path) -> Path:
    """The record of a meeting with decisions, in the school's layout."""
    ids = session.store.ids(Filter(MEETING, states=("approved",)))
    record = next(one for one in session.store.many(MEETING, ids)
                  if len(one["decisions"]) > 1 and len(one["steps"]) > 2)  # fmt: skip
    report = export_records(session.store, [record], folder, [RECORD], seen_by=None)
    assert not report.failed
    [path] = report.files
    return path


def test_it_is_used_at_once_and_given_up_again(session: Session, tmp_path: Path) -> None:
    own = exported(session, tmp_path / "own")
    assert cells(own.read_bytes(), 0)[2][0] == "活动形式"
    assert session.store.ids(Filter(LAYOUT))
    assert drop_layout(session.store, RECORD, actor="教务处")
    assert not drop_layout(session.store, RECORD, actor="教务处")
    built_in = exported(session, tmp_path / "built in")
    assert cells(built_in.read_bytes(), 0)[0][0] == "教研组"
    assert own.read_bytes() != built_in.read_bytes()


def test_a_better_form_takes_the_place_of_the_first(session: Session, tmp_path: Path) -> None:
    exported(session, tmp_path)
    use_layout(session.store, RECORD, of_paragraphs("{{活动主题}}"), "新的.docx", actor="教务处")
    again = exported(session, tmp_path)
    assert len(session.store.ids(Filter(LAYOUT))) == 1
    assert [path.name for path in tmp_path.rglob("*.docx")] == [again.name]


def test_it_comes_back_unchanged_and_with_exactly_what_was_corrected(
    session: Session, tmp_path: Path
) -> None:
    path = exported(session, tmp_path)
    assert [one.verdict for one in read_all(session, sources([path])).found] == [Verdict.UNCHANGED]
    with Edited(path) as paper:
        write(paper.beside("活动地点"), "操场")
        process = paper.beside("活动过程")
        first = process.p_lst[0]
        before = "".join(node.text or "" for node in first.iter() if node.tag.endswith("}t"))
        write(first, re.sub(r"：\d+）", "：77）", before, count=1))
        rows = [row for row in paper.rows() if len(row.tc_lst) == 4]
        last = rows[-1]
        add_row(last, "再听一节课", "", "")
    [found] = read_all(session, sources([path])).found
    assert found.verdict is Verdict.CHANGED, found.notices
    changed = {one.path: (one.old, one.new) for one in found.differences()}
    count = len(found.base["decisions"])
    assert changed.pop(f"decisions[{count + 1}]")[1] == {"matter": "再听一节课"}
    assert changed.pop("place")[1] == "操场"
    assert changed == {"steps[1].minutes": (found.base["steps"][0]["minutes"], 77)}


def test_a_row_that_is_gone_is_gone(session: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path)
    with Edited(path) as paper:
        delete([row for row in paper.rows() if len(row.tc_lst) == 4][-1])
    [found] = read_all(session, sources([path])).found
    assert [one.path for one in found.differences()] == [
        f"decisions[{len(found.base['decisions'])}]"
    ]


def test_another_database_reads_it_without_having_the_layout(
    session: Session, tmp_path: Path
) -> None:
    path = exported(session, tmp_path)
    with Edited(path) as paper:
        write(paper.beside("活动地点"), "操场")
    with open_school(tmp_path / "office.db") as office:
        [found] = read_all(Session(office, lambda: TODAY), sources([path])).found
    assert found.verdict is Verdict.NEW
    assert found.judgement.result["place"] == "操场"


@needs_libreoffice
def test_saved_again_by_libreoffice_nothing_has_changed(session: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path / "out")
    [again] = saved_by_libreoffice([path], tmp_path / "saved")
    [found] = read_all(session, sources([again])).found
    assert found.differences() == []
    assert found.verdict is Verdict.UNCHANGED


def test_the_folder_doctor_knows_the_old_layout(session: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path)
    assert not examine(session, sources([path]), None).of("old_layout")
    drop_layout(session.store, RECORD, actor="教务处")
    assert examine(session, sources([path]), None).of("old_layout")


def test_what_cannot_be_used_is_refused_and_the_old_one_stays(
    session: Session, tmp_path: Path
) -> None:
    for bad, said in (
        (of_paragraphs("{{活动主提}}"), "是不是“活动主题”"),
        (of_paragraphs("没有标记"), "没有标记"),
        (b"PK\x03\x04", "docx"),
        (bytes(9 << 20), "9 MB，太大了"),
    ):
        with pytest.raises(BadTemplate, match=said):
            use_layout(session.store, RECORD, bad, "坏的.docx", actor="教务处")
    assert cells(exported(session, tmp_path).read_bytes(), 0)[2][0] == "活动形式"


def test_the_present_layout_is_a_file_to_start_from(session: Session, tmp_path: Path) -> None:
    assert present_file(session.store, RECORD) == marked_copy(read_form(blank_form(), RECORD))
    for document in DOCUMENTS:
        file = present_file(None, document)
        use_layout(session.store, document, file, "自带.docx", actor="教务处")
