"""教研组活动记录表: the form that schools use (domain.md §2.4).

Labels and columns come from the declaration of the meeting. What belongs to a kind of meeting is
laid out section by section, and printed only where the kind is chosen; rows of which nothing is
written are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.form import LABEL, UNITS, Cell, Form, cell, head, label, shares, under
from exports.word.paper import finished, form_paper
from models.meeting_blocks import BLOCKS
from models.meetings import MEETING
from models.spec import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "教研组活动记录表"
_REST = UNITS - LABEL
_CENTRED = 7
"""Units up to which a column is read as a name or a mark, and centred."""
_WIDE = 12
"""Units from which paragraphs are indented."""


def build(scheme: str) -> bytes:
    """The form as a Word file with markers."""
    document = form_paper(scheme)
    document.add_paragraph("{{学校}}教研组活动记录表", "教研标题")
    document.add_paragraph("{{学期}}\t第 {{周次}} 周    第 {{次数}} 次", "教研抬头")
    form = Form(document)
    _head(form)
    _people(form)
    _list(form, "carried", (11, 5, 6, 3), optional=True)
    _text(form, "活动目标")
    _text(form, "活动准备")
    _list(form, "steps", (5, 4, 16))
    _list(form, "remarks", (5, 20), optional=True)
    for section in BLOCKS.form:
        _block(
            form, section.title, [[MEETING.field(key) for key in line] for line in section.lines]
        )
    _list(form, "decisions", (14, 5, 6))
    _text(form, "存在问题与改进", said="存在问题\n与改进")
    _text(form, "活动小结", optional=False, height=1100)
    _text(form, "下次活动预告")
    _signatures(form)
    document.add_paragraph("{{?佐证材料}}附：活动照片", "附件标题")
    document.add_paragraph("{{?佐证材料}}{{佐证材料}}{{/佐证材料}}", "照片说明")
    document.add_paragraph("{{?佐证材料(文件)}}附：其他材料", "附件标题")
    document.add_paragraph("{{?佐证材料(文件)}}{{佐证材料(文件)*}}", "表格文字")
    return finished(document, NAME)


def _head(form: Form) -> None:
    time = Cell(9, (("JyCentre", "{{活动日期}}"), ("JyCentre", "{{起止时间}}")))
    form.row(label("教研组"), cell("{{教研组}}", 4, "JyCentre"), label("活动时间", 4), time,
             label("地点", 3), cell("{{地点}}", 5, "JyCentre"), height=620)  # fmt: skip
    form.row(label("主持人"), cell("{{主持人}}", 4, "JyCentre"), label("主讲人", 4),
             cell("{{主讲人}}", 9, "JyCentre"), label("记录人", 3),
             cell("{{记录人}}", 5, "JyCentre"))  # fmt: skip
    form.row(label("活动类别"), cell("{{活动类别(勾选)}}", _REST, "JyBoxes"), height=860)
    form.row(label("活动主题"), cell("{{活动主题}}", _REST, "JyTopic"), height=560)


def _people(form: Form) -> None:
    lines = ["应到 {{应到}} 人    实到 {{实到}} 人", "{{?出席名单}}出席：{{出席名单}}"]
    lines += [
        f"{{{{?{said}名单}}}}{said}：{{{{{said}名单}}}}"
        for said in ("请假", "缺席", "迟到早退", "列席")
    ]
    form.row(label("参加人员"), Cell(_REST, tuple(("JyCell", line) for line in lines)), height=860,
             whole=False)  # fmt: skip


def _text(
    form: Form, name: str, *, said: str = "", optional: bool = True, height: int = 454
) -> None:
    """A label, and paragraphs beside it."""
    marker = f"{{{{?{name}}}}}" if optional else ""
    form.row(label(said or name).led_by(marker), cell(f"{{{{{name}*}}}}", _REST, "JyBody"),
             height=height, whole=False)  # fmt: skip


def _list(form: Form, key: str, spans: Sequence[int], *, optional: bool = False) -> None:
    """A label beside a list: the heads of its columns, and the row that repeats."""
    field = MEETING.field(key)
    first, last = label(field.label, begins=True), under()
    if optional:
        first = first.led_by(f"{{{{?{field.label}}}}}")
        last = last.followed_by(f"{{{{/{field.label}}}}}")
    form.row(first, *_heads(field, spans), height=380)
    form.row(last, *_columns(field, spans), whole=False)


def _heads(field: Field, spans: Sequence[int]) -> list[Cell]:
    return [head(column.label, span) for column, span in zip(field.columns, spans, strict=True)]


def _columns(field: Field, spans: Sequence[int]) -> list[Cell]:
    cells = []
    for column, span in zip(field.columns, spans, strict=True):
        star = "*" if column.kind is Kind.LONG else ""
        style = "JyCell" if span > _CENTRED or star else "JyCentre"
        style = "JyBody" if star and span >= _WIDE else style
        cells.append(cell(f"{{{{{field.label}.{column.label}{star}}}}}", span, style))
    return cells


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
        spans = shares(_REST, [1] * len(field.columns))
        heads, columns = _heads(field, spans), _columns(field, spans)
        heads[0] = heads[0].led_by(f"{{{{?{field.label}}}}}")
        columns[-1] = columns[-1].followed_by(f"{{{{/{field.label}}}}}")
        return [heads, columns]
    if field.kind is Kind.LONG:
        return [[label(field.label), cell(f"{{{{{field.label}*}}}}", _REST - LABEL, "JyBody")]]
    return [_pair(line[n : n + 2]) for n in range(0, len(line), 2)]


def _pair(fields: Sequence[Field]) -> list[Cell]:
    cells = []
    for field, span in zip(fields, shares(_REST, [1] * len(fields)), strict=True):
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
        Cell(_REST, (("JyBody", "{{检查意见*}}"), ("JyCell", "记录等级：{{记录等级}}"),
                     ("JySign", "教务处（章）          签名：                      年    月    日"))),
        height=1500,
    )  # fmt: skip
