"""What several raters' marks come to, worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.instruments.catalogue import catalogue
from models.instruments.reading import thaw
from models.instruments.rounding import percent, rounded
from models.instruments.scores import (
    Marks,
    band,
    by_group,
    by_item,
    disagreements,
    faults,
    result,
    total,
)
from models.instruments.spread import spread

SHEET = catalogue({}).by_code["SCORE100"]
SMALL = thaw(
    """
code = "SMALL"
name = "小表"
kind = "score"
version = 1
max_score = 20
step = 0.5
[[groups]]
code = "g"
name = "教学"
items = [
  { code = "a", text = "甲", max = 5 },
  { code = "b", text = "乙", max = 5 },
]
[[groups]]
code = "h"
name = "学生"
items = [
  { code = "c", text = "丙", max = 10 },
  { code = "x", text = "特色", max = 5, on = false },
]
"""
)


def marks(**given_: str | None) -> Mapping[str, Decimal | None]:
    return {code: None if mark is None else Decimal(mark) for code, mark in given_.items()}


def lesson_of(points: str) -> Marks:
    """A finished sheet with this total: from full marks down, item by item."""
    missing = 100 - Decimal(points)
    sheet: dict[str, Decimal | None] = {}
    for item in SHEET.items:
        if item.on and item.max:
            lost = min(missing, item.max)
            missing -= lost
            sheet[item.code] = item.max - lost
    return sheet


RATERS = (
    marks(a="5", b="4", c="8"),
    marks(a="4", b="4", c="9"),
    marks(a="3", b="4", c="10"),
)


def test_a_total_is_the_sum_and_an_unfinished_sheet_has_none() -> None:
    assert total(SHEET, lesson_of("87.5")) == Decimal("87.5")
    half = marks(a="5", b=None)
    assert total(SMALL, half) is None


def test_the_optional_extra_is_added_where_it_was_marked_and_never_asked_for() -> None:
    assert total(SMALL, marks(a="5", b="5", c="10")) == 20
    assert total(SMALL, marks(a="5", b="5", c="10", x="2.5")) == Decimal("22.5")


def test_marks_that_the_sheet_does_not_allow_are_told() -> None:
    assert faults(SMALL, marks(a="5", b="0.5", c=None, unknown="99")) == ()
    assert faults(SMALL, marks(a="5.5", b="4.2", c="-1", x="NaN")) == (
        "甲：打 5.5 分不行，只能打 0 到 5 分",
        "乙：打 4.2 分不行，最小分值是 0.5 分",
        "丙：打 -1 分不行，只能打 0 到 10 分",
        "特色：打 NaN 分不行，只能打 0 到 5 分",
    )


def test_the_result_is_the_exact_mean_of_the_finished_sheets() -> None:
    found = result(SHEET, [lesson_of("90"), lesson_of("85"), lesson_of("86.5"), marks(goal1="5")])
    assert found.totals == (Decimal(90), Decimal(85), Decimal("86.5"), None)
    # (90 + 85 + 86.5) / 3 = 261.5 / 3 = 87.1666…
    assert found.score == Fraction(523, 6)
    assert rounded(found.score) == Decimal("87.2")
    assert found.band is not None
    assert found.band.name == "优秀"
    assert found.dropped == ()


FIVE = [lesson_of(points) for points in ("70", "88", "90", "86", "99")]


def test_from_five_raters_on_one_highest_and_one_lowest_may_be_dropped() -> None:
    # 88 + 90 + 86 = 264, / 3 = 88; with all (264 + 70 + 99) / 5 = 86.6
    dropped = result(SHEET, FIVE, drop_extremes=True)
    assert (dropped.score, dropped.dropped) == (Fraction(88), (Decimal(70), Decimal(99)))
    assert result(SHEET, FIVE).score == Fraction(866, 10)
    # the disagreement stays in sight
    assert dropped.spread is not None
    assert (dropped.spread.count, dropped.spread.range) == (5, Decimal(29))


def test_of_four_sheets_none_is_dropped_nor_does_an_unfinished_fifth_count() -> None:
    found = result(SHEET, [*FIVE[:4], marks(goal1="5")], drop_extremes=True)
    assert (found.score, found.dropped) == (Fraction(70 + 88 + 90 + 86, 4), ())


def test_of_equal_extremes_one_is_dropped() -> None:
    raters = [lesson_of(points) for points in ("80", "80", "90", "90", "90")]
    # 80 + 90 + 90 = 260, / 3
    assert result(SHEET, raters, drop_extremes=True).score == Fraction(260, 3)


def test_nothing_comes_of_no_sheets() -> None:
    found = result(SHEET, [])
    assert (found.totals, found.spread, found.score, found.band) == ((), None, None, None)


BANDS = [
    ("100", "最佳"), ("105", "最佳"), ("90", "最佳"), ("89.96", "优秀"), ("80", "优秀"),
    ("79.5", "良好"), ("70", "良好"), ("69.5", "合格"), ("60", "合格"), ("59.5", "不合格"),
    ("0", "不合格"),
]  # fmt: skip


@pytest.mark.parametrize(("points", "name"), BANDS)
def test_the_grade_is_that_of_the_score_as_it_is(points: str, name: str) -> None:
    found = band(SHEET, Decimal(points))
    assert found is not None
    assert found.name == name
    assert band(SMALL, Decimal(20)) is None


def test_the_standard_deviation_is_that_of_a_sample() -> None:
    # the eight marks 2 4 4 4 5 5 7 9, mean 5, squares of differences 9+1+1+1+0+0+4+16
    # = 32; 32 / 7 = 4.571428…, its root 2.138089…
    found = spread([Decimal(mark) for mark in (2, 4, 4, 4, 5, 5, 7, 9)])
    assert found is not None
    assert (found.mean, found.variance, found.range) == (Fraction(5), Fraction(32, 7), Decimal(7))
    assert found.deviation is not None
    assert rounded(found.deviation, 6) == Decimal("2.138090")


def test_one_mark_has_no_deviation_and_none_has_no_spread() -> None:
    one = spread([Decimal("4.5")])
    assert one is not None
    assert (one.mean, one.range) == (Fraction(9, 2), Decimal(0))
    assert (one.variance, one.deviation) == (None, None)
    assert spread([]) is None


def test_each_item_and_each_group_has_its_spread() -> None:
    a, b, c = by_item(SMALL, RATERS)
    # a: 5 4 3, mean 4, variance (1+0+1)/2 = 1; b: 4 4 4; c: 8 9 10, mean 9, variance 1
    assert a.spread is not None
    assert (a.spread.mean, a.spread.variance) == (Fraction(4), Fraction(1))
    assert a.spread.range == 2
    assert b.spread is not None
    assert (b.spread.mean, b.spread.variance) == (Fraction(4), Fraction(0))
    teaching, students = by_group(SMALL, RATERS)
    # teaching: 9 8 7 of 10, mean 8; students 8 9 10 of 10, mean 9
    assert (teaching.rate, students.rate) == (Fraction(8, 10), Fraction(9, 10))
    assert c.item.code == "c"


def test_what_was_not_marked_has_no_spread_and_extras_show_only_where_used() -> None:
    rows = by_item(SMALL, [marks(a="5")])
    assert [(row.item.code, row.spread is None) for row in rows] == [
        ("a", False), ("b", True), ("c", True)
    ]  # fmt: skip
    assert [row.rate for row in by_group(SMALL, [marks(a="5")])] == [None, None]
    with_extra = by_item(SMALL, [marks(x="3")])
    assert [row.item.code for row in with_extra] == ["a", "b", "c", "x"]
    assert [row.group.code for row in by_group(SHEET, FIVE)][-1] == "result"


def test_the_items_of_greatest_disagreement_come_first() -> None:
    # as shares of the points: a 1/25, c 1/100, b not at all
    assert [row.item.code for row in disagreements(SMALL, RATERS)] == ["a", "c"]
    assert [row.disagreement for row in disagreements(SMALL, RATERS)] == [
        Fraction(1, 25), Fraction(1, 100)
    ]  # fmt: skip
    assert disagreements(SMALL, RATERS[:1]) == ()


def test_numbers_are_rounded_half_up_for_the_eye() -> None:
    assert [str(rounded(Decimal(n))) for n in ("89.25", "89.35", "89.249", "-0.25", "90")] == [
        "89.3", "89.4", "89.2", "-0.3", "90.0"
    ]  # fmt: skip
    assert str(percent(Fraction(1, 3))) == "33.3"
    assert str(percent(Fraction(1, 8), 0)) == "13"


HALVES = st.integers(0, 200).map(lambda halves: str(Decimal(halves) / 2))


@given(st.lists(HALVES, min_size=1, max_size=9), st.booleans())
def test_the_result_lies_between_the_lowest_and_the_highest(totals: list[str], drop: bool) -> None:
    found = result(SHEET, [lesson_of(points) for points in totals], drop_extremes=drop)
    assert found.spread is not None
    assert found.score is not None
    assert found.spread.lowest <= found.score <= found.spread.highest
