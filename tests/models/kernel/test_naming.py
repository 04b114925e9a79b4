"""Names that are written one behind the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.naming import names_in
from models.kernel.record import new_record
from models.kernel.validate import blocking, check
from models.meetings.meetings import MEETING

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=4)


@given(st.lists(HAN, min_size=1, max_size=6), st.sampled_from("、，,;；/\n\t"))
def test_names_are_read_back_whatever_parts_them(names: list[str], sign: str) -> None:
    assert names_in(sign.join(names)) == names


def test_a_space_parts_two_people_or_stands_in_one_name() -> None:
    known = {"欧阳 修"}
    assert names_in("张 伟、李　明") == ["张伟", "李明"]
    assert names_in("柳青 周敏华", known.__contains__) == ["柳青", "周敏华"]
    assert names_in("欧阳 修，柳青", known.__contains__) == ["欧阳 修", "柳青"]
    assert names_in(" 、 ") == []


@pytest.mark.parametrize("written", ["孙丽、赵敏", "孙丽，赵敏", "孙丽/赵敏"])
def test_several_where_one_is_asked_for_are_no_stranger(written: str) -> None:
    meeting = new_record(MEETING, {"recorder": {"id": None, "name": written}})
    said = [p.message for p in blocking(check(MEETING, meeting.values)) if p.key == "recorder"]
    assert said == [f"记录人只能填一位，这里写了几位：{written}"]
    guest = meeting.with_values(recorder={"id": None, "name": "孙丽"})
    assert not [p for p in check(MEETING, guest.values) if p.key == "recorder"]
