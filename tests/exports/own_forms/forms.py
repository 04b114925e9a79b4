"""Blank forms such as schools draw them, made with python-docx."""

import io

from docx import Document
from docx.document import Document as DocxDocument
from docx.table import Table

OTHERS = "□理论学习 □集体备课 □听课评课 □其他"


def blank_form() -> bytes:
    """A weekly record in four columns, with gaps in a line, boxes, a tall cell, a list, a place to
    sign, a header and a footer.
    """
    document = Document()
    document.add_paragraph("阳光小学教研活动记录表")
    document.add_paragraph("学科组：____________    第    周   第    次       记录人：________")
    table = document.add_table(0, 4)
    add(table, "活动时间", "", "活 动 地 点", "")
    add(table, "主 持 人", "", "中心发言人", "")
    wide(table, "活动形式", OTHERS)
    wide(table, "研讨主题", "")
    wide(table, "参加人员(签名)", "")
    wide(table, "活动过程", "\n\n\n\n\n")
    add(table, "序号", "决定事项", "责任人", "完成时间")
    for number in "123":
        add(table, number, "", "", "")
    wide(table, "活动反思", "\n")
    wide(table, "教导处意见", "\n\n签名：              年   月   日")
    wide(table, "备 注", "")
    section = document.sections[0]
    section.header.paragraphs[0].text = "教研组：__________"
    section.footer.paragraphs[0].text = "阳光小学教科室制"
    return saved(document)


def add(table: Table, *texts: str) -> None:
    row = table.add_row()
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text


def wide(table: Table, label: str, text: str) -> None:
    """A label, and one cell over the rest of the row; each line is a paragraph."""
    row = table.add_row()
    row.cells[0].text = label
    cell = row.cells[1].merge(row.cells[3])
    first, *others = text.split("\n")
    cell.text = first
    for other in others:
        cell.add_paragraph(other)


def saved(document: DocxDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def old_meeting(**changed: str) -> bytes:
    """The weekly record of another year, filled in by hand. `changed` are texts by their labels."""
    texts = {
        "活动时间": "2024年9月19日 下午2:30—4:00", "活 动 地 点": "二楼会议室",
        "主 持 人": "孟丽娟", "中心发言人": "韩雪梅、何佩瑶",
        "活动形式": "□理论学习 ☑集体备课 □听课评课 □其他", "研讨主题": "《小木偶的故事》单元作业设计",
        "参加人员": "应到8人 实到7人：孟丽娟、韩雪梅、何佩瑶、方晓棠、柳 青、秦悦、林实习",
        "缺席人员及原因": "严芳芳（病假，发烧）",
        "活动过程": "1. 说课\n韩雪梅介绍设计。\n2. 研讨\n大家提意见。",
        "活动反思": "备课要从目标出发。\n下次提前一周发材料。", "备注": "有两位实习老师旁听",
    } | changed  # fmt: skip
    document = Document()
    document.add_paragraph("阳光小学教研组活动记录")
    document.add_paragraph("学科组：语文组    第 3 周   第 2 次       记录人：柳青")
    table = document.add_table(0, 4)
    names = list(texts)
    for left, right in (names[:2], names[2:4]):
        add(table, left, texts[left], right, texts[right])
    for label in names[4:9]:
        wide(table, label, texts[label])
    add(table, "序号", "决定事项", "责任人", "完成时间")
    add(table, "1", "修改作业单", "韩雪梅", "9月26日")
    add(table, "2", "准备研究课", "柳青", "")
    add(table, "3", "", "", "")
    for label in names[9:]:
        wide(table, label, texts[label])
    return saved(document)


def old_sheet() -> bytes:
    """A lesson-observation sheet of another year."""
    document = Document()
    document.add_paragraph("听 课 记 录 表")
    table = document.add_table(0, 4)
    add(table, "学科", "语文", "课题", "小木偶的故事")
    add(table, "授课教师", "方晓棠", "听课人", "孟丽娟")
    add(table, "班级", "四（2）班", "时间", "2024年10月16日 第2节")
    add(table, "时间", "教学环节", "教师活动", "备注")
    add(table, "5", "导入", "出示木偶。", "有趣")
    add(table, "12", "新授", "品读对话。", "追问不够")
    wide(table, "主要优点", "目标清楚。")
    wide(table, "改进建议", "多给学生说的时间。")
    wide(table, "听课反思", "我的课也要少讲。")
    return saved(document)


def old_log() -> bytes:
    """A mentoring log of another year, in lines of text and a table."""
    document = Document()
    document.add_paragraph("青蓝工程师徒结对指导记录")
    document.add_paragraph("师傅：孟丽娟    徒弟：王小川    时间：2024年11月5日")
    table = document.add_table(0, 2)
    add(table, "指导形式", "听徒弟课、评课")
    add(table, "指导主题", "怎样追问")
    add(table, "指导内容", "看了三处提问。")
    add(table, "师傅建议", "先等三秒。")
    add(table, "徒弟收获", "会等了。")
    return saved(document)


def crowded_form() -> bytes:
    """A form as offices draw it: the title in the table, numbered labels, labels merged over several
    rows, beside them a list; a cell with gaps of its own; a row to sign.
    """
    document = Document()
    document.add_paragraph("教研组：______    第   周    20    年   月   日")
    table = document.add_table(0, 4)
    title = table.add_row().cells
    title[0].merge(title[3]).text = "阳光小学校本研修活动记录"
    wide(table, "一、研修主题", "")
    add(table, "研修过程", "会前准备", "", "")
    add(table, "", "主要环节", "", "")
    for row in table.rows[-2:]:
        row.cells[2].merge(row.cells[3])
    table.cell(2, 0).merge(table.cell(3, 0)).text = "研修过程"
    wide(table, "参加人员", "应到    人  实到    人：\n请假（事由）：\n缺席：")
    wide(table, "活动内容", "")
    add(table, "共识决定", "事项", "责任人", "时限")
    add(table, "", "", "", "")
    add(table, "", "", "", "")
    table.cell(6, 0).merge(table.cell(8, 0)).text = "共识决定"
    wide(table, "主持人（签名）", "")
    wide(table, "下一步", "主题：______")
    document.add_paragraph("组长签名：__________      检查：__________")
    return saved(document)


def text_record() -> bytes:
    """A record of another year without any table."""
    document = Document()
    for line in (
        "集体备课记录", "备课组：__语文组__    时间：2024年9月12日    地点：会议室",
        "课　　题：《小木偶的故事》", "教学目标：", "1.认识生字。", "2.续编故事。", "研讨过程：",
        "韩雪梅说课。", "方晓棠：要有评价。", "教学设想与打算：", "作业分层。",
        "组长签名：孟丽娟      检查人：李四",
    ):  # fmt: skip
        document.add_paragraph(line)
    return saved(document)
