"""Meetings that come back, where the calendar is not plain."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.calendar.holidays import DayKind, day_of, rules_of
from models.calendar.recurrence import occurrences
from models.calendar.weeks import suggest_week1, week_label, week_no, weeks_of

AUTUMN_2023 = {
    "first_day": "2023-08-31", "first_teaching_day": "2023-09-01", "last_day": "2024-01-19",
    "week1_monday": "2023-09-04",
}  # fmt: skip
"""A published school calendar of twenty weeks (docs/rules.md §2.2)."""
AUTUMN_2026 = {
    "first_day": "2026-09-01", "first_teaching_day": "2026-09-01", "last_day": "2027-01-22",
    "week1_monday": "2026-08-31",
}  # fmt: skip


def every(weekday: int, **more: Any) -> dict[str, Any]:
    return {"weekday": str(weekday), "cycle": "weekly", "start": "14:30", "end": "16:00", **more}


def test_the_opening_days_before_week_1_are_the_preparation_week() -> None:
    weeks = weeks_of(AUTUMN_2023)
    assert (weeks[0].no, weeks[0].label, weeks[0].teaching_days) == (0, "预备周", 5)
    assert (weeks[-1].no, weeks[-1].label) == (20, "第20周")
    assert week_label(3, "复习考试周") == "第3周(复习考试周)"


def test_nobody_meets_in_the_preparation_week_unless_it_says_so() -> None:
    held, _skipped = occurrences(AUTUMN_2023, [every(4)])
    assert held[0].day == date(2023, 9, 7)
    held, _skipped = occurrences(AUTUMN_2023, [every(4, from_week=0)])
    assert (held[0].day, held[0].week) == (date(2023, 8, 31), 0)


def test_a_week_1_that_is_no_monday_counts_from_its_monday() -> None:
    slipped = {**AUTUMN_2026, "week1_monday": "2026-09-01"}
    assert weeks_of(slipped) == weeks_of(AUTUMN_2026)
    assert week_no(date(2026, 11, 23), date(2026, 9, 1)) == 13
    held, _skipped = occurrences(slipped, [every(4)])
    assert {one.day.isoweekday() for one in held} == {4}


def test_a_term_with_unreadable_dates_has_no_weeks_and_no_meetings() -> None:
    for broken in ({"week1_monday": "31/8"}, {"last_day": ""}, {"last_day": None}):
        term = {**AUTUMN_2026, **broken}
        assert weeks_of(term) == ()
        assert occurrences(term, [every(4)]) == ([], [])
    assert len(weeks_of({**AUTUMN_2026, "last_day": "2072-01-22"})) == 40
    held, _skipped = occurrences({**AUTUMN_2026, "first_day": "九月初"}, [every(4)])
    assert held


def test_a_group_that_meets_on_saturdays_is_taken_at_its_word() -> None:
    held, skipped = occurrences(AUTUMN_2026, [every(6)])
    assert date(2026, 9, 12) in [one.day for one in held]
    assert [one.day for one in skipped] == [date(2026, 9, 26), date(2026, 10, 3)]


def test_two_rows_for_one_hour_are_one_meeting_and_two_hours_are_two() -> None:
    twice, _skipped = occurrences(AUTUMN_2026, [every(4), every(4, cycle="odd", place="操场")])
    once, _skipped = occurrences(AUTUMN_2026, [every(4)])
    assert twice == once
    both, missed = occurrences(AUTUMN_2026, [every(4), every(4, start="16:10")])
    assert len(both) == 2 * len(once)
    assert [one.day for one in missed] == [date(2026, 10, 1)]


def test_a_row_that_names_no_weekday_asks_for_nothing() -> None:
    rows = [{"weekday": None}, {"weekday": ""}, {"weekday": "周四"}, {"weekday": "8"}]
    assert occurrences(AUTUMN_2026, rows) == ([], [])


def test_a_meeting_is_never_moved_out_of_the_term() -> None:
    term = {**AUTUMN_2026, "first_day": "2026-10-01", "last_day": "2026-10-07"}
    _held, skipped = occurrences(term, [every(4)])
    assert [one.proposals for one in skipped] == [()]


def test_a_week_of_two_holidays_names_both() -> None:
    weeks = {week.no: week.holiday for week in weeks_of({**AUTUMN_2026, "first_day": "2025-09-01",
             "week1_monday": "2025-09-01", "last_day": "2026-01-23"})}  # fmt: skip
    assert weeks[6] == "中秋节、国庆节"


_RECURRENCE = st.fixed_dictionaries(
    {
        "weekday": st.sampled_from("1234567"),
        "cycle": st.sampled_from(["weekly", "odd", "even", ""]),
    },
    optional={
        "from_week": st.none() | st.integers(0, 30),
        "to_week": st.none() | st.integers(0, 30),
        "start": st.sampled_from(["", "14:30", "16:00"]),
    },
)
_RULE = st.fixed_dictionaries(
    {
        "date": st.dates(date(2026, 8, 20), date(2027, 2, 1)).map(str),
        "kind": st.sampled_from(["holiday", "makeup", "school_off", "event", ""]),
        "follows_weekday": st.sampled_from(["", "1", "4", "5"]),
    }
)


@given(st.lists(_RECURRENCE, max_size=3), st.lists(_RULE, max_size=8))
def test_every_meeting_has_its_day_its_week_and_no_holiday(
    rows: list[dict[str, Any]], day_rules: list[dict[str, Any]]
) -> None:
    term = {**AUTUMN_2026, "day_rules": day_rules}
    rules = rules_of(day_rules)
    held, skipped = occurrences(term, rows)
    off = (DayKind.HOLIDAY, DayKind.SCHOOL_OFF)
    for one in (*held, *skipped):
        assert term["first_day"] <= one.day.isoformat() <= term["last_day"]
        assert one.week == week_no(one.day, date(2026, 8, 31))
        assert (day_of(one.day, rules).kind in off) == (one in skipped)
    for missed in skipped:
        assert all(day_of(day, rules).is_school_day for day in missed.proposals)
        assert missed.name
    assert len({(one.day, one.start) for one in held}) == len(held)
    assert held == sorted(held, key=lambda one: (one.day, one.start))


@given(st.dates(date(2005, 1, 1), date(2040, 12, 31)))
def test_week_1_begins_with_a_monday_near_the_first_lessons(first: date) -> None:
    monday = suggest_week1(first, {})
    assert monday.isoweekday() == 1
    assert timedelta(days=-6) <= monday - first <= timedelta(weeks=4)
    assert week_no(monday, monday) == 1
    assert week_no(monday - timedelta(days=1), monday) == 0
