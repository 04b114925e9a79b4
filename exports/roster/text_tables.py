"""Lists kept as text: .csv and .txt in the encodings and with the separators that are about."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from exports.roster.table import MOST_COLUMNS, MOST_ROWS, Cell, RosterRefused, Sheet
from models.kernel.paths import told_name

if TYPE_CHECKING:
    from pathlib import Path

BY_MARK = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte order marks; Excel's “Unicode 文本” is UTF-16."""
BY_TRIAL = ("utf-8", "gb18030")
"""UTF-8 first: what is GB18030 by chance hardly ever is valid UTF-8, the other way round often."""
SEPARATORS = (",", "\t", ";", "，")
LOOKED_AT = 40
"""Lines from which the separator is told."""


def read_text_table(path: Path, data: bytes) -> Sheet:
    """The one sheet of a text file; raises `RosterRefused`."""
    text = _decoded(path, data)
    lines = text.splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        lines[0] = "\n"
    rows = _rows(path, lines, _separator(lines[:LOOKED_AT]))
    return Sheet(
        told_name(path.name), tuple(tuple(Cell(cell.strip()) for cell in row) for row in rows)
    )


def _decoded(path: Path, data: bytes) -> str:
    marked = [encoding for mark, encoding in BY_MARK if data.startswith(mark)]
    for encoding in marked or BY_TRIAL:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise RosterRefused(
        f"“{path.name}”不是表格，或者文字编码认不出来。"
        "请用 Excel 或 WPS 打开名单，另存为 .xlsx 或“CSV UTF-8”再试。"
    )


def _separator(lines: list[str]) -> str:
    """The one with which the most cells stand in rows of one width: a sign that is only part of a
    text parts a few lines, and into few cells.
    """

    def cells(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator) if any(row)]
        except csv.Error:
            return 0, 0
        parted = Counter(width for width in widths if width > 1)
        return max(((width * number, width) for width, number in parted.items()), default=(0, 0))

    return max(SEPARATORS, key=cells)


def _rows(path: Path, lines: list[str], separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator):
            rows.append(row[:MOST_COLUMNS])
            if len(rows) > MOST_ROWS:
                raise RosterRefused(
                    f"“{path.name}”超过 {MOST_ROWS} 行，不像一所学校的名单。请检查是不是选错了文件。"
                )
    except csv.Error:
        raise RosterRefused(
            f"“{path.name}”第 {len(rows) + 1} 行附近的引号不成对，读不下去。"
            "请用 Excel 或 WPS 打开，另存为 .xlsx 再试。"
        ) from None
    return rows
