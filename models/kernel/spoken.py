"""The order in which a roll has names: as they are spoken, 陈 before 赵.

pypinyin takes four tenths of a second to load, too long while somebody types a name: the sounds of
the 6763 characters of GB/T 2312-1980 stand in `spoken.txt`, a line for each syllable, and only a
rarer character asks pypinyin.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

SURNAMES = {
    "曾": "zeng1", "单": "shan4", "解": "xie4", "仇": "qiu2", "查": "zha1", "盖": "ge3", "朴": "piao2",
    "覃": "qin2", "翟": "zhai2", "乐": "yue4", "区": "ou1", "任": "ren2", "华": "hua4", "缪": "miao4",
    "员": "yun4", "召": "shao4", "种": "chong2", "秘": "bi4", "折": "she2", "祭": "zhai4",
}  # fmt: skip
"""Characters that are read otherwise as a surname."""


@cache
def spoken(name: str) -> tuple[int, ...]:
    """Where a name stands among others; what is not Chinese comes first, in the order of letters."""
    return tuple(
        _place(char, SURNAMES.get(char, "") if not n else "") for n, char in enumerate(name)
    )


@cache
def _sounds() -> str:
    return "\n" + Path(__file__).with_name("spoken.txt").read_text(encoding="utf-8")


def _place(char: str, read: str) -> int:
    if char < "\u2e80":
        return ord(char.casefold()[0]) - 0x110000
    known = -1 if read else _sounds().rfind(char)
    return _end_of(read or _asked(char)) if known < 0 else known


def _end_of(syllable: str) -> int:
    """Behind the characters that are read so."""
    line = _sounds().find(f"\n{syllable} ")
    return _sounds().find("\n", line + 1) if line >= 0 else len(_sounds())


def _asked(char: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return str(lazy_pinyin(char, style=Style.TONE3, neutral_tone_with_five=True)[0])
