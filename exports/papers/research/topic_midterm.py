"""课题中期检查表: how far it has come, what came of it, what changed (docs/rules.md §6.2)."""

from __future__ import annotations

from exports.word.form import Cell, Form, label
from exports.word.form_rows import REST, SIGN, listed, pairs, text
from exports.word.paper import finished, form_paper

NAME = "中期检查表"


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}课题研究中期检查表", "教研标题")
    document.add_paragraph("立项编号：{{立项编号}}\t检查日期：{{中期检查日期}}", "教研抬头")
    form = Form(document)
    pairs(form, ("课题名称", "{{课题名称}}", 25), height=620)
    pairs(
        form,
        ("课题级别", "{{课题级别}}", 6),
        ("负责人", "{{负责人}}", 5),
        ("教研组", "{{教研组}}", 6),
    )
    pairs(form, ("立项日期", "{{立项日期}}", 10), ("结题日期", "{{结题日期}}", 11))
    text(form, "研究进展", height=2400)
    text(form, "阶段成果", height=1500)
    listed(form, "成果", (("成果名称", 9), ("类别", 4), ("作者", 5), ("级别", 4), ("等第", 3)),
           said="已取得的\n成果")  # fmt: skip
    text(form, "存在问题", height=1200)
    text(form, "下一步计划", height=1200)
    text(form, "经费使用", height=600)
    listed(form, "变更", (("变更", 4), ("改为", 8), ("理由", 8), ("批准日期", 5)), optional=True,
           said="变更情况")  # fmt: skip
    form.row(
        label("检查结论"),
        Cell(REST, (("JyBoxes", "{{中期检查结论(勾选)}}"), ("JyBody", "{{中期检查意见*}}"),
                    ("JySign", f"检查人    {SIGN}"))),
        height=1500,
    )  # fmt: skip
    form.row(label("单位意见"), Cell(REST, (("JyCell", ""), ("JySign", f"学校（章）    {SIGN}"))),
             height=1100)  # fmt: skip
    return finished(document, NAME)
