"""Of the differences that a file brings each is taken or left by itself."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.exchange.choosing import without
from models.exchange.differences import differences
from models.exchange.judging import Judgement, Verdict
from models.kernel.normalise import normalise
from models.kernel.record import Record, new_record
from models.meetings.meetings import MEETING

ROWS = st.lists(
    st.fixed_dictionaries(
        {"_id": st.sampled_from([f"0000000{n}" for n in range(6)]),
         "stage": st.sampled_from(["导入", "研讨", "小结"]), "minutes": st.integers(1, 3)}
    ),
    unique_by=lambda row: row["_id"], max_size=5,
)  # fmt: skip


def record(steps: list[dict[str, object]], theme: str) -> Record:
    values, _removed = normalise(MEETING, {"steps": steps, "theme": theme})
    made = new_record(MEETING, values, id="01900000-0000-7000-8000-00000000000a")
    return replace(made, version=1, lineage="0000000a")


def test_a_row_that_stays_comes_back_where_it_stood() -> None:
    rows: list[dict[str, object]] = [
        {"_id": f"0000000{n}", "stage": "研讨", "minutes": n} for n in (1, 2, 3)
    ]
    ours, theirs = record(rows, "甲"), record([rows[0], rows[2]], "甲")
    mixed = without(Judgement(Verdict.CHANGED, theirs, ours), theirs, {"-steps[2]"}, "x").result
    assert [row["minutes"] for row in mixed["steps"]] == [1, 2, 3]


def test_a_state_that_is_left_stays_and_the_rest_is_taken() -> None:
    ours = replace(record([], "甲"), state="draft", state_reason="退回过")
    theirs = replace(record([], "乙"), state="submitted")
    mixed = without(Judgement(Verdict.CHANGED, theirs, ours), theirs, {"state"}, "x").result
    assert (mixed.state, mixed.state_reason, mixed["theme"]) == ("draft", "退回过", "乙")


@given(ROWS, ROWS, st.sampled_from("甲乙"), st.sampled_from("甲乙"), st.data())
def test_what_is_refused_is_the_only_difference_that_is_left(
    ours_rows: list[dict[str, object]], their_rows: list[dict[str, object]], a: str, b: str,
    data: st.DataObject,
) -> None:  # fmt: skip
    ours, theirs = record(ours_rows, a), record(their_rows, b)
    judgement = Judgement(Verdict.CHANGED, theirs, ours)
    marks = [one.mark for one in differences(ours, theirs)]
    assert without(judgement, theirs, set(), "x").result == theirs
    nothing = without(judgement, theirs, set(marks), "x")
    if "steps" not in marks:  # a changed order of rows that stayed is refused as a whole
        assert sorted(map(str, nothing.result["steps"])) == sorted(map(str, ours["steps"]))
    assert nothing.result["theme"] == ours["theme"]
    refused = set(data.draw(st.lists(st.sampled_from(marks), unique=True))) if marks else set()
    mixed = without(judgement, theirs, refused, "x").result
    assert mixed["theme"] == (ours if "theme" in refused else theirs)["theme"]
    kept = {row["_id"]: row for row in mixed["steps"]}
    for number, row in enumerate(theirs["steps"], 1):
        if f"steps[{number}]" in refused:  # a row that would be added
            assert row["_id"] not in kept
    for number, row in enumerate(ours["steps"], 1):
        if f"-steps[{number}]" in refused:
            assert kept[row["_id"]] == row
