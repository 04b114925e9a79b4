"""Any keys and pastes in the form of any kind of record, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events

from models.catalogue import RECORD_TYPES
from models.kernel.fields import Kind
from models.kernel.record import Record, new_record
from models.kernel.validate import check
from models.meetings.meetings import MEETING
from models.school.terms import TERM
from models.session.session import Session
from tests.conftest import TODAY
from tests.tui.form.test_layout import full
from tui.context import context_of
from tui.form.editor import Key, key_of
from tui.form.filling import Filling
from tui.form.layout import Place, Sheet, lay_out
from tui.form.written import Written

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
            texts = {c.key: text for c in f.columns if c.kind in (Kind.TEXT, Kind.LONG)}
            self.typed(f.key, [{**rows[0], **texts}, *rows[1:]])

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
    kept = filling.kept
    sheet = Sheet(keeper.record, notes=kept.notes(filling.spots), left_over=kept.left_over)
    fresh = lay_out(sheet, filling.width)
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


def keys(keeper: Keeper, *names: str) -> None:
    for name in names:
        keeper.filling.take(Key(name, name if len(name) == 1 else ""))


def in_a_meeting(session: Session, **values: Any) -> Keeper:
    opened = MEETING.opens(new_record(MEETING, {"group": session.groups[0].link()}), session)
    return Keeper(opened.with_values(**values), session, 118)


STEPS = [
    {"_id": f"0000000{n}", "stage": f"第{n}步", "minutes": 10, "content": "议"} for n in range(3)
]


def test_where_one_is_nowhere_yet_keys_lead_in(session: Session) -> None:
    for name, number in (("tab", 0), ("down", 0), ("enter", 0), ("shift+tab", -1)):
        keeper = in_a_meeting(session)
        assert keeper.filling.place is None
        keys(keeper, name)
        assert keeper.filling.place == [*keeper.filling.spots][number]


def test_behind_a_reason_one_is_at_the_same_person_of_the_roll(session: Session) -> None:
    keeper = in_a_meeting(session)
    keeper.filling.go_to_field("attendance")
    before = [row["person"]["name"] for row in keeper.record["attendance"]]
    keys(keeper, "right", "right", "2", "enter", "家", "事", "enter", "delete")
    rows = keeper.record["attendance"]
    assert [row["person"]["name"] for row in rows] == [*before[:2], *before[3:]]
    keys(keeper, "ctrl+z")
    back = keeper.record["attendance"][2]
    assert (back["person"]["name"], back["status"], back["reason"]) == (
        before[2],
        "personal",
        "家事",
    )


def test_words_are_found_where_they_are_and_one_after_the_other(session: Session) -> None:
    text = "占" * 47 + "跨行词语，再说一次跨行词语" + "完" * 200
    keeper = in_a_meeting(session, summary=text)
    filling = keeper.filling
    starts = []
    for _hit in range(2):
        assert filling.find("跨行词语")
        assert filling.place == Place("summary")
        assert isinstance(filling.editor, Written)
        assert filling.editor.buffer.selected == "跨行词语"
        starts.append(filling.editor.buffer.selection[0])
    assert starts == [47, text.rindex("跨行词语")]
    assert not filling.find("没有的词")


def test_what_was_typed_is_taken_back_also_when_one_has_been_away(session: Session) -> None:
    keeper = in_a_meeting(session, place="三楼")
    keeper.filling.go_to_field("place")
    keys(keeper, "end", "东", "侧", "tab", "shift+tab", "ctrl+z")
    assert keeper.record["place"] == "三楼"


def test_a_word_that_is_no_number_is_forgotten_with_its_row(session: Session) -> None:
    keeper = in_a_meeting(session, steps=STEPS)
    keeper.filling.go_to_cell("steps", 0, "minutes")
    keys(keeper, "x", "tab")
    assert "“x”" in str(list(check(MEETING, keeper.record.values)))
    keys(keeper, "shift+tab", "ctrl+d")
    assert "“x”" not in keeper.filling.text


def test_down_in_the_day_of_a_row_goes_to_the_next_row(session: Session) -> None:
    rows = [{"_id": f"0000000{n}", "matter": "议", "owner": [], "due": "2026-11-2" + str(n)}
            for n in range(3)]  # fmt: skip
    keeper = in_a_meeting(session, decisions=rows)
    keeper.filling.go_to_cell("decisions", 0, "due")
    keys(keeper, "down")
    assert keeper.filling.place == Place("decisions", "00000001", "due")
    assert [row["due"] for row in keeper.record["decisions"]] == [row["due"] for row in rows]


def test_the_spaces_that_begin_a_paragraph_can_be_typed(session: Session) -> None:
    keeper = in_a_meeting(session, summary="")
    keeper.filling.go_to_field("summary")
    for char in "\u3000\u3000第一段":
        keeper.filling.take(key_of(events.Key("ideographic_space", char)))
    assert keeper.record["summary"] == "\u3000\u3000第一段"
    assert keeper.filling.cursor is not None
    assert keeper.filling.here is not None
    assert keeper.filling.cursor[0] == keeper.filling.here.cell.x + 10


def test_nothing_pasted_leaves_what_is_there(session: Session) -> None:
    keeper = in_a_meeting(session, held_on="2026-11-26")
    keeper.filling.go_to_field("held_on")
    keeper.filling.paste("")
    assert keeper.record["held_on"] == "2026-11-26"


def test_a_name_that_is_taken_back_is_the_same_person(session: Session) -> None:
    gone = {"id": "01900000-0000-7000-8000-000000000009", "name": "已退休"}
    keeper = in_a_meeting(session, recorder=gone)
    keeper.filling.go_to_field("recorder")
    keys(keeper, "end", "甲", "ctrl+z")
    assert keeper.record["recorder"] == gone


def test_a_row_that_is_there_again_is_not_brought_back_twice(session: Session) -> None:
    keeper = in_a_meeting(session, steps=STEPS)
    before = keeper.record
    keeper.filling.go_to_field("steps")
    keys(keeper, "ctrl+d")
    keeper.record = before
    keeper.filling.show(before)
    keys(keeper, "ctrl+z")
    ids = [row["_id"] for row in keeper.record["steps"]]
    assert len(ids) == len(set(ids))


def test_a_row_of_the_roll_without_a_person_is_shown(session: Session) -> None:
    row = {"_id": "00000001", "person": None, "status": "leave", "reason": ""}
    keeper = in_a_meeting(session, attendance=[row])
    assert "出席" in keeper.filling.text
