"""The four tiers, and the structure table of the plans."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.school.staff import (
    AGES,
    PAYROLL,
    age_group,
    structure,
    teaching_years,
    tier,
    years_since,
)

ON = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("years", "code"),
    [(0, "T1_novice"), (2, "T1_novice"), (3, "T2_growing"), (6, "T2_growing"), (7, "T3_backbone"),
     (19, "T3_backbone"), (20, "T4_mature"), (41, "T4_mature")],
)  # fmt: skip
def test_the_tier_follows_the_years_of_teaching(years: int, code: str) -> None:
    assert tier({"teaching_years": years}, ON) == code
    assert tier({"teaching_start": f"{2026 - years}-09"}, ON) == code


def test_the_schools_own_decision_comes_first() -> None:
    assert tier({"teaching_years": 1, "tier_override": "T3_backbone"}, ON) == "T3_backbone"
    assert tier({"tier_override": "T3_backbone"}, ON) == "T3_backbone"


def test_without_a_start_there_is_no_tier() -> None:
    for teacher in ({}, {"teaching_start": "不详"}, {"teaching_years": None}):
        assert tier(teacher, ON) == ""
        assert teaching_years(teacher, ON) is None


def test_years_written_down_come_before_the_start() -> None:
    assert teaching_years({"teaching_years": 0, "teaching_start": "1999-09"}, ON) == 0


@pytest.mark.parametrize(
    "written",
    ["2015-09", "2015-09-01", "2015.9", "2015/09/01", "2015年9月", "2015 年 9 月", "201509",
     "20150901", "２０１５．０９", "2015"],
)  # fmt: skip
def test_months_as_rosters_write_them(written: str) -> None:
    assert years_since(written, date(2026, 9, 1)) == 11
    assert years_since(written, date(2026, 8, 31)) == 10


@pytest.mark.parametrize(
    "written", ["", "2015-13", "15-09", "不详", "1815-09", "2050-09", "20259", "2028-03"]
)
def test_what_cannot_be_is_not_guessed(written: str) -> None:
    assert years_since(written, ON) is None


def test_somebody_who_starts_this_autumn_is_a_novice_already() -> None:
    assert tier({"teaching_start": "2026-09"}, date(2026, 8, 20)) == "T1_novice"


@pytest.mark.parametrize(
    ("birth", "group"),
    [("1990-10", 0), ("1990-09", 1), ("1976-10", 1), ("1976-09", 2), ("", 3), ("九零后", 3)],
)
def test_thirty_five_is_young_and_fifty_is_old(birth: str, group: int) -> None:
    """On 1 September 2026: 35 until the month of the 36th birthday."""
    assert age_group({"birth": birth}, ON) == AGES[group]


TEACHERS: list[dict[str, Any]] = [
    {"birth": "2001-03", "teaching_start": "2024-09", "payroll": "off"},
    {"birth": "1999-06", "teaching_start": "2021-09", "payroll": "on"},
    {"birth": "1985-01", "teaching_start": "2008-09", "payroll": "on"},
    {"birth": "1970-01", "teaching_years": 33, "payroll": "on", "tier_override": "T3_backbone"},
    {"birth": "", "teaching_start": "", "payroll": ""},
    {"birth": "1960-01", "teaching_years": 40, "payroll": "on", "status": "retired"},
    {"birth": "1990-01", "teaching_years": 9, "payroll": "on", "status": "left"},
]


def cell(row: str, column: str, teachers: list[dict[str, Any]] | None = None) -> int:
    table = structure(TEACHERS if teachers is None else teachers, ON)
    line = next(line for line in table.rows if line[0] == row)
    return int(line[table.head.index(column)])


def test_the_table_counts_who_teaches_here() -> None:
    assert cell("合计", "人数") == 5
    assert cell("新手上路型", "编外") == 1
    assert cell("优秀骨干型", "50岁以上") == 1
    assert cell("优秀骨干型", "36—49岁") == 1 == cell("教龄7—19年", "36—49岁")
    assert cell("教龄20年以上", "50岁以上") == 1
    assert cell("成熟稳健型", "人数") == 0
    assert cell("合计", "在编") == 3


def test_what_is_not_known_is_counted_as_such() -> None:
    assert cell("梯队未填", "年龄未填") == cell("教龄未填", "编制未填") == 1


def test_an_empty_school_has_a_table_of_noughts() -> None:
    assert {number for row in structure([], ON).rows for number in row[1:]} == {0}


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "birth": st.sampled_from(["", "1990-01", "1971.5", "2051-01"])
                | st.text(max_size=8),
                "teaching_start": st.sampled_from(["", "2015-09", "2026-09"]) | st.text(max_size=8),
                "teaching_years": st.none() | st.integers(0, 60),
                "payroll": st.sampled_from(["on", "off", "", "?"]),
                "tier_override": st.sampled_from(["", "T2_growing", "T9"]),
            },
        ),
        max_size=8,
    )
)
def test_every_teacher_is_counted_once_each_way(teachers: list[dict[str, Any]]) -> None:
    table = structure(teachers, ON)
    assert {len(row) for row in table.rows} == {len(table.head)}
    *lines, total = ([int(number) for number in row[1:]] for row in table.rows)
    tiers, years = lines[:5], lines[5:]
    for half in (tiers, years):
        assert [sum(column) for column in zip(*half, strict=True)] == total
    assert total[-1] == len(teachers)
    for row in (*lines, total):
        assert sum(row[: len(AGES)]) == row[-1] == sum(row[len(AGES) : len(AGES) + len(PAYROLL)])
