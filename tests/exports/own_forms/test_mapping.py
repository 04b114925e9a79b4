"""A blank form becomes a layout: its labels are understood, and documents look like the form."""

import io
from pathlib import Path

import docx
import pytest

from exports.documents import DOCUMENTS, render
from exports.own_forms.checking import check_layout
from exports.own_forms.labels import CERTAIN, DOUBTFUL, known_labels, meaning_of
from exports.own_forms.mapping import marked_copy, read_form
from exports.own_forms.spellings import SPELLINGS
from exports.word.xml import BadTemplate
from tests.exports.own_forms.forms import add, blank_form, crowded_form, saved, wide
from tests.exports.word.meeting import SCHOOL_RECORD, meeting, photo
from tests.exports.word.reading import bare, cells, faults, text, text_by_another

RECORD = DOCUMENTS[0]


def test_every_label_is_found_with_its_place_and_what_it_asks_for() -> None:
    found = {
        one.label: (one.blank.where, one.shown) for one in read_form(blank_form(), RECORD).proposals
    }
    assert found["学科组"] == ("正文第2段", "{{教研组}}")
    assert found["周次"][1] == "{{周次}}"
    assert found["活 动 地 点"] == ("第1个表格第1行第4格", "{{地点}}")
    assert found["中心发言人"][1] == "{{主讲人}}"
    assert found["活动形式"][1] == "{{活动类别(勾选)}}"
    assert found["活动反思"][1] == "{{活动小结*}}"
    assert found["教导处意见"][1] == "{{检查意见*}}"
    assert found["序号｜决定事项｜责任人｜完成时间"][1] == (
        "{{共识决定.序号}} {{共识决定.事项}} {{共识决定.责任人}} {{共识决定.完成时限}}"
    )
    assert found["备 注"][1] == ""
    assert found["教研组"][0] == "页眉"


def test_documents_of_the_copy_are_the_filled_in_form(tmp_path: Path) -> None:
    copy = marked_copy(read_form(blank_form(), RECORD))
    checked = check_layout(copy, RECORD)
    assert checked.is_usable
    assert checked.left_out == ()
    assert checked.has_check
    content = render(RECORD, meeting(), SCHOOL_RECORD, photo, own={RECORD.name: copy})
    assert set(faults(content, tmp_path)) <= set(faults(blank_form(), tmp_path))
    assert bare(text(content)) == bare(text_by_another(content, tmp_path))
    document = docx.Document(io.BytesIO(content))
    line = document.paragraphs[1].text
    assert "".join(line.split()) == "学科组：语文组第13周第11次记录人：周立"
    table = cells(content, 0)
    assert table[0] == [
        "活动时间",
        "2026年11月26日(星期四) 14:30—16:00",
        "活 动 地 点",
        "二楼会议室",
    ]
    assert "☑集体备课" in table[2][1]
    assert table[5][1].startswith("1. 问题回顾（时长(分)：10）：先由主讲人说明")
    assert table[7] == ["1", "修改第1单元作业单", "陈晓岚", "2026年12月3日"]
    assert [row[0] for row in table[7:10]] == ["1", "2", "3"]
    assert table[10][0] == "活动反思"
    assert table[11][1].endswith("签名：              年   月   日")
    footer = document.sections[0].footer.paragraphs[0].text
    assert footer.startswith("阳光小学教科室制")
    assert len(footer.split()[-1]) == 8


def test_a_label_can_be_given_another_meaning_or_none() -> None:
    mapping = read_form(blank_form(), RECORD)
    labels = [one.label for one in mapping.proposals]
    mapping.choose(labels.index("备 注"), "{{下次活动预告}}")
    mapping.choose(labels.index("研讨主题"), "")
    content = render(
        RECORD, meeting(), SCHOOL_RECORD, photo, own={RECORD.name: marked_copy(mapping)}
    )
    table = {row[0]: row[1] for row in cells(content, 0)}
    assert table["备 注"] == meeting()["next_plan"]
    assert table["研讨主题"] == ""


def test_a_label_above_its_cell_and_a_high_cell_that_stays_high() -> None:
    document = docx.Document()
    table = document.add_table(0, 1)
    for words in ("活动过程", "", "活动小结", ""):
        table.add_row().cells[0].text = words
    table.rows[1].cells[0].add_paragraph("")
    found = read_form(saved(document), RECORD)
    assert [one.shown for one in found.proposals] == ["{{活动过程(分条)*}}", "{{活动小结*}}"]
    high = docx.Document(io.BytesIO(marked_copy(found))).tables[0].rows[1]
    assert high.height is not None
    assert [p.text for p in high.cells[0].paragraphs] == ["{{活动过程(分条)*}}"]


def test_a_form_with_markers_or_without_blanks_is_refused_in_words() -> None:
    marked = marked_copy(read_form(blank_form(), RECORD))
    with pytest.raises(BadTemplate, match="已经有标记"):
        read_form(marked, RECORD)
    full = docx.Document()
    add(full.add_table(0, 2), "活动主题", "作业设计")
    with pytest.raises(BadTemplate, match="没有找到可以填的地方"):
        read_form(saved(full), RECORD)
    with pytest.raises(BadTemplate):
        read_form(b"no word file", RECORD)


