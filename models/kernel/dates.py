"""Dates, times and numbers the way people write them, and the way documents show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.kernel.text import halfwidth

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_DIGITS = {char: place for place, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_WEEKDAYS = {char: place for place, char in enumerate("一二三四五六日", 1)} | {"天": 7} | {
    str(number): number for number in range(1, 8)
}  # fmt: skip
_RELATIVE = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1,
             "明日": 1, "后天": 2, "大后天": 3}  # fmt: skip
_SEPARATORS = str.maketrans(dict.fromkeys("、,·—–~", "-"))
"""What an input method puts where ``/`` or ``-`` was pressed."""
_EXAMPLES = "例如 9.24、2026-9-24、周四、昨天。"


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""The days that a record may name. Behind these bounds there is room for every reckoning with days;
a day outside of them, which only a slip or a stranger's file names, counts as one nobody can read."""


class UnreadableDate(JiaoyanError):
    """What was typed is no date, time or number that can be understood."""


def read_date(
    typed: str, today: date, *, term: tuple[date, date] | None = None, week1: date | None = None
) -> date:
    """The date that was typed: ``2026-09-24``, ``9.24``, ``9月24日``, ``24日``, ``昨天``, ``周四``,
    ``上周三``, ``三天后``, ``第5周周四`` (needs `week1`, the Monday of week 1), in full width or with
    Chinese numerals too.

    A date without a year is the one nearest to today, preferably within `term`; a bare weekday is
    that of this week. A weekday behind a date is not compared with it: who corrects the day in
    ``2026-09-24 周四`` leaves it standing. Raises `UnreadableDate`.
    """
    text = re.sub(r"(?<=\d)\s+(?=\d)", "-", halfwidth(typed).strip())
    text = re.sub(r"[\s()\[\]【】]+", "", text).translate(_SEPARATORS).strip(".-")
    if not text:
        raise UnreadableDate(f"没有写日期。{_EXAMPLES}")
    now = _Now(today, term, week1)
    for written in (text, re.sub(r"(?:周|星期|礼拜)[一二三四五六日天]$", "", text)):
        for pattern, make in _FORMS:
            if match := re.fullmatch(pattern, written):
                return _within_bounds(make, match, now, typed)
    raise UnreadableDate(f"看不懂日期“{_quoted(typed)}”。{_EXAMPLES}")


def kept_date(value: object) -> date | None:
    """A date as records keep it (``2026-09-24``); None while it is missing, or kept as somebody
    typed it because it could not be read, or lies outside of `FIRST_DAY` to `LAST_DAY`.
    """
    text = str(value or "")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    same = len(text) == 10 and text[7] == "-"  # Python reads other ways of ISO 8601 too
    return day if same and FIRST_DAY <= day <= LAST_DAY else None


def _within_bounds(
    make: Callable[[re.Match[str], _Now], date], match: re.Match[str], now: _Now, typed: str
) -> date:
    try:
        day = make(match, now)
    except OverflowError:
        day = date.max
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise UnreadableDate(
        f"“{_quoted(typed)}”不在 {FIRST_DAY.year} 年到 {LAST_DAY.year} 年之间，请检查年份。"
    )


@dataclass(frozen=True, slots=True)
class _Now:
    """From where a date is seen."""

    today: date
    term: tuple[date, date] | None
    week1: date | None

    def nearest(self, candidates: list[date]) -> date:
        first, last = self.term or (date.min, date.max)
        return min(
            candidates,
            key=lambda day: (not first <= day <= last, abs((day - self.today).days), day),
        )


def _quoted(typed: str) -> str:
    text = " ".join(typed.split())
    return text if len(text) <= 20 else f"{text[:20]}…"


