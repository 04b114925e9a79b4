"""What a file carries of a record, read by a program that has gone on since."""

from __future__ import annotations

import pytest

from models.collecting.portable import BadRecord, told, understood
from models.meetings import MEETING
from models.record import new_record


def test_a_file_from_the_time_when_the_topic_of_a_meeting_was_typed_is_read() -> None:
    carried = told(new_record(MEETING, {"theme": "课题进展"}))
    carried["values"]["topic"] = "生活作文"
    assert understood(carried)["topic"] == {"id": None, "name": "生活作文"}
    carried["values"]["topic"] = "长" * 300_000
    with pytest.raises(BadRecord, match="太长"):
        understood(carried)
