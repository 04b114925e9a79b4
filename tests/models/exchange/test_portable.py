"""What a file carries of a record, read by a program that has gone on since."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.catalogue import RECORD_TYPES
from models.exchange.portable import BadRecord, from_dict, to_dict
from models.kernel.fields import Kind
from models.kernel.json_text import canonical
from models.kernel.normalise import normalise
from models.kernel.record import RecordType, new_record
from models.meetings.meetings import MEETING
from tests.worst import worst


def test_a_file_from_the_time_when_the_topic_of_a_meeting_was_typed_is_read() -> None:
    carried = to_dict(new_record(MEETING, {"theme": "课题进展"}))
    carried["values"]["topic"] = "生活作文"
    assert from_dict(carried)["topic"] == {"id": None, "name": "生活作文"}
    carried["values"]["topic"] = "长" * 300_000
    with pytest.raises(BadRecord, match="太长"):
        from_dict(carried)


@pytest.mark.parametrize("kind", list(RECORD_TYPES), ids=lambda kind: kind.name)
@given(text=st.text(max_size=20), number=st.integers(-(2**53), 2**53))
def test_every_kind_of_record_comes_back_as_it_was_told(
    kind: RecordType, text: str, number: int
) -> None:
    worst_of_all = {f.key: worst(f, text, number=number) for f in kind.fields}
    values, _removed = normalise(kind, worst_of_all)
    record = replace(new_record(kind), values=values, version=3, lineage="0000000a 0000000b -")
    assert from_dict(json.loads(canonical(to_dict(record)))) == record


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3),
    ),
    st.sampled_from(["id", "version", "state", "lineage", "withheld", "values",
                     *(f.key for f in MEETING.fields)]),
)  # fmt: skip
def test_whatever_stands_in_a_place_is_read_or_refused(value: object, place: str) -> None:
    carried = to_dict(new_record(MEETING, {"theme": "作业"}))
    (carried["values"] if place in MEETING.by_key else carried)[place] = value
    with suppress(BadRecord):
        assert from_dict(carried).type is MEETING


def test_two_rows_of_one_name_are_refused() -> None:
    carried = to_dict(new_record(MEETING, {}))
    step = {"_id": "0000000a", "stage": "研讨"}
    carried["values"]["steps"] = [step, {**step, "_id": "0000000b"}]
    assert len(from_dict(carried)["steps"]) == 2
    carried["values"]["steps"] = [step, step]
    with pytest.raises(BadRecord, match="行的标识"):
        from_dict(carried)


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 2.0**60, True, "3"])
def test_a_number_that_is_none_is_refused(number: object) -> None:
    kind = next(one for one in RECORD_TYPES if any(f.kind is Kind.NUMBER for f in one.fields))
    f = next(f for f in kind.fields if f.kind is Kind.NUMBER)
    carried = to_dict(new_record(kind))
    carried["values"][f.key] = number
    with pytest.raises(BadRecord, match="应当是数字"):
        from_dict(carried)
