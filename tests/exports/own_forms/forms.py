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
