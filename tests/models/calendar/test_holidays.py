"""What kind of day a day is: official lists, years without one, and the school's own days."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar.holidays import DayKind, calendar_notice, day_of, rules_of

OFF = {
    2025: "01-01/01-01 01-28/02-04 04-04/04-06 05-01/05-05 05-31/06-02 10-01/10-08",
    2026: "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07",
}
MAKEUP = {
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
"""The notices of the State Council, by month and day."""


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def announced_off(year: int) -> set[date]:
    spans = (span.split("/") for span in OFF[year].split())
    return {
        day
        for first, last in spans
        for day in days_of(year)
        if f"{year}-{first}" <= day.isoformat() <= f"{year}-{last}"
    }


@pytest.mark.parametrize("year", OFF)
def test_the_whole_year_is_as_the_notice_has_it(year: int) -> None:
    kinds = {day: day_of(day, {}) for day in days_of(year)}
    off = {day for day, one in kinds.items() if one.kind is DayKind.HOLIDAY}
    makeup = {day for day, one in kinds.items() if one.kind is DayKind.MAKEUP}
    assert off == announced_off(year)
    assert {day.strftime("%m-%d") for day in makeup} == set(MAKEUP[year].split())
    assert all(kinds[day].name for day in off | makeup)
    assert all(one.known for one in kinds.values())


def test_holidays_are_named_in_chinese() -> None:
    named = {day_of(day, {}).name for year in OFF for day in days_of(year)} - {""}
    assert named == {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}


def test_a_school_day_off_needs_no_name() -> None:
    rules = rules_of([{"date": "2026-11-12", "kind": "school_off", "name": ""}])
    assert day_of(date(2026, 11, 12), rules).name == "本校停课"


def test_an_event_names_the_day_and_leaves_the_lessons() -> None:
    rules = rules_of(
        [
            {"date": "2026-11-12", "kind": "event", "name": "家长开放日"},
            {"date": "2026-10-01", "kind": "event", "name": "升旗仪式"},
        ]
    )
    open_day, national_day = (day_of(date(2026, *md), rules) for md in ((11, 12), (10, 1)))
    assert (open_day.is_school_day, open_day.name) == (True, "家长开放日")
    assert (national_day.kind, national_day.name) == (DayKind.HOLIDAY, "国庆节")


def test_a_half_written_row_changes_nothing() -> None:
    rows = [
        {"date": "", "kind": "holiday"},
        {"date": "11.12", "kind": "holiday"},
        {"date": "2026-11-12", "kind": "", "follows_weekday": "x"},
    ]
    assert day_of(date(2026, 11, 12), rules_of(rows)).kind is DayKind.SCHOOL


@pytest.mark.parametrize("code", ["", "8", "x", None])
def test_a_make_up_day_without_a_timetable_follows_none(code: str | None) -> None:
    rules = rules_of([{"date": "2026-10-10", "kind": "makeup", "follows_weekday": code}])
    assert day_of(date(2026, 10, 10), rules).follows == 0


def test_a_year_is_known_once_the_school_has_written_its_holidays() -> None:
    term = {"first_day": "2030-09-02", "last_day": "2031-01-17"}
    assert calendar_notice(term).startswith("2030、2031年的放假安排还没有公布")
    rows = [{"date": f"{day}", "kind": "holiday"} for day in ("2030-10-01", "2031-01-01")]
    assert calendar_notice({**term, "day_rules": rows}) == ""
    assert day_of(date(2030, 11, 5), rules_of(rows)).known


@pytest.mark.parametrize(
    ("first", "last"), [("2025-09-01", "2026-01-23"), ("", "2031-01-17"), ("9月1日", "2031-01-17")]
)
def test_no_notice_where_all_is_known_or_the_term_is_not_dated(first: str, last: str) -> None:
    assert calendar_notice({"first_day": first, "last_day": last}) == ""


@given(st.dates())
def test_every_day_is_of_some_kind(day: date) -> None:
    one = day_of(day, {})
    assert one.is_school_day == (one.kind in (DayKind.SCHOOL, DayKind.MAKEUP))
    assert one.known or one.kind is (DayKind.WEEKEND if day.isoweekday() > 5 else DayKind.SCHOOL)


def test_the_holiday_data_are_not_loaded_before_they_are_needed() -> None:
    code = (
        "import sys, models.calendar.recurrence, models.calendar.months, models.calendar.published;"
        "print('chinese_calendar' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
