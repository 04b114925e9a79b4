"""Layouts such as a school brings, made with python-docx."""

import io
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument

from exports.word.fields import FieldTable
from exports.word.layout import Layout, Properties, compile_layout

FIELDS = FieldTable(
    texts=frozenset({"活动主题", "地点", "小结"}),
    rows={"签到": ("姓名", "状态", "备注"), "任务": ("事项",)},
    photos=frozenset({"照片"}),
    flags=frozenset({"专题研修"}),
)


def saved(document: DocxDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def of_paragraphs(*texts: str) -> bytes:
    """A paragraph for each text; a tuple is the runs of one."""
    document = Document()
    for written in texts:
        document.add_paragraph(written)
    return saved(document)


def of_runs(*runs: str) -> bytes:
    document = Document()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    return saved(document)


def of_rows(*rows: tuple[str, ...], before: str = "") -> bytes:
    """A table, under a first paragraph."""
    document = Document()
    document.add_paragraph(before)
    table = document.add_table(len(rows), len(rows[0]))
    for row, written in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, written, strict=True):
            first, *others = value.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    return saved(document)


def compiled(layout: bytes) -> Layout:
    return compile_layout(layout, FIELDS)


def filled(layout: bytes, values: Mapping[str, Any]) -> bytes:
    return compiled(layout).render(values, Properties("测试"))
