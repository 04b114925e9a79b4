"""青年教师年度成长计划: five dimensions (docs/rules.md §5.3)."""

from __future__ import annotations

from exports.word.field_rows import columns_of, heads, pair_row, text_row
from exports.word.form import UNITS, Cell, Form, label
from exports.word.form_rows import REST
from exports.word.paper import finished, form_paper
from models.mentoring.growth import GROWTH

NAME = "年度成长计划"
SPANS = (4, 5, 5, 5, 2, 3, 3, 3)
"""Of the columns of the five dimensions, over the whole width."""


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}青年教师成长计划", "教研标题")
    document.add_paragraph("{{学年}}学年\t制定日期：{{制定日期}}", "教研抬头")
    form = Form(document)
    field = GROWTH.field
    pair_row(form, field("mentee"), field("mentor"), field("group"))
    for key in ("about_me", "strengths", "weaknesses", "chances"):
        text_row(form, field(key), optional=False, height=700)
    text_row(form, field("goal"), optional=False, height=900)
    dimensions = field("dimensions")
    form.row(label(dimensions.label, UNITS))
    form.row(*heads(dimensions.columns, SPANS), height=380, repeated=True)
    form.row(*columns_of(dimensions, dimensions.columns, SPANS), whole=False)
    text_row(form, field("books"))
    text_row(form, field("mentor_opinion"), optional=False, height=900)
    text_row(form, field("review"), optional=False, height=900)
    text_row(form, field("mid_review"))
    text_row(form, field("year_review"))
    form.row(label("签名"),
             Cell(REST, (("JyCell", "本人：              师傅：              学校（章）："),)),
             height=680)  # fmt: skip
    return finished(document, NAME)
