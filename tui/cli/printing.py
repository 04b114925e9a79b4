"""What commands put out: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DRAWN = 2000
"""Rows up to which a table is drawn; longer ones come out line by line."""
FORMULA = ("=", "+", "-", "@")


def _exactly_utf8() -> None:
    """JSON and CSV are UTF-8 with the line ends we write, whatever the terminal speaks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")


def print_json(value: Any) -> None:
    """One JSON value."""
    _exactly_utf8()
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_list(objects: Iterable[Mapping[str, Any]]) -> None:
    """A JSON list, an object a line, as they come."""
    _exactly_utf8()
    print("[", end="")
    before = "\n"
    for each in objects:
        print(before, json.dumps(each, ensure_ascii=False), sep="", end="")
        before = ",\n"
    print("\n]")


def print_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """UTF-8 with BOM, which Excel takes for Chinese. What Excel would run as a formula gets a tab
    before it.
    """
    _exactly_utf8()
    print("\ufeff", end="")
    writer = csv.writer(sys.stdout)
    writer.writerow(head)
    for row in rows:
        writer.writerow(f"\t{cell}" if len(cell) > 1 and cell.startswith(FORMULA) else cell
                        for cell in row)  # fmt: skip


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Drawn on a terminal, with tabs where a program or a file takes it."""
    if not sys.stdout.isatty() or len(rows) > DRAWN:
        for row in (head, *rows):
            print("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in head:
        table.add_column(Text(title), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(markup=False, highlight=False).print(table)
