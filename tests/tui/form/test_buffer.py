"""Typing, moving, selecting, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.form.buffer import Buffer

STEP = st.one_of(
    st.tuples(st.just("write"), st.text("教研ab ，\n", min_size=1, max_size=4)),
    st.tuples(st.just("move"), st.integers(-3, 40)),
    st.tuples(st.just("select"), st.integers(-3, 40)),
    st.tuples(st.just("delete"), st.integers(-1, 41)),
    st.tuples(st.sampled_from(("left", "right", "all")), st.none()),
)


def does(buffer: Buffer, step: tuple[str, object]) -> None:
    name, value = step
    if name == "write":
        buffer.replace(str(value), typing=True)
    elif name in ("move", "select"):
        buffer.move_to(int(str(value)), select=name == "select")
    elif name == "delete":
        buffer.delete_to(int(str(value)))
    elif name == "all":
        buffer.select_all()
    else:
        getattr(buffer, name)()


@given(st.lists(STEP, max_size=30), st.text("旧的内容", max_size=8))
def test_every_step_can_be_taken_back_and_again(steps: list[tuple[str, object]], text: str) -> None:
    buffer = Buffer(text)
    for step in steps:
        does(buffer, step)
        start, end = buffer.selection
        assert 0 <= start <= buffer.cursor <= len(buffer.text)
        assert 0 <= buffer.anchor <= len(buffer.text)
        assert buffer.selected == buffer.text[start:end]
    last = buffer.text
    while buffer.undo():
        pass
    assert buffer.text == text
    while buffer.redo():
        pass
    assert buffer.text == last


@given(st.text("教研ab", max_size=10), st.data())
def test_what_is_written_takes_the_place_of_what_is_selected(
    text: str, data: st.DataObject
) -> None:
    buffer = Buffer(text)
    one, other = (data.draw(st.integers(0, len(text))) for _each in range(2))
    buffer.move_to(one)
    buffer.move_to(other, select=True)
    buffer.replace("新")
    first, last = sorted((one, other))
    assert buffer.text == text[:first] + "新" + text[last:]
    assert buffer.cursor == first + 1


def test_a_word_typed_in_one_go_goes_back_in_one_step() -> None:
    buffer = Buffer("教研")
    for char in "活动主题":
        buffer.replace(char, typing=True)
    buffer.move_to(0)
    buffer.replace("本次", typing=True)
    assert buffer.undo()
    assert buffer.text == "教研活动主题"
    assert buffer.undo()
    assert buffer.text == "教研"


def test_what_was_deleted_comes_back_before_what_was_typed() -> None:
    buffer = Buffer("教研")
    buffer.replace("组", typing=True)
    buffer.delete_to(0)
    assert buffer.text == ""
    assert buffer.undo()
    assert buffer.text == "教研组"
