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
from exports.word.itemised import rows_in
from exports.word.markers import markers_in
from exports.word.values import TICKS, UNTICKED, is_ticked
from models.meetings import MEETING
from models.mentoring.logs import LOG
from models.observing.observations import OBSERVATION
from models.record import row_id
from models.research.months import TOPIC_MONTH
from models.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exports.collect.meaning import Who
    from exports.documents import Document
    from exports.own_forms.filled import Listed
    from models.spec import Field

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
            r"\d{2,4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
            r"|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{4}\s*年\s*\d{1,2}\s*月"
        ),
        Kind.TIME: re.compile(r"(?:上午|下午|中午|晚上)?\s*\d{1,2}\s*(?:[:：点时]\s*\d{0,2}|点半)分?"),
        Kind.INT: re.compile(r"\d{1,4}"),
    }
)  # fmt: skip
"""How a value looks among others."""


@dataclass
class ReadWords:
    """What words mean: values by key, and whether all of them was understood."""

    values: dict[str, Any] = field(default_factory=dict)
    roll: RollCall = field(default_factory=RollCall)
    whole: bool = True


def read_words(markers: str, words: str, document: Document, who: Who, day: str) -> ReadWords:
    """The values that words beside a label mean. Raises `Unreadable` where they mean none."""
    named = [marker.name for marker in markers_in(markers) if not marker.sign]
    names = [one for name in named for one in _INSTEAD.get((document.kind.name, name), (name,))]
    found = ReadWords()
    fields = [(name, f) for name in names if (f := _field(document, name))]
    if len(fields) == 1:
        name, f = fields[0]
        found.values[f.key] = _one(name, f, words, who, day)
    elif fields:
        _several(found, [f for _name, f in fields], words, who, day)
    status = next((ROLLS[name] for name in names if name in ROLLS), "")
    if status:
        found.roll = roll_call(words, status)
        found.whole &= found.roll.whole
    if not found.values and not found.roll:
        raise Unreadable(f"“{words[:20]}”看不出是什么")
    return found


def _field(document: Document, name: str) -> Field | None:
    key = fields_for(document).keys.get(name, "")
    return document.kind.by_key.get(key)


def _one(name: str, f: Field, words: str, who: Who, day: str) -> Any:
    if f.columns:
        return _items(f, words, who, day)
    ticks = name == TICKS.format(f.label)
    if ticks or (f.kind in (Kind.CHOICE, Kind.CHOICES) and is_ticked(words)):
        ticked = meant(f, words, who, day, ticks=True)
        if ticked or any(sign in words for sign in UNTICKED):
            return ticked
    if f.kind in (Kind.CHOICE, Kind.CHOICES):
        return _choices(f, words)
    pattern = _FOUND.get(f.kind)
    if pattern is None:
        return meant(f, words, who, day)
    piece = pattern.search(words)
    return meant(f, _month_day(piece[0]) if piece else words, who, day)


def _choices(f: Field, words: str) -> Any:
    """Choices by their names anywhere in the words."""
    codes = [choice.code for choice in f.choices if choice.label in words]
    if not codes:
        raise Unreadable(f"“{f.label}”没有“{words[:20]}”这一项")
    return codes if f.kind is Kind.CHOICES else codes[0]


def _month_day(words: str) -> str:
    """A month is its first day."""
    return f"{words}1日" if re.fullmatch(r"\d{4}\s*年\s*\d{1,2}\s*月", words) else words


def _several(found: ReadWords, fields: Sequence[Field], words: str, who: Who, day: str) -> None:
    """Values of different kinds in one cell, each found by how it looks, from left to right."""
    rest = words
    for f in fields:
        pattern = _FOUND.get(f.kind)
        piece = pattern.search(rest) if pattern else None
        if piece is None:
            found.whole = False
            continue
        found.values[f.key] = meant(f, _month_day(piece[0]), who, day)
        rest = rest[: piece.start()] + " " + rest[piece.end() :]


def _items(f: Field, words: str, who: Who, day: str) -> list[dict[str, Any]]:
    """A list that stands in one cell: numbered items, else all of it as one row."""
    first = f.columns[0]
    rows = rows_in(f, words, (), lambda one, other: one == other)
    fits = rows and all(len(row[first.label]) <= (first.limit or len(words)) for row in rows)
    if not rows or not fits or not words.lstrip()[:1].isdigit():
        long = next((c for c in f.columns if c.kind is Kind.LONG), first)
        called = {first.label: f.label} if first.kind is Kind.TEXT and first is not long else {}
        rows = [{**called, long.label: words}]
    return [_row(f, row, who, day) for row in rows]


def _row(f: Field, words: Mapping[str, str], who: Who, day: str) -> dict[str, Any]:
    """A row; a cell that cannot be read is left out unless it can stand in a text beside it."""
    row: dict[str, Any] = {"_id": row_id()}
    for column in f.columns:
        try:
            row[column.key] = meant(column, words.get(column.label, ""), who, day)
        except Unreadable:
            row[column.key] = column.empty()
    return row


def read_rows(listed: Listed, who: Who, day: str) -> list[dict[str, Any]]:
    """The rows of a list below its heads."""
    f = listed.field
    rows = [_row(f, words, who, day) for words in listed.rows]
    status = next((c for c in f.columns if f.roll and c.kind is Kind.CHOICE), None)
    for row in rows:
        if status and not row[status.key]:
            row[status.key] = f.roll
    return rows
