"""课题立项申请书: what is to be found out, by whom, and how (docs/rules.md §6.1)."""

from __future__ import annotations

from exports.word.form import Form
from exports.word.form_rows import boxes, listed, opinion, pairs, text
from exports.word.paper import finished, form_paper

NAME = "立项申请书"


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}课题立项申请书", "教研标题")
    document.add_paragraph("立项编号：{{立项编号}}\t申报日期：{{申报日期}}", "教研抬头")
    form = Form(document)
    pairs(form, ("课题名称", "{{课题名称}}", 25), height=620)
    boxes(form, "课题级别", "课题级别")
    boxes(form, "课题类别", "课题类别")
    boxes(form, "立项单位", "立项单位级别", height=620)
    pairs(
        form,
        ("负责人", "{{负责人}}", 5),
        ("职称", "{{负责人职称}}", 5),
        ("教研组", "{{教研组}}", 7),
    )
    pairs(form, ("起止时间", "{{起止时间}}", 11), ("上级课题", "{{上级课题}}", 10))
    listed(form, "成员", (("姓名", 4), ("职称", 4), ("单位", 4), ("分工", 8), (" 签名", 5)),
           said="课题组\n成员")  # fmt: skip
    text(form, "问题提出", height=1200)
    text(form, "文献综述", optional=True)
    text(form, "概念界定", optional=True)
    text(form, "研究目标")
    text(form, "研究内容", height=1200)
    boxes(form, "研究方法", "研究方法", height=620)
    listed(form, "研究步骤", (("阶段", 4), ("时间", 5), ("任务", 10), ("形成的材料", 6)),
           long=("任务",))  # fmt: skip
    text(form, "预期成果")
    text(form, "研究条件", optional=True)
    listed(form, "经费预算", (("支出项目", 6), ("金额(元)", 5), ("用途", 14)), optional=True)
    opinion(form, "教研组意见", "教研组长")
    opinion(form, "学校意见", "教科室（章）")
    opinion(form, "评审意见", "评审单位（章）", "立项意见")
    return finished(document, NAME)
