"""How often and when each code occurred, counted by hand."""

from __future__ import annotations

from fractions import Fraction

from models.instruments.catalogue import catalogue
from models.instruments.intervals import Run, intervals_in, levels, profile, runs, shares, used

COPUS = catalogue({}).by_code["COPUS"]


def ticked(*codes: str) -> frozenset[str]:
    return frozenset(codes)


LESSON = (
    ticked("T.Lec", "T.RtW", "S.L"),
    ticked("T.Lec", "S.L"),
    None,  # the observer was late in writing
    ticked("T.PQ", "S.AnQ", "S.L"),
    ticked("T.MG", "S.WG"),
    ticked(),
)
"""Five intervals observed. Teacher: Lec 2, RtW 1, PQ 1, MG 1 = 5 ticks; students: L 3, AnQ 1,
WG 1 = 5 ticks."""


def test_a_lesson_has_as_many_intervals_as_it_begins() -> None:
    assert intervals_in(40, 120) == 20
    assert intervals_in(45, 120) == 23
    assert intervals_in(40, 30) == 80


def test_each_code_has_its_share_of_the_intervals_and_of_its_sides_ticks() -> None:
    found = {share.code: share for share in shares(COPUS, LESSON)}
    assert list(found)[:2] == ["T.Lec", "T.RtW"]
    assert len(found) == 25
    lecture = found["T.Lec"]
    assert (lecture.ticks, lecture.of_intervals, lecture.of_codes) == (
        2, Fraction(2, 5), Fraction(2, 5)
    )  # fmt: skip
    assert (found["S.L"].of_intervals, found["S.L"].of_codes) == (Fraction(3, 5), Fraction(3, 5))
    assert found["T.W"].of_intervals == found["T.W"].of_codes == 0


def test_the_shares_of_all_codes_of_one_side_make_a_whole() -> None:
    for part in "TS":
        mine = [s.of_codes for s in shares(COPUS, LESSON) if s.code.startswith(part)]
        assert sum(share for share in mine if share is not None) == 1


def test_a_category_counts_each_interval_once_and_every_tick() -> None:
    found = {share.code: share for share in profile(COPUS, LESSON)}
    presenting = found["T.presenting"]
    # Lec and RtW together in one interval: 2 intervals, 3 ticks of 5
    assert (presenting.ticks, presenting.of_intervals, presenting.of_codes) == (
        3, Fraction(2, 5), Fraction(3, 5)
    )  # fmt: skip
    assert found["T.guiding"].of_codes == Fraction(2, 5)
    assert found["S.receiving"].of_codes == Fraction(3, 5)
    assert "T.local" not in found


def test_an_extra_code_shows_where_somebody_ticked_it() -> None:
    lesson = (ticked("S.Cho", "S.L"), ticked("S.L"))
    found = {share.code: share for share in shares(COPUS, lesson)}
    assert found["S.Cho"].of_codes == Fraction(1, 3)
    assert "S.Brd" not in found
    assert [s.code for s in profile(COPUS, lesson)][-1] == "S.local"
    assert [item.code for item in used(COPUS, (None,), lesson)][-1] == "S.Cho"
    assert len(used(COPUS, lesson)) == 26


def test_codes_from_elsewhere_are_passed_over() -> None:
    assert shares(COPUS, (ticked("T.Lec", "X.Y"),)) == shares(COPUS, (ticked("T.Lec"),))


def test_nothing_observed_has_no_shares() -> None:
    for nothing in ((), (None, None)):
        assert {(s.ticks, s.of_intervals, s.of_codes) for s in shares(COPUS, nothing)} == {
            (0, None, None)
        }
    quiet = shares(COPUS, (ticked(),))
    assert {(s.ticks, s.of_intervals, s.of_codes) for s in quiet} == {(0, Fraction(0), None)}


def test_a_timeline_has_a_bar_for_each_stretch() -> None:
    assert runs(LESSON, "S.L") == (Run(0, 2), Run(3, 1))
    assert runs(LESSON, "T.Lec") == (Run(0, 2),)
    assert runs(LESSON, "T.W") == ()
    # an interval nobody watched ends a bar
    assert runs((ticked("S.L"), None, ticked("S.L")), "S.L") == (Run(0, 1), Run(2, 1))


def test_levels_are_shares_of_the_intervals_for_which_one_was_chosen() -> None:
    assert levels(["H", "H", None, "M", "L"]) == {
        "H": Fraction(1, 2), "M": Fraction(1, 4), "L": Fraction(1, 4)
    }  # fmt: skip
    assert levels([None]) == {}
