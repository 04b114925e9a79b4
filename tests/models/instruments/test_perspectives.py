"""Perspectives are divided evenly, and it is seen what nobody watched."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from models.instruments.catalogue import catalogue
from models.instruments.perspectives import coverage, divide

LICC = catalogue({}).by_code["LICC"]
ALL = [group.code for group in LICC.groups]


def test_ten_observers_take_two_perspectives_each_neighbours_together() -> None:
    division = divide(ALL, 10)
    assert division.shares[0] == ("L1", "L2")
    assert division.shares[-1] == ("CC4", "CC5")
    assert division.left == ()


def test_seven_observers_cover_all_twenty_with_two_or_three_each() -> None:
    division = divide(ALL, 7)
    assert sorted(map(len, division.shares)) == [2, 3, 3, 3, 3, 3, 3]
    assert tuple(chain(*division.shares)) == tuple(ALL)


def test_four_observers_leave_some_of_every_dimension_and_lose_none() -> None:
    division = divide(ALL, 4)
    assert [len(share) for share in division.shares] == [3, 3, 3, 3]
    assert len(division.left) == 8
    watched = set(chain(*division.shares))
    assert {group.part for group in LICC.groups if group.code in watched} == {"L", "I", "C", "CC"}


def test_more_observers_than_perspectives_watch_the_same_ones() -> None:
    division = divide(["L1", "I2"], 5)
    assert division.shares == (("L1",), ("L1",), ("L1",), ("I2",), ("I2",))


def test_nobody_and_nothing() -> None:
    assert divide(ALL, 0).left == tuple(ALL)
    assert divide([], 2).shares == ((), ())


@given(st.integers(1, 60), st.integers(1, 30))
def test_everybody_gets_one_to_three_as_evenly_as_can_be(observers: int, wanted: int) -> None:
    names = [str(n) for n in range(wanted)]
    division = divide(names, observers)
    sizes = [len(share) for share in division.shares]
    assert len(sizes) == observers
    assert min(sizes) >= 1
    assert max(sizes) <= 3
    assert max(sizes) - min(sizes) <= 1
    taken = list(chain(*division.shares))
    assert set(taken) | set(division.left) == set(names)
    assert set(taken).isdisjoint(division.left)
    if observers <= wanted:
        assert len(set(taken)) == len(taken)
    assert not division.left or sizes == [3] * observers


def test_it_is_seen_who_covered_which_point_and_what_nobody_did() -> None:
    written = {"王芳": {"1", "2", "4"}, "李明": ["4", "68", "99"]}
    found = coverage(LICC, written)
    assert found.by_point["4"] == ("王芳", "李明")
    assert found.by_point["68"] == ("李明",)
    assert found.covered == ("1", "2", "4", "68")
    assert len(found.uncovered) == 64
    # 准备 has points 1–3, 倾听 4–6, 特质 66–68
    assert found.by_group["L1"] == (2, 3)
    assert found.by_group["L2"] == (1, 3)
    assert found.by_group["CC5"] == (1, 3)
    assert sum(points for _covered, points in found.by_group.values()) == 68
