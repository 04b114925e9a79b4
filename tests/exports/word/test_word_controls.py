"""Layouts marked with content controls or mail-merge fields."""

import pytest

from tests.exports.word import templates as t
from tests.exports.word.reading import lines, part
from tests.exports.word.test_word_safety import edited

PLAIN = t.of_paragraphs("头")
RUN = "<w:r><w:t>请填写</w:t></w:r>"


def within(body: str) -> bytes:
    return edited(PLAIN, "word/document.xml", "<w:sectPr", f"{body}<w:sectPr")


def control(content: str, tag: str = "地点") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{control(RUN)}</w:p>",
        control(f"<w:p>{RUN}{RUN}</w:p>"),
        f'<w:p><w:fldSimple w:instr=" MERGEFIELD 地点 \\* MERGEFORMAT ">{RUN}</w:fldSimple></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD "地点" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{RUN}{RUN}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ],
    ids=["in a line", "a paragraph", "simple field", "complex field"],
)
def test_they_are_filled_like_markers_and_are_gone(body: str) -> None:
    document = t.filled(within(body), {"地点": "二楼"})
    assert lines(document) == ["头", "二楼"]
    assert not any(sign in part(document) for sign in ("w:sdt", "fldChar", "fldSimple", "请填写"))


def test_a_row_of_controls_repeats() -> None:
    cells = "".join(
        f"<w:tc>{control(f'<w:p>{RUN}</w:p>', tag)}</w:tc>" for tag in ("签到.姓名", "签到.状态")
    )
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    table = f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl><w:p/>"
    document = t.filled(
        within(table), {"签到": [{"姓名": "甲", "状态": "到"}, {"姓名": "乙", "状态": "假"}]}
    )
    assert lines(document) == ["头", "甲", "到", "乙", "假", ""]


def test_controls_of_other_names_lose_only_their_shell() -> None:
    document = t.filled(within(f"<w:p>{control(RUN, '别的')}</w:p>"), {"地点": "二楼"})
    assert lines(document) == ["头", "请填写"]
    assert "w:sdt" not in part(document)


def test_page_numbers_stay_fields() -> None:
    field = f'<w:p><w:fldSimple w:instr=" PAGE ">{RUN}</w:fldSimple></w:p>'
    assert "PAGE" in part(t.filled(within(field), {}))
