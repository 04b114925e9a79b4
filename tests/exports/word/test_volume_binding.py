"""Papers of unlike layouts in one file: each looks and says what it does alone."""

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from exports.documents import documents_of, layout_for, shown_on
from exports.word.carrier import Account, Carried
from exports.word.fields import FieldTable
from exports.word.layout import Layout, Properties, compile_layout
from exports.word.pack import TooLarge
from exports.word.values import fields_of, values_of
from exports.word.volume import PAGE, write_volume
from models.kernel.record import Record
from models.meetings.meetings import MEETING
from tests.exports.word.meeting import SCHOOL_RECORD, meeting, photo
from tests.exports.word.reading import W, bare, faults, names, part, text, text_by_another

RECORD, SHEET, MINUTES = documents_of(MEETING)


def bound(*papers: tuple[Layout, Any]) -> bytes:
    buffer = io.BytesIO()
    write_volume(buffer, [layout for layout, _values in papers],
                 (values for _layout, values in papers), Properties("合订"), {"JY_Volume": "1"})  # fmt: skip
    return buffer.getvalue()


def paper(document: Any, record: Record) -> tuple[Layout, Any]:
    layout = layout_for(document, SCHOOL_RECORD).layout
    return layout, shown_on(document, record, SCHOOL_RECORD, photo, {"校验码": record.id[-8:]})


def alone(layout: Layout, values: Any) -> bytes:
    account = Account("{}", str(values.get("校验码") or ""))
    return layout.render(values, Properties("x"), Carried("x", "x", account))


def own_form() -> tuple[Layout, Any]:
    """A school's own form: other defaults, numbered lists, a badge in the header, a photo."""
    form = docx.Document()
    form.styles["Normal"].font.size = Pt(20)
    form.styles["Normal"].font.name = "Arial"
    header = form.sections[0].header.paragraphs[0]
    header.add_run("校徽").add_picture(io.BytesIO(photo("badge")))
    form.add_paragraph("{{教研组}}：{{活动主题}}")
    form.add_picture(io.BytesIO(photo("stamp")))
    form.add_paragraph("第一", "List Number")
    form.add_paragraph("第二", "List Number")
    table = form.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "事项", "谁"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{共识决定.事项}}", "{{共识决定.责任人}}"
    buffer = io.BytesIO()
    form.save(buffer)
    return compile_layout(buffer.getvalue(), fields_of(MEETING)), values_of(meeting())


