"""开题论证记录: what the plan is, and what experts said of it (docs/rules.md §6.2)."""

from __future__ import annotations

from exports.word.form import Form
from exports.word.form_rows import opinion, pairs, text
from exports.word.paper import finished, form_paper

NAME = "开题论证记录"


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}课题开题论证记录", "教研标题")
    document.add_paragraph("立项编号：{{立项编号}}\t课题级别：{{课题级别}}", "教研抬头")
    form = Form(document)
    pairs(form, ("课题名称", "{{课题名称}}", 25), height=620)
    pairs(
        form,
        ("负责人", "{{负责人}}", 5),
        ("开题日期", "{{开题日期}}", 7),
        ("地点", "{{开题地点}}", 5),
    )
    pairs(form, ("课题组成员", "{{成员名单}}", 25))
    pairs(form, ("论证专家", "{{论证专家}}", 25))
    text(form, "开题报告要点", said="开题报告\n要点", height=3600)
    text(form, "专家意见", height=2600)
    text(form, "方案修改", said="课题组对\n方案的修改", height=1500)
    opinion(form, "论证结论", "专家组", "开题结论", height=1400)
    opinion(form, "教科室意见", "教科室（章）", height=1100)
    return finished(document, NAME)
