"""Writing a lesson down while it goes on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.observing.live import (
    COLUMNS,
    interval_at,
    is_begun,
    last_active,
    taken_by,
    with_interval,
    with_line,
    with_sample,
    with_samples,
    with_toggled,
)
from models.observing.sheet import codes_in

STAGES = ("导入", "新授", "小结")


def empty(stage: str) -> dict[str, object]:
    return {"_id": stage, "minute": None, "stage": stage, "teacher": "", "students": "",
            "participation": "", "note": ""}  # fmt: skip


def test_the_first_line_of_a_stage_takes_its_empty_row_and_the_next_minute_a_new_one() -> None:
    rows = [empty(stage) for stage in STAGES]
    rows = with_line(rows, 0, "导入", "teacher", "谈话导入")
    rows = with_line(rows, 0, "导入", "students", "齐答")
    rows = with_line(rows, 3, "导入", "teacher", "出示课题")
    assert [(r["stage"], r["minute"], r["teacher"], r["students"]) for r in rows] == [
        ("导入", 0, "谈话导入", "齐答"), ("导入", 3, "出示课题", ""), ("新授", None, "", ""),
        ("小结", None, "", ""),
    ]  # fmt: skip


def test_the_clock_may_be_set_anew_until_something_is_written_down() -> None:
    untouched = {"segments": [empty("导入")], "intervals": with_interval([], 2), "samples": "TTT"}
    assert not is_begun(untouched)
    assert is_begun({**untouched, "samples": "TTS"})
    assert is_begun({**untouched, "segments": with_line([], 0, "导入", "teacher", "谈话")})
    assert is_begun({**untouched, "intervals": with_toggled([], 1, "Lec", ["Lec"])})


LINES = st.tuples(
    st.integers(0, 60), st.sampled_from((*STAGES, "加的环节")), st.sampled_from(COLUMNS),
    st.text(min_size=1),
)  # fmt: skip


@given(st.lists(LINES))
def test_no_line_is_ever_lost(lines: list[tuple[int, str, str, str]]) -> None:
    rows = [empty(stage) for stage in STAGES]
    for minute, stage, column, text in lines:
        rows = with_line(rows, minute, stage, column, text)
    written = sorted((r["stage"], c, r[c]) for r in rows for c in COLUMNS if r[c])
    assert written == sorted((stage, column, text) for _minute, stage, column, text in lines)
    assert len({row["_id"] for row in rows}) == len(rows)


def test_intervals_begin_on_time() -> None:
    assert [interval_at(seconds, 120) for seconds in (0, 119, 120, 2399, 2400)] == [1, 1, 2, 20, 21]


@given(st.lists(st.tuples(st.integers(1, 25), st.sampled_from(("T.Lec", "S.L", "T.PQ", "X")))))
def test_a_code_ticked_twice_is_not_ticked(ticks: list[tuple[int, str]]) -> None:
    rows = with_interval([], 20)
    for number, code in ticks:
        rows = with_toggled(rows, number, code, ("T.Lec", "T.PQ", "S.L"))
    for row in rows:
        odd = {
            code
            for number, code in ticks
            if number == row["no"] and ticks.count((number, code)) % 2
        }
        assert set(codes_in(row)) == odd
    assert [row["no"] for row in rows] == list(range(1, len(rows) + 1))


def test_samples_that_are_due_are_taken_by_who_is_active() -> None:
    assert with_samples("TT", 5, "S") == "TTSSS"
    assert with_samples("TTTTTT", 5, "S") == "TTTTTT"


def test_what_nobody_watched_is_nobodys_and_is_written_down_once_somebody_watches_again() -> None:
    assert with_samples("TT", 58, "S", missed=58) == "TT"
    assert with_samples("TT", 59, "S", missed=58) == "TT" + "-" * 56 + "S"
    assert last_active("TTS--") == "S"
    assert last_active("--") == last_active("") == "T"


@given(st.text("TS-"), st.integers(1, 20), st.sampled_from("TS"))
def test_a_change_that_was_none_is_taken_out_of_what_was_watched_since(
    text: str, first: int, actor: str
) -> None:
    mended = taken_by(text, first, actor)
    assert mended[: first - 1] == text[: first - 1]
    assert set(mended[first - 1 :]) <= {actor, "-"}
    assert [char == "-" for char in mended] == [char == "-" for char in text]
    for number, char in enumerate(text, 1):
        assert with_sample(with_sample(text, number, actor), number, char) == text
