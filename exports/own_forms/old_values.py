"""Words of a filled-in form as values of a record: ``2024年9月12日 14:30—16:00`` by the markers that a
layout would print there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from exports.collect.meaning import Unreadable, meant
from exports.documents import fields_for
from exports.own_forms.roll_calls import ROLLS, RollCall, roll_call
from exports.own_forms.ticks import chosen
from exports.word.itemised import rows_in
from exports.word.markers import markers_in
from models.kernel.fields import Kind
from models.kernel.ids import row_id
from models.meetings.meetings import MEETING
from models.mentoring.logs import LOG
from models.observing.observations import OBSERVATION
from models.research.months import TOPIC_MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exports.collect.meaning import Who
    from exports.documents import Document
    from exports.own_forms.findings import Listed
    from models.kernel.fields import Field, Link

_INSTEAD: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        (OBSERVATION.name, "上课时间"): ("日期", "节次"),
        (LOG.name, "时间"): ("日期", "开始", "结束"),
        (MEETING.name, "活动时间"): ("活动日期", "开始时间", "结束时间"),
        (MEETING.name, "起止时间"): ("开始时间", "结束时间"),
        (TOPIC_MONTH.name, "记录月份"): ("月份",),
    }
)
"""What a marker that is worked out is worked out from."""
_FOUND: Mapping[Kind, re.Pattern[str]] = MappingProxyType(
    {
        Kind.DATE: re.compile(
            r"[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号]"
            r"|\d{2,4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
            r"|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{4}\s*年\s*\d{1,2}\s*月"
            r"|(?<![\d.:：])(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d|0?[1-9])(?![\d.:：—～~-])"
        ),
        Kind.TIME: re.compile(
            r"(?:上午|下午|中午|晚上)?\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,3}(?=[点时]))\s*(?:[:：]\s*\d{2}|[点时]\s*(?:半|[一三]刻|\d{1,2}分?)?)"
        ),
    }
)  # fmt: skip
"""How a value looks among others."""
_COUNTED: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "节次": re.compile(r"第\s*([\d一二三四五六七八]{1,2})\s*节"),
        "应到": re.compile(r"应到?\s*[：:]?\s*(\d{1,3})"),
        "实到": re.compile(r"实到?\s*[：:]?\s*(\d{1,3})"),
    }
)
"""Numbers among other words: only where they say what they count."""
_WHICH = 2
"""Long columns of a list from which on a text in one cell may stand in the wrong one."""
_MONTHS = ("月份",)
"""Days that stand for their month."""
_ANY_NUMBER = re.compile(r"\d{1,4}")
_YEAR = re.compile(
    r"[〇零一二三四五六七八九]{4}年|\d{4}\s*年|\d{2,4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d"
)
_SAYS_NOTHING = re.compile(
    r"(?:星期|礼拜|周)[一二三四五六日天]|[\s（）()、，,;；：:。—–\-~～至到从年月日时分]|上午|下午"
)
"""What may stand around dates and times without a meaning of its own."""


@dataclass
class ReadWords:
    """What words mean: values by key, whether all of them is sure, and the words that were not
    understood.
    """

    values: dict[str, Any] = field(default_factory=dict)
    roll: RollCall = field(default_factory=RollCall)
    whole: bool = True
    rest: str = ""


def read_words(markers: str, words: str, document: Document, who: Who, day: str) -> ReadWords:
    """The values that words beside a label mean. Raises `Unreadable` where they mean none."""
    named = [marker.name for marker in markers_in(markers) if not marker.sign]
    names = [one for name in named for one in _INSTEAD.get((document.kind.name, name), (name,))]
    found = ReadWords()
    fields = [f for name in names if (f := _field(document, name))]
    status = next((ROLLS[name] for name in names if name in ROLLS), "")
    if len(fields) == 1 and fields[0].kind in (Kind.CHOICE, Kind.CHOICES):
        _choices(found, fields[0], words)
    elif len(fields) == 1 and fields[0].kind not in _FOUND:
        found.values[fields[0].key] = _one(fields[0], words, who, day)
        found.whole = sum(column.kind is Kind.LONG for column in fields[0].columns) < _WHICH
    elif fields and all(f.kind is Kind.LONG for f in fields):
        found.values[fields[0].key] = words
        found.whole = False
    elif fields:
        rest = _several(found, fields, words, who, day)
        found.rest = "" if status else rest
    if status:
        found.roll = roll_call(words, status)
        found.rest = found.roll.rest
    found.whole &= not found.rest
    if not found.values and not found.roll:
        raise Unreadable(f"“{words[:20]}”看不出是什么")
    return found


def _field(document: Document, name: str) -> Field | None:
    key = fields_for(document).keys.get(name, "")
    return document.kind.by_key.get(key)


def _one(f: Field, words: str, who: Who, day: str) -> Any:
    if f.columns:
        return _items(f, words, who, day)
    if f.kind is Kind.LINKS:
        return _people(f, words, who, day)
    number = _ANY_NUMBER.search(words) if f.kind is Kind.INT else None
    return meant(f, number[0] if number else words, who, day)


def _people(f: Field, words: str, who: Who, day: str) -> list[Link]:
    """Names that are parted by signs; one that nobody here has may be several, parted by spaces."""
    found: list[Link] = []
    for link in meant(f, words, who, day):
        pieces = link["name"].split() if not link["id"] else ()
        found += [who(f, piece) for piece in pieces] if len(pieces) > 1 else [link]
    return found


def _choices(found: ReadWords, f: Field, words: str) -> None:
    """Raises `Unreadable` where it cannot be told what is meant."""
    meant_here = chosen(f, words)
    if meant_here is None or (f.kind is Kind.CHOICE and len(meant_here.codes) > 1):
        raise Unreadable(f"“{f.label}”看不出“{words[:20]}”是哪一项")
    codes, found.rest = meant_here
    found.values[f.key] = codes if f.kind is Kind.CHOICES else codes[0]


def _month_day(words: str) -> str:
    """A month is its first day."""
    return f"{words}1日" if re.fullmatch(r"\d{4}\s*年\s*\d{1,2}\s*月", words) else words


def _several(found: ReadWords, fields: Sequence[Field], words: str, who: Who, day: str) -> str:
    """Values of different kinds in one cell, each found by how it looks, from left to right; the
    words that are left. A day without its year is not sure.
    """
    rest = words
    for f in fields:
        pattern = _COUNTED.get(f.label) or _FOUND.get(f.kind)
        piece = pattern.search(rest) if pattern else None
        if piece is None:
            found.whole = False
            continue
        said = piece[piece.lastindex or 0]
        value = meant(f, _month_day(said), who, day)
        found.values[f.key] = f"{value[:8]}01" if f.label in _MONTHS else value
        if f.kind is Kind.DATE and not _YEAR.match(said):
            found.whole = False
        rest = rest[: piece.start()] + " " + rest[piece.end() :]
    return " ".join(rest.split()) if _SAYS_NOTHING.sub("", rest) else ""


def _items(f: Field, words: str, who: Who, day: str) -> list[dict[str, Any]]:
    """A list that stands in one cell: numbered items, else all of it as one row."""
    first = f.columns[0]
    rows = rows_in(f, words, (), lambda one, other: one == other)
    fits = rows and all(len(row[first.label]) <= (first.limit or len(words)) for row in rows)
    if not rows or not fits or not words.lstrip()[:1].isdigit():
        long = next((c for c in f.columns if c.kind is Kind.LONG), first)
        called = {first.label: f.label} if first.kind is Kind.TEXT and first is not long else {}
        rows = [{**called, long.label: words}]
    return [_row(f, row, who, day, []) for row in rows]


def _row(f: Field, words: Mapping[str, str], who: Who, day: str, lost: list[str]) -> dict[str, Any]:
    """A row; the words of a cell that cannot be read are added to `lost`."""
    row: dict[str, Any] = {"_id": row_id()}
    for column in f.columns:
        try:
            row[column.key] = meant(column, words.get(column.label, ""), who, day)
        except Unreadable:
            row[column.key] = column.empty()
            lost.append(f"{column.label}：{words[column.label]}")
    return row


def read_rows(listed: Listed, who: Who, day: str) -> tuple[list[dict[str, Any]], str]:
    """The rows of a list below its heads, and the words of cells that could not be read."""
    f = listed.field
    lost: list[str] = []
    rows = [_row(f, words, who, day, lost) for words in listed.rows]
    status = next((c for c in f.columns if f.roll and c.kind is Kind.CHOICE), None)
    for row in rows:
        if status and not row[status.key]:
            row[status.key] = f.roll
    return rows, "；".join(lost)
