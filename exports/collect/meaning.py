"""What somebody has written into a document, as a value of the field it stands for: the way back of
`exports.word.values`. One table by kind.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from exports.word.values import TICKED, TICKS, UNTICKED
from models.kernel.dates import kept_date, read_date, read_int, read_number, read_time
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Kind
from models.kernel.naming import PARTING, names_in, without_space
from models.kernel.text import one_line
from models.kernel.validate import is_several

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.kernel.fields import Field, Link

    Who = Callable[[Field, str], Link]
    """From a name to whom it means here; somebody who is not known has no id."""
_BRACKETS = "　、，)）]】"
_TICKS = re.compile(rf"[{TICKED}]+")
_TICKED = re.compile(rf"[{TICKED}]\s*([^\s{TICKED}{UNTICKED}]+)")
_YES = ("√", "✓", "✔", "☑", "是", "有", "已", "完成", "已完成", "对", "y", "yes", "1")
_NO = ("", "×", "✗", "□", "☐", "否", "无", "没有", "未", "未完成", "n", "no", "0", "-", "—", "/")


class Unreadable(JiaoyanError):
    """The words are no value of the field; the message says why."""


def meant(f: Field, words: str, who: Who, day: str, *, ticks: bool = False) -> Any:
    """The value that `words` mean. `day` helps with dates without a year; `ticks` where all choices
    are printed with boxes. Raises `Unreadable`.
    """
    text = words.strip()
    if ticks:
        return _ticked(f, words)
    if not text or f.kind in (Kind.ROWS, Kind.FILES):
        return f.empty()
    return _MEANT[f.kind](f, text, who, day)


def _text(_f: Field, text: str, _who: Who, _day: str) -> str:
    return one_line(text)


def _long(_f: Field, text: str, _who: Who, _day: str) -> str:
    return text


def _int(f: Field, text: str, _who: Who, _day: str) -> int:
    try:
        return read_int(re.sub(r"(?<=\d)\s*\D{1,3}$", "", text))
    except JiaoyanError:
        raise Unreadable(f"“{f.label}”要写整数，“{text[:20]}”不是") from None


def _number(f: Field, text: str, _who: Who, _day: str) -> int | float:
    try:
        return read_number(re.sub(r"(?<=\d)\s*[^\d.]{1,3}$", "", text))
    except JiaoyanError:
        raise Unreadable(f"“{f.label}”要写数字，“{text[:20]}”不是") from None


def _date(f: Field, text: str, _who: Who, day: str) -> str:
    try:
        return read_date(text, kept_date(day) or date.today()).isoformat()
    except JiaoyanError:
        raise Unreadable(f"“{f.label}”要写日期，“{text[:20]}”看不懂") from None


def _time(f: Field, text: str, _who: Who, _day: str) -> str:
    try:
        return read_time(text).strftime("%H:%M")
    except JiaoyanError:
        raise Unreadable(f"“{f.label}”要写时间，“{text[:20]}”看不懂") from None


def _bool(f: Field, text: str, _who: Who, _day: str) -> bool:
    said = text.casefold()
    if said in _YES or said in _NO:
        return said in _YES
    raise Unreadable(f"“{f.label}”要写“√”或空着，“{text[:20]}”看不懂")


def _choice(f: Field, text: str, _who: Who, _day: str) -> str:
    close = "".join(text.split())
    for choice in f.choices:
        if close in (choice.label, choice.code):
            return choice.code
    raise Unreadable(f"“{f.label}”没有“{text[:20]}”这一项")


def _choices(f: Field, text: str, who: Who, day: str) -> list[str]:
    return [_choice(f, name, who, day) for name in PARTING.split(text) if name.strip()]


def _link(f: Field, text: str, who: Who, _day: str) -> Link:
    link = who(f, without_space(one_line(text)))
    if is_several(f, link):
        raise Unreadable(f"“{f.label}”只能写一位，“{text[:20]}”是几位")
    return link


def _links(f: Field, text: str, who: Who, _day: str) -> list[Link]:
    return [who(f, name) for name in names_in(text)]


def _ticked(f: Field, words: str) -> Any:
    """The choices with a sign before them; Word's own boxes and typed ones."""
    said = [found.strip(_BRACKETS) for found in _TICKED.findall(words)]
    if len(said) < len(_TICKS.findall(words)):
        raise Unreadable(f"“{f.label}”里有的勾看不出是哪一项的，要勾在前面")
    codes = [next((c.code for c in f.choices if c.label == label), None) for label in said]
    unknown = [label for label, code in zip(said, codes, strict=True) if code is None]
    if unknown:
        raise Unreadable(f"“{f.label}”没有“{unknown[0][:20]}”这一项")
    if f.kind is Kind.CHOICES:
        return codes
    if len(codes) > 1:
        raise Unreadable(f"“{f.label}”只能选一项，文件里勾了{'、'.join(said)}")
    return codes[0] if codes else ""


_MEANT: dict[Kind, Callable[[Field, str, Who, str], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG: _long,
    Kind.INT: _int,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.BOOL: _bool,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.LINK: _link,
    Kind.LINKS: _links,
}


def is_ticks(marker: str) -> bool:
    """Whether a marker prints all choices with boxes."""
    return marker.endswith(TICKS.format(""))
