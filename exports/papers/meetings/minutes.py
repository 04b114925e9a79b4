"""会议纪要 after GB/T 9704-2012 §10.3: title, numbered parts, then who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.paper import finished, official_paper
from exports.word.styles import HEI, fonts

if TYPE_CHECKING:
    from docx.document import Document

NAME = "会议纪要"
_PEOPLE = (("出席", "出席名单"), ("请假", "请假名单"), ("缺席", "缺席名单"), ("列席", "列席名单"))


def build(scheme: str) -> bytes:
    """The minutes as a Word file with markers."""
    document = official_paper(scheme)
    document.add_paragraph("{{学校}}{{教研组}}教研活动纪要", "教研标题")
    document.add_paragraph("（第{{次数}}次）", "公文副标题")
    document.add_paragraph("{{纪要开头}}", "公文正文")
    document.add_paragraph("{{?过程标题}}{{过程标题}}", "公文一级标题")
    document.add_paragraph("{{?过程}}（{{过程.序号}}）{{过程.环节}}", "公文二级标题")
    document.add_paragraph("{{?过程.内容}}{{过程.内容*}}{{/过程.内容}}", "公文正文")
    document.add_paragraph("{{/过程}}", "公文正文")
    document.add_paragraph("{{?发言标题}}{{发言标题}}", "公文一级标题")
    document.add_paragraph("{{?发言}}{{发言.发言人}}：{{发言.发言要点}}{{/发言}}", "公文正文")
    document.add_paragraph("{{?决定标题}}{{决定标题}}", "公文一级标题")
    document.add_paragraph("{{?决定}}{{决定.序号}}. {{决定.内容}}{{/决定}}", "公文正文")
    document.add_paragraph("{{?小结标题}}{{小结标题}}", "公文一级标题")
    document.add_paragraph("{{?活动小结}}{{活动小结*}}", "公文正文")
    for number, (said, name) in enumerate(_PEOPLE):
        _people(document, said, name, first=not number)
    document.add_paragraph("{{纪要日期}}", "公文日期")
    return finished(document, NAME)


def _people(document: Document, said: str, name: str, *, first: bool) -> None:
    """``出席:`` in 黑体 and the names; a blank line before the first. The date stays with them: it
    would not stand alone on a page.
    """
    paragraph = document.add_paragraph("", "公文人员")
    paragraph.paragraph_format.keep_with_next = True
    if first:
        from docx.shared import Pt

        paragraph.paragraph_format.space_before = Pt(28.95)
    else:
        paragraph.add_run(f"{{{{?{name}}}}}")
    run = paragraph.add_run(f"{said}：")
    fonts(run._r.get_or_add_rPr(), HEI)  # noqa: SLF001 the Chinese face is closed to python-docx
    paragraph.add_run(f"{{{{{name}}}}}")
