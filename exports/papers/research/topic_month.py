"""每月课题研究记录单: one teacher, one topic, one month (docs/rules.md §6.4)."""

from __future__ import annotations

from exports.word.form import Form
from exports.word.form_rows import listed, opinion, pairs, text
from exports.word.paper import attached, finished, form_paper

NAME = "每月课题研究记录单"


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}课题研究记录单", "教研标题")
    document.add_paragraph("{{学期}}\t{{记录月份}}", "教研抬头")
    form = Form(document)
    pairs(form, ("课题名称", "{{课题}}", 25), height=620)
    pairs(
        form,
        ("课题级别", "{{课题级别}}", 7),
        ("立项编号", "{{课题编号}}", 5),
        ("负责人", "{{课题负责人}}", 5),
    )
    text(form, "本月研究重点", said="本月\n研究重点")
    listed(
        form, "研究活动", (("日期", 5), ("形式", 4), ("内容", 12), ("参加者", 4)), long=("内容",)
    )
    text(form, "文献学习", height=800)
    text(form, "课堂实践", said="课堂实践\n与课例", height=800)
    text(form, "数据与证据", height=800)
    text(form, "收获与发现", height=1500)
    text(form, "问题与困惑", height=900)
    text(form, "下月计划", height=900)
    pairs(form, ("记录人\n签名", "{{记录人签名}}", 10), ("负责人\n签名", "", 11), height=680)
    opinion(form, "教科室审阅", "等级：{{审阅等级}}    教科室（章）", "教科室点评", height=1200)
    attached(document, "佐证材料", "附：佐证照片")
    return finished(document, NAME)
