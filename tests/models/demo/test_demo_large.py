"""Many meetings for measuring: as many as asked for, sound, and made lazily."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import pytest

from models.demo import big_school
from models.kernel.fields import Field
from models.kernel.record import Record
from models.kernel.validate import blocking, check

LinksOf = Callable[[Record], Iterator[tuple[str, Field, dict[str, Any]]]]
TODAY = date(2026, 11, 23)


def made(records: int) -> list[Record]:
    return list(big_school(records, TODAY))


@pytest.mark.parametrize("records", [1, 7, 2000])
def test_exactly_as_many_meetings_as_asked_for(records: int) -> None:
    found = made(records)
    assert Counter(r.type.name for r in found)["meeting"] == records
    assert len({r.id for r in found}) == len(found)


def test_two_runs_are_identical() -> None:
    assert made(300) == made(300)
    assert [r.values for r in made(300)] == [r.values for r in made(300)]


def test_what_is_linked_to_comes_first(links_of: LinksOf) -> None:
    there: set[str] = set()
    for record in made(2000):
        assert {link["id"] for _p, _f, link in links_of(record)} <= there
        there.add(record.id)


def test_written_meetings_could_be_handed_in_and_are_varied() -> None:
    written = [r for r in made(2000) if r.type.name == "meeting" and r.state != "planned"]
    assert all(not blocking(check(r.type, r.values)) for r in written)
    assert len({r["theme"] for r in written}) > 500
    assert len({r.day[:4] for r in written}) >= 8
    assert all(date.fromisoformat(r.day).isoweekday() in (2, 3, 4) for r in written)


def test_tasks_of_a_group_are_told_apart() -> None:
    tasks = [row["_id"] for r in made(500) if r.type.name == "meeting" for row in r["decisions"]]
    assert len(tasks) == len(set(tasks))


def test_the_first_records_of_a_million_come_at_once() -> None:
    assert len(list(islice(big_school(1_000_000, TODAY), 5))) == 5
