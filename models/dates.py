"""Dates, times and numbers the way people write them, and the way documents show them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta

from models.problems import JiaoyanError
from models.text import halfwidth

WEEKDAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_DIGITS = {char: place for place, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_WEEKDAYS = {char: place for place, char in enumerate("一二三四五六日", 1)} | {"天": 7} | {
    str(number): number for number in range(1, 8)
}  # fmt: skip
_RELATIVE = {
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
}


class UnreadableDate(JiaoyanError):
    """What was typed is no date, time or number that can be understood."""


def read_date(
    typed: str, today: date, *, term: tuple[date, date] | None = None, week1: date | None = None
) -> date:
    """The date that was typed: ``2026-09-24``, ``9.24``, ``9月24日``, ``24日``, ``昨天``, ``周四``,
    ``上周三``, ``三天后``, ``第5周周四`` (needs `week1`, the Monday of week 1), in full width or with
    Chinese numerals too.

    A date without a year is the one nearest to today, preferably within `term`; a bare weekday is
    that of this week. Raises `UnreadableDate`.
    """
    text = re.sub(r"\s+", "", halfwidth(typed)).strip(".,、")
    text = re.sub(
        r"\((?:周|星期|礼拜)[一二三四五六日天]\)$|(?<=[\d日号])(?:周|星期|礼拜)[一二三四五六日天]$",
        "",
        text,
    )
    if not text:
        raise UnreadableDate("没有写日期。例如 9.24、周四、昨天。")
    for pattern, make in _FORMS:
        if match := pattern.fullmatch(text):
            return make(match, _Now(today, term, week1), typed.strip())
    raise UnreadableDate(f"看不懂日期“{typed.strip()[:20]}”。例如 9.24、2026-9-24、周四、昨天。")


class _Now:
    def __init__(self, today: date, term: tuple[date, date] | None, week1: date | None) -> None:
        self.today, self.term, self.week1 = today, term, week1

    def nearest(self, candidates: list[date]) -> date:
        first, last = self.term or (date.min, date.max)
        return min(
            candidates,
            key=lambda day: (not first <= day <= last, abs((day - self.today).days), day),
        )


def _number(text: str) -> int:
    """A number in digits or Chinese numerals up to 99."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    number = 0
    for char in text:
        number = number * 10 + _DIGITS[char]
    return number


