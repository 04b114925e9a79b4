"""Where values stand, told in a document and understood again; what cannot be is refused."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.word.spots import (
    ABOVE,
    LEFT,
    BadSpots,
    CellSpot,
    Column,
    FlowSpot,
    LineSpot,
    Mark,
    RowsSpot,
    Spot,
    told,
    understood,
)

WORDS, FEW = st.text(max_size=6), st.integers(0, 99)
MARKS = st.builds(Mark, WORDS, WORDS, WORDS)
LINES = st.lists(MARKS, min_size=1, max_size=3).flatmap(
    lambda marks: st.builds(
        LineSpot,
        st.just(tuple(marks)),
        st.just(()) | st.tuples(*[WORDS] * (len(marks) + 1)),
    )
)
SPOTS: st.SearchStrategy[Spot] = st.one_of(
    st.builds(CellSpot, MARKS, WORDS, st.sampled_from([LEFT, ABOVE]), st.booleans(), FEW, FEW),
    LINES,
    st.builds(FlowSpot, MARKS, WORDS, WORDS),
    st.builds(
        RowsSpot,
        MARKS,
        st.lists(st.builds(Column, WORDS, WORDS, WORDS, FEW), max_size=3).map(tuple),
        FEW,
        st.booleans(),
        WORDS,
    ),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(WORDS, one, max_size=3),
)


@given(st.lists(SPOTS, max_size=4).map(tuple))
def test_they_come_back_as_they_were_told(spots: tuple[Spot, ...]) -> None:
    assert understood(json.loads(json.dumps(told(spots)))) == spots


@given(SPOTS, st.data(), ANYTHING)
def test_whatever_stands_in_a_place_is_understood_or_refused(
    spot: Spot, data: st.DataObject, value: object
) -> None:
    [plain] = json.loads(json.dumps(told((spot,))))
    plain[data.draw(st.sampled_from([*plain, "more"]))] = value
    with suppress(BadSpots):
        assert len(understood([plain])) == 1


def test_texts_that_do_not_fit_their_values_are_refused() -> None:
    [plain] = told((LineSpot((Mark("主题", "theme", "jy_1"),), ("时间：", "")),))
    with pytest.raises(BadSpots):
        understood([{**plain, "parts": ["时间：", "", ""]}])
