"""The state's holiday notice, read from a file somebody found."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar.holidays import DayKind, calendar_notice, day_of, rules_of
from models.calendar.published import UnreadableHolidays, read_published, with_published
from models.calendar.weeks import weeks_of
from models.kernel.normalise import normalise
from models.school.terms import TERM

NOTICE = {
    "$schema": "schema.json",
    "year": 2031,
    "papers": ["通知"],
    "days": [
        {"name": "国庆节", "date": "2031-10-11", "isOffDay": False},
        *({"name": "国庆节", "date": f"2031-10-{n:02}", "isOffDay": True} for n in range(1, 9)),
        {"name": "元旦", "date": "2032-01-01", "isOffDay": True},
    ],
}
TERM_2031 = {
    "first_day": "2031-09-01", "last_day": "2032-01-16", "week1_monday": "2031-09-01",
    "day_rules": [
        {"_id": "0a0a0a0a", "date": "2031-10-11", "kind": "makeup", "name": "上周三的课",
         "follows_weekday": "3"},
        {"_id": "0b0b0b0b", "date": "2031-10-30", "kind": "school_off", "name": "运动会",
         "follows_weekday": ""},
    ],
}  # fmt: skip


def written(days: Any) -> str:
    return json.dumps({"year": 2031, "days": days}, ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_notice_becomes_day_rules_in_order(encoding: str) -> None:
    rows = read_published(json.dumps(NOTICE, ensure_ascii=False).encode(encoding))
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert len(rows) == 10
    makeup = next(row for row in rows if row["date"] == "2031-10-11")
    assert (makeup["kind"], makeup["name"], makeup["follows_weekday"]) == ("makeup", "国庆节", "")


def test_the_rows_are_kept_as_they_are() -> None:
    rows = read_published(json.dumps(NOTICE))
    kept, removed = normalise(TERM, {"day_rules": rows})
    assert (kept["day_rules"], removed) == (rows, 0)


def test_what_the_school_wrote_stays_and_the_rest_of_the_term_is_added() -> None:
    early = {"date": "2031-06-24", "name": "端午节", "isOffDay": True}
    notice = {**NOTICE, "days": [early, *NOTICE["days"]]}
    rows = with_published(TERM_2031, read_published(json.dumps(notice)))
    assert [row["date"] for row in rows][:2] == ["2031-10-01", "2031-10-02"]
    assert next(r for r in rows if r["date"] == "2031-10-11")["name"] == "上周三的课"
    assert "2031-10-30" in [row["date"] for row in rows]
    assert (
        with_published({**TERM_2031, "day_rules": rows}, read_published(json.dumps(notice))) == rows
    )

    term = {**TERM_2031, "day_rules": rows}
    assert day_of(date(2031, 10, 8), rules_of(rows)).kind is DayKind.HOLIDAY
    assert weeks_of(term)[4].holiday == "国庆节"
    assert calendar_notice(term) == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "第 1 行第 2 个字"),
        ("\n\n元旦放假三天", "第 3 行"),
        (b"\xd4\xaa\xb5\xa9", "UTF-8"),
        ("[]", "days"),
        ('{"year": 2031}', "days"),
        (written([]), "一天也没有"),
        (written(["元旦"]), "第 1 条不是一天"),
        (written([{"date": "2031-02-30", "isOffDay": True}]), "第 1 条的日期“2031-02-30”"),
        (written([{"date": 20310101, "isOffDay": True}]), "第 1 条的日期"),
        (written([{"date": "2031-01-01", "isOffDay": "是"}]), "第 1 条(2031-01-01)没有写 isOffDay"),
        (written([{"date": "2031-01-01", "isOffDay": True}] * 2), "第 2 条：2031-01-01 写了两次"),
        ("[" * 100_000, "读不下去"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(content: str | bytes, says: str) -> None:
    with pytest.raises(UnreadableHolidays) as refused:
        read_published(content)
    assert says in str(refused.value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.dates().map(str),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["days", "date", "isOffDay", "name", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.binary(max_size=60) | _JSON.map(json.dumps) | _JSON.map(lambda one: written([one])))
def test_any_file_is_a_notice_or_refused(content: bytes | str) -> None:
    with suppress(UnreadableHolidays):
        assert all(date.fromisoformat(row["date"]) for row in read_published(content))
