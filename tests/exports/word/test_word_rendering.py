"""What a layout shows for values: texts, rows, paragraphs, and parts that vanish."""

import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.word.xml import BadTemplate
from tests.exports.word import templates as t
from tests.exports.word.reading import bare, faults, lines, part, text_by_another

HOSTILE = (
    "{{活动主题}} {{?地点}} {% x %} ${x}",
    "]]> <w:t> </w:t></w:r> & &amp; &#0; <!-- --> <?jiaoyan 0?>",
    "引号\"'‘“ 反斜\\ 尾空格  ",
    "表情👩‍👩‍👧 𠮷 e\u0301 \u202eabc\u202c עברית",
)


def rows_of(document: bytes) -> list[list[str]]:
    table = Document(io.BytesIO(document)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("written", HOSTILE)
def test_hostile_text_is_shown_as_it_is(written: str, tmp_path: Path) -> None:
    layout = t.of_rows(("{{签到.姓名}}", "{{签到.备注*}}"), before="{{活动主题}}")
    document = t.filled(layout, {"活动主题": written, "签到": [{"姓名": written, "备注": written}]})
    assert lines(document) == [written] * 3
    assert bare(text_by_another(document, tmp_path)).count(bare(written)) == 3


def test_what_xml_cannot_hold_is_dropped() -> None:
    document = t.filled(t.of_paragraphs("{{地点}}"), {"地点": "甲\x00\x1b\ud800\udfff\ufffe乙\x07"})
    assert lines(document) == ["甲乙"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c"])
def test_every_line_break_stays_a_break(end: str) -> None:
    document = t.filled(
        t.of_paragraphs("{{地点}}", "{{小结*}}"), {"地点": f"甲{end}乙\t丙", "小结": f"一{end}二"}
    )
    assert lines(document) == ["甲\n乙\t丙", "一", "二"]


def test_a_hundred_thousand_characters_arrive() -> None:
    written = "教研" * 50_000
    assert lines(t.filled(t.of_paragraphs("{{小结*}}"), {"小结": written})) == [written]


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
        | st.sampled_from("\n\t<>&\"'{}*?./"),
        max_size=80,
    )
)
def test_any_text_comes_back_as_it_went_in(written: str) -> None:
    document = _LAYOUT.render({"地点": written, "小结": written}, t.Properties(written))
    single, *repeated = lines(document)
    assert single == written
    assert "\n".join(repeated) == written


_LAYOUT = t.compiled(t.of_paragraphs("{{地点}}", "{{小结*}}"))


def test_a_row_repeats_for_each_of_its_list() -> None:
    layout = t.of_rows(("姓名", "地点"), ("{{签到.姓名}}({{签到.状态}})", "{{地点}}"))
    document = t.filled(
        layout, {"签到": [{"姓名": "甲", "状态": "出席"}, {"姓名": "乙"}], "地点": "二楼"}
    )
    assert rows_of(document) == [["姓名", "地点"], ["甲(出席)", "二楼"], ["乙()", "二楼"]]


def test_an_empty_list_leaves_one_row_to_fill_in_by_hand() -> None:
    layout = t.of_rows(("姓名", "状态"), ("{{签到.姓名}}", "{{签到.状态}}"))
    assert rows_of(t.filled(layout, {"签到": []})) == [["姓名", "状态"], ["", ""]]


def test_a_repeated_paragraph_in_a_cell_repeats_in_the_cell() -> None:
    layout = t.of_rows(("{{签到.姓名}}", "{{签到.备注*}}"))
    document = t.filled(layout, {"签到": [{"姓名": "甲", "备注": "一\n二"}]})
    assert [p.text for p in Document(io.BytesIO(document)).tables[0].cell(0, 1).paragraphs] == [
        "一",
        "二",
    ]


def test_two_lists_in_one_row_are_refused() -> None:
    with pytest.raises(
        BadTemplate, match="第1个表格第1行第1格：一行里只能放一个列表，这里有签到、任务"
    ):
        t.compiled(t.of_rows(("{{签到.姓名}}", "{{任务.事项}}")))


def merged(*rows: str) -> bytes:
    """A table whose first column is merged over all rows."""
    document = Document()
    table = document.add_table(len(rows), 2)
    table.cell(0, 0).merge(table.cell(len(rows) - 1, 0))
    for number, written in enumerate(rows):
        table.cell(number, 1).text = written
    return t.saved(document)


def test_a_merge_that_begins_in_a_repeating_row_is_refused() -> None:
    with pytest.raises(BadTemplate, match="会重复的行里不能开始上下合并的单元格"):
        t.compiled(merged("{{签到.姓名}}", "下"))


def test_a_repeating_row_may_carry_on_the_label_beside_it(tmp_path: Path) -> None:
    document = t.filled(merged("头", "{{签到.姓名}}"), {"签到": [{"姓名": "甲"}, {"姓名": "乙"}]})
    assert part(document).count("<w:vMerge/>") == 2
    assert [row[1] for row in rows_of(document)] == ["头", "甲", "乙"]


BLOCKS = ("前", "{{?专题研修}}", "内 {{地点}}", "{{/专题研修}}", "后")


@pytest.mark.parametrize(
    ("chosen", "shown"), [(True, ["前", "内 二楼", "后"]), (False, ["前", "后"])]
)
def test_a_block_is_there_only_where_it_is_chosen(chosen: bool, shown: list[str]) -> None:
    assert lines(t.filled(t.of_paragraphs(*BLOCKS), {"专题研修": chosen, "地点": "二楼"})) == shown


