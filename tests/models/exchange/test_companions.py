"""Who travels along with a record, and what of them stays at home."""

from __future__ import annotations

import json

import pytest

from models.exchange.companions import MOST, Company, companions
from models.exchange.portable import BadRecord, to_dict
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.school.people import TEACHER
from models.session.session import Session


def test_of_a_teacher_only_what_tells_them_apart_goes(sample_session: Session) -> None:
    [now, before] = sample_session.groups[:2]
    teacher = new_record(TEACHER, {
        "name": "柳如新", "phone": "13900000000", "birth": "1990-01",
        "memberships": [
            {"group": before.link(), "role": "leader", "since": "", "until": "2025-08-31"},
            {"group": now.link(), "role": "member", "since": "2025-09-01", "until": ""},
        ],
    })  # fmt: skip
    sample_session.store.save(teacher, actor="教务处")
    about = {"chair": teacher.link(), "group": now.link(), "held_on": "2026-09-24"}
    company = Company(sample_session.store, sample_session.school)
    plain = company.of(new_record(MEETING, about))
    words = json.dumps(plain, ensure_ascii=False)
    assert "柳如新" in words
    assert "13900000000" not in words
    assert "1990" not in words
    assert before.title not in words
    known = {one.title: one for one in companions(plain).spoken_of}
    assert [row["group"]["name"] for row in known["柳如新"]["memberships"]] == [now.title]


def test_a_list_without_end_is_refused() -> None:
    one = to_dict(new_record(TEACHER, {"name": "甲"}))
    with pytest.raises(BadRecord, match="太长"):
        companions({"spoken_of": [one] * (MOST + 1)})
