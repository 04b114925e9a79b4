"""师徒结对档案: all papers of a pair in one file, in the order of their days."""

from __future__ import annotations

from exports.papers.mentoring.fields import GROWN, HEARD, LOGS
from exports.word.field_rows import pair_row, text_row
from exports.word.form import Form, cell, label
from exports.word.form_rows import REST, listed
from exports.word.paper import attached, finished, form_paper
from models.mentoring.pairings import PAIRING

NAME = "师徒结对档案"


def build(scheme: str) -> bytes:
    """The file as Word with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}师徒结对档案", "教研标题")
    document.add_paragraph("{{师傅}}—{{徒弟}}\t{{起止}}", "教研抬头")
    form = Form(document)
    field = PAIRING.field
    pair_row(form, field("mentor"), field("mentee"), field("subject"))
    pair_row(form, field("kind"), field("form"), field("group"))
    text_row(form, field("goal"))
    text_row(form, field("mentor_duties"))
    text_row(form, field("mentee_duties"))
    form.row(label("进度"), cell("{{进度}}", REST, "JyBody"), whole=False)
    form.row(label("{{?成长目标}}成长目标"), cell("{{成长目标*}}", REST, "JyBody"), whole=False)
    listed(form, "成长", _spans(GROWN, (4, 5, 6, 4, 3, 3)),
           long=("目标", "措施"), optional=True, said="成长计划")  # fmt: skip
    listed(form, "指导", _spans(LOGS, (4, 11, 6, 4)), optional=True, said="指导记录",
           long=LOGS)  # fmt: skip
    listed(form, "互听", _spans(HEARD, (4, 3, 3, 6, 9)), optional=True, said="互相听课",
           long=("建议",))  # fmt: skip
    listed(form, "考核", _spans(("学年", "总分", "等级", "评语"), (5, 3, 4, 13)), optional=True,
           said="年度考核", long=("评语",))  # fmt: skip
    text_row(form, field("graduation_note"))
    attached(document, "协议与证书", "附：协议与证书")
    return finished(document, NAME)


def _spans(columns: tuple[str, ...], spans: tuple[int, ...]) -> list[tuple[str, int]]:
    return list(zip(columns, spans, strict=True))
