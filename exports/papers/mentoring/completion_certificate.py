"""出师证书: what a mentee gets at the end of a pairing (docs/rules.md §5.5)."""

from __future__ import annotations

from exports.word.paper import finished, official_paper

NAME = "出师证书"


def build(scheme: str) -> bytes:
    """The certificate as a Word file with markers."""
    document = official_paper(scheme)
    document.add_paragraph("出师证书", "教研标题")
    document.add_paragraph("{{徒弟}}老师：", "公文正文")
    text = "您在{{起止}}师徒结对期间，师从{{师傅}}老师，完成约定的学习和实践，考核合格，准予出师。特发此证。"
    document.add_paragraph(text, "公文正文")
    document.add_paragraph("{{?出师意见}}出师意见：{{出师意见*}}", "公文正文")
    document.add_paragraph("{{学校}}（章）", "公文日期")
    document.add_paragraph("{{出师日期}}", "公文日期")
    return finished(document, NAME)
