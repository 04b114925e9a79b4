"""However long a school has kept its records here, a page asks the database the same few questions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile

import pytest

from models.agenda.desk import Desk
from models.agenda.week import Agenda, agenda, term_map
from models.catalogue import RECORD_TYPES
from models.demo import big_school
from models.kernel.filters import Filter
from models.kernel.ids import derived_id
from models.kernel.json_text import canonical
from models.kernel.moments import now
from models.kernel.record import Record
from models.meetings.meetings import MEETING
from models.mentoring.pairings import PAIRING
from models.observing.coverage import coverage
from models.research.inquiries import INQUIRY
from models.research.topics import TOPIC
from models.school.people import GROUP, TEACHER
from models.school.schools import SCHOOL
from models.session.session import Session
from models.storage import Store
from models.storage.drafts import Draft
from tests.conftest import TODAY
from tests.statements import asked

MOST = 15
STAY = (SCHOOL, GROUP, TEACHER)
"""What a school has once, however long it is there."""
DAY, ID = (
    re.compile(r"(20\d\d)-(\d\d-\d\d)"),
    re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
)


def earlier(records: list[Record], years: int) -> Iterator[Record]:
    """The same records so many years before, under other ids, as open as they stand."""
    ids = {one.id: derived_id(date(2000, 1, 1), one.id, str(years)) for one in records}
    for one in records:
        text = DAY.sub(lambda day: f"{int(day[1]) - years}-{day[2]}", canonical(dict(one.values)))
        text = ID.sub(lambda found: ids.get(found[0], found[0]), text)
        yield replace(one, id=ids[one.id], values=json.loads(text), version=0, lineage="")


def grow(store: Store, years: int) -> None:
    """Nine years before the one that is there, and in each as much left open."""
    kinds = [kind for kind in RECORD_TYPES if kind not in STAY]
    there = [one for kind in kinds for one in store.found(Filter(kind))]
    for before in range(1, years):
        store.save_all(earlier(there, before), actor="教务处")


def leave_open(store: Store) -> None:
    """Drafts of the newest pairs, topics, inquiries and meetings that nobody has closed."""
    for kind in (PAIRING, TOPIC, INQUIRY, MEETING):
        for one in store.found(Filter(kind))[:5]:
            store.put_draft(Draft(kind.name, one.id, one.values, one.version, now()))


def whole_home(session: Session) -> Agenda:
    """All that home shows."""
    desk = Desk(session)
    found = agenda(session, desk)
    assert [len(row.cells) for row in term_map(session, desk)]
    return found


def statements_of(session: Session, read: Callable[[Session], object]) -> int:
    """How many it takes once the session knows who sits here and which groups and terms there are."""
    read(session)
    with asked(session.store) as statements:
        read(session)
    return len(statements)


@pytest.mark.parametrize("years", [1, 10])
def test_home_asks_the_same_few_questions_in_the_tenth_year(
    sample_session: Session, years: int
) -> None:
    store = sample_session.store
    one_year = whole_home(sample_session)
    grow(store, years)
    leave_open(store)
    found = whole_home(sample_session)
    assert len(found.unfinished) >= 4
    assert len(found.this_week) >= len(one_year.this_week) - 1  # the draft of one is open
    assert len(store.ids(Filter(PAIRING, states=("active",)))) >= years
    assert 5 < statements_of(sample_session, whole_home) <= MOST


@pytest.mark.parametrize("which", ["mentee", "mentor", "office"])
def test_home_asks_everybody_the_same_few_questions(sample_session: Session, which: str) -> None:
    grow(sample_session.store, 3)
    (pairing, *_more) = sample_session.store.found(Filter(PAIRING, states=("active",)))
    office = next(one for one in sample_session.teachers if one["office"] not in ("", "teacher"))
    sample_session.set_current_user(office.link() if which == "office" else pairing[which])
    assert statements_of(sample_session, whole_home) <= MOST


def test_who_hears_whom_asks_as_little_of_a_district(sample_session: Session) -> None:
    few = statements_of(sample_session, coverage)
    people = takewhile(lambda record: record.type is not MEETING, big_school(100_000, TODAY))
    known = set(sample_session.store.ids(Filter(GROUP)))
    sample_session.store.save_all(
        [one for one in people if one.type in (GROUP, TEACHER) and one.id not in known],
        actor="教务处",
    )
    sample_session.refresh()
    assert len(sample_session.groups) > 300
    leader = next(one for one in coverage(sample_session).duties if one.wanted == 20)
    assert leader.post in ("leader", "prep_leader")
    assert statements_of(sample_session, coverage) == few <= 3
