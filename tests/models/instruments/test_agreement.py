"""How far two observers agree, against textbook tables."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.instruments.agreement import Fourfold, Nominal, compare, compare_codes, in_words

TEXTBOOK = [
    # Wikipedia, Cohen's kappa, "Simple example": 50 grant proposals; po 35/50, pe 0.5·0.6 + 0.5·0.4
    (Fourfold(20, 5, 10, 15), Fraction(7, 10), Fraction(2, 5)),
    # ibid., "Same percentages but different numbers": po 0.6, pe 0.54 → 0.06/0.46, then pe 0.46
    (Fourfold(45, 15, 25, 15), Fraction(6, 10), Fraction(3, 23)),
    (Fourfold(25, 35, 5, 35), Fraction(6, 10), Fraction(7, 27)),
    # easycalculation.com, two doctors and 20 patients: pe 0.62, κ = 0.08/0.38 = 0.21
    (Fourfold(12, 2, 4, 2), Fraction(7, 10), Fraction(4, 19)),
]


@pytest.mark.parametrize(("table", "agreement", "kappa"), TEXTBOOK)
def test_textbook_tables(table: Fourfold, agreement: Fraction, kappa: Fraction) -> None:
    assert (table.agreement, table.kappa) == (agreement, kappa)


def test_a_textbook_table_of_three_codes() -> None:
    # Fleiss 1981, Statistical Methods for Rates and Proportions, 13.1: two raters, 100 subjects,
    # rows 75 1 4 / 5 4 1 / 0 0 10. po = 0.89; pe = 0.80·0.80 + 0.10·0.05 + 0.10·0.15 = 0.66;
    # κ = 0.23 / 0.34 = 0.68
    rows = {"P": (75, 1, 4), "N": (5, 4, 1), "O": (0, 0, 10)}
    pairs = [
        (a, b) for a, row in rows.items() for b, n in zip("PNO", row, strict=True) for _ in range(n)
    ]
    found = compare_codes([a for a, _b in pairs], [b for _a, b in pairs])
    assert found == Nominal(100, Fraction(89, 100), Fraction(23, 34))


def test_jaccard_leaves_out_what_neither_ticked() -> None:
    assert Fourfold(20, 5, 10, 15).jaccard == Fraction(20, 35)
    assert Fourfold(0, 0, 0, 9).jaccard is None


def test_there_is_no_kappa_where_both_always_or_both_never_ticked() -> None:
    always, never = Fourfold(7, 0, 0, 0), Fourfold(0, 0, 0, 7)
    assert (always.agreement, always.kappa, always.jaccard) == (Fraction(1), None, Fraction(1))
    assert (never.agreement, never.kappa, never.jaccard) == (Fraction(1), None, None)


def test_kappa_is_nothing_where_one_never_or_always_ticked() -> None:
    # the second never: po = 3/10; pe = 7/10·0 + 3/10·1 = 3/10
    assert Fourfold(0, 7, 0, 3).kappa == 0
    assert Fourfold(4, 0, 6, 0).kappa == 0


def test_complete_disagreement_is_minus_one() -> None:
    assert Fourfold(0, 5, 5, 0).kappa == -1


def test_nothing_to_compare_is_said_so() -> None:
    empty = Fourfold(0, 0, 0, 0)
    assert (empty.agreement, empty.kappa, empty.jaccard) == (None, None, None)
    assert compare(["a"], [], []).intervals == 0
    assert compare_codes(["S", None], [None, "S"]) == Nominal(0, None, None)
    assert compare_codes(["S", "S"], ["S", "S"]) == Nominal(2, Fraction(1), None)


def ticks(*intervals: str | None) -> list[frozenset[str] | None]:
    return [None if codes is None else frozenset(codes.split()) for codes in intervals]


def test_two_observers_are_compared_code_by_code_and_over_all_cells() -> None:
    first = ticks("Lec L", "Lec L", "PQ", None, "", "Lec")
    second = ticks("Lec L", "L", "PQ", "PQ", "")
    found = compare(["Lec", "PQ", "L", "W"], first, second)
    # the fourth was watched by one, the sixth by one: four intervals count
    assert found.intervals == 4
    assert found.by_code == {
        "Lec": Fourfold(1, 1, 0, 2),
        "PQ": Fourfold(1, 0, 0, 3),
        "L": Fourfold(2, 0, 0, 2),
        "W": Fourfold(0, 0, 0, 4),
    }
    # 16 cells: both 4, first only 1, neither 11. po = 15/16;
    # pe = 5/16·4/16 + 11/16·12/16 = 152/256; κ = (240 − 152) / (256 − 152) = 88/104
    assert found.overall == Fourfold(4, 1, 0, 11)
    assert found.overall.kappa == Fraction(11, 13)
    assert found.overall.jaccard == Fraction(4, 5)


def test_words_for_kappa_are_those_of_landis_and_koch() -> None:
    said = [in_words(Fraction(n, 100)) for n in (-1, 0, 20, 21, 40, 41, 60, 61, 80, 81, 100)]
    assert said == [
        "没有一致性", "轻微一致", "轻微一致", "尚可", "尚可", "中等一致", "中等一致",
        "高度一致", "高度一致", "几乎完全一致", "几乎完全一致",
    ]  # fmt: skip


CELLS = st.integers(0, 40)


@given(CELLS, CELLS, CELLS, CELLS)
def test_it_is_the_same_whoever_is_named_first(a: int, b: int, c: int, d: int) -> None:
    there, back = Fourfold(a, b, c, d), Fourfold(a, c, b, d)
    assert (there.kappa, there.jaccard) == (back.kappa, back.jaccard)
    assert there.kappa is None or -1 <= there.kappa <= 1


@given(st.lists(st.tuples(st.sampled_from("ST"), st.sampled_from("ST"))))
def test_two_codes_give_the_kappa_of_the_fourfold_table(pairs: list[tuple[str, str]]) -> None:
    first, second = [a for a, _b in pairs], [b for _a, b in pairs]
    by_tick = compare(["T"], [frozenset(a) for a in first], [frozenset(b) for b in second])
    assert compare_codes(first, second).kappa == by_tick.overall.kappa