def _day(year: int, month: int, day: int, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDate(f"没有“{typed[:20]}”这一天。请检查月份和日子。") from None


def _with_year(match: re.Match[str], _now: _Now, typed: str) -> date:
    year, month, day = (_number(part) for part in match.groups())
    return _day(year + 2000 if year < 100 else year, month, day, typed)


def _month_day(match: re.Match[str], now: _Now, typed: str) -> date:
    month, day = (_number(part) for part in match.groups())
    found = []
    for year in (now.today.year - 1, now.today.year, now.today.year + 1):
        try:
            found.append(_day(year, month, day, typed))
        except UnreadableDate:
            continue
    if not found:
        return _day(now.today.year, month, day, typed)
    return now.nearest(found)


def _day_only(match: re.Match[str], now: _Now, typed: str) -> date:
    day = _number(match[1])
    found = []
    for back in (-1, 0, 1):
        months = now.today.year * 12 + now.today.month - 1 + back
        try:
            found.append(date(months // 12, months % 12 + 1, day))
        except ValueError:
            continue
    if not found:
        raise UnreadableDate(f"没有“{typed[:20]}”这一天。请写上月份。")
    return now.nearest(found)


def _relative(match: re.Match[str], now: _Now, _typed: str) -> date:
    return now.today + timedelta(days=_RELATIVE[match[0]])


def _days_away(match: re.Match[str], now: _Now, typed: str) -> date:
    days = _number(match[1]) * (7 if match[2] in ("周", "星期", "个星期") else 1)
    try:
        return now.today + timedelta(days=-days if match[3] == "前" else days)
    except OverflowError:
        raise UnreadableDate(f"“{typed[:20]}”太远了。") from None


def _weekday(match: re.Match[str], now: _Now, _typed: str) -> date:
    ahead = match[1] or ""
    shift = {"上": -7, "下": 7}.get(ahead[:1], 0) * len(ahead)
    monday = now.today - timedelta(days=now.today.weekday())
    return monday + timedelta(days=shift + _WEEKDAYS[match[2]] - 1)


def _week_weekday(match: re.Match[str], now: _Now, typed: str) -> date:
    if now.week1 is None:
        raise UnreadableDate(f"还不知道第一周从哪天起,看不懂“{typed[:20]}”。请写成 9.24 这样。")
    return now.week1 + timedelta(weeks=_number(match[1]) - 1, days=_WEEKDAYS[match[2]] - 1)


_HAN = "〇零一二两三四五六七八九十"
_N = rf"(\d{{1,2}}|[{_HAN}]{{1,3}})"
_Maker = Callable[[re.Match[str], _Now, str], date]
_FORMS: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), _with_year),
    (re.compile(r"(\d{4}|\d{2})[-/.](\d{1,2})[-/.](\d{1,2})"), _with_year),
    (re.compile(rf"(\d{{4}}|\d{{2}}|[{_HAN}]{{4}})年{_N}月{_N}[日号]?"), _with_year),
    (re.compile(r"(\d{1,2})[-/.](\d{1,2})[日号]?"), _month_day),
    (re.compile(rf"{_N}月{_N}[日号]?"), _month_day),
    (re.compile(rf"{_N}[日号]"), _day_only),
    (re.compile("|".join(_RELATIVE)), _relative),
    (re.compile(rf"{_N}(天|周|星期|个星期)([前后])"), _days_away),
    (
        re.compile(r"(?:这|本)?(上{1,2}|下{1,2})?(?:周|星期|礼拜|个?星期)([一二三四五六日天1-7])"),
        _weekday,
    ),
    (re.compile(rf"第?{_N}周(?:周|星期)?([一二三四五六日天1-7])"), _week_weekday),
)

_CLOCK = re.compile(
    rf"(上午|早上|早晨|中午|下午|晚上|傍晚)?(\d{{1,2}}|[{_HAN}]{{1,3}})(?:[:.时点]|(?=\d{{2}}$)|$)"
    rf"(半|[一三]刻|\d{{1,2}}|[{_HAN}]{{1,4}})?分?(?:整)?"
)
_LATER = ("下午", "晚上", "傍晚")
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}


def read_time(typed: str) -> time:
    """The time of day that was typed: ``14:30``, ``1430``, ``下午2点半``, ``两点十五``.

    An hour before seven without 上午 is meant as afternoon: no school meets at two at night.
    Raises `UnreadableDate`.
    """
    text = re.sub(r"\s+", "", halfwidth(typed))
    if re.fullmatch(r"\d{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise UnreadableDate(f"看不懂时间“{typed.strip()[:20]}”。例如 14:30、1430、下午2点半。")
    part, hours, minutes = match.groups()
    hour = _number(hours)
    minute = _PARTS[minutes] if minutes in _PARTS else _number(minutes) if minutes else 0
    if hour < 12 and (part in _LATER or (part is None and hour < 7 and not hours.startswith("0"))):
        hour += 12
    try:
        return time(hour, minute)
    except ValueError:
        raise UnreadableDate(f"没有“{typed.strip()[:20]}”这个时间。例如 14:30。") from None


def read_int(typed: str) -> int:
    """A whole number in digits (full width too) or Chinese numerals up to 99.

    Raises `UnreadableDate`.
    """
    text = re.sub(r"[\s,]+", "", halfwidth(typed))
    if re.fullmatch(rf"-?\d{{1,15}}|[{_HAN}]{{1,3}}", text):
        return -_number(text[1:]) if text[0] == "-" else _number(text)
    raise UnreadableDate(f"“{typed.strip()[:20]}”不是整数。例如 12。")


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
