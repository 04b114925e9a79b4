"""The state's yearly holiday notice as a file, for a year the program does not know yet.

The shape is that of the public ``holiday-cn`` project: ``{"year": 2027, "days": [{"name": "元旦",
"date": "2027-01-01", "isOffDay": true}, …]}``, where ``isOffDay`` false is a make-up day.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import DayKind
from models.kernel.dates import kept_date
from models.kernel.errors import JiaoyanError
from models.kernel.ids import row_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHAPE = '应是 {"year": 2027, "days": [{"name", "date", "isOffDay"}, …]} 这样的 JSON 文件。'


class UnreadableHolidays(JiaoyanError):
    """The file is no list of holidays."""


def read_published(content: str | bytes) -> list[dict[str, Any]]:
    """The days of a notice as `day_rules` of a term, in order of their dates. Which weekday's
    timetable a make-up day takes stands in no notice; the school adds it.

    Raises `UnreadableHolidays`, naming the entry that is wrong.
    """
    days = _days(content)
    found: dict[str, dict[str, Any]] = {}
    for number, day in enumerate(days, 1):
        row = _row(day, number)
        if row["date"] in found:
            raise UnreadableHolidays(f"第 {number} 条：{row['date']} 写了两次，请删去一条再导入。")
        found[row["date"]] = row
    if not found:
        raise UnreadableHolidays("放假安排文件里一天也没有，请换一份再导入。")
    return [found[day] for day in sorted(found)]


def with_published(
    term: Mapping[str, Any], published: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The term's `day_rules` with the published days that lie in it; what the school has written
    for a day stays.
    """
    own = [dict(row) for row in term.get("day_rules") or ()]
    first, last = str(term.get("first_day") or ""), str(term.get("last_day") or "9999")
    taken = {row.get("date") for row in own}
    new = [dict(row) for row in published if first <= row["date"] <= last]
    rows = own + [row for row in new if row["date"] not in taken]
    return sorted(rows, key=lambda row: str(row.get("date") or ""))


def _days(content: str | bytes) -> list[Any]:
    try:
        text = content.decode() if isinstance(content, bytes) else content
        whole = json.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError:
        raise UnreadableHolidays(f"放假安排文件不是 UTF-8 文字。{_SHAPE}") from None
    except json.JSONDecodeError as wrong:
        place = f"第 {wrong.lineno} 行第 {wrong.colno} 个字"
        raise UnreadableHolidays(f"放假安排文件{place}起读不下去。{_SHAPE}") from None
    except (RecursionError, ValueError):
        raise UnreadableHolidays(f"放假安排文件读不下去。{_SHAPE}") from None
    days = whole.get("days") if isinstance(whole, dict) else None
    if not isinstance(days, list):
        raise UnreadableHolidays(f"放假安排文件里没有 days 这一列。{_SHAPE}")
    return days


def _row(day: Any, number: int) -> dict[str, Any]:
    if not isinstance(day, dict):
        raise UnreadableHolidays(f"第 {number} 条不是一天的安排。{_SHAPE}")
    written, off, name = day.get("date"), day.get("isOffDay"), day.get("name")
    on = kept_date(written) if isinstance(written, str) else None
    if on is None:
        raise UnreadableHolidays(f"第 {number} 条的日期“{written}”看不懂，应写成 2027-01-01。")
    if not isinstance(off, bool):
        raise UnreadableHolidays(f"第 {number} 条({on})没有写 isOffDay 是 true 还是 false。")
    return {
        "_id": row_id(),
        "date": on.isoformat(),
        "kind": str(DayKind.HOLIDAY if off else DayKind.MAKEUP),
        "name": name if isinstance(name, str) else "",
        "follows_weekday": "",
    }
