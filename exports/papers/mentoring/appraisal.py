"""师徒结对年度考核表: points with what the records say, two reviews, the decision (docs/rules.md §5.4)."""

from __future__ import annotations

from exports.word.field_rows import list_rows, pair_row, text_row
from exports.word.form import Cell, Form, cell, label
from exports.word.form_rows import REST, boxes
from exports.word.paper import finished, form_paper
from models.mentoring.appraisals import APPRAISAL

NAME = "师徒结对年度考核表"


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}师徒结对年度考核表", "教研标题")
    document.add_paragraph("{{学年}}学年\t考核日期：{{考核日期}}", "教研抬头")
    form = Form(document)
    field = APPRAISAL.field
    pair_row(form, field("mentor"), field("mentee"), field("group"))
    shown = [c for c in field("items").columns if c.key not in ("code", "counted")]
    list_rows(form, field("items"), (6, 3, 12, 4), columns=shown)
    form.row(label("加分"), cell("{{加分}}", 10, "JyCentre"), label("总分", 4),
             cell("{{总分}}", 11, "JyCentre"))  # fmt: skip
    text_row(form, field("self_review"), optional=False, height=1500)
    text_row(form, field("mentor_review"), optional=False, height=1200)
    text_row(form, field("committee"), optional=False, height=1200)
    boxes(form, "考核等级", "考核等级")
    boxes(form, "评选", "评选")
    form.row(label("签名"),
             Cell(REST, (("JyCell", "徒弟：          师傅：          考核小组：          学校（章）："),)),
             height=680)  # fmt: skip
    return finished(document, NAME)
