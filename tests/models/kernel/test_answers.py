"""Which answer is meant by what was typed."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.catalogue import RECORD_TYPES
from models.kernel.answers import all_meant, meant
from models.kernel.fields import Choice, Field, choices

CYCLES = choices(weekly="每周", odd="单周", even="双周")
LEVELS = choices(school="学校总课题", subject="学科课题", own="个人小课题")
ASKED: dict[tuple[Choice, ...], Field] = {
    f.choices: f
    for kind in RECORD_TYPES
    for f in chain(kind.fields, *(one.columns for one in kind.fields))
    if f.choices
}


def codes(typed: str, among: tuple[Choice, ...]) -> list[str]:
    return [one.code for one in meant(typed, among)]


@pytest.mark.parametrize("among", ASKED, ids=lambda among: "".join(c.label for c in among)[:12])
def test_every_answer_is_found_by_its_name_and_by_no_other(among: tuple[Choice, ...]) -> None:
    for one in among:
        assert meant(one.label, among) == (one,)
        assert all_meant(one.label, among) == ([one], [])
    if not any("、" in one.label for one in among):
        assert all_meant("、".join(one.label for one in among), among) == ([*among], [])


@given(st.sampled_from(sorted(ASKED, key=str)), st.data())
def test_a_beginning_never_excludes_what_it_begins(
    among: tuple[Choice, ...], data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(among))
    part = one.label[: data.draw(st.integers(1, len(one.label)))]
    fits = meant(part, among)
    assert one in fits or any(part == other.label for other in fits)


def test_what_several_begin_with_waits() -> None:
    assert codes("学", LEVELS) == ["school", "subject"]
    assert codes("学校", LEVELS) == ["school"]
    assert codes("周", CYCLES) == ["weekly", "odd", "even"]


def test_what_is_no_answer_is_none() -> None:
    assert codes("每天", CYCLES) == []
    assert codes("、", CYCLES) == []
    assert all_meant("每周 每天", CYCLES) == ([CYCLES[0]], ["每天"])


def test_pinyin_and_initials_of_either_width() -> None:
    assert codes("mz", CYCLES) == codes("ＭＺ", CYCLES) == codes("meizhou", CYCLES) == ["weekly"]
    assert codes("dan", CYCLES) == ["odd"]
