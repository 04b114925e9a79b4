"""An empty document to build a layout on, and the finished file: page, footer, settings, fonts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from exports.word.carrier import CHECK
from exports.word.styles import (
    BIAO,
    FANG,
    FORM,
    HEI,
    KAI,
    OFFICIAL,
    SCHEMES,
    SONG,
    add_styles,
    child,
    fonts,
)

if TYPE_CHECKING:
    from docx.document import Document

    from exports.word.styles import Look

_KEPT = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
_DROPPED = ("stylesWithEffects", "customXml", "numbering", "thumbnail")
"""Relationships of python-docx's own template that no layout needs: two thirds of its size."""
_LINE_PITCH = 579
"""Twips between the lines of official text."""
_ALTERNATIVES = {FANG: "仿宋", KAI: "楷体", BIAO: "华文中宋"}
"""Fonts for where the official ones are not installed; those may not be embedded."""
_CHECK = f"{{{{{CHECK}}}}}"
PAGES = "第 {} 页  共 {} 页"
"""In a footer: the page and the number of pages."""
FOOTER = f"{PAGES}        {_CHECK}"
_FONTS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def form_paper(scheme: str, *, footer: str = FOOTER, more: tuple[Look, ...] = ()) -> Document:
    """A4 for forms: margins 20 to 25 mm, no grid, which would blow up the lines of the tables. An
    empty `footer` leaves it out; `more` are styles beyond those of forms.
    """
    document = _paper((*FORM, *more), scheme, (22, 20, 20, 25), 12)
    _grid(document, None)
    if footer:
        _footer(document.sections[0].footer, footer, "JyFooter")
    return document


def official_paper(scheme: str) -> Document:
    """A4 for running text after GB/T 9704-2012: exactly 22 lines of 28 characters, the page number
    on the outer side.
    """
    document = _paper(OFFICIAL, scheme, (37, 26, 35, 28), 23)
    _grid(document, _LINE_PITCH)
    document.settings.odd_and_even_pages_header_footer = True
    _footer(document.sections[0].footer, f"{_CHECK}　— {{}} —", "JyFooter")
    _footer(document.sections[0].even_page_footer, f"— {{}} —　{_CHECK}", "JyFooterEven")
    return document


def finished(document: Document, title: str) -> bytes:
    """The file of a layout."""
    document.core_properties.title = title
    document.core_properties.language = "zh-CN"
    _modern(document.settings.element)
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = _font_table()  # noqa: SLF001 python-docx keeps it closed
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def attached(document: Document, name: str, heading: str) -> None:
    """At the end of a form: the pictures of a FILES field under a heading, and the names of what
    else is in it.
    """
    files = f"{name}(文件)"
    document.add_paragraph(f"{{{{?{name}}}}}{heading}", "附件标题")
    document.add_paragraph(f"{{{{?{name}}}}}{{{{{name}}}}}{{{{/{name}}}}}", "照片说明")
    document.add_paragraph(f"{{{{?{files}}}}}附：其他材料", "附件标题")
    document.add_paragraph(f"{{{{?{files}}}}}{{{{{files}*}}}}", "表格文字")


def _paper(
    looks: tuple[Look, ...], scheme: str, margins: tuple[int, int, int, int], footer: int
) -> Document:
    from docx import Document
    from docx.shared import Mm

    document = Document()
    _prune(document)
    add_styles(document, looks, SCHEMES.get(scheme, {}))
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    top, right, bottom, left = map(Mm, margins)
    page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = (
        top,
        right,
        bottom,
        left,
    )
    page.header_distance, page.footer_distance = Mm(12), Mm(footer)
    return document


def _prune(document: Document) -> None:
    """Take away the sample styles, the theme's fonts and what else no layout needs."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    for style in [s for s in styles.findall(qn("w:style")) if s.get(qn("w:styleId")) not in _KEPT]:
        styles.remove(style)
    styles.remove(styles.find(qn("w:latentStyles")))
    defaults = styles.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in [*run, *defaults.find(qn("w:pPrDefault"))]:
        old.getparent().remove(old)
    fonts(run, SONG)
    child(run, "kern", val=2)
    child(run, "sz", val=21)
    child(run, "szCs", val=21)
    child(run, "lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    for holder in (document.part, document.part.package):
        for relation in list(holder.rels.values()):
            if relation.reltype.rpartition("/")[2] in _DROPPED:
                holder.rels.pop(relation.rId)


def _grid(document: Document, pitch: int | None) -> None:
    from docx.oxml.ns import qn

    properties = document.sections[0]._sectPr  # noqa: SLF001 python-docx knows no grid
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    if pitch:
        child(properties, "docGrid", type="lines", linePitch=pitch)


def _footer(footer: Any, text: str, style: str) -> None:
    """`text` with the page number for the first ``{}`` and the number of pages for the second."""
    paragraph = footer.paragraphs[0]
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    for old in list(properties):
        properties.remove(old)
    child(properties, "pStyle", val=style)
    before, *rest = text.split("{}")
    paragraph.add_run(before)
    for code, after in zip(("PAGE", "NUMPAGES"), rest, strict=False):
        add_field(paragraph, code)
        paragraph.add_run(after)


def add_field(paragraph: Any, code: str) -> None:
    """A field: begin, instruction, separator, shown result, end."""
    for part in ("begin", code, "separate", "1", "end"):
        run = paragraph.add_run()._r  # noqa: SLF001 python-docx has no fields
        if part == code:
            child(run, "instrText").text = f" {code} "
        elif part == "1":
            child(run, "t").text = part
        else:
            child(run, "fldChar", fldCharType=part)


def _modern(settings: Any) -> None:
    """compatibilityMode 15, in its place in the schema's order, and Chinese as the language."""
    from docx.oxml.ns import qn

    compat = settings.find(qn("w:compat"))
    for old in list(compat):
        compat.remove(old)
    child(compat, "compatSetting", name="compatibilityMode",
          uri="http://schemas.microsoft.com/office/word", val=15)  # fmt: skip
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")


def _font_table() -> bytes:
    """The fonts of the layouts, with what may stand in for those that are not everywhere."""
    entries = "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{_ALTERNATIVES[name]}"/>' if name in _ALTERNATIVES else "")
        + '<w:charset w:val="86"/><w:pitch w:val="variable"/></w:font>'
        for name in (HEI, SONG, FANG, KAI, BIAO)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts xmlns:w="{_FONTS}">{entries}</w:fonts>'
    ).encode()
