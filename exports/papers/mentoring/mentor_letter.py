"""聘书: the letter by which the school appoints a mentor (docs/rules.md §5.5)."""

from __future__ import annotations

from exports.word.paper import finished, official_paper

NAME = "师傅聘书"
APPOINTED = (
    "兹聘请您担任{{徒弟}}老师的指导教师（{{结对类别}}），聘期{{起止}}。请按师徒结对协议书履行职责，"
    "帮助青年教师成长。"
)


def build(scheme: str) -> bytes:
    """The letter as a Word file with markers."""
    document = official_paper(scheme)
    document.add_paragraph("聘　书", "教研标题")
    document.add_paragraph("{{?聘书编号}}编号：{{聘书编号}}", "公文副标题")
    document.add_paragraph("{{师傅}}老师：", "公文正文")
    document.add_paragraph(APPOINTED, "公文正文")
    document.add_paragraph("此聘。", "公文正文")
    document.add_paragraph("{{学校}}（章）", "公文日期")
    document.add_paragraph("{{签协议日期}}", "公文日期")
    return finished(document, NAME)
