"""S–T analysis, worked by hand; formulas and thresholds of 傅德荣、章慧敏《教育信息处理》."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.instruments.catalogue import catalogue
from models.instruments.s_t import LABELS, Balance, Code, LessonType, balance, fits, path


def samples(text: str) -> list[Code | None]:
    kinds: dict[str, Literal["S", "T"]] = {"S": "S", "T": "T"}
    return [kinds.get(letter) for letter in text]


def found(text: str) -> Balance:
    one = balance(samples(text))
    assert one is not None
    return one


def test_rt_is_the_teachers_share_and_ch_the_changes() -> None:
    # N = 20, N_T = 12, runs: TTTT SS TTT S TT SSS TTT SS = 8, so Rt = 12/20, Ch = 7/20
    lesson = found("TTTTSSTTTSTTSSSTTTSS")
    assert (lesson.count, lesson.teacher, lesson.runs) == (20, 12, 8)
    assert lesson.point == (Fraction(3, 5), Fraction(7, 20))
    assert LABELS[lesson.lesson_type] == "混合型"


def test_a_moment_nobody_watched_counts_for_nothing() -> None:
    assert found("TT" + "-" * 56 + "TSS--") == found("TTTSS")
    assert path(samples("T--S")) == path(samples("TS"))
    assert balance(samples("--")) is None


TYPES = [
    # Rt = 0.3, just practice; Rt = 0.35 with few changes is mixed
    ("TTTSSSSSSS", LessonType.PRACTICE),
    ("TTTTTTTSSSSSSSSSSSSS", LessonType.MIXED),
    # Rt = 0.7, just lecture; 0.65 is mixed
    ("TTTTTTTSSS", LessonType.LECTURE),
    ("TTTTTTTTTTTTTSSSSSSS", LessonType.MIXED),
    # Rt = 0.5; 5 runs, Ch = 4/10, just dialogue; with 4 runs 3/10, mixed
    ("TTSSTTSSST", LessonType.DIALOGUE),
    ("TTTSSSTTSS", LessonType.MIXED),
    # few teacher moments go before many changes: Rt = 0.3, Ch = 6/10
    ("STSTSTSSSS", LessonType.PRACTICE),
    ("T", LessonType.LECTURE),
    ("S", LessonType.PRACTICE),
]


@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_the_type_follows_the_thresholds(text: str, kind: LessonType) -> None:
    assert found(text).lesson_type is kind


def test_a_line_counts_to_the_named_type() -> None:
    assert found("TTTSSSSSSS").rt == Fraction(3, 10)
    assert found("TTTTTTTSSS").rt == Fraction(7, 10)
    assert found("TTSSTTSSST").ch == Fraction(4, 10)


def test_the_path_goes_right_for_the_teacher_and_up_for_the_students() -> None:
    assert path(samples("TTSST")) == ((0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (3, 2))


def test_a_lesson_without_samples_has_no_balance() -> None:
    assert balance([]) is None
    assert path([]) == ((0, 0),)


def test_it_can_be_made_of_the_sheet_that_records_s_and_t_only() -> None:
    assert [code for code, one in catalogue({}).by_code.items() if fits(one)] == ["ST"]


@given(st.text("ST", min_size=1, max_size=200))
def test_the_point_stays_under_the_roof_of_the_plot(text: str) -> None:
    lesson = found(text)
    # each change needs a stretch of either: g ≤ 2·min(N_T, N_S) + 1
    assert 0 <= lesson.ch <= 2 * min(lesson.rt, 1 - lesson.rt)
    assert path(samples(text))[-1] == (lesson.teacher, lesson.count - lesson.teacher)
