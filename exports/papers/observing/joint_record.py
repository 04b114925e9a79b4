"""听课评课合成记录: the lesson, what its observers saw together as tables and pictures, the opinions
(docs/rules.md §4.5). Tables of instruments that nobody used are not printed.
"""

from __future__ import annotations

from exports.papers.observing.lesson_fields import PICTURES
from exports.word.field_rows import pair_row, text_row
from exports.word.form import Form, cell, label, shares
from exports.word.form_rows import REST, listed
from exports.word.paper import finished, form_paper
from models.observing.joint import TABLES
from models.observing.lessons import LESSON

NAME = "听课评课合成记录"
SPANS = {
    "分歧最大": (10, 3, 4, 8), "行为占比": (4, 11, 5, 5), "合并类别": (13, 6, 6),
    "一致性": (10, 4, 4, 3, 4), "各项得分": (7, 4, 4, 5, 5), "意见": (4, 7, 7, 7),
    "视角": (9, 6, 10),
}  # fmt: skip
"""Units of the columns; even shares where a table is not named."""
LONG = ("优点", "问题", "建议")
"""Columns that hold sentences, set from the left."""


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}听课评课合成记录", "教研标题")
    document.add_paragraph("{{学期}}\t听课记录：{{听课份数}}", "教研抬头")
    form = Form(document)
    field = LESSON.field
    pair_row(form, field("subject"), field("class_name"), field("lesson_form"))
    form.row(label("课题"), cell("{{课题}}", 10, "JyCentre"), label("时间", 4),
             cell("{{时间}}", 11, "JyCentre"))  # fmt: skip
    pair_row(form, field("instructor"), field("lesson_type"))
    form.row(label("听课人"), cell("{{听课人}}", REST, "JyBody"), whole=False)
    text_row(form, field("objectives"))
    text_row(form, field("design"))
    for name, columns in TABLES.items():
        _table(form, name, columns)
    text_row(form, field("reflection"))
    form.row(label("{{?还缺的材料}}还缺的材料"), cell("{{还缺的材料}}", REST, "JyBody"))
    form.row(label("{{?还没有反馈}}还没有反馈"), cell("{{还没有反馈}}", REST, "JyBody"))
    mark = f"{{{{?{PICTURES}}}}}"
    document.add_paragraph(f"{mark}附：{PICTURES}", "附件标题")
    document.add_paragraph(f"{mark}{{{{{PICTURES}}}}}{{{{/{PICTURES}}}}}", "照片说明")
    return finished(document, NAME)


def _table(form: Form, name: str, columns: tuple[str, ...]) -> None:
    spans = SPANS.get(name) or shares(REST, [1] * len(columns))
    listed(form, name, list(zip(columns, spans, strict=True)), long=LONG, optional=True)