def test_a_doubtful_label_gives_way_to_a_sure_one() -> None:
    document = docx.Document()
    table = document.add_table(0, 4)
    wide(table, "活动主题", "")
    wide(table, "活动副主题", "")
    doubtful = meaning_of("活动副主题", RECORD)
    assert doubtful is not None
    assert doubtful.sure == DOUBTFUL
    assert [one.shown for one in read_form(saved(document), RECORD).proposals] == [
        "{{活动主题}}",
        "",
    ]


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if one.kind.name in SPELLINGS],
                         ids=lambda one: one.name)  # fmt: skip
def test_every_spelling_asks_for_markers_that_there_are(document: object) -> None:
    from exports.documents import documents_of

    assert isinstance(document, type(RECORD))
    main = documents_of(document.kind)[0]
    form = docx.Document()
    for markers in dict.fromkeys(known_labels(main).values()):
        for line in markers.split("\n"):
            form.add_paragraph(line)
    assert check_layout(saved(form), main).problems == ()


def test_a_fields_own_label_is_always_certain() -> None:
    for document in DOCUMENTS:
        for f in document.kind.fields:
            found = meaning_of(f.label, document)
            assert found is not None, f.label
            assert found.sure == CERTAIN, f.label


def test_a_crowded_form_is_told_apart() -> None:
    found = {one.label: one.shown for one in read_form(crowded_form(), RECORD).proposals}
    assert found == {
        "教研组": "{{教研组}}", "周次": "{{周次}}", "日期": "{{活动日期}}",
        "一、研修主题": "{{活动主题}}", "会前准备": "{{活动准备*}}", "主要环节": "{{活动过程(分条)*}}",
        "应到": "{{应到}}", "实到": "{{实到}}", "出席名单": "{{出席名单}}",
        "请假（事由）": "{{请假名单}}", "缺席": "{{缺席名单}}", "活动内容": "",
        "事项｜责任人｜时限": "{{共识决定.事项}} {{共识决定.责任人}} {{共识决定.完成时限}}",
        "主持人（签名）": "", "主题": "{{活动主题}}", "组长签名": "", "检查签名": "",
    }  # fmt: skip


def test_nothing_is_written_where_a_merged_cell_only_goes_on() -> None:
    marked = docx.Document(io.BytesIO(marked_copy(read_form(crowded_form(), RECORD))))
    assert check_layout(marked_copy(read_form(crowded_form(), RECORD)), RECORD).problems == ()
    for row in marked.tables[0]._tbl.tr_lst:
        for cell in row.tc_lst:
            if cell.vMerge == "continue":
                assert "".join(cell.itertext()).strip() == ""


def test_beside_the_process_the_content_is_the_theme() -> None:
    document = docx.Document()
    table = document.add_table(0, 4)
    for label in ("活动\n内容", "活\n动\n过\n程"):
        wide(table, label, "")
    assert [(one.label, one.shown) for one in read_form(saved(document), RECORD).proposals] == [
        ("活动内容", "{{活动主题}}"), ("活动过程", "{{活动过程(分条)*}}"),
    ]  # fmt: skip


def test_a_form_without_a_table_and_labels_in_one_line_with_long_texts() -> None:
    document = docx.Document()
    for line in ("课　　题：", "研讨过程：", "检查意见："):
        document.add_paragraph(line)
    found = read_form(saved(document), RECORD)
    assert [one.shown for one in found.proposals] == [
        "{{活动主题}}", "{{活动过程(分条)}}", "{{检查意见}}",
    ]  # fmt: skip
    made = render(RECORD, meeting(), SCHOOL_RECORD, photo, own={RECORD.name: marked_copy(found)})
    assert text(made).count("研讨过程：") == 1


def test_a_sheet_to_sign_with_two_columns_of_names() -> None:
    sheet = next(one for one in DOCUMENTS if one.name == "签到表")
    document = docx.Document()
    table = document.add_table(0, 8)
    add(table, *("序号", "姓名", "签名", "备注") * 2)
    add(table, "1", "", "", "", "11", "", "", "")
    [found] = read_form(saved(document), sheet).proposals
    assert found.markers == (
        "{{签到.左序号}}", "{{签到.左姓名}}", "", "{{签到.左备注}}",
        "{{签到.右序号}}", "{{签到.右姓名}}", "", "{{签到.右备注}}",
    )  # fmt: skip


@pytest.mark.parametrize("label", [
    "教研组长", "检查人", "出席率", "主持人签名", "主持人（签字）", "教导处盖章", "星期", "天气",
])  # fmt: skip
def test_what_no_record_has_and_what_is_signed_in_ink_is_left_alone(label: str) -> None:
    assert meaning_of(label, RECORD) is None
