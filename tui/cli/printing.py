"""What commands put out: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from tui.output import begin_data, put_out, put_out_data, putting_out
from tui.visible import UNSEEN, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DRAWN = 2000
"""Rows up to which a table is drawn; longer ones come out line by line."""
_FORMULA = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]*[=+\\-@＝＋－＠]."
    , re.DOTALL,
)  # fmt: skip
"""How a cell begins that spreadsheets run: with a sign of formulas, full-width too, behind anything
that they drop or do not show."""
_QUOTED = re.compile('[",\r\n\t;]')


def print_json(value: Any) -> None:
    """One JSON value."""
    begin_data()
    put_out_data(f"{_json(value, indent=2)}\n")


def print_json_list(objects: Iterable[Mapping[str, Any]]) -> None:
    """A JSON list, an object a line, as they come."""
    begin_data()
    put_out_data("[")
    before = "\n"
    for each in objects:
        put_out_data(f"{before}{_json(each)}")
        before = ",\n"
    put_out_data("\n]\n")


def _json(value: Any, indent: int | None = None) -> str:
    """JSON that is read back as it was, and says nothing to a terminal on its way."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def print_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """UTF-8 with BOM, which Excel takes for Chinese. What Excel would run as a formula gets a tab
    before it.
    """
    begin_data()
    put_out_data("\ufeff")
    for row in (head, *rows):
        put_out_data(",".join(map(_csv_cell, row)) + "\r\n")


def _csv_cell(cell: str) -> str:
    """Quoted wherever some spreadsheet might part it."""
    guarded = visible(f"\t{cell}" if _FORMULA.match(cell) else cell)
    return '"{}"'.format(guarded.replace('"', '""')) if _QUOTED.search(guarded) else guarded


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Drawn on a terminal, with tabs where a program or a file takes it."""
    if not sys.stdout.isatty() or len(rows) > DRAWN:
        for row in (head, *rows):
            put_out("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in head:
        table.add_column(Text(visible(title)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    with putting_out():
        Console(markup=False, highlight=False).print(table)
