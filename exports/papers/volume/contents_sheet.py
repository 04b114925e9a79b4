"""The list of contents of a volume (目录): the items in the order of their days, and their pages."""

from __future__ import annotations

from exports.word.form import Form, cell, head
from exports.word.paper import PAGES, finished, form_paper

NAME = "合订本目录"
COLUMNS = (("序号", 2), ("日期", 6), ("题名", 12), ("责任者", 4), ("页码", 2), ("备注", 4))


def build(scheme: str) -> bytes:
    """The list as a Word file with markers."""
    document = form_paper(scheme, footer=PAGES)
    document.add_paragraph("目　录", "教研标题")
    form = Form(document, headed=True)
    form.row(*(head(name, span) for name, span in COLUMNS), repeated=True)
    form.row(*(
        cell(f"{{{{目录.{name}}}}}", span, "JyCell" if name == "题名" else "JyCentre")
        for name, span in COLUMNS
    ))  # fmt: skip
    return finished(document, NAME)
