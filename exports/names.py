"""What folders and files are called in the archive (docs/rules.md §7.1, §7.2), on every kind of computer."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.kernel.fields import name_of
from models.kernel.text import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from exports.documents import Document
    from models.kernel.record import Record

LONGEST_PATH = 239
"""Characters of a whole path: Windows refuses 260, and a copy into a deeper folder needs room."""
LONGEST_NAME = 200
"""Bytes of one name; file systems take 255."""
THEME = 20
"""字 of the theme, and of a folder within that of its kind."""
_FORBIDDEN = re.compile(
    r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]'
)
_RESERVED = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])(\..*)?", re.IGNORECASE
)


class PathTooLong(JiaoyanError):
    """There is no room for a name in this folder."""


def safe(text: str, most: int = 0) -> str:
    """A text as the name of a file or folder: NFC, on one line, nothing that Windows, macOS or
    Linux refuses; at most `most` characters, if that is given.
    """
    name = one_line(_FORBIDDEN.sub("", one_line(unicodedata.normalize("NFC", text))))
    name = _whole(name, most) if most else name
    name = _in_bytes(name).strip(" .")
    return f"{name}_" if _RESERVED.fullmatch(name) else name


def folder_of(record: Record, term: str = "") -> tuple[str, ...]:
    """The folders for a record within the archive: term, kind, group. `term` is the one of its day,
    for a record that does not say its term itself.
    """
    filed = record.type.filed
    inner = [safe(folder, THEME) for folder in filed.within(record)]
    called = (safe(name_of(record.values.get("term")) or term), safe(filed.folder), *inner)
    return tuple(folder for folder in called if folder)


def file_of(document: Document, record: Record, *, main: bool, room: int) -> str:
    """``04_20260924_语文组_集体备课_小木偶的故事``, without its ending.

    The main paper of a record is named by the kind of meeting, others by their own name. `room` is
    the number of characters there are; the theme gives way first.

    Raises `PathTooLong`.
    """
    values = record.values
    week = values.get("week_no")
    kind = _first_choice(record) if main else document.name
    parts = [
        f"{week:02}" if isinstance(week, int) else "",
        record.day.replace("-", ""),
        safe(name_of(values.get("author") or values.get("group"))),
        safe(kind or document.name),
    ]
    head = "_".join(part for part in parts if part)
    theme = safe(record.type.filed.theme(record), min(THEME, max(room - len(head) - 1, 0)) or 1)
    if len(head) > room:
        raise PathTooLong(
            "文件夹的路径太长，放不下文件名。请换一个浅一些的文件夹，例如“D:\\导出”。"
        )
    whole = f"{head}_{theme}" if theme and len(head) + 1 + len(theme) <= room else head
    return safe(whole)


def room_in(folder: Path, ending: int) -> int:
    """Characters left for a name in a folder, with `ending` of them kept for what follows it."""
    return LONGEST_PATH - len(str(folder)) - 1 - ending


def _first_choice(record: Record) -> str:
    """The label of the first kind chosen: a meeting may be of several."""
    field = record.type.by_key.get("kinds")
    chosen = record.values.get("kinds") or ()
    return field.label_of(chosen[0]) if field and chosen else ""


def _whole(name: str, most: int) -> str:
    """The first `most` characters, none of them cut from what is joined to it."""
    cut = name[:most]
    while (
        cut
        and len(cut) < len(name)
        and (unicodedata.combining(name[len(cut)]) or name[len(cut)] == "\u200d")
    ):
        cut = cut[:-1]
    return cut


def _in_bytes(name: str) -> str:
    return name.encode("utf-8", "ignore")[:LONGEST_NAME].decode("utf-8", "ignore")
