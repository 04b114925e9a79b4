"""Text in a width: every character is on one line, and every place of the cursor is one place."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.form.wrapping import CLOSING, offset_at, place_of, shown, width_of, wrapped

TEXTS = st.text(
    st.sampled_from("教研组活动，。（）“”①ab cd12\n\t\x00e\u0301\u200b👍𠮷\ud800")
    | st.characters(),
    max_size=120,
)
WIDTHS = st.integers(4, 60)


def cells(text: str) -> int:
    return sum(map(width_of, text))


@given(TEXTS, WIDTHS)
def test_nothing_is_left_out_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    kept = "".join(text[start:end] for start, end in lines)
    assert kept == text.replace("\n", "")
    assert all(cells(text[start:end]) <= width for start, end in lines)
    assert len(shown(text)) == len(text)


@given(st.text(st.sampled_from("教①a\u3000\u200b\u200d\ufe0f❤👩👨\t\x1b\u202e\u0301"), max_size=12))
def test_a_text_is_as_wide_as_it_is_painted(text: str) -> None:
    assert cells(text) == cell_len(shown(text))


@given(TEXTS, WIDTHS, st.data())
def test_a_place_is_where_its_character_is(text: str, width: int, data: st.DataObject) -> None:
    lines = wrapped(text, width)
    offset = data.draw(st.integers(0, len(text)))
    x, row = place_of(text, lines, offset)
    there = offset_at(text, lines, x, row)
    assert place_of(text, lines, there) == (x, row)
    if offset < len(text) and width_of(text[offset]) and text[offset] != "\n":
        assert lines[row][0] <= offset < lines[row][1]


@given(TEXTS, WIDTHS, st.data())
def test_who_clicks_behind_a_line_stays_on_it(text: str, width: int, data: st.DataObject) -> None:
    lines = wrapped(text, width)
    row = data.draw(st.integers(0, len(lines) - 1))
    assert place_of(text, lines, offset_at(text, lines, 999, row))[1] == row


@given(st.text("教研，。；", min_size=30, max_size=80))
@example("教" * 19 + "，" + "研" * 30)
def test_no_line_begins_with_a_closing_sign_that_could_stand_before(text: str) -> None:
    for start, _end in wrapped(text, 20)[1:]:
        if text[start] in CLOSING:
            assert all(sign in CLOSING for sign in text[max(start - 9, 0) + 1 : start])


def test_a_latin_word_is_not_torn() -> None:
    text = "阅读 Understanding by Design 第三章"
    lines = [text[start:end] for start, end in wrapped(text, 16)]
    assert "Understanding" in "".join(line + "|" for line in lines)
    assert any("Understanding" in line for line in lines)
