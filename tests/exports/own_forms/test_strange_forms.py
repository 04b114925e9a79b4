"""Forms that nobody foresaw: mapped into something usable or refused in words, never worse."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.collect.sources import Source
from exports.documents import DOCUMENTS, documents_of, render
from exports.own_forms.checking import check_layout
from exports.own_forms.mapping import marked_copy, read_form
from exports.own_forms.old_records import read_old_records
from exports.word.xml import BadTemplate
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.mentoring.logs import LOG
from models.observing.observations import OBSERVATION
from models.session.session import Session
from tests.exports.own_forms.forms import old_log, old_meeting, old_sheet, saved
from tests.exports.word.meeting import SCHOOL_RECORD, meeting, photo

MAIN = [documents_of(kind)[0] for kind in (MEETING, OBSERVATION, LOG)]
LABELS = st.sampled_from([
    "活动时间", "地 点", "主持人：", "参加人员(签名)", "活动过程", "序号", "事项", "责任人", "完成时间",
    "课题", "执教教师", "优点", "师傅", "徒弟", "备注", "检查意见", "活动形式", "照片", "环节", "内容",
    "时间",
])  # fmt: skip
BLANKS = st.sampled_from(
    ["", " ", "____", "\n\n", "  年  月  日", "□是 □否", "\n签名：", "第   周", "1"]
)
WORDS = st.text(alphabet="研讨作业{}｛｝?/*.：:（）()_ \t第周次12□☑", max_size=12)
CELLS = st.one_of(LABELS, BLANKS, WORDS)
TABLES = st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=8)
MERGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 3), st.integers(0, 3)), max_size=4)


def form_of(tables: list[list[str]], merges: list[tuple[int, int, int]], line: str) -> DocxDocument:
    document = docx.Document()
    document.add_paragraph(line)
    table = document.add_table(len(tables), 4)
    for row, texts in zip(table.rows, tables, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for row_no, one, other in merges:
        if row_no < len(tables) and one != other:
            table.cell(row_no, one).merge(table.cell(row_no, other))
    document.sections[0].footer.paragraphs[0].text = line
    return document


@settings(max_examples=60)
@given(TABLES, MERGES, WORDS, st.sampled_from(MAIN))
def test_any_form_is_mapped_into_a_layout_or_refused(
    table: list[list[str]], merges: list[tuple[int, int, int]], line: str, document: object
) -> None:
    assert isinstance(document, type(MAIN[0]))
    form = saved(form_of(table, merges, line))
    try:
        copy = marked_copy(read_form(form, document))
    except BadTemplate:
        return
    checked = check_layout(copy, document)
    assert checked.problems == ()
    record = meeting() if document.kind is MEETING else new_record(document.kind, {})
    content = render(document, record, SCHOOL_RECORD, photo, own={document.name: copy})
    docx.Document(io.BytesIO(content))


@settings(max_examples=25)
@given(st.sampled_from([old_meeting, old_sheet, old_log]), st.data())
def test_a_damaged_old_form_is_read_or_refused_by_name(
    fuzzed_session: Session, make: object, data: st.DataObject
) -> None:
    assert callable(make)
    content = bytearray(make())
    for _flip in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.one_of(st.none(), st.integers(0, len(content))))
    heap = read_old_records(fuzzed_session, [Source("旧.docx", lambda: bytes(content[:cut]))])
    assert len(heap.found) + len(heap.refused) == 1
    assert all(why for _source, why in heap.refused)


@settings(max_examples=40)
@given(TABLES, MERGES, WORDS)
def test_any_table_is_read_as_an_old_record_or_refused(
    fuzzed_session: Session, table: list[list[str]], merges: list[tuple[int, int, int]], line: str
) -> None:
    form = saved(form_of(table, merges, line))
    heap = read_old_records(fuzzed_session, [Source("旧.docx", lambda: form)])
    assert len(heap.found) + len(heap.refused) == 1
    assert not any("(" in why and "Error" in why for _source, why in heap.refused), heap.refused


@pytest.fixture(scope="module")
def fuzzed_session(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> object:
    """A session for many examples: nothing is kept on it."""
    import shutil

    from models.catalogue import open_school
    from tests.conftest import TODAY

    path = tmp_path_factory.mktemp("fuzzed") / "school.db"
    with open_school(shutil.copy(sample_file, path)) as store:
        yield Session(store, lambda: TODAY)


def test_the_built_in_layouts_are_no_blank_forms() -> None:
    from exports.own_forms.using import present_file

    for document in DOCUMENTS:
        with pytest.raises(BadTemplate):
            read_form(present_file(None, document), document)
