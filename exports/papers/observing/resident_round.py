"""驻班听课评价表: a team, a class, the lessons seen, how class and group were judged (docs/rules.md §4.6)."""

from __future__ import annotations

from exports.papers.observing.lesson_fields import LESSONS
from exports.word.field_rows import pair_row, text_row
from exports.word.form import Cell, Form, cell, label
from exports.word.form_rows import REST, listed
from exports.word.paper import attached, finished, form_paper
from models.observing.rounds import ROUND

NAME = "驻班听课评价表"
SPANS = (6, 3, 7, 3, 3, 3)


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}驻班听课评价表", "教研标题")
    document.add_paragraph("{{学期}}\t{{听课节数}}", "教研抬头")
    form = Form(document)
    field = ROUND.field
    pair_row(form, field("round"), field("group"), field("class_name"))
    form.row(label("时间"), cell("{{时间}}", REST, "JyCentre"))
    form.row(label("团员"), cell("{{团员}}", REST, "JyBody"), whole=False)
    listed(form, "听课", list(zip(LESSONS, SPANS, strict=True)), optional=True)
    text_row(form, field("class_evaluation"), optional=False, height=1800)
    text_row(form, field("group_evaluation"), optional=False, height=1800)
    text_row(form, field("feedback"), optional=False, height=1100)
    form.row(label("签名"),
             Cell(REST, (("JyCell", "观察团：              班主任：              教研组长："),)),
             height=680)  # fmt: skip
    attached(document, "照片与材料", "附：照片")
    return finished(document, NAME)
