"""签到表: two columns of names on a page, blank to sign."""

from __future__ import annotations

from exports.word.form import Form, cell, head
from exports.word.paper import finished, form_paper

NAME = "签到表"
_COLUMNS = (("序号", 2), ("姓名", 4), ("签名", 6), ("备注", 3))
"""The blank for a signature is 33 mm wide."""


def build(scheme: str) -> bytes:
    """The sheet as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}{{教研组}}教研活动签到表", "教研标题")
    document.add_paragraph("时间：{{活动时间}}\t地点：{{地点}}", "教研抬头")
    document.add_paragraph("主题：{{活动主题}}", "教研抬头")
    form = Form(document, headed=True)
    form.row(*(head(text, span) for _side in "左右" for text, span in _COLUMNS), height=500,
             repeated=True)  # fmt: skip
    form.row(
        *(
            cell("" if text == "签名" else f"{{{{签到.{side}{text}}}}}", span, "JyCentre")
            for side in "左右"
            for text, span in _COLUMNS
        ),
        height=590,
    )
    document.add_paragraph(
        "应到 {{应到}} 人    实到 ______ 人\t主持人签名：                    ", "表格结尾"
    )
    return finished(document, NAME)
