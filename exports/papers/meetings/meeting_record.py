"""教研组活动记录表: the form that schools use (docs/rules.md §3.1).

Labels and columns come from the declaration of the meeting. What belongs to a kind of meeting is
laid out section by section, and printed only where the kind is chosen; rows of which nothing is
written are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.field_rows import columns_of, heads, list_rows, text_row
from exports.word.form import LABEL, Cell, Form, cell, label, shares, under
from exports.word.form_rows import REST
from exports.word.paper import attached, finished, form_paper
from models.kernel.fields import Field, Kind
from models.meetings.blocks import BLOCKS
from models.meetings.meetings import MEETING

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "教研组活动记录表"


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}教研组活动记录表", "教研标题")
    document.add_paragraph("{{学期}}\t第 {{周次}} 周    第 {{次数}} 次", "教研抬头")
    form = Form(document)
    _head(form)
    _people(form)
    field = MEETING.field
    list_rows(form, field("carried"), (11, 5, 6, 3), optional=True)
    text_row(form, field("goals"))
    text_row(form, field("preparation"))
    list_rows(form, field("steps"), (5, 4, 16))
    list_rows(form, field("remarks"), (5, 20), optional=True)
    for section in BLOCKS.form:
        _block(form, section.title, [[field(key) for key in line] for line in section.lines])
    list_rows(form, field("decisions"), (14, 5, 6))
    text_row(form, field("issues"), said="存在问题\n与改进")
    text_row(form, field("summary"), optional=False, height=1100)
    text_row(form, field("next_plan"))
    _signatures(form)
    attached(document, "佐证材料", "附：活动照片")
    return finished(document, NAME)


def _head(form: Form) -> None:
    time = Cell(9, (("JyCentre", "{{活动日期}}"), ("JyCentre", "{{起止时间}}")))
    form.row(label("教研组"), cell("{{教研组}}", 4, "JyCentre"), label("活动时间", 4), time,
             label("地点", 3), cell("{{地点}}", 5, "JyCentre"), height=620)  # fmt: skip
    form.row(label("主持人"), cell("{{主持人}}", 4, "JyCentre"), label("主讲人", 4),
             cell("{{主讲人}}", 9, "JyCentre"), label("记录人", 3),
             cell("{{记录人}}", 5, "JyCentre"))  # fmt: skip
    form.row(label("活动类别"), cell("{{活动类别(勾选)}}", REST, "JyBoxes"), height=860)
    form.row(label("活动主题"), cell("{{活动主题}}", REST, "JyTopic"), height=560)


def _people(form: Form) -> None:
    lines = ["应到 {{应到}} 人    实到 {{实到}} 人", "{{?出席名单}}出席：{{出席名单}}"]
    lines += [
        f"{{{{?{said}名单}}}}{said}：{{{{{said}名单}}}}"
        for said in ("请假", "缺席", "迟到早退", "列席")
    ]
    form.row(label("参加人员"), Cell(REST, tuple(("JyCell", line) for line in lines)), height=860,
             whole=False)  # fmt: skip


def _block(form: Form, title: str, lines: Sequence[Sequence[Field]]) -> None:
    """What a kind of meeting adds, beside its name: short fields two in a row, texts and lists
    below; all of it only for that kind.
    """
    rows = [(line[0], cells) for line in lines for cells in _rows_of(line)]
    closing = f"{{{{/{title}}}}}"
    for number, (field, cells) in enumerate(rows):
        side = under() if number else label(title, begins=len(rows) > 1).led_by(f"{{{{?{title}}}}}")
        if number and field.kind is Kind.LONG:
            side = side.led_by(f"{{{{?{field.label}}}}}")
        if 0 < number == len(rows) - 1:
            side = side.followed_by(closing)
        form.row(side, *cells, whole=False)


def _rows_of(line: Sequence[Field]) -> list[list[Cell]]:
    field = line[0]
    if field.kind is Kind.ROWS:
        spans = shares(REST, [1] * len(field.columns))
        first, rows = heads(field.columns, spans), columns_of(field, field.columns, spans)
        first[0] = first[0].led_by(f"{{{{?{field.label}}}}}")
        rows[-1] = rows[-1].followed_by(f"{{{{/{field.label}}}}}")
        return [first, rows]
    if field.kind is Kind.LONG:
        return [[label(field.label), cell(f"{{{{{field.label}*}}}}", REST - LABEL, "JyBody")]]
    return [_pair(line[n : n + 2]) for n in range(0, len(line), 2)]


def _pair(fields: Sequence[Field]) -> list[Cell]:
    cells = []
    for field, span in zip(fields, shares(REST, [1] * len(fields)), strict=True):
        cells += [label(field.label), cell(f"{{{{{field.label}}}}}", span - LABEL)]
    return cells


def _signatures(form: Form) -> None:
    """Blank cells of 33 mm to sign in."""
    signs = (("主持人", "{{主持人签名}}"), ("记录人", "{{记录人签名}}"), ("教研组长", ""))
    cells = []
    for who, sign in signs:
        cells += [Cell(4, (("JyHead", who), ("JyHead", "签名"))), cell(sign, 6, "JyCentre")]
    form.row(*cells, height=680)
    form.row(
        label("检查意见"),
        Cell(REST, (("JyBody", "{{检查意见*}}"), ("JyCell", "记录等级：{{记录等级}}"),
                     ("JySign", "教务处（章）          签名：                      年    月    日"))),
        height=1500,
    )  # fmt: skip
