"""师徒结对协议书: what mentor and mentee promise each other, to be signed by both (docs/rules.md §5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.paper import finished, official_paper

if TYPE_CHECKING:
    from docx.document import Document

NAME = "师徒结对协议书"
PARTS = (
    ("一、培养目标", "{{培养目标*}}"),
    ("二、师傅职责", "{{师傅职责*}}"),
    ("三、徒弟职责", "{{徒弟职责*}}"),
)
PROMISES = (
    "师徒每月共同活动不少于{{每月指导(次)}}次，并有记录；徒弟每月听师傅的课不少于{{徒弟每月听课(节)}}节，"
    "师傅每学期听徒弟的课不少于{{师傅每学期听课(节)}}节并评课；徒弟每年上公开课、汇报课不少于"
    "{{每年公开课(节)}}节，每年撰写论文、案例不少于{{每年论文案例(篇)}}篇。"
)
APPRAISED = (
    "学校每学年末对师徒共同考核，成绩记入双方业务档案。期满考核合格的，准予出师；因工作变动等"
    "原因需要解除的，由任何一方提出，经学校同意后解除。"
)


def build(scheme: str) -> bytes:
    """The agreement as a Word file with markers."""
    document = official_paper(scheme)
    document.add_paragraph("师徒结对协议书", "教研标题")
    _text(document, "甲方（师傅）：{{师傅}}        乙方（徒弟）：{{徒弟}}")
    _text(document, "学科：{{学科}}        结对类别：{{结对类别}}        期限：{{起止}}")
    _text(document, "为帮助青年教师成长，{{学校}}安排双方结为师徒。双方自愿约定如下。")
    for heading, text in PARTS:
        document.add_paragraph(heading, "公文一级标题")
        _text(document, text)
    document.add_paragraph("四、约定的次数", "公文一级标题")
    _text(document, PROMISES)
    document.add_paragraph("五、考核", "公文一级标题")
    _text(document, APPRAISED)
    _text(document, "本协议一式三份，师傅、徒弟、学校各执一份。")
    _text(document, "师傅（签名）：                徒弟（签名）：")
    _text(document, "教科室（章）：                校长（签名）：")
    _text(document, "签订日期：{{签协议日期}}        聘书编号：{{聘书编号}}")
    return finished(document, NAME)


def _text(document: Document, text: str) -> None:
    document.add_paragraph(text, "公文正文")
