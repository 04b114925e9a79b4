"""Any keys and pastes in the form of any kind of record, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.catalogue import RECORD_TYPES
from models.kernel.fields import Kind
from models.kernel.record import Record, new_record
from models.meetings.meetings import MEETING
from models.school.terms import TERM
from models.session.session import Session
from tests.conftest import TODAY
from tests.tui.form.test_layout import full
from tui.context import context_of
from tui.form.editor import Key
from tui.form.filling import Filling
from tui.form.layout import Sheet, lay_out

if TYPE_CHECKING:
    from models.storage import Store

NAMES = ("tab", "shift+tab", "enter", "up", "down", "left", "right", "home", "end", "backspace",
         "delete", "escape", "ctrl+n", "ctrl+d", "ctrl+z", "ctrl+y", "ctrl+a", "ctrl+k", "ctrl+u", "alt+up",
         "alt+down", "shift+left", "shift+end", "ctrl+left", "ctrl+home", "ctrl+end")  # fmt: skip
KEY = st.one_of(
    st.sampled_from(NAMES).map(Key),
    st.sampled_from("周敏张伟教研，、。 1２9ab\u0301\u3000").map(lambda char: Key(char, char)),
)
PASTE = st.sampled_from(
    (
        "一行",
        "第一行\n第二行",
        "甲\t30\t一\n乙\t半小时\t二",
        "周敏华、柳青",
        "\n\u0301",
        "长" * 300,
        "",
    )
)

ELSEWHERE = st.tuples(st.integers(0, 60), st.text("另一处", min_size=1, max_size=4))
"""Which field gets which text though nobody is in it, as one that follows from another."""


class Keeper:
    """Keeps the record as a page does."""

    def __init__(self, record: Record, session: Session, width: int) -> None:
        self.record = record
        self.session = session
        context = context_of(session)
        self.filling = Filling(Sheet(record), self, lambda _key: context, width)

    def typed(self, key: str, value: Any) -> None:
        record = self.record.with_values(**{key: value})
        if key in record.type.derives_from:
            record = record.with_values(**record.type.derive(record, self.session))
        self.record = record
        self.filling.show(record)

    def changes(self, number: int, text: str) -> None:
        """Another value in a field, or in its first row."""
        f = self.record.type.fields[number % len(self.record.type.fields)]
        rows = self.record[f.key]
        if f.kind in (Kind.TEXT, Kind.LONG):
            self.typed(f.key, text)
        elif f.kind is Kind.ROWS and rows and not f.roll:
            column = next(c.key for c in f.columns if c.kind in (Kind.TEXT, Kind.LONG))
            self.typed(f.key, [{**rows[0], column: text}, *rows[1:]])

    def open_entry(self, record_id: str) -> None:
        raise AssertionError("there is none")


@pytest.fixture
def session(store: Store) -> Session:
    return Session(store, lambda: TODAY)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(list(RECORD_TYPES)),
    st.lists(st.one_of(KEY, PASTE, st.integers(20, 130), ELSEWHERE), max_size=40),
)
def test_what_is_seen_is_always_what_the_record_holds(
    session: Session, kind: Any, steps: list[Any]
) -> None:
    """Nothing that was laid out before stays where it is other now."""
    rows = {f.key: full(f) for f in kind.fields if f.kind is Kind.ROWS}
    keeper = Keeper(new_record(kind, rows), session, 100)
    filling = keeper.filling
    filling.go(1)
    for step in steps:
        if isinstance(step, Key):
            filling.take(step)
        elif isinstance(step, int):
            filling.resize(step)
        elif isinstance(step, tuple):
            keeper.changes(*step)
        else:
            filling.paste(step)
        assert filling.record is keeper.record
        assert filling.place is None or filling.place in filling.spots
        if filling.here is not None and filling.cursor is not None:
            assert (
                filling.here.top
                <= filling.cursor[1]
                < max(filling.here.bottom, filling.here.top + 1)
            )
    filling.leave()
    filling.place = filling.editor = None
    filling.lay_out()
    fresh = lay_out(Sheet(keeper.record, notes=filling._noted(), left_over={
        place: editor.left_over for place, editor in filling._open.items()}), filling.width)  # fmt: skip
    assert [part.lines for part in filling.parts] == [part.lines for part in fresh]


def test_every_cell_is_reached_by_tab_and_by_the_arrows(session: Session) -> None:
    keeper = Keeper(MEETING.opens(new_record(MEETING), session), session, 118)
    filling = keeper.filling
    filling.go_to(next(iter(filling.spots)))
    by_tab = []
    for _cell in filling.spots:
        by_tab.append(filling.place)
        filling.take(Key("tab"))
    assert by_tab == [*filling.spots]
    assert filling.place == by_tab[0]
    tops = [filling.here.top] if filling.here else []
    while filling.go_beside(1):
        assert filling.here is not None
        tops.append(filling.here.top)
    assert tops == sorted(tops)
    assert tops[-1] == max(spot.top for spot in filling.spots.values())


def test_undo_in_a_cell_changes_the_record_too(session: Session) -> None:
    keeper = Keeper(new_record(TERM), session, 118)
    filling = keeper.filling
    key = next(f.key for f in TERM.fields if filling.go_to_field(f.key) and f.kind == "text")
    filling.go_to_field(key)
    for char in "春季":
        filling.take(Key(char, char))
    assert keeper.record[key] == "春季"
    filling.take(Key("ctrl+z"))
    assert keeper.record[key] == ""
    filling.take(Key("ctrl+y"))
    assert keeper.record[key] == "春季"
