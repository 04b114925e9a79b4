"""Dates, times and numbers as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import (
    UnreadableDate,
    read_date,
    read_int,
    read_time,
    show_date,
    show_field,
    show_short,
    show_span,
)

TODAY = date(2026, 11, 23)
TERM = (date(2026, 9, 1), date(2027, 1, 22))
WEEK1 = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-09-24", "2026-09-24"), ("2026/9/24", "2026-09-24"), ("2026.9.24", "2026-09-24"),
        ("20260924", "2026-09-24"), ("26-9-24", "2026-09-24"), ("9.24", "2026-09-24"),
        ("9-24", "2026-09-24"), ("9月24日", "2026-09-24"), ("9月24", "2026-09-24"),
        ("９．２４", "2026-09-24"), ("9。24", "2026-09-24"), ("九月二十四日", "2026-09-24"),
        ("二〇二六年九月二十四日", "2026-09-24"), ("1.8", "2027-01-08"), ("24日", "2026-11-24"),
        ("今天", "2026-11-23"), ("昨天", "2026-11-22"), ("前天", "2026-11-21"),
        ("明天", "2026-11-24"), ("后天", "2026-11-25"), ("周四", "2026-11-26"),
        ("星期四", "2026-11-26"), ("礼拜四", "2026-11-26"), ("这周四", "2026-11-26"),
        ("本周四", "2026-11-26"), ("上周四", "2026-11-19"), ("下周三", "2026-12-02"),
        ("下下周一", "2026-12-07"), ("三天后", "2026-11-26"), ("2周后", "2026-12-07"),
        ("第5周周四", "2026-10-01"), ("9.24(周四)", "2026-09-24"), (" 9 . 24 ", "2026-09-24"),
        ("2026-09-24 周四", "2026-09-24"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert read_date(typed, TODAY, term=TERM, week1=WEEK1).isoformat() == meant


@pytest.mark.parametrize("typed", ["", "  ", "2月30日", "13.1", "2026-02-29", "32日", "abc", "第5周", "[/]"])
def test_what_is_no_date_is_refused_with_an_example_or_a_reason(typed: str) -> None:
    with pytest.raises(UnreadableDate, match=r"例如|没有“"):
        read_date(typed, TODAY, term=TERM, week1=WEEK1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("14:30", "14:30"), ("14：30", "14:30"), ("1430", "14:30"), ("14.30", "14:30"),
     ("下午2点半", "14:30"), ("2点", "14:00"), ("14时30分", "14:30"), ("下午两点十五", "14:15"),
     ("830", "08:30"), ("8点", "08:00"), ("２：３０", "14:30"), ("十点一刻", "10:15")],
)  # fmt: skip
def test_a_time_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert read_time(typed) == time.fromisoformat(meant)


@pytest.mark.parametrize("typed", ["25:00", "8:75", "半天", "", "下午"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableDate):
        read_time(typed)


@pytest.mark.parametrize(("typed", "meant"), [("12", 12), ("１２", 12), ("十二", 12), ("-3", -3), ("1,200", 1200)])
def test_numbers(typed: str, meant: int) -> None:
    assert read_int(typed) == meant


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_that_is_shown_can_be_read_back(day: date) -> None:
    for shown in (day.isoformat(), show_date(day), show_field(day)):
        assert read_date(shown, TODAY) == day
    if abs((day - TODAY).days) < 170:
        assert read_date(show_short(day), TODAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(typed: str) -> None:
    for read in (lambda text: read_date(text, TODAY, term=TERM, week1=WEEK1), read_time, read_int):
        try:
            read(typed)
        except UnreadableDate as problem:
            assert str(problem)


def test_a_span_is_written_with_a_long_dash() -> None:
    assert show_span("14:30", "16:00") == "14:30—16:00"
    assert show_span("14:30", "") == "14:30"
