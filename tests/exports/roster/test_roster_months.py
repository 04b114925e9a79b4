"""Years and months as lists write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.roster.months import Unreadable, agree, read_month

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1985.3", "1985-03"),
        ("1985.03", "1985-03"),
        ("1985.10", "1985-10"),
        ("1985年3月", "1985-03"),
        ("1985 年 3 月", "1985-03"),
        ("1985年3月生", "1985-03"),
        ("1985年", "1985"),
        ("198503", "1985-03"),
        ("19850312", "1985-03-12"),
        ("1985-03-12", "1985-03-12"),
        ("1985/3/12", "1985-03-12"),
        ("1985.3.12", "1985-03-12"),
        ("1985-03-12 00:00:00", "1985-03-12"),
        ("1985年3月12日", "1985-03-12"),
        ("１９８５．０３", "1985-03"),
        ("85.3", "1985-03"),
        ("08年9月", "2008-09"),
        ("1985。3", "1985-03"),
    ],
)
def test_the_ways_to_write_a_month(written: str, meant: str) -> None:
    assert read_month(written, None, TODAY) == meant


def test_a_number_may_be_a_serial_a_month_or_a_year() -> None:
    assert read_month("31118", 31118.0, TODAY) == "1985-03-12"
    assert read_month("198503", 198503.0, TODAY) == "1985-03"
    assert read_month("1985.03", 1985.03, TODAY) == "1985-03"
    assert read_month("1985", 1985.0, TODAY) == "1985"


def test_a_number_that_lost_its_last_zero_is_not_guessed() -> None:
    with pytest.raises(Unreadable, match=r"1 月还是 10 月.*写成 1985-01 或 1985-10"):
        read_month("1985.1", 1985.1, TODAY)
    assert read_month("1985.1", None, TODAY) == "1985-01"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1985.13", "没有 13 月"),
        ("1985-02-30", "2 月没有 30 日"),
        ("2031.5", "还没有到"),
        ("1085.3", "年份 1085 不对"),
        ("不详", "看不出"),
        ("三十岁", "看不出"),
    ],
)
def test_an_impossible_date_says_what_is_wrong(written: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_month(written, None, TODAY)


@given(
    day=st.dates(date(1920, 1, 1), TODAY),
    form=st.sampled_from(
        ["{0}.{1}.{2}", "{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}"]
    ),
)
def test_every_day_in_every_form_comes_back(day: date, form: str) -> None:
    written = form.format(day.year, day.month, day.day)
    assert read_month(written, None, TODAY) == day.isoformat()


@given(text=st.text(max_size=20), number=st.none() | st.floats(allow_nan=False))
def test_anything_else_is_unreadable_and_nothing_worse(text: str, number: float | None) -> None:
    try:
        read = read_month(text, number, TODAY)
    except Unreadable:
        return
    assert agree(read, read[:4])