def look(content: bytes, words: str) -> dict[str, str]:
    """The style of the paragraph with these words, everything it builds on included."""
    body = etree.fromstring(part(content).encode())
    paragraph = next(p for p in body.iter(f"{W}p")
                     if "".join(t.text or "" for t in p.iter(f"{W}t")).startswith(words))  # fmt: skip
    sheet = etree.fromstring(part(content, "word/styles.xml").encode())
    styles = {style.get(f"{W}styleId"): style for style in sheet.iter(f"{W}style")}
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    plain = next(id_ for id_, s in styles.items()
                 if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph")  # fmt: skip
    chain, at = [], plain if named is None else named.get(f"{W}val")
    while at:
        chain.append(styles[at])
        base = styles[at].find(f"{W}basedOn")
        at = None if base is None else base.get(f"{W}val")
    found: dict[str, str] = {}
    for holder in (sheet.find(f"{W}docDefaults"), *reversed(chain)):
        for kind in ("rPr", "pPr"):
            for holding in holder.iter(f"{W}{kind}"):
                for one in holding:
                    found[f"{kind} {etree.QName(one).localname}"] = str(sorted(one.attrib.items()))
    return found


def test_each_paper_says_and_shows_what_it_does_alone(tmp_path: Path) -> None:
    papers = [paper(RECORD, meeting(photos=3)), paper(MINUTES, meeting()), paper(SHEET, meeting()),
              paper(RECORD, meeting(theme="另一次", photos=1))]  # fmt: skip
    whole = bound(*papers)
    assert not faults(whole, tmp_path)
    assert bare(text(whole)) == "".join(bare(text(alone(*one))) for one in papers)
    assert sorted(bare(text(whole))) == sorted(bare(text_by_another(whole, tmp_path)))
    assert len(docx.Document(io.BytesIO(whole)).inline_shapes) == 4
    for words, one in (("实验小学教研组活动记录表", 0), ("实验小学语文组教研活动纪要", 1),
                       ("一、活动过程", 1), ("现场0", 0), ("时间：", 2)):  # fmt: skip
        assert look(whole, words) == look(alone(*papers[one]), words), words


def test_the_same_style_stands_there_once() -> None:
    whole = bound(paper(RECORD, meeting()), paper(SHEET, meeting()), paper(MINUTES, meeting()))
    styles = part(whole, "word/styles.xml")
    called = re.findall(r'<w:name w:val="([^"]+)"', styles)
    assert len(called) == len({name.casefold() for name in called})
    assert sum(name.startswith("教研标题") for name in called) == 2
    assert sum(name.startswith("表格文字") for name in called) == 1


def test_each_paper_keeps_its_page_and_its_footer() -> None:
    first, second = meeting(), meeting(id_="01900000-0000-7000-8000-00000000000b")
    papers = [paper(RECORD, first), paper(MINUTES, second)]
    document = docx.Document(io.BytesIO(bound(*papers)))
    for section, one in zip(document.sections, papers, strict=True):
        own = docx.Document(io.BytesIO(alone(*one))).sections[0]
        assert section.left_margin == own.left_margin
        assert section.top_margin == own.top_margin
        assert section.footer.paragraphs[0].text == own.footer.paragraphs[0].text
    grids = [s._sectPr.find(qn("w:docGrid")) is not None for s in document.sections]
    assert grids == [False, True]
    form, minutes = document.sections
    assert form.even_page_footer.paragraphs[0].text == form.footer.paragraphs[0].text
    assert minutes.even_page_footer.paragraphs[0].text != minutes.footer.paragraphs[0].text


def test_a_school_s_own_form_brings_its_looks_and_pictures_along(tmp_path: Path) -> None:
    own = own_form()
    whole = bound(paper(MINUTES, meeting()), own, paper(RECORD, meeting(photos=1)), own)
    assert not faults(whole, tmp_path)
    assert look(whole, "语文组：")["rPr sz"] == look(alone(*own), "语文组：")["rPr sz"]
    assert look(whole, "语文组：")["rPr rFonts"] == look(alone(*own), "语文组：")["rPr rFonts"]
    document = docx.Document(io.BytesIO(whole))
    assert [s.header.paragraphs[0].text for s in document.sections] == ["", "校徽", "", "校徽"]
    badge = document.sections[1].header.part.rels.values()
    assert [one.target_part.blob for one in badge if "image" in one.reltype] == [photo("badge")]
    assert len(document.inline_shapes) == 3
    assert bare(text(whole)).count("语文组：如何设计有层次的单元作业") == 2


def of_form(form: DocxDocument) -> tuple[Layout, Any]:
    buffer = io.BytesIO()
    form.save(buffer)
    return compile_layout(buffer.getvalue(), fields_of(MEETING)), values_of(meeting())


def test_a_style_looks_as_it_does_alone_also_by_what_it_builds_on() -> None:
    papers = []
    for size in (9, 21):
        form = docx.Document()
        base = form.styles.add_style("底子", WD_STYLE_TYPE.PARAGRAPH)
        base.font.size = Pt(size)
        form.styles.add_style("正文样式", WD_STYLE_TYPE.PARAGRAPH).base_style = base
        form.add_paragraph(f"{size} {{{{活动主题}}}}", "正文样式")
        papers.append(of_form(form))
    whole = bound(*papers)
    assert look(whole, "9 ")["rPr sz"] == look(alone(*papers[0]), "9 ")["rPr sz"]
    assert look(whole, "21 ")["rPr sz"] == look(alone(*papers[1]), "21 ")["rPr sz"]


def test_what_a_form_has_from_its_defaults_it_keeps() -> None:
    form = docx.Document()
    [size] = form.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz")
    size.set(qn("w:val"), "50")
    form.add_paragraph("大字 {{活动主题}}")
    own = of_form(form)
    whole = bound(paper(MINUTES, meeting()), own)
    assert look(whole, "大字")["rPr sz"] == look(alone(*own), "大字")["rPr sz"]


def test_pages_are_counted_on_where_a_form_would_begin_anew() -> None:
    form = docx.Document()
    form.add_paragraph("{{活动主题}}")
    counted = OxmlElement("w:pgNumType")
    counted.set(qn("w:start"), "1")
    form.sections[0]._sectPr.append(counted)
    own = of_form(form)
    assert "pgNumType" in part(alone(*own))
    assert "pgNumType" not in part(bound(paper(MINUTES, meeting()), own))


def test_a_form_of_two_sections_begins_on_a_page_of_its_own(tmp_path: Path) -> None:
    form = docx.Document()
    form.sections[0].header.paragraphs[0].text = "页眉"
    form.add_paragraph("{{教研组}}")
    wide = form.add_section(WD_SECTION.CONTINUOUS)
    wide.left_margin = Pt(140)
    form.sections[0]._sectPr.get_or_add_type().val = WD_SECTION.CONTINUOUS
    form.add_paragraph("{{活动主题}}")
    buffer = io.BytesIO()
    form.save(buffer)
    own = compile_layout(buffer.getvalue(), fields_of(MEETING)), values_of(meeting())
    whole = bound(paper(MINUTES, meeting()), own, own)
    assert not faults(whole, tmp_path)
    sections = docx.Document(io.BytesIO(whole)).sections
    kinds = [section.start_type for section in sections]
    assert kinds == [WD_SECTION.NEW_PAGE] + [WD_SECTION.NEW_PAGE, WD_SECTION.CONTINUOUS] * 2
    assert [section.left_margin == Pt(140) for section in sections][1:] == [False, True] * 2
    assert [section.header.paragraphs[0].text for section in sections] == ["", *["页眉"] * 4]


def test_automatic_numbers_begin_anew_in_every_paper(tmp_path: Path) -> None:
    own = own_form()
    whole = bound(paper(MINUTES, meeting()), own, paper(RECORD, meeting()), own)
    assert not faults(whole, tmp_path)
    body = etree.fromstring(part(whole).encode())
    used = [number.get(f"{W}val") for number in body.iter(f"{W}numId")]
    assert used[0] == used[1] != used[2] == used[3]
    lists = etree.fromstring(part(whole, "word/numbering.xml").encode())
    told = {one.get(f"{W}numId"): one for one in lists.iter(f"{W}num")}
    for number in used:
        assert told[number].find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in lists.iter(f"{W}abstractNum")}
    kind = kinds[told[used[0]].find(f"{W}abstractNumId").get(f"{W}val")]
    assert kind.find(f"{W}lvl/{W}lvlText").get(f"{W}val") == "%1."


