"""Dates, times and numbers as people write them."""

from __future__ import annotations

import contextlib
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.dates import (
    UnreadableDate,
    kept_date,
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


@pytest.mark.parametrize(
    "typed", ["", "  ", "2月30日", "13.1", "2026-02-29", "32日", "abc", "第5周", "[/]"]
)
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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("12", 12), ("１２", 12), ("十二", 12), ("-3", -3), ("1,200", 1200), ("１０分", 10),
     ("10分钟", 10), ("10 分钟", 10), ("三次", 3), ("40人", 40)],
)  # fmt: skip
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
        with contextlib.suppress(UnreadableDate):
            read(typed)


def test_a_span_is_written_with_a_long_dash() -> None:
    assert show_span("14:30", "16:00") == "14:30—16:00"
    assert show_span("14:30", "") == "14:30"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9、24", "2026-09-24"), ("2026、9、24", "2026-09-24"), ("9，24", "2026-09-24"),
        ("2026—9—24", "2026-09-24"), ("9 24", "2026-09-24"), ("2026 9 24", "2026-09-24"),
        ("2026 年 9 月 24 日", "2026-09-24"), ("0924", "2026-09-24"), ("260924", "2026-09-24"),
        ("２０２６／９／２４", "2026-09-24"), ("2026-9-24日", "2026-09-24"),
        ("9月24号", "2026-09-24"), ("十二月三十一日", "2026-12-31"), ("二六年九月十日", "2026-09-10"),
        ("9.24周四", "2026-09-24"), ("9月24日（星期四）", "2026-09-24"), ("今天(周一)", "2026-11-23"),
        ("九月二十四日 礼拜四", "2026-09-24"), ("第5周四", "2026-10-01"), ("第5周(周四)", "2026-10-01"),
        ("第十三周 星期一", "2026-11-23"), ("第５周礼拜四", "2026-10-01"), ("5周周四", "2026-10-01"),
        ("上个周四", "2026-11-19"), ("上个礼拜四", "2026-11-19"), ("这个星期四", "2026-11-26"),
        ("下星期天", "2026-12-06"), ("周日", "2026-11-29"), ("两个星期后", "2026-12-07"),
        ("3日后", "2026-11-26"), ("十天前", "2026-11-13"), ("大后天", "2026-11-26"),
        ("30日", "2026-11-30"), ("31日", "2026-10-31"), ("24日周二", "2026-11-24"),
    ],
)  # fmt: skip
def test_an_input_method_and_a_hurried_hand_are_understood(typed: str, meant: str) -> None:
    assert read_date(typed, TODAY, term=TERM, week1=WEEK1).isoformat() == meant


def test_a_date_with_a_wrong_weekday_behind_it_is_the_date() -> None:
    assert read_date("2026-09-25 周四", TODAY) == date(2026, 9, 25)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2月30日", "2月没有30日"), ("13.1", "没有13月"), ("2026-02-29", "2026年2月没有29日"),
        ("2.29", "2026年2月没有29日"), ("32日", "没有哪个月有32日"), ("0.0", "没有0月"),
        ("十十十日", "看不懂日期“十十十日”"), ("一二十月一日", "看不懂"), ("第5周", "看不懂"),
        ("找" * 50, "看不懂日期“找找找找找找找找找找找找找找找找找找找找…”"),
    ],
)  # fmt: skip
def test_the_reason_names_what_is_wrong(typed: str, says: str) -> None:
    with pytest.raises(UnreadableDate) as refused:
        read_date(typed, TODAY, term=TERM, week1=WEEK1)
    assert str(refused.value).startswith(says)
    assert "例如 9.24" in str(refused.value)


def test_weeks_cannot_be_counted_before_there_is_a_term() -> None:
    with pytest.raises(UnreadableDate, match="还没有设学期"):
        read_date("第5周周四", TODAY)


