"""备考表 at the end of a volume: what is in it and what is not, how many pages, who bound it."""

from __future__ import annotations

from exports.word.form import Cell, Form, cell, label
from exports.word.form_rows import REST
from exports.word.paper import PAGES, add_field, finished, form_paper

NAME = "合订本备考表"
_PEOPLE = ("立卷人", "检查人", "立卷日期")


def build(scheme: str) -> bytes:
    """The sheet as a Word file with markers."""
    document = form_paper(scheme, footer=PAGES)
    document.add_paragraph("备 考 表", "教研标题")
    line = document.add_paragraph("本册共 ", "教研抬头")
    add_field(line, "NUMPAGES")
    line.add_run(" 页(含封面、目录和本页)")
    form = Form(document)
    form.row(label("本册情况\n说明"), Cell(REST, (("JyBody", "{{情况*}}"),)), height=4200,
             whole=False)  # fmt: skip
    form.row(label("没有收入"), Cell(REST, (("JyBody", "{{缺件*}}"),)), height=1500, whole=False)
    form.row(label("以后的\n变动"), cell("", REST), height=3600)
    for name in _PEOPLE:
        form.row(label(name), cell("", REST), height=800)
    return finished(document, NAME)