def test_a_page_is_asked_for_where_a_paper_begins() -> None:
    table = FieldTable(texts=frozenset({"页"}))
    list_ = docx.Document()
    list_.add_paragraph("在 {{页}} 页")
    buffer = io.BytesIO()
    list_.save(buffer)
    contents = compile_layout(buffer.getvalue(), table)
    whole = bound((contents, {"页": PAGE.format(2)}), paper(MINUTES, meeting()))
    asked = re.findall(r"PAGEREF (\w+)", part(whole))
    assert len(asked) == 1
    after = part(whole).partition(f'w:name="{asked[0]}"')[2]
    assert re.sub("<[^>]*>", "", after).lstrip('"/>').startswith("实验小学语文组教研活动纪要")


def test_what_collecting_needs_stays_out_of_it() -> None:
    whole = bound(paper(RECORD, meeting()), paper(MINUTES, meeting()))
    assert "jy_" not in part(whole)
    assert not [name for name in names(whole) if name.startswith("customXml")]


def test_the_same_papers_give_the_same_bytes() -> None:
    def both() -> bytes:
        return bound(paper(RECORD, meeting(photos=2)), paper(MINUTES, meeting()))

    assert both() == both()
    with zipfile.ZipFile(io.BytesIO(both())) as container:
        assert container.testzip() is None
        assert container.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time[0] for entry in container.infolist()} == {1980}


def test_more_than_a_container_holds_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.word.pack._LARGEST", 20_000)
    papers: Sequence[tuple[Layout, Any]] = [paper(RECORD, meeting())] * 8
    with pytest.raises(TooLarge, match="装不下"):
        bound(*papers)
