"""结题报告: a frame filled with what the topic has said so far, to be written out; running text
after GB/T 9704-2012.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.paper import finished, official_paper

if TYPE_CHECKING:
    from docx.document import Document

NAME = "结题报告"


def build(scheme: str) -> bytes:
    """The report as a Word file with markers."""
    document = official_paper(scheme)
    document.add_paragraph("{{课题名称}}", "教研标题")
    document.add_paragraph("结题报告", "公文副标题")
    document.add_paragraph("{{报告开头}}", "公文正文")
    _part(document, "一、问题的提出", "问题提出")
    document.add_paragraph("二、研究的依据", "公文一级标题")
    _sub(document, "（一）概念界定", "概念界定")
    _sub(document, "（二）文献综述", "文献综述")
    document.add_paragraph("三、研究的设计", "公文一级标题")
    _sub(document, "（一）研究目标", "研究目标")
    _sub(document, "（二）研究内容", "研究内容")
    _sub(document, "（三）研究方法", "研究方法")
    document.add_paragraph("四、研究的过程", "公文一级标题")
    document.add_paragraph("{{?研究步骤}}{{研究步骤.阶段}}（{{研究步骤.时间}}）：{{研究步骤.任务}}"
                           "{{/研究步骤}}", "公文正文")  # fmt: skip
    document.add_paragraph("{{?经过}}{{经过.日期}}，{{经过.说明}}{{/经过}}", "公文正文")
    document.add_paragraph("五、研究的成果", "公文一级标题")
    _sub(document, "（一）研究结论", "研究结论")
    _sub(document, "（二）研究成效", "研究成效")
    document.add_paragraph("（三）主要成果", "公文二级标题")
    document.add_paragraph("{{?成果}}{{成果.序号}}. {{成果.说明}}{{/成果}}", "公文正文")
    _part(document, "六、反思与展望", "反思与展望")
    document.add_paragraph("附：过程资料目录", "公文一级标题")
    document.add_paragraph("{{?资料}}{{资料.名称}}：{{资料.已有}}{{/资料}}", "公文正文")
    document.add_paragraph("{{学校}}课题组", "公文日期")
    document.add_paragraph("{{报告日期}}", "公文日期")
    return finished(document, NAME)


def _part(document: Document, title: str, name: str) -> None:
    """A part with its text; the empty paragraph is for who writes it out."""
    document.add_paragraph(title, "公文一级标题")
    document.add_paragraph(f"{{{{{name}*}}}}", "公文正文")


def _sub(document: Document, title: str, name: str) -> None:
    document.add_paragraph(title, "公文二级标题")
    document.add_paragraph(f"{{{{{name}*}}}}", "公文正文")
