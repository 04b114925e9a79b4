"""The training of the whole staff in the sample school: two events a term, and study every other
Monday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.recurrence import occurrences
from models.demo.content import read
from models.demo.school_year import LAST_MEETING_WEEK, SchoolTerm, next_term
from models.demo.stamps import derived_row_id, moment
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.school.events import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.demo.staff import Staff

HALL = "多功能厅"
STUDY = {"weekday": "1", "cycle": "even", "start": "16:00", "end": "17:00", "place": HALL,
         "to_week": LAST_MEETING_WEEK}  # fmt: skip
"""双周周一教师业务学习会 (docs/rules.md §3.4)."""
TUESDAY = 1
LATER = "“命好题”校级集体培训(第二学期另行安排)"


def events_of(term: SchoolTerm, staff: Staff, today: date) -> Iterator[Record]:
    """The events of a term by day; those before this week are recorded and with the office."""
    found = [*_trainings(term, staff), *_studies(term, staff)]
    monday = today - timedelta(days=today.weekday())
    for event, news in sorted(found, key=lambda pair: pair[0].day):
        yield _as_of(event, news, monday, staff, today, term)


def arranged_later(term: SchoolTerm, staff: Staff, today: date) -> tuple[Record, Record]:
    """The second term and its training, which has no date yet (docs/rules.md §3.2)."""
    second = next_term(term)
    item = ("discussion", "专题讨论：内容待各组试用作业样例后确定", ["全体教师"], 60)
    values = {"name": LATER, "host": staff.office("office_research"), "audience": "all",
              "term": second.record.link(), "items": _items(LATER, [item], staff)}  # fmt: skip
    event = new_record(EVENT, values, id=derived_id(second.first, "demo", "event", LATER))
    return second.record, _stamped(event, term.first, staff, today)


def _trainings(term: SchoolTerm, staff: Staff) -> Iterator[tuple[Record, str]]:
    for table in read("events.toml")["trainings"]:
        if table["term"] == term.no:
            year = term.first.year
            day = _nearest_tuesday(date.fromisoformat(f"{year}-{table['month_day']}"))
            minutes = sum(item[-1] for item in table["items"])
            times = {"start": "13:50", "end": _after("13:50", minutes + 10), "place": HALL}
            event = _event(term, day, table["name"], table["items"], times, staff)
            yield event.with_values(host=staff.named(table["host"])), table["news"]


def _studies(term: SchoolTerm, staff: Staff) -> Iterator[tuple[Record, str]]:
    held, _skipped = occurrences(term.record.values, [STUDY])
    for when, table in zip(held, read("events.toml")["studies"], strict=False):
        item = ("study", table["title"], table["presenters"], table["minutes"])
        times = {"start": when.start, "end": when.end, "place": when.place}
        name = f"双周业务学习：{table['title']}"
        event = _event(term, when.day, name, [item], times, staff)
        yield event.with_values(host=staff.office("vice_principal")), table.get("news", "")


def _event(
    term: SchoolTerm, day: date, name: str, items: Any, times: Mapping[str, str], staff: Staff
) -> Record:
    values = {"name": name, "term": term.record.link(), "held_on": day.isoformat(),
              "audience": "all", "items": _items(name + day.isoformat(), items, staff), **times}  # fmt: skip
    return new_record(EVENT, values, id=derived_id(day, "demo", "event", name))


def _items(key: str, items: Any, staff: Staff) -> list[dict[str, Any]]:
    return [
        {"_id": derived_row_id(key, str(place)), "kind": kind, "title": title,
         "presenters": [staff.named(name) for name in presenters], "minutes": minutes}
        for place, (kind, title, presenters, minutes) in enumerate(items)
    ]  # fmt: skip


def _nearest_tuesday(day: date) -> date:
    """No group meets on a Tuesday, so the whole staff is free; in 2026 it is the day itself."""
    ahead = (TUESDAY - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _after(start: str, minutes: int) -> str:
    hour, minute = divmod(int(start[:2]) * 60 + int(start[3:]) + minutes, 60)
    return f"{hour:02d}:{minute:02d}"


def _as_of(
    event: Record, news: str, monday: date, staff: Staff, today: date, term: SchoolTerm
) -> Record:
    event = _stamped(event, term.first, staff, today)
    day = date.fromisoformat(event.day)
    if day >= monday:
        return event
    reported = moment(day + timedelta(days=2), today, event.id)
    state = "approved" if day < monday - timedelta(weeks=1) else "submitted"
    return replace(
        event.with_values(news=news), state=state, submitted_at=reported, updated_at=reported
    )


def _stamped(event: Record, first: date, staff: Staff, today: date) -> Record:
    at = moment(first, today, event.id)
    by = str(staff.office("office_research")["name"])
    return replace(event, created_at=at, created_by=by, updated_at=at, updated_by=by)