@pytest.mark.parametrize(
    ("typed", "today", "term", "meant"),
    [
        ("12.30", date(2027, 1, 4), None, "2026-12-30"),
        ("1.4", date(2026, 12, 30), None, "2027-01-04"),
        ("6.1", date(2026, 11, 23), None, "2026-06-01"),
        ("6.1", date(2026, 11, 23), (date(2027, 2, 24), date(2027, 7, 2)), "2027-06-01"),
        ("2.29", date(2028, 1, 10), None, "2028-02-29"),
        ("2日", date(2026, 11, 30), None, "2026-12-02"),
        ("28日", date(2027, 1, 1), None, "2026-12-28"),
        ("28日", date(2026, 9, 2), TERM, "2026-09-28"),
    ],
)
def test_what_is_left_out_is_the_nearest_in_the_term_first(
    typed: str, today: date, term: tuple[date, date] | None, meant: str
) -> None:
    assert read_date(typed, today, term=term).isoformat() == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("中午1点", "13:00"), ("中午12点半", "12:30"), ("上午12点", "12:00"), ("早上6点", "06:00"),
     ("6点", "18:00"), ("02:30", "02:30"), ("0:30", "00:30"), ("14:30:00", "14:30"),
     ("2点整", "14:00"), ("两点钟", "14:00"), ("两点零五分", "14:05"), ("十四点三十", "14:30"),
     ("晚上七点三刻", "19:45"), ("14", "14:00")],
)  # fmt: skip
def test_the_clock_as_schools_say_it(typed: str, meant: str) -> None:
    assert read_time(typed) == time.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed", ["14:3", "14.3", "24:00", "十十点", "2点六十", "2400", "半", "1430分"]
)
def test_half_a_time_is_not_guessed(typed: str) -> None:
    with pytest.raises(UnreadableDate, match="例如 14:30"):
        read_time(typed)


@pytest.mark.parametrize("typed", ["", "-", "3.5", "十十", "一二十", "三个", "--3", "1e3"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableDate, match="不是整数"):
        read_int(typed)


@pytest.mark.parametrize("value", ["", None, "9.24", "2026-13-01", 20, []])
def test_a_value_that_is_no_date_yet_is_none(value: object) -> None:
    assert kept_date(value) is None
    assert kept_date("2026-09-24") == date(2026, 9, 24)


_PIECES = st.lists(
    st.sampled_from(
        list("0123456789〇零一二两三十百年月日号点时分半刻周第上下前后天星期礼拜:：.。-—/、( ")
    )
    | st.sampled_from(["星期", "礼拜", "下午", "个", "整", "今天", "大", "thu", "²", "٣", "廿"]),
    max_size=9,
).map("".join)


@given(_PIECES, st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_any_mixture_of_what_dates_are_made_of_is_read_or_refused(typed: str, today: date) -> None:
    for read in (
        lambda text: read_date(text, today, week1=WEEK1),
        read_time,
        read_int,
    ):
        try:
            read(typed)
        except UnreadableDate as problem:
            assert str(problem)  # noqa: PT017


@given(st.times(time(7), time(23, 59)))
def test_every_time_of_a_school_day_is_read_as_it_is_said(moment: time) -> None:
    noon = "下午" if moment.hour > 12 else "上午"
    for said in (
        f"{moment:%H:%M}", f"{moment:%H%M}", f"{moment.hour}：{moment:%M}",
        f"{moment.hour}点{moment.minute}分", f"{noon}{(moment.hour - 1) % 12 + 1}点{moment.minute}",
    ):  # fmt: skip
        assert read_time(said) == moment.replace(second=0, microsecond=0)


@pytest.mark.parametrize("today", [date(1900, 1, 1), TODAY, date(2200, 12, 31)])
@pytest.mark.parametrize(
    "typed",
    [
        "昨天",
        "明天",
        "99天后",
        "99周前",
        "上上周一",
        "下下周日",
        "99周周日",
        "9999-12-31",
        "0001-01-01",
    ],
)
def test_no_day_leaves_the_bounds_of_what_a_record_may_name(typed: str, today: date) -> None:
    with contextlib.suppress(UnreadableDate):
        assert kept_date(read_date(typed, today, week1=today)) is not None


@given(st.dates())
def test_a_kept_day_is_far_enough_from_both_ends_of_time(day: date) -> None:
    kept = kept_date(day.isoformat())
    assert kept in (day, None)
    assert (kept is None) == (not 1900 <= day.year <= 2200)
