"""Workbooks, .xlsx, .xls and .ods: read at arm's length, their merged cells spread."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from exports.roster import workbook_process
from exports.roster.table import COMPOUND, MOST_COLUMNS, MOST_ROWS, Cell, RosterRefused, Sheet

LONGEST = 60
"""Seconds after which reading is given up."""
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
NO_WORKBOOK = (
    (b"word/document.xml", "Word 文档"),
    (b"ppt/presentation.xml", "演示文稿"),
    ("WordDocument".encode("utf-16-le"), "Word 文档"),
    ("PowerPoint Document".encode("utf-16-le"), "演示文稿"),
    (b"opendocument.text", "文字文档"),
)
"""What stands somewhere in the bytes of other documents, which begin as workbooks do."""


def read_workbook(path: Path, data: bytes) -> tuple[Sheet, ...]:
    """The visible sheets; raises `RosterRefused`."""
    if data.startswith(COMPOUND) and ENCRYPTED_STREAM in data:
        raise _encrypted(path)
    for sign, what in NO_WORKBOOK:
        if sign in data:
            raise RosterRefused(
                f"“{path.name}”其实是{what}，不是表格。"
                "请把里面的名单复制到 Excel 或 WPS 表格，存为 .xlsx 再试。"
            )
    found = [_sheet(path, each) for each in _read(path)]
    if not any(sheet.rows for sheet in found):
        raise RosterRefused(f"“{path.name}”里没有内容。请检查是不是选错了文件。")
    return tuple(found)


def _encrypted(path: Path) -> RosterRefused:
    return RosterRefused(f"“{path.name}”有打开密码。请用 Excel 或 WPS 去掉密码，另存后再试。")


def _read(path: Path) -> list[dict[str, Any]]:
    program = Path(workbook_process.__file__)
    limits = (str(MOST_ROWS + 1), str(MOST_COLUMNS))
    words = [sys.executable, "-P", str(program), str(path.absolute()), *limits]
    try:
        done = subprocess.run(  # noqa: S603
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST, check=False
        )
        if done.returncode == workbook_process.ENCRYPTED:
            raise _encrypted(path)
        if done.returncode == 0:
            sheets: list[dict[str, Any]] = json.loads(done.stdout)
            return sheets
    except (subprocess.TimeoutExpired, OSError):
        pass
    raise RosterRefused(
        f"“{path.name}”读不下去：文件损坏、没有传完，或表里有很远的空格子。"
        "请用 Excel 或 WPS 打开，把名单复制到一个新的表格，另存为 .xlsx 再试。"
    )


def _sheet(path: Path, read: dict[str, Any]) -> Sheet:
    if len(read["rows"]) > MOST_ROWS:
        raise RosterRefused(
            f"“{path.name}”的表“{read['name']}”超过 {MOST_ROWS} 行，不像一所学校的名单。"
            "请检查是不是选错了文件。"
        )
    rows = [[_cell(value) for value in row] for row in read["rows"]]
    spread = _spread(rows, read["merged"])
    return Sheet(read["name"], tuple(tuple(row) for row in rows), frozenset(spread))


def _cell(value: Any) -> Cell:
    match value:
        case bool():
            return Cell("是" if value else "否")
        case int() | float():
            whole = float(value).is_integer()
            return Cell(str(int(value)) if whole else format(value, ".10g"), float(value))
        case _:
            return Cell(str(value or "").strip())


def _spread(rows: list[list[Cell]], merged: list[list[int]]) -> set[tuple[int, int]]:
    """Give every cell of a merged range the content of its first; the cells that were filled."""
    filled: set[tuple[int, int]] = set()
    for top, left, bottom, right in merged:
        if top >= len(rows) or left >= len(rows[top]) or not rows[top][left].text:
            continue
        for row in range(top, min(bottom + 1, len(rows))):
            cells = rows[row]
            for column in range(left, min(right + 1, len(cells))):
                if (row, column) != (top, left):
                    cells[column] = rows[top][left]
                    filled.add((row, column))
    return filled