def _number(text: str) -> int:
    """A number in digits or Chinese numerals, tens up to 99."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in text))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _no_such_day(month: int, day: int, year: str = "") -> UnreadableDate:
    wrong = f"{year}{month}月没有{day}日" if 1 <= month <= 12 else f"没有{month}月"
    return UnreadableDate(f"{wrong}，请检查月份和日子。{_EXAMPLES}")


def _with_year(match: re.Match[str], _now: _Now) -> date:
    year, month, day = (_number(part) for part in match.groups())
    year += 2000 if year < 100 else 0
    if found := _day(year, month, day):
        return found
    raise _no_such_day(month, day, f"{year}年")


def _month_day(match: re.Match[str], now: _Now) -> date:
    month, day = (_number(part) for part in match.groups())
    this = now.today.year
    if found := [one for year in (this - 1, this, this + 1) if (one := _day(year, month, day))]:
        return now.nearest(found)
    raise _no_such_day(month, day, f"{this}年" if (month, day) == (2, 29) else "")


def _day_only(match: re.Match[str], now: _Now) -> date:
    day = _number(match[1])
    this = now.today.year * 12 + now.today.month - 1
    months = (divmod(month, 12) for month in (this - 1, this, this + 1))
    if found := [one for year, month in months if (one := _day(year, month + 1, day))]:
        return now.nearest(found)
    raise UnreadableDate(f"没有哪个月有{day}日，请检查日子。{_EXAMPLES}")


def _relative(match: re.Match[str], now: _Now) -> date:
    return now.today + timedelta(days=_RELATIVE[match[0]])


def _days_away(match: re.Match[str], now: _Now) -> date:
    days = _number(match[1]) * (1 if match[2] in ("天", "日") else 7)
    return now.today + timedelta(days=-days if match[3] == "前" else days)


def _weekday(match: re.Match[str], now: _Now) -> date:
    ahead = match[1] or ""
    shift = {"上": -7, "下": 7}.get(ahead[:1], 0) * len(ahead)
    monday = now.today - timedelta(days=now.today.weekday())
    return monday + timedelta(days=shift + _WEEKDAYS[match[2]] - 1)


def _week_weekday(match: re.Match[str], now: _Now) -> date:
    if now.week1 is None:
        raise UnreadableDate(f"还没有设学期，不知道“{match[0]}”是哪天。请写成 9.24 这样。")
    return now.week1 + timedelta(weeks=_number(match[1]) - 1, days=_WEEKDAYS[match[2]] - 1)


_ONES = "〇零一二两三四五六七八九"
_N = rf"(\d{{1,2}}|[一二三四五六七八九]?十[一二三四五六七八九]?|[{_ONES}]{{1,2}})"
_YEAR = rf"(\d{{4}}|\d{{2}}|[{_ONES}]{{4}}|[{_ONES}]{{2}})"
_WEEK = "(?:周|个?星期|个?礼拜)"
_FORMS: tuple[tuple[str, Callable[[re.Match[str], _Now], date]], ...] = (
    (r"(\d{4}|\d{2})(\d{2})(\d{2})", _with_year),
    (r"(\d{4}|\d{2})[-/.](\d{1,2})[-/.](\d{1,2})[日号]?", _with_year),
    (rf"{_YEAR}年{_N}月{_N}[日号]?", _with_year),
    (r"(\d{2})(\d{2})", _month_day),
    (r"(\d{1,2})[-/.](\d{1,2})[日号]?", _month_day),
    (rf"{_N}月{_N}[日号]?", _month_day),
    (rf"{_N}[日号]", _day_only),
    ("|".join(_RELATIVE), _relative),
    (rf"{_N}(天|日|{_WEEK})[以之]?([前后])", _days_away),
    (rf"[这本]?(上{{1,2}}|下{{1,2}})?(?:个?周|{_WEEK})([一二三四五六日天1-7])", _weekday),
    (rf"第?{_N}周{_WEEK}?([一二三四五六日天1-7])", _week_weekday),
)
"""How a whole date is written, and what it is made of; `re` compiles them when the first is read,
not while the program starts."""

_CLOCK = (
    rf"(上午|早上|早晨|中午|下午|傍晚|晚上)?{_N}"
    rf"(?:[:.](?P<digits>\d\d)(?::00)?|[点时]钟?(?P<words>半|[一三]刻|{_N})?分?整?)?"
)
_FROM_NOON = {"中午": range(1, 6), "下午": range(1, 12), "傍晚": range(1, 12),
              "晚上": range(1, 12), None: range(1, 7)}  # fmt: skip
"""The hours that are counted from noon; without a word those at which no school meets at night."""
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}


def read_time(typed: str) -> time:
    """The time of day that was typed: ``14:30``, ``1430``, ``下午2点半``, ``两点十五``.

    An hour before seven is meant as afternoon, unless it is written ``02:30`` or with 上午. Raises
    `UnreadableDate`.
    """
    text = re.sub(r"\s+", "", halfwidth(typed))
    if re.fullmatch(r"\d{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    match = re.fullmatch(_CLOCK, text)
    if match is None:
        raise UnreadableDate(f"看不懂时间“{_quoted(typed)}”。例如 14:30、1430、下午2点半。")
    hour, minutes = _number(match[2]), match["digits"] or match["words"] or "0"
    minute = _PARTS[minutes] if minutes in _PARTS else _number(minutes)
    if hour in _FROM_NOON.get(match[1], ()) and not match[2].startswith("0"):
        hour += 12
    if hour > 23 or minute > 59:
        raise UnreadableDate(f"没有“{_quoted(typed)}”这个时间。例如 14:30。")
    return time(hour, minute)


_UNIT = re.compile(
    r"(?<=[\d一二三四五六七八九十两])(?:分钟?|课时|节|次|人|名|岁|年|个月|天|元|篇)$"
)
"""What people write behind a number whose unit the label says already."""


def _bare(typed: str) -> str:
    return _UNIT.sub("", re.sub(r"[\s,]+", "", halfwidth(typed)))


def read_int(typed: str) -> int:
    """A whole number in digits (full width too) or Chinese numerals up to 99, with or without its
    unit: ``10``, ``10分钟``, ``三次``.

    Raises `UnreadableDate`.
    """
    text = _bare(typed)
    if match := re.fullmatch(rf"(-?)(?:(\d{{1,15}})|{_N})", text):
        return (-1 if match[1] else 1) * _number(match[2] or match[3])
    raise UnreadableDate(f"“{_quoted(typed)}”不是整数。例如 12。")


def read_number(typed: str) -> int | float:
    """A number with at most two places, with or without its unit; a whole one is an ``int``.

    Raises `UnreadableDate`.
    """
    text = _bare(typed).replace("。", ".")
    if match := re.fullmatch(r"-?\d{1,12}(\.\d{1,2})?", text):
        return float(text) if match[1] and float(match[1]) else int(text.partition(".")[0])
    return read_int(typed)


def show_date(day: date) -> str:
    """As documents write it: ``2026年9月24日(星期四)``."""
    return f"{day.year}年{day.month}月{day.day}日(星期{'一二三四五六日'[day.weekday()]})"


def show_short(day: date) -> str:
    """As lists write it: ``9月24日 周四``."""
    return f"{day.month}月{day.day}日 {WEEKDAY_NAMES[day.weekday()]}"


def show_field(day: date) -> str:
    """As forms write it: ``2026-09-24 周四``."""
    return f"{day.isoformat()} {WEEKDAY_NAMES[day.weekday()]}"


def show_span(start: str, end: str) -> str:
    """As documents write from when to when: ``14:30—16:00``."""
    return f"{start}—{end}" if start and end else start or end
