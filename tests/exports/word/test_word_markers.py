"""Markers as people type them and as editors split them."""

import io
import re

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from exports.word.xml import BadTemplate
from models.kernel.text import halfwidth
from tests.exports.word import templates as t
from tests.exports.word.reading import lines, part


@pytest.mark.parametrize(
    "runs",
    [
        ("题:{{活动主题}}。",),
        ("题:{", "{活动", "主", "题}", "}。"),
        ("题:{{", "活动主题", "}}。"),
        ("题:｛｛活动主题｝｝。",),
        (
            "题:｛",
            "｛ 活动主题 ｝}。",
        ),
        ("题:{{ 活动主题　}}。",),
    ],
)
def test_a_marker_is_found_however_it_was_typed(runs: tuple[str, ...]) -> None:
    assert lines(t.filled(t.of_runs(*runs), {"活动主题": "作业"})) == ["题:作业。"]


def test_many_markers_in_one_paragraph_each_get_their_value() -> None:
    layout = t.of_runs("{{活动主题", "}}在{{地", "点}}和{{地点}}")
    assert lines(t.filled(layout, {"活动主题": "作业", "地点": "二楼"})) == ["作业在二楼和二楼"]


def test_a_field_never_shares_a_run_with_other_text() -> None:
    document = t.filled(
        t.of_runs("地点:{{地点}} 主题:{{活动主题}}。"), {"地点": "二楼", "活动主题": "作业"}
    )
    runs = re.findall(r"<w:r>.*?</w:r>", part(document))
    assert [re.sub("<[^>]+>", "", run) for run in runs] == ["地点:", "二楼", " 主题:", "作业", "。"]


def test_the_look_of_the_first_run_is_kept() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("{{活动").bold = True
    paragraph.add_run("主题}}")
    written = part(t.filled(t.saved(document), {"活动主题": "作业"}))
    assert re.search(r"<w:r><w:rPr><w:b/></w:rPr><w:t[^>]*>作业</w:t></w:r>", written)


def test_markers_work_in_headers_footers_and_links() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{活动主题}}"
    document.sections[0].footer.paragraphs[0].text = "{{地点}}"
    link = OxmlElement("w:hyperlink")
    paragraph = document.add_paragraph("见")
    run = paragraph.add_run("{{地点}}")._r
    paragraph._p.append(link)
    link.append(run)
    filled = t.filled(t.saved(document), {"活动主题": "作业", "地点": "二楼"})
    again = Document(io.BytesIO(filled))
    assert again.sections[0].header.paragraphs[0].text == "作业"
    assert again.sections[0].footer.paragraphs[0].text == "二楼"
    assert lines(filled) == ["见二楼"]


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("{{活动主提}}", "没有这个字段“活动主提”,是不是“活动主题”?"),
        ("{{ 7*7 }}", "没有这个字段“7*7”"),
        ("{{cycler.__init__}}", "没有这个列表“cycler”"),
        ("{{签到.姓氏}}", "列表“签到”里没有“姓氏”这一栏,是不是“姓名”?"),
        ("{{签到}}", "要写明哪一栏,例如 {{签到.姓名}}"),
        ("{{专题研修}}", "没有这个字段“专题研修”"),
        ("{{?专题研究}}", "没有这个字段“专题研究”,是不是“专题研修”?"),
        ("{{/地点}}", "前面没有与它成对的 {{?地点}}"),
        ("{{活动主题", "标记没有写完整“{{活动主题”"),
        ("活动主题}}", "标记没有写完整"),
        ("{{}}", "标记是空的"),
        ("{{?}}", "标记是空的"),
        ("{{小结*}}{{地点*}}", "一段里只能有一个带 * 的标记"),
        ("看{{照片}}", "照片“{{照片}}”要单独成一段"),
        ("{{?地点}}a{{?专题研修}}b{{/地点}}c{{/专题研修}}", "交叉了"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(marker: str, said: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        t.compiled(t.of_rows(("甲", "乙"), ("丙", marker)))
    message = halfwidth(str(caught.value))
    assert said in message
    assert "第1个表格第2行第2格:" in message or "交叉" in said
    with pytest.raises(BadTemplate, match=r"正文第2段|交叉"):
        t.compiled(t.of_paragraphs("一", marker))


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(BadTemplate) as caught:
        t.compiled(t.of_paragraphs("{{甲}}", "{{地点}}", "{{乙}}"))
    assert str(caught.value).count("没有这个字段") == 2


def test_a_column_outside_a_row_is_refused() -> None:
    with pytest.raises(
        BadTemplate, match=r"正文第1段：“{{签到\.姓名}}”是列表的一栏，要放在表格的一行里"
    ):
        t.compiled(t.of_paragraphs("{{签到.姓名}}"))


def test_a_marker_that_was_deleted_under_tracking_is_refused() -> None:
    document = Document()
    paragraph = document.add_paragraph("甲")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    gone = OxmlElement("w:delText")
    gone.text = "{{地点}}"
    run.append(gone)
    deleted.append(run)
    deleted.set(qn("w:id"), "1")
    deleted.set(qn("w:author"), "某")
    paragraph._p.append(deleted)
    with pytest.raises(BadTemplate, match="修订"):
        t.compiled(t.saved(document))


def test_a_line_break_within_a_marker_is_refused() -> None:
    with pytest.raises(BadTemplate, match="中间有换行"):
        t.compiled(t.of_runs("{{活动\n主题}}"))
