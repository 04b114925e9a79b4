"""Any list of teachers as sheets of cells: told apart by what is in the file, not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.roster.table import COMPOUND, RosterRefused, Sheet
from models.kernel.errors import why
from models.kernel.paths import about_lock_file, is_lock_file
from models.kernel.whole_files import TooLarge, content_of

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 20 << 20
"""Bytes of a file that is read."""


WHAT_IT_IS = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"SQLite format 3", "数据库"),
)
"""How files begin that people take for a list by mistake."""
WEB_PAGE = (b"<html", b"<table", b"<!doctype html", b"<?xml")
ZIP = b"PK"


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The visible sheets of an .xlsx, .xls or .ods workbook or of a .csv or .txt table.

    Raises `RosterRefused` for a file that is missing, too large, encrypted, damaged or something
    else.
    """
    data = _bytes(path)
    for beginning, what in WHAT_IT_IS:
        if data.startswith(beginning):
            raise RosterRefused(
                f"“{path.name}”其实是{what}，不是表格。请选 .xlsx、.xls、.ods 或 .csv 的名单。"
            )
    if data.startswith((ZIP, COMPOUND)):
        from exports.roster.workbooks import read_workbook

        return read_workbook(path, data)
    if data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(WEB_PAGE):
        raise RosterRefused(
            f"“{path.name}”其实是网页格式的表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再试。"
        )
    from exports.roster.text_tables import read_text_table

    return (read_text_table(path, data),)


def _bytes(path: Path) -> bytes:
    if is_lock_file(path.name):
        raise RosterRefused(f"“{path.name}”{about_lock_file(path.name)}")
    try:
        if path.is_dir():
            raise RosterRefused(f"“{path}”是文件夹。请写出名单文件的名字。")
        data = content_of(path, LARGEST)
    except TooLarge as problem:
        raise RosterRefused(
            f"“{path.name}”有 {problem.size >> 20} MB，太大了，最多 {LARGEST >> 20} MB。"
            "请只留名单那一张表，另存后再试。"
        ) from None
    except FileNotFoundError:
        raise RosterRefused(f"没有找到“{path}”。请检查文件名和文件夹。") from None
    except OSError as problem:
        raise RosterRefused(f"打不开“{path}”：{_reason(problem)}。") from None
    except ValueError:
        raise RosterRefused("文件名里有不能用的字符。请检查文件名。") from None
    if not data.strip(b"\xef\xbb\xbf \r\n\t"):
        raise RosterRefused(f"“{path.name}”是空的。请检查是不是选错了文件。")
    return data


def _reason(problem: OSError) -> str:
    if isinstance(problem, PermissionError):
        return "没有读取的权限，或正被别的程序占用。请关掉 Excel 里打开的它再试"
    return f"系统说“{why(problem)}”。请把它复制到别处再试"
