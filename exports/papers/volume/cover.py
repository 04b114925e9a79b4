"""The cover of a volume: what it holds, whose it is, and of when. It lends the volume its settings."""

from __future__ import annotations

from exports.word.paper import finished, form_paper
from exports.word.styles import BIAO, HEI, SONG, Look, child

NAME = "合订本封面"
_LOOKS = (
    Look("JyCoverSchool", "封面学校", SONG, 22, "center", before=110, after=60),
    Look("JyCoverTitle", "封面题名", BIAO, 36, "center", after=24),
    Look("JyCoverKind", "封面册别", HEI, 22, "center", after=150),
    Look("JyCoverLine", "封面项目", SONG, 16, before=8, after=8, tabs=(3969,)),
)
_LEFT = 2268
"""Twips: the lines stand together in the middle of the page."""
_LINES = ("教研组", "学年学期", "教研组长", "起止日期", "件数")


def build(scheme: str) -> bytes:
    """The cover as a Word file with markers."""
    document = form_paper(scheme, footer="", more=_LOOKS)
    settings = document.settings.element
    document.settings.odd_and_even_pages_header_footer = True
    update = child(settings, "updateFields", val="true")
    settings.find(f"{{{settings.nsmap['w']}}}compat").addprevious(update)
    document.add_paragraph("{{学校}}", "封面学校")
    document.add_paragraph("{{题名}}", "封面题名")
    document.add_paragraph("合 订 本", "封面册别")
    for name in _LINES:
        line = document.add_paragraph(f"{{{{?{name}}}}}{name}：\t{{{{{name}}}}}", "封面项目")
        properties = line._p.get_or_add_pPr()  # noqa: SLF001 python-docx knows no hanging lines
        child(properties, "ind", left=_LEFT + 1701, hanging=1701)
    return finished(document, NAME)
