"""What comes back every month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar.holidays import day_of, rules_of
from models.calendar.months import month_end_workday, reading_week


@pytest.mark.parametrize(
    ("year", "month", "last", "monday"),
    [
        (2026, 11, "2026-11-30", "2026-11-30"),
        (2026, 10, "2026-10-30", "2026-10-26"),
        (2026, 2, "2026-02-28", "2026-02-23"),  # a Saturday that is a make-up day
        (2026, 12, "2026-12-31", "2026-12-28"),
        (2025, 9, "2025-09-30", "2025-09-29"),
    ],
)
def test_the_last_school_day_and_its_week(year: int, month: int, last: str, monday: str) -> None:
    assert str(month_end_workday(year, month, {})) == last
    assert str(reading_week(year, month, {})) == monday


def test_the_schools_own_days_off_count() -> None:
    rules = rules_of([{"date": "2026-11-30", "kind": "school_off"}])
    assert month_end_workday(2026, 11, rules) == date(2026, 11, 27)
    assert reading_week(2026, 11, rules) == date(2026, 11, 23)


def test_a_month_without_lessons_has_neither() -> None:
    rules = rules_of({"date": f"2026-08-{n:02}", "kind": "school_off"} for n in range(1, 32))
    assert month_end_workday(2026, 8, rules) is None
    assert reading_week(2026, 8, rules) is None


@given(st.integers(2004, 2040), st.integers(1, 12))
def test_no_school_day_of_the_month_comes_after_it(year: int, month: int) -> None:
    last = month_end_workday(year, month, {})
    assert last is not None
    assert (last.year, last.month) == (year, month)
    rest = (last + timedelta(days=n) for n in range(1, 31))
    assert not [day for day in rest if day.month == month and day_of(day, {}).is_school_day]
