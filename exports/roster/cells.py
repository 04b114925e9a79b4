"""One cell of the list as one value of a teacher."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from exports.roster.months import Unreadable, read_month
from exports.roster.table import Cell
from models.kernel.fields import Field, Kind
from models.kernel.text import clean, halfwidth, one_line
from models.school.people import MONTHS, TEACHER

NOTHING = frozenset({"", "无", "暂无", "没有", "-", "--", "—", "——", "/", "\\", "×", "0", "空"})
"""What people write where there is nothing to write."""
BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:\d+")
"""What a spreadsheet shows where a formula failed."""

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "gender": {"f": ("女", "女性", "f", "female"), "m": ("男", "男性", "m", "male")},
        "payroll": {
            "on": ("在编", "编内", "是", "有", "√", "正式", "事业编", "事业编制", "公办", "有编",
                   "在编在岗", "正式在编", "在编教师", "y"),
            "off": ("编外", "非编", "否", "无", "不在编", "非在编", "合同", "合同制", "代课",
                    "临聘", "聘用", "劳务派遣", "自聘", "无编", "编外教师", "代课教师", "临时",
                    "临时代课", "同工同酬", "n", "×"),
        },
        "status": {
            "active": ("在岗", "在职", "是", "正常", "在编在岗", "在校", "√", "上班"),
            "seconded": ("借调", "借出", "外借", "挂职", "支教", "交流"),
            "maternity": ("产假", "休产假", "产假中", "生育假"),
            "sick": ("病假", "长病假", "病休", "休病假"),
            "retired": ("退休", "已退休", "离退休", "内退"),
            "left": ("调离", "离职", "调出", "辞职", "已调离", "已离职", "离校", "去世"),
        },
    }
)  # fmt: skip
"""The words of the lists for the codes of the choice fields, besides the labels."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A cell that was not taken over: where, under which header, what it says, what to do."""

    place: str
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        what = f"“{self.value}”" if self.value else ""
        where = f"({self.column})" if self.column else ""
        return f"{self.place}{where}{what}：{self.message}。"


def is_nothing(text: str) -> bool:
    """Whether the cell says that there is nothing to say."""
    return text.strip() in NOTHING


def _choice(f: Field, cell: Cell, _today: date) -> str:
    said = re.sub(r"\s", "", halfwidth(cell.text)).casefold()
    words = WORDS.get(f.key, {})
    for choice in f.choices:
        if said in (choice.code.casefold(), choice.label, *words.get(choice.code, ())):
            return choice.code
    raise Unreadable("不知道指什么。可以写" + "、".join(choice.label for choice in f.choices))


def _month(_f: Field, cell: Cell, today: date) -> str:
    return read_month(cell.text, cell.number, today)


def _day(_f: Field, cell: Cell, today: date) -> str:
    day = read_month(cell.text, cell.number, date(today.year + 10, 12, 31))
    if len(day) != len("2026-09-01"):
        raise Unreadable("要写到哪一天。请写成 2026-09-01")
    return day


def _int(f: Field, cell: Cell, _today: date) -> int:
    found = re.fullmatch(r"(\d+)(?:\.\d+)?\s*[年次]?", halfwidth(cell.text).strip())
    if not found:
        raise Unreadable("要写一个数")
    number = int(found[1])
    if not (f.least or 0) <= number <= (f.most or number):
        raise Unreadable(f"要在 {f.least} 到 {f.most} 之间。请检查")
    return number


def _text(f: Field, cell: Cell, _today: date) -> str:
    text = one_line(clean(cell.text).text)
    if f.limit and len(text) > f.limit:
        raise Unreadable(f"有 {len(text)} 个字符，最多 {f.limit} 个。请写短些")
    return text


Reader = Callable[[Field, Cell, date], Any]

_BY_KIND: Mapping[Kind, Reader] = MappingProxyType(
    {Kind.TEXT: _text, Kind.LONG: _text, Kind.INT: _int, Kind.DATE: _day, Kind.CHOICE: _choice}
)
DATED = (*MONTHS, "title_date")
"""Fields of a teacher that hold a month, as exactly as it is known."""
_READERS: Mapping[str, Reader] = MappingProxyType(
    {f.key: _BY_KIND[f.kind] for f in TEACHER.fields if f.kind in _BY_KIND}
    | dict.fromkeys(DATED, _month)
)


def read_value(key: str, cell: Cell, today: date) -> Any:
    """The value of the teacher's field `key`, None where the cell says nothing.

    Raises `Unreadable`.
    """
    if BROKEN.fullmatch(cell.text):
        raise Unreadable("公式出错，读不出来。请改成要写的内容")
    f = TEACHER.field(key)
    if is_nothing(cell.text) and not (f.kind is Kind.INT or _means(f, cell.text)):
        return None
    return _READERS[key](f, cell, today) if cell.text else None


def _means(f: Field, text: str) -> bool:
    """Whether “无” or “×” is an answer here: 编制 无."""
    return any(text.strip() in words for words in WORDS.get(f.key, {}).values())


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def read_id_card(text: str) -> tuple[str, str]:
    """Birth and gender from an identity number (GB 11643-1999), which itself is not kept.

    Raises `Unreadable` where its check digit or its date is wrong.
    """
    number = re.sub(r"\s", "", halfwidth(text)).upper().lstrip("'")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Unreadable("身份证号要有 18 位(存成数字时会丢掉末几位)。请检查")
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    if "10X98765432"[total % 11] != number[17]:
        raise Unreadable("身份证号的校验码不对。请检查")
    birth = number[6:14]
    try:
        date.fromisoformat(f"{birth[:4]}-{birth[4:6]}-{birth[6:]}")
    except ValueError:
        raise Unreadable("身份证号里的出生日期不对。请检查") from None
    return f"{birth[:4]}-{birth[4:6]}-{birth[6:]}", "m" if int(number[16]) % 2 else "f"
