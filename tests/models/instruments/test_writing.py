"""An observation keeps its instrument as text: it must come back exactly."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from models.instruments.catalogue import built_in
from models.instruments.instrument import (
    Band,
    Entry,
    EntryKind,
    Group,
    Instrument,
    InstrumentKind,
    Item,
    Level,
    Mark,
    Part,
    Per,
)
from models.instruments.reading import read, thaw
from models.instruments.writing import freeze
from models.kernel.text import clean

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"])


def lines(most: int) -> st.SearchStrategy[str]:
    return (
        st.text(LETTERS | st.sampled_from(" \"\\'=#[]{},“”"), min_size=1, max_size=most)
        .map(lambda text: clean(text).text.strip()[:most].strip())
        .filter(bool)
    )


def codes(least: int, most: int) -> st.SearchStrategy[list[str]]:
    one = lines(12).filter(lambda text: not any(letter.isspace() for letter in text))
    return st.lists(one, min_size=least, max_size=most, unique=True)


POINTS = st.integers(1, 200).map(lambda halves: Decimal(halves) / 2)


@st.composite
def score_sheets(draw: st.DrawFn) -> Instrument:
    names = draw(codes(2, 8))
    items = tuple(
        Item(code, draw(lines(60)), max=draw(POINTS), on=n == 0 or draw(st.booleans()))
        for n, code in enumerate(names)
    )
    cut = draw(st.integers(0, len(items) - 1))
    halves = (("g1", items[: cut + 1]), ("g2", items[cut + 1 :]))
    groups = tuple(Group(code, draw(lines(20)), "p", half) for code, half in halves if half)
    full = sum((group.max for group in groups), Decimal(0))
    return Instrument(
        code="X",
        name=draw(lines(40)),
        kind=InstrumentKind.SCORE,
        version=draw(st.integers(1, 9999)),
        source=draw(st.just("") | lines(50)),
        note="\n".join(draw(st.lists(lines(30), max_size=3))),
        max_score=full,
        step=Decimal("0.5"),
        parts=(Part("p", draw(lines(10))),),
        groups=groups,
        bands=(Band("高", full), Band("低", Decimal(0))),
    )


@st.composite
def free_sheets(draw: st.DrawFn) -> Instrument:
    order = draw(st.permutations(range(1, 6)))
    levels = tuple(Level(code, draw(lines(9))) for code in draw(codes(2, 5)))
    return Instrument(
        code="Y",
        name=draw(lines(40)),
        kind=InstrumentKind.FREE,
        version=1,
        stages=tuple(dict.fromkeys(draw(st.lists(lines(20), max_size=5)))),
        groups=(Group("h", "习惯", items=tuple(Item(f"h{n}", "听", order=n) for n in order)),),
        entries=(
            Entry("c", draw(lines(20)), draw(st.sampled_from([Per.STAGE, Per.ITEM])),
                  EntryKind.CHOICE, preset=draw(st.sampled_from(levels)).code, levels=levels),
            Entry("n", draw(lines(20)), Per.LESSON, EntryKind.NUMBER, unit="分钟"),
        ),
        marks=tuple(Mark(sign, draw(lines(9))) for sign in draw(codes(0, 4))),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(score_sheets() | free_sheets())
def test_what_was_frozen_thaws_to_the_same(instrument: Instrument) -> None:
    assert thaw(freeze(instrument)) == instrument


@settings(max_examples=50, deadline=None)
@given(score_sheets() | free_sheets())
def test_the_same_instrument_always_gives_the_same_text(instrument: Instrument) -> None:
    assert freeze(thaw(freeze(instrument))) == freeze(instrument)


def test_comments_and_layout_do_not_change_what_is_kept() -> None:
    sheet = built_in()[0]
    spaced = "# 本校抄写\n" + freeze(sheet).replace(" = ", "   =  ").replace("\n\n", "\n\n\n")
    assert freeze(thaw(spaced)) == freeze(sheet)


def test_numbers_are_kept_as_people_write_them() -> None:
    sheet = thaw(
        'code="N"\nname="n"\nkind="score"\nversion=1\nmax_score=1e2\nstep=0.50\n'
        '[[groups]]\ncode="g"\nname="g"\nitems=[{code="i",text="t",max=100.0}]'
    )
    assert "max_score = 100\nstep = 0.5\n" in freeze(sheet)
    assert "max = 100 }" in freeze(sheet)
    assert f"{sheet.item('i').max:f}" == "100"


def test_a_long_note_full_of_quotes_comes_back() -> None:
    sheet = thaw(freeze(built_in()[0]))
    noted = Instrument("Z", "z", sheet.kind, 1, note='"\\\n' * 333 + "。", entries=sheet.entries)
    assert read(freeze(noted)) == noted
