"""A complete sample school as it stands on a day, the same whenever it is made on that day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.demo.content import read
from models.demo.events import arranged_later, events_of
from models.demo.groups import agenda_of, groups_of, plan_of, with_books_read
from models.demo.life import Room, cancelled, lives
from models.demo.mentoring import mentoring
from models.demo.observing import observing
from models.demo.research import Year, about_topics, research, topics_of
from models.demo.school_year import SchoolTerm, nearest_term
from models.demo.staff import Staff, staff_of
from models.demo.stamps import moment
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.school.schools import SCHOOL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.kernel.fields import Link

ME = "语文组"
"""The leader of this group sits at the terminal."""
DRAWN_UP, HANDED_IN, AGREED = (timedelta(days=n) for n in (0, 6, 9))
"""When a plan is begun, handed in and approved, from the first day of term (within two weeks)."""


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """The records in the order in which they can be saved, each as it stands now; `before` has the
    earlier versions of a record by its id, oldest first. Who wrote a version and when is in it.
    """

    records: Sequence[Record]
    me: Link
    before: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings of the terminal."""

    def versions(self, record: Record) -> Iterator[Record]:
        """All versions of a record, oldest first."""
        yield from self.before.get(record.id, ())
        yield record


def demo_school(today: date) -> DemoSchool:
    """The sample school on a day, in the term nearest to it."""
    term = nearest_term(today)
    groups = groups_of(term.year)
    staff = staff_of(term.year, groups)
    rooms = [_room(group, term, staff, today) for group in groups.values()]
    topics = topics_of(Year(rooms, ()))
    chains = [about_topics(versions, topics) for room in rooms for versions in lives(room)]
    meetings = [versions[-1] for versions in chains]
    year = Year(rooms, meetings)
    later = arranged_later(term, staff, today) if term.no == "1" and today <= term.last else ()
    founded = [_school(term), term.record, *later[:1], *groups.values(), *staff.teachers]
    records = [
        *(_entered(record, term, staff, today) for record in founded),
        *(room.plan for room in rooms),
        *meetings,
        *cancelled(rooms),
        *events_of(term, staff, today),
        *later[1:],
        *topics,
        *observing(rooms, meetings, topics),
        *research(topics, year),
        *mentoring(year),
    ]
    me = staff.leader(ME)
    before = {versions[-1].id: versions[:-1] for versions in chains if len(versions) > 1}
    return DemoSchool(records, me, before, {"me": str(me["id"])})


def _room(group: Record, term: SchoolTerm, staff: Staff, today: date) -> Room:
    agenda = agenda_of(group, term)
    plan = with_books_read(plan_of(group, term, staff, agenda), term, today)
    return Room(group, term, agenda, _plan_as_of(plan, term, staff, today), staff, today)


def _school(term: SchoolTerm) -> Record:
    table = read("school.toml")
    values = {"name": table["name"], "district": table["district"], "fonts": "official",
              "record_days": 3}  # fmt: skip
    return new_record(SCHOOL, values, id=derived_id(term.first, "demo", "school"))


def _entered(record: Record, term: SchoolTerm, staff: Staff, today: date) -> Record:
    """Typed by the office before term."""
    at = moment(term.first - timedelta(days=7), today, record.type.name)
    by = str(staff.office("office_academic")["name"])
    return replace(record, created_at=at, created_by=by, updated_at=at, updated_by=by)


def _plan_as_of(plan: Record, term: SchoolTerm, staff: Staff, today: date) -> Record:
    """Draft, handed in or approved, as far as the term has come."""
    leader = str(staff.leader(plan["group"]["name"])["name"])
    began, handed_in, agreed = (
        moment(term.first + after, today, plan.id) for after in (DRAWN_UP, HANDED_IN, AGREED)
    )
    plan = replace(plan, state="draft", created_at=began, created_by=leader, updated_at=began,
                   updated_by=leader)  # fmt: skip
    if term.first + HANDED_IN < today:
        plan = replace(plan, state="submitted", submitted_at=handed_in, updated_at=handed_in)
    if term.first + AGREED < today:
        office = str(staff.office("office_academic")["name"])
        plan = replace(plan, state="approved", updated_at=agreed, updated_by=office)
    return plan
