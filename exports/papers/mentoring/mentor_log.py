"""师徒结对活动记录表: one session (docs/rules.md §5.2)."""

from __future__ import annotations

from exports.word.field_rows import list_rows, pair_row, text_row
from exports.word.form import Cell, Form, cell, label
from exports.word.form_rows import REST, boxes
from exports.word.paper import attached, finished, form_paper
from models.mentoring.logs import LOG

NAME = "师徒结对活动记录表"


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}师徒结对活动记录表", "教研标题")
    document.add_paragraph("{{学期}}\t第 {{次数}} 次", "教研抬头")
    form = Form(document)
    field = LOG.field
    pair_row(form, field("mentor"), field("mentee"), field("subject"))
    form.row(label("时间"), cell("{{时间}}", 13, "JyCentre"), label("地点", 4),
             cell("{{地点}}", 8, "JyCentre"))  # fmt: skip
    boxes(form, "活动形式", "活动形式", height=860)
    form.row(label("活动主题"), cell("{{活动主题}}", REST, "JyCell"))
    form.row(label("{{?说的是哪次听课}}依据的听课"), cell("{{说的是哪次听课}}", REST, "JyCell"))
    list_rows(form, field("carried"), (12, 4, 6, 3), optional=True)
    text_row(form, field("content"), said="指导内容\n与过程", optional=False, height=2400)
    text_row(form, field("going_well"), said="进步\n与优点", optional=False, height=900)
    text_row(form, field("challenge"), said="问题\n与困难", optional=False, height=900)
    text_row(form, field("advice"), said="师傅建议", optional=False, height=900)
    text_row(form, field("gain"), said="徒弟收获\n与反思", optional=False, height=1500)
    list_rows(form, field("mentee_next"), (18, 7))
    list_rows(form, field("mentor_next"), (18, 7))
    text_row(form, field("office_comment"))
    form.row(label("签名"),
             Cell(REST, (("JyCell", "师傅：              徒弟：              检查："),)),
             height=680)  # fmt: skip
    attached(document, "照片与材料", "附：照片")
    return finished(document, NAME)
