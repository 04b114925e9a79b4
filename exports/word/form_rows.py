"""The rows that forms are made of: labels with what stands beside them, texts, lists, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.word.form import LABEL, UNITS, Cell, cell, head, label, under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.word.form import Form

REST = UNITS - LABEL
"""Units beside a label."""
CENTRED = 7
"""Units up to which a column is read as a name or a mark, and centred."""
WIDE = 12
"""Units from which paragraphs are indented."""
LONG_NAME = 10
"""Units from which a single value is set from the left."""
SIGN = "签名：                      年    月    日"
"""Room to sign in, 33 mm wide, and to date."""


def pairs(form: Form, *said: tuple[str, str, int], height: int = 454) -> None:
    """One row of labels, each with a marker beside it over so many units; labels of all but the
    first take four.
    """
    cells: list[Cell] = []
    for number, (name, marker, span) in enumerate(said):
        style = "JyCell" if span > LONG_NAME else "JyCentre"
        cells += [label(name, 4 if number else LABEL), cell(marker, span, style)]
    form.row(*cells, height=height)


def boxes(form: Form, name: str, marker: str, *, height: int = 454) -> None:
    """A label and the boxes to tick, five in a line."""
    form.row(label(name), cell(f"{{{{{marker}(勾选)}}}}", REST, "JyBoxes"), height=height)


def text(
    form: Form, name: str, *, said: str = "", optional: bool = False, height: int = 900
) -> None:
    """A label, and paragraphs beside it; an `optional` one is only there with a text."""
    marker = f"{{{{?{name}}}}}" if optional else ""
    form.row(label(said or name).led_by(marker), cell(f"{{{{{name}*}}}}", REST, "JyBody"),
             height=height, whole=False)  # fmt: skip


def listed(
    form: Form,
    name: str,
    columns: Sequence[tuple[str, int]],
    *,
    long: Sequence[str] = (),
    optional: bool = False,
    said: str = "",
) -> None:
    """A label beside a list: the heads of its columns, and the row that repeats. The `long` columns
    hold paragraphs; a column whose name begins with a space stays blank.
    """
    first, last = label(said or name, begins=True), under()
    if optional:
        first = first.led_by(f"{{{{?{name}}}}}")
        last = last.followed_by(f"{{{{/{name}}}}}")
    form.row(first, *(head(column.strip(), span) for column, span in columns), height=380)
    form.row(last, *(repeated(name, column, span, long=column in long) for column, span in columns),
             whole=False)  # fmt: skip


def repeated(name: str, column: str, span: int, *, long: bool = False) -> Cell:
    """A cell of the row that repeats for each row of the list."""
    if column.startswith(" "):
        return cell("", span)
    star = "*" if long else ""
    style = "JyCell" if span > CENTRED or long else "JyCentre"
    style = "JyBody" if long and span >= WIDE else style
    return cell(f"{{{{{name}.{column}{star}}}}}", span, style)


def opinion(form: Form, name: str, who: str, marker: str = "", *, height: int = 1300) -> None:
    """What somebody says of it, and where they sign: blank but for `marker`."""
    written = (("JyBody", f"{{{{{marker}*}}}}"),) if marker else (("JyCell", ""),)
    form.row(label(name), Cell(REST, (*written, ("JySign", f"{who}    {SIGN}"))), height=height)
