"""听课记录表: head, the lesson as it went, then what the instrument asks for, then the verdict
(docs/rules.md §4.2; the columns of a published sheet: 时间节点、环节、教师、学生、随记).
"""

from __future__ import annotations

from exports.word.field_rows import list_rows, pair_row, text_row
from exports.word.form import Cell, Form, cell, label
from exports.word.paper import attached, finished, form_paper
from models.observing.observations import OBSERVATION

NAME = "听课记录表"


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}听课记录表", "教研标题")
    document.add_paragraph("{{学期}}\t量表：{{观察量表}}", "教研抬头")
    form = Form(document)
    field = OBSERVATION.field
    pair_row(form, field("subject"), field("class_name"), field("lesson_type"))
    form.row(label("课题"), cell("{{课题}}", 10, "JyCentre"), label("上课时间", 4),
             cell("{{上课时间}}", 11, "JyCentre"))  # fmt: skip
    pair_row(form, field("instructor"), field("observer"), field("focus"))
    text_row(form, field("objectives"))
    _process(form)
    _measured(form)
    text_row(form, field("board"))
    text_row(form, field("strengths"), optional=False, height=900)
    text_row(form, field("problems"))
    text_row(form, field("suggestions"), optional=False, height=900)
    text_row(form, field("next_step"), said="下一步")
    text_row(form, field("verdict"))
    text_row(form, field("self_reflection"), optional=False, height=900)
    text_row(form, field("reply"))
    form.row(label("得分等第"), cell("{{合计}}    {{等第}}", 10, "JyCentre"), label("签名", 4),
             Cell(11, (("JyCell", "听课人：            执教人："),)), height=680)  # fmt: skip
    attached(document, "照片与材料", "附：课堂照片")
    return finished(document, NAME)


def _process(form: Form) -> None:
    """About two thirds for what happened, a third for remarks."""
    list_rows(form, OBSERVATION.field("segments"), (2, 4, 6, 6, 2, 5), optional=True)


def _measured(form: Form) -> None:
    field = OBSERVATION.field
    scores = field("scores")
    shown = [c for c in scores.columns if c.key != "code"]
    list_rows(form, scores, (4, 14, 3, 4), optional=True, columns=shown)
    points = field("points")
    shown = [c for c in points.columns if c.key != "code"]
    list_rows(form, points, (4, 7, 8, 3, 3), optional=True, columns=shown)
    list_rows(form, field("intervals"), (2, 12, 4, 7), optional=True)
    text_row(form, field("samples"))
    form.row(label("{{?习惯记录}}习惯观察"), cell("{{习惯记录}}", 25, "JyBody"), whole=False)
