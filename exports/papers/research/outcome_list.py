"""成果一览: what came of a topic, one line each, with level, grade, number and evidence."""

from __future__ import annotations

from exports.word.form import Form, cell, head
from exports.word.paper import finished, form_paper

NAME = "成果一览"
_COLUMNS = (("序号", 2), ("成果名称", 7), ("类别", 3), ("作者", 3), ("级别", 3), ("等第", 3),
            ("刊物或单位、证号", 5), ("时间", 4))  # fmt: skip


def build(scheme: str) -> bytes:
    """The list as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}课题研究成果一览表", "教研标题")
    document.add_paragraph("课题：{{课题名称}}", "教研抬头")
    document.add_paragraph(
        "立项编号：{{立项编号}}    课题级别：{{课题级别}}\t负责人：{{负责人}}", "教研抬头"
    )
    form = Form(document, headed=True)
    form.row(*(head(name, span) for name, span in _COLUMNS), height=500, repeated=True)
    form.row(
        *(
            cell(f"{{{{成果.{name}}}}}", span, "JyCell" if span > 4 else "JyCentre")
            for name, span in _COLUMNS
        ),
        height=560,
    )
    document.add_paragraph("共 {{成果项数}} 项，有佐证 {{佐证项数}} 项\t教科室（章）                ",
                           "表格结尾")  # fmt: skip
    return finished(document, NAME)
