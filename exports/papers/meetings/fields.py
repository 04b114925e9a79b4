"""What the papers of a meeting show beyond its fields: who came, who signs, the minutes' text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from exports.word.fields import FieldTable
from exports.word.shown import Shown
from exports.word.values import day_in_word, plain_day
from models.kernel.dates import show_span
from models.kernel.fields import name_of
from models.meetings.meetings import ATTENDANCE, CAME, EXCUSED
from models.meetings.prefill import foreseen
from models.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exports.word.shown import Maker
    from models.kernel.record import Record
    from models.storage import Store

_LABELS = {choice.code: choice.label for choice in ATTENDANCE}
_PEOPLE = {
    "出席名单": CAME,
    "请假名单": EXCUSED,
    "缺席名单": ("absent",),
    "迟到早退名单": ("late", "left_early"),
    "列席名单": ("observer",),
}
_PLAIN = ("出席名单", "列席名单")
"""Names alone; elsewhere with the status and the reason."""
_PARTS = {"过程": ("活动过程", "steps"), "发言": ("研讨发言", "remarks"),
          "决定": ("议定事项", "decisions"), "小结": ("活动小结", "summary")}  # fmt: skip
"""The parts of the minutes: the title, and the field without which it is left out."""
_SIDES = ("左", "右")
AHEAD = ("planned", "postponed")
"""A meeting in these states is still to come."""
NAMES_ON_A_PAGE = 40
"""Twenty rows fill the page of `exports.papers.meetings.sign_in`."""
FEWEST_NAMES = 20
"""A sheet has room for guests."""

SAID = FieldTable(
    texts=frozenset(
        {"学校", "活动时间", "起止时间", "主持人签名", "记录人签名", "纪要开头", "纪要日期"}
        | _PEOPLE.keys() | {f"{part}标题" for part in _PARTS}
    ),
    rows={
        "签到": tuple(f"{side}{name}" for side in _SIDES for name in ("序号", "姓名", "备注")),
        "过程": ("序号", "环节", "内容"),
        "发言": ("发言人", "发言要点"),
        "决定": ("序号", "内容"),
    },
)  # fmt: skip
"""The markers beyond the fields."""


def sign_in_ahead(record: Record, store: Store) -> dict[str, Any]:
    """A sheet is laid out to be signed before anybody writes in the meeting: the members as they
    are expected.
    """
    if record.state not in AHEAD:
        return {}
    return {"签到": _sheet(foreseen(record, Session(store)), None)}


def said(record: Record, school: Record | None) -> Shown:
    """The values of the markers in `SAID`."""
    return Shown(_MAKERS, record, school)


def _school(_record: Record, school: Record | None) -> str:
    return str(school["name"]) if school else ""


def _span(record: Record, _school: Record | None = None) -> str:
    return show_span(str(record["start"] or ""), str(record["end"] or ""))


def _time(record: Record, _school: Record | None) -> str:
    return f"{day_in_word(str(record['held_on'] or ''))} {_span(record)}".strip()


def _signature(key: str, record: Record, school: Record | None) -> str:
    """The name where the school has names printed; else a line to sign on."""
    return name_of(record[key]) if school and school.values.get("print_names") else ""


def _people(list_: str, record: Record, _school: Record | None) -> str:
    """``周立（事假，家中有事）、…``."""
    found = []
    for row in record["attendance"] or ():
        if row.get("status") in _PEOPLE[list_]:
            notes = [_LABELS[row["status"]], str(row.get("reason") or "")]
            note = "" if list_ in _PLAIN else f"（{'，'.join(filter(None, notes))}）"
            found.append(name_of(row.get("person")) + note)
    return "、".join(found)


def _sheet(record: Record, _school: Record | None) -> list[dict[str, str]]:
    """The names down the left half of each page, then down the right."""
    people = [(name_of(row.get("person")), _remark(row)) for row in record["attendance"] or ()]
    people += [("", "")] * (FEWEST_NAMES - len(people))
    rows = []
    for start in range(0, len(people), NAMES_ON_A_PAGE):
        page = people[start : start + NAMES_ON_A_PAGE]
        half = (len(page) + 1) // 2
        for place in range(half):
            row: dict[str, str] = {}
            for side, at in zip(_SIDES, (place, half + place), strict=True):
                name, remark = page[at] if at < len(page) else ("", "")
                number = str(start + at + 1)
                row |= {f"{side}序号": number, f"{side}姓名": name, f"{side}备注": remark}
            rows.append(row)
    return rows


def _remark(row: Mapping[str, Any]) -> str:
    status = row.get("status") or ""
    return "" if status in CAME else _LABELS.get(status, "")


def _process(record: Record, _school: Record | None) -> list[dict[str, str]]:
    return [
        {"序号": numeral(n), "环节": _stage(row), "内容": row.get("content") or ""}
        for n, row in enumerate(record["steps"] or (), 1)
    ]


def _remarks(record: Record, _school: Record | None) -> list[dict[str, str]]:
    return [
        {"发言人": name_of(row.get("speaker")), "发言要点": row.get("point") or ""}
        for row in record["remarks"] or ()
    ]


def _decisions(record: Record, _school: Record | None) -> list[dict[str, str]]:
    return [
        {"序号": str(n), "内容": _decision(row)}
        for n, row in enumerate(record["decisions"] or (), 1)
    ]


def _heading(part: str, record: Record, _school: Record | None) -> str:
    """``二、研讨发言``, counted over the parts that are there."""
    there = [name for name, (_title, key) in _PARTS.items() if record[key]]
    return f"{numeral(there.index(part) + 1)}、{_PARTS[part][0]}" if part in there else ""


def _day(record: Record, _school: Record | None = None) -> str:
    return plain_day(str(record["held_on"] or ""))


def _opening(record: Record, _school: Record | None) -> str:
    return "".join(_opening_words(record))


def _opening_words(record: Record) -> Iterator[str]:
    place = f"在{record['place']}" if record["place"] else ""
    ordinal = f"第{record['seq_no']}次" if record["seq_no"] else ""
    yield f"{_day(record)}{_span(record)}，{name_of(record['group'])}{place}开展{ordinal}教研活动"
    yield f"，主题是“{record['theme']}”。" if record["theme"] else "。"
    speakers = "、".join(name_of(link) for link in record["speakers"] or ())
    roles = (
        (name_of(record["chair"]), "主持"),
        (speakers, "主讲"),
        (name_of(record["recorder"]), "记录"),
    )
    if there := "，".join(f"{who}{does}" for who, does in roles if who):
        yield f"活动由{there}。"
    if record["expected"]:
        yield f"应到{record['expected']}人，实到{record['present'] or 0}人。"
    yield "现将主要情况纪要如下。"


def _stage(row: Mapping[str, Any]) -> str:
    minutes = f"（{row['minutes']}分钟）" if row.get("minutes") else ""
    return f"{row.get('stage') or ''}{minutes}"


def _decision(row: Mapping[str, Any]) -> str:
    owner = "、".join(map(name_of, row.get("owner") or ()))
    due = plain_day(str(row.get("due") or ""))
    notes = [f"责任人：{owner}" if owner else "", f"完成时限：{due}" if due else ""]
    note = "；".join(filter(None, notes))
    matter = str(row.get("matter") or "").rstrip("。;； ")
    return f"{matter}（{note}）。" if note else f"{matter}。"


def numeral(number: int) -> str:
    """一 to 九十九, as headings are numbered."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"


_MAKERS: dict[str, Maker] = {
    "学校": _school,
    "起止时间": _span,
    "活动时间": _time,
    "主持人签名": partial(_signature, "chair"),
    "记录人签名": partial(_signature, "recorder"),
    "签到": _sheet,
    **{name: partial(_people, name) for name in _PEOPLE},
    "纪要开头": _opening,
    "纪要日期": _day,
    "过程": _process,
    "发言": _remarks,
    "决定": _decisions,
    **{f"{part}标题": partial(_heading, part) for part in _PARTS},
}
