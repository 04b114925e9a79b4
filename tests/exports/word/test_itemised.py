"""A list in one cell: numbered items, and back to rows."""

from hypothesis import given
from hypothesis import strategies as st

from exports.collect.corrections import same_words
from exports.word.itemised import itemised, rows_in
from models.meetings.meetings import MEETING

STEPS, REMARKS = MEETING.field("steps"), MEETING.field("remarks")
VIEWS, DECISIONS = MEETING.field("viewpoints"), MEETING.field("decisions")
WORDS = st.text(alphabet="研讨作业，。：（）12.、 a\n", max_size=30)


def rows_of(f: object, *texts: tuple[str, ...]) -> list[dict[str, str]]:
    return [dict(zip([c.label for c in f.columns], row, strict=True)) for row in texts]  # type: ignore[attr-defined]


def test_items_read_as_people_would_write_them() -> None:
    steps = rows_of(STEPS, ("问题回顾", "10", "先回顾。\n再讨论。"), ("小结", "", ""))
    assert itemised(STEPS, steps) == "1. 问题回顾（时长(分)：10）：先回顾。\n再讨论。\n2. 小结"
    decisions = rows_of(DECISIONS, ("修改作业单", "周立", "2026年12月3日"))
    assert (
        itemised(DECISIONS, decisions) == "1. 修改作业单（责任人：周立；完成时限：2026年12月3日）"
    )
    views = rows_of(VIEWS, ("怎么分层", "按目标分", "分两层"))
    assert itemised(VIEWS, views) == "1. 问题：怎么分层\n观点：按目标分\n共识：分两层"


def test_corrected_added_and_deleted_items_are_told_apart() -> None:
    before = rows_of(REMARKS, ("周立", "作业要少。"), ("赵明远", "也要分层。"), ("王芳", "同意。"))
    text = "1. 周立：作业要更少。\n3. 王芳：同意。\n4. 李想：我来试。"
    assert rows_in(REMARKS, text, before, same_words) == rows_of(
        REMARKS, ("周立", "作业要更少。"), ("王芳", "同意。"), ("李想", "我来试。")
    )


def test_numbers_inside_a_text_begin_no_item() -> None:
    before = rows_of(STEPS, ("研讨", "40", "三点意见：\n5. 少\n6. 精"), ("小结", "5", ""))
    assert rows_in(STEPS, itemised(STEPS, before), before, same_words) == before
    corrected = itemised(STEPS, before).replace("三点", "几点")
    assert rows_in(STEPS, corrected, before, same_words) == rows_of(
        STEPS, ("研讨", "40", "几点意见：\n5. 少\n6. 精"), ("小结", "5", "")
    )


def test_what_cannot_be_told_apart_is_not_guessed() -> None:
    before = rows_of(DECISIONS, ("修改作业单", "周立", ""))
    assert rows_in(DECISIONS, "1. 修改（谁：周立）", before, same_words) is None


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=5))
def test_what_nobody_touched_comes_back_as_it_was(texts: list[tuple[str, str, str]]) -> None:
    rows = rows_of(STEPS, *texts)
    assert rows_in(STEPS, itemised(STEPS, rows), rows, same_words) == rows


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4), st.data())
def test_whatever_is_typed_there_is_read_or_not_but_never_lost_in_the_reading(
    texts: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    rows = rows_of(STEPS, *texts)
    printed = itemised(STEPS, rows)
    at = data.draw(st.integers(0, len(printed)))
    typed = data.draw(st.text(alphabet="加一句话", min_size=1, max_size=4))
    read = rows_in(STEPS, printed[:at] + typed + printed[at:], rows, same_words)
    assert read is None or typed in itemised(STEPS, read)