def test_part_of_a_line_can_vanish() -> None:
    layout = t.of_paragraphs("会议{{?地点}}在{{地点}}{{/地点}}举行")
    assert lines(t.filled(layout, {"地点": "二楼"})) == ["会议在二楼举行"]
    assert lines(t.filled(layout, {})) == ["会议举行"]


def test_a_paragraph_with_only_an_opening_marker_vanishes_alone() -> None:
    assert lines(t.filled(t.of_paragraphs("甲", "{{?地点}}在{{地点}}", "乙"), {})) == ["甲", "乙"]


def test_a_marker_in_the_first_cell_governs_the_row_elsewhere_the_paragraph() -> None:
    layout = t.of_rows(
        ("{{?地点}}地点", "{{地点}}"), ("人", "到\n{{?小结}}缺:{{小结}}\n{{?活动主题}}题")
    )
    assert rows_of(t.filled(layout, {})) == [["人", "到"]]
    assert rows_of(t.filled(layout, {"地点": "二楼", "小结": "乙"})) == [
        ["地点", "二楼"],
        ["人", "到\n缺:乙"],
    ]


def test_rows_between_two_markers_vanish_together() -> None:
    layout = t.of_rows(
        ("甲", ""), ("{{?专题研修}}题", ""), ("问", "{{小结}}{{/专题研修}}"), ("乙", "")
    )
    assert [row[0] for row in rows_of(t.filled(layout, {}))] == ["甲", "乙"]
    assert [row[0] for row in rows_of(t.filled(layout, {"专题研修": True}))] == [
        "甲",
        "题",
        "问",
        "乙",
    ]


def test_rows_that_hold_only_a_marker_are_never_shown() -> None:
    layout = t.of_rows(("甲", ""), ("{{?专题研修}}", ""), ("题", ""), ("{{/专题研修}}", ""))
    assert [row[0] for row in rows_of(t.filled(layout, {"专题研修": True}))] == ["甲", "题"]


def test_rows_of_a_list_can_be_chosen_by_a_column() -> None:
    layout = t.of_rows(("头", ""), ("{{?签到.备注}}{{签到.姓名}}", "{{签到.备注}}"))
    document = t.filled(layout, {"签到": [{"姓名": "甲"}, {"姓名": "乙", "备注": "迟到"}]})
    assert rows_of(document) == [["头", ""], ["乙", "迟到"]]


def test_a_block_of_paragraphs_repeats_for_a_list() -> None:
    layout = t.of_paragraphs("{{?签到}}", "{{签到.姓名}}:", "{{签到.备注*}}", "{{/签到}}", "完")
    values = {"签到": [{"姓名": "甲", "备注": "一\n二"}, {"姓名": "乙", "备注": "三"}]}
    assert lines(t.filled(layout, values)) == ["甲:", "一", "二", "乙:", "三", "完"]
    assert lines(t.filled(layout, {})) == ["完"]


def test_a_table_of_which_no_row_is_left_vanishes() -> None:
    layout = t.of_rows(("{{?地点}}地点", "{{地点}}"), before="甲")
    assert "<w:tbl>" not in part(t.filled(layout, {}))
    assert "<w:tbl>" in part(t.filled(layout, {"地点": "二楼"}))


def test_a_cell_never_loses_its_last_paragraph(tmp_path: Path) -> None:
    layout = t.of_rows(("甲", "{{?地点}}在{{地点}}"), ("乙", "{{?地点}}x\n{{?小结}}y"))
    for values in ({}, {"地点": "二楼"}, {"小结": "好"}):
        document = t.filled(layout, values)
        cells = Document(io.BytesIO(document)).tables[0].columns[1].cells
        assert all(cell.paragraphs for cell in cells)


def test_cells_of_one_row_cannot_vanish() -> None:
    with pytest.raises(BadTemplate, match="不能只去掉一行里的几格"):
        t.compiled(t.of_rows(("{{?地点}}甲", "乙{{/地点}}", "丙")))


def test_a_merge_cannot_begin_in_a_row_that_vanishes() -> None:
    document = Document(io.BytesIO(merged("{{地点}}", "二")))
    document.tables[0].cell(0, 0).text = "{{?地点}}标签"
    with pytest.raises(BadTemplate, match="不能一直合并到下面的行"):
        t.compiled(t.saved(document))


def test_a_layout_without_markers_comes_out_as_it_is(tmp_path: Path) -> None:
    assert lines(t.filled(t.of_paragraphs("甲", "乙"), {})) == ["甲", "乙"]


def test_titles_and_authors_may_hold_anything(tmp_path: Path) -> None:
    layout = t.compiled(t.of_paragraphs("甲"))
    document = layout.render(
        {}, t.Properties('a<b>&"\x00\ud800', "2026-09-24T01:02:03.456Z", "<陈>", 3)
    )
    core = Document(io.BytesIO(document)).core_properties
    assert (core.title, core.author, core.revision) == ('a<b>&"', "<陈>", 3)
    assert core.modified.isoformat().startswith("2026-09-24T01:02:03")
    assert core.language == "zh-CN"
    assert not [fault for fault in faults(document, tmp_path) if "core" in fault]
