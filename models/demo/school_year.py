"""The terms of the sample school: the one nearest to today, and the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import DayKind, day_of
from models.calendar.weeks import guess_term
from models.demo.content import read
from models.demo.stamps import derived_row_id
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.school.terms import TERM

if TYPE_CHECKING:
    from collections.abc import Iterator

SEASON = timedelta(days=75)
"""Reaches from any holiday into the terms on both sides of it."""
LAST_MEETING_WEEK = 18
"""After it the school revises and examines."""
SPORTS_WEEK = 9
FIXED_HOLIDAYS = {
    (1, 1): "元旦", (4, 5): "清明节", **{(5, n): "劳动节" for n in range(1, 6)},
    **{(10, n): "国庆节" for n in range(1, 8)},
}  # fmt: skip
"""Holidays by month and day that hold in a year whose official list is not out yet."""
MAKEUP_FOLLOWS = {6: "5", 7: "3"}
"""The timetable this school lets a make-up Saturday or Sunday take."""


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """A term as the sample needs it."""

    record: Record
    no: str
    first: date
    last: date
    week1: date

    @property
    def year(self) -> int:
        """The year in which the school year began."""
        return int(self.record["school_year"][:4])


def nearest_term(today: date) -> SchoolTerm:
    """The term `today` lies in; in the holidays the one that is nearer."""
    around = {
        guess["first_day"]: guess
        for guess in (guess_term(today - SEASON), guess_term(today), guess_term(today + SEASON))
    }
    return _term(min(around.values(), key=lambda guess: _distance(guess, today)))


def next_term(term: SchoolTerm) -> SchoolTerm:
    """The term after this one."""
    return _term(guess_term(term.last + SEASON))


def term_before(term: SchoolTerm) -> SchoolTerm:
    """The term before this one."""
    return _term(guess_term(term.first - SEASON))


def _distance(guess: dict[str, str], today: date) -> int:
    first, last = (date.fromisoformat(guess[key]) for key in ("first_day", "last_day"))
    return max((first - today).days, (today - last).days, 0)


def _term(guess: dict[str, str]) -> SchoolTerm:
    first, last, week1 = (
        date.fromisoformat(guess[key]) for key in ("first_day", "last_day", "week1_monday")
    )
    values = {
        **guess,
        "theme": read("school.toml")["theme"],
        "day_rules": list(_day_rules(first, last, week1)),
        "special_weeks": list(_exam_weeks(last, week1)),
    }
    record = new_record(TERM, values, id=derived_id(first, "demo", "term", guess["name"]))
    return SchoolTerm(record, guess["no"], first, last, week1)


def _day_rules(first: date, last: date, week1: date) -> Iterator[dict[str, Any]]:
    sports = week1 + timedelta(weeks=SPORTS_WEEK - 1, days=4)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        official = day_of(day, {})
        if day == sports and official.is_school_day:
            yield _rule(day, "school_off", "校运动会")
        elif official.kind is DayKind.MAKEUP:
            yield _rule(day, "makeup", official.name, MAKEUP_FOLLOWS[day.isoweekday()])
        elif not official.known and (day.month, day.day) in FIXED_HOLIDAYS:
            yield _rule(day, "holiday", FIXED_HOLIDAYS[day.month, day.day])


def _rule(day: date, kind: str, name: str, follows: str = "") -> dict[str, Any]:
    return {"_id": derived_row_id("day", day.isoformat()), "date": day.isoformat(), "kind": kind,
            "name": name, "follows_weekday": follows}  # fmt: skip


def _exam_weeks(last: date, week1: date) -> Iterator[dict[str, Any]]:
    final = (last - week1).days // 7 + 1
    for week in range(LAST_MEETING_WEEK + 1, final + 1):
        label = "期末收尾周" if week == final else "复习考试周"
        yield {"_id": derived_row_id("week", week1.isoformat(), str(week)), "week": week,
               "label": label}  # fmt: skip
