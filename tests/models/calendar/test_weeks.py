"""Weeks, holidays and recurring meetings, against calendars that were published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar.holidays import DayKind, day_of, rules_of
from models.calendar.recurrence import occurrences
from models.calendar.weeks import guess_term, suggest_week1, week_in, week_no, weeks_of

AUTUMN = {
    "first_day": "2026-09-01", "first_teaching_day": "2026-09-01", "last_day": "2027-01-22",
    "week1_monday": "2026-08-31",
}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "monday"),
    [("2023-09-01", "2023-09-04"), ("2024-02-19", "2024-02-19"), ("2026-09-01", "2026-08-31")],
)
def test_week_1_is_the_first_with_three_teaching_days(first: str, monday: str) -> None:
    assert suggest_week1(date.fromisoformat(first), {}).isoformat() == monday


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [("2026-01-01", "2026-01-03", DayKind.HOLIDAY), ("2026-02-15", "2026-02-23", DayKind.HOLIDAY),
     ("2026-09-25", "2026-09-27", DayKind.HOLIDAY), ("2026-10-01", "2026-10-07", DayKind.HOLIDAY),
     ("2026-10-10", "2026-10-10", DayKind.MAKEUP), ("2026-09-20", "2026-09-20", DayKind.MAKEUP),
     ("2025-10-01", "2025-10-08", DayKind.HOLIDAY), ("2025-09-28", "2025-09-28", DayKind.MAKEUP)],
)  # fmt: skip
def test_the_states_holidays_as_published(first: str, last: str, kind: DayKind) -> None:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        assert day_of(day, {}).kind is kind, day
        day += timedelta(days=1)


def test_a_year_not_published_yet_is_monday_to_friday_and_says_so() -> None:
    assert day_of(date(2061, 10, 3), {}).kind is DayKind.SCHOOL
    assert not day_of(date(2061, 10, 3), {}).known
    assert day_of(date(2061, 10, 1), {}).kind is DayKind.WEEKEND


def test_the_schools_own_days_come_first() -> None:
    rules = rules_of([
        {"date": "2026-11-12", "kind": "school_off", "name": "运动会", "follows_weekday": ""},
        {"date": "2026-11-14", "kind": "makeup", "name": "补课", "follows_weekday": "4"},
    ])  # fmt: skip
    assert day_of(date(2026, 11, 12), rules).kind is DayKind.SCHOOL_OFF
    assert day_of(date(2026, 11, 14), rules).follows == 4


def test_holiday_weeks_keep_their_number() -> None:
    weeks = weeks_of(AUTUMN)
    assert [week.no for week in weeks] == list(range(1, 22))
    assert weeks[4].holiday == "国庆节"
    assert weeks[12].span == "11月23日—29日"
    assert week_no(date(2026, 11, 23), date(2026, 8, 31)) == 13


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-09-01", 1), ("2026-08-31", 1), ("2027-01-22", 21), ("2027-01-24", 21),
        ("2026-08-30", None), ("2027-01-25", None), ("2099-01-01", None), ("1999-01-01", None),
    ],
)  # fmt: skip
def test_only_days_within_the_weeks_of_a_term_have_a_number(day: str, week: int | None) -> None:
    assert week_in(AUTUMN, date.fromisoformat(day)) == week


def test_the_week_before_the_first_is_number_0() -> None:
    early = {**AUTUMN, "first_day": "2026-08-27"}
    assert week_in(early, date(2026, 8, 27)) == week_in(early, date(2026, 8, 24)) == 0
    assert week_in(early, date(2026, 8, 23)) is None
    assert week_in({**AUTUMN, "week1_monday": ""}, date(2026, 9, 1)) is None
    assert week_in({**AUTUMN, "last_day": ""}, date(2099, 1, 1)) is None


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_the_number_of_a_day_is_that_of_the_week_it_lies_in(day: date) -> None:
    within = [w.no for w in weeks_of(AUTUMN) if w.monday <= day.isoformat() <= w.sunday]
    assert [week_in(AUTUMN, day)] == (within or [None])


def test_weekly_meetings_skip_holidays_and_offer_another_day() -> None:
    held, skipped = occurrences(AUTUMN, [{"weekday": "4", "cycle": "weekly", "start": "14:30"}])
    days = [one.day for one in held]
    assert date(2026, 9, 24) in days
    assert date(2026, 10, 1) not in days
    assert all(day.isoweekday() == 4 for day in days)
    (missed,) = skipped
    assert (missed.day, missed.name) == (date(2026, 10, 1), "国庆节")
    assert missed.proposals[0] == date(2026, 9, 30)


def test_odd_and_even_weeks_and_from_week_to_week() -> None:
    rows = [{"weekday": "1", "cycle": "even", "from_week": 4, "to_week": 8}]
    held, _skipped = occurrences(AUTUMN, rows)
    assert [one.week for one in held] == [4, 8]  # week 6 begins in the holiday
    both = [{"weekday": "2", "cycle": "odd"}, {"weekday": "4", "cycle": "odd"}]
    held, _skipped = occurrences(AUTUMN, both)
    assert {one.week % 2 for one in held} == {1}
    assert {one.day.isoweekday() for one in held} == {2, 4}


def test_a_make_up_day_for_that_weekday_is_offered() -> None:
    rule = {"date": "2026-10-10", "kind": "makeup", "name": "补班", "follows_weekday": "4"}
    term = {**AUTUMN, "day_rules": [rule]}
    _held, (missed,) = occurrences(term, [{"weekday": "4", "cycle": "weekly"}])
    assert date(2026, 10, 10) in missed.proposals


@pytest.mark.parametrize(
    "day", [date(2026, 1, 10), date(2026, 3, 1), date(2026, 7, 20), date(2026, 12, 31)]
)
def test_the_term_is_guessed_from_the_day(day: date) -> None:
    guess = guess_term(day)
    assert guess["no"] == ("1" if day.month in (1, 12) else "2")
    assert guess["first_day"] < guess["last_day"]


@given(st.dates(date(2005, 1, 1), date(2040, 12, 31)))
def test_a_guessed_term_begins_and_ends_with_lessons_and_has_its_weeks(day: date) -> None:
    guess = guess_term(day)
    first, last = (date.fromisoformat(guess[key]) for key in ("first_day", "last_day"))
    assert day_of(first, {}).is_school_day
    assert day_of(last, {}).is_school_day
    assert 17 <= len([week for week in weeks_of(guess) if week.no]) <= 22
    assert first.year == int(guess["school_year"][:4]) + (guess["no"] == "2")
