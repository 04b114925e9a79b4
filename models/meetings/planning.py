"""The planned meetings of a term: what the groups' fixed weekdays and the calendar ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.calendar.published import with_published
from models.calendar.recurrence import later, occurrences, proposals
from models.kernel.dates import kept_date, show_short
from models.kernel.filters import Filter
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.meetings.meetings import MEETING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from models.session.session import Session

PLANNER = "排课表"
"""The actor in the journal of what nobody wrote by hand."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a planning run did."""

    added: int
    removed: int


def planned_meetings(group: Record, term: Record) -> Iterator[Record]:
    """The meetings of a group in a term as its recurrences ask for them, not saved.

    The id follows from group and day, so two machines that plan apart plan the same meeting.
    """
    held, _skipped = occurrences(term.values, group["recurrences"])
    for number, one in enumerate(held, 1):
        values = {
            "group": group.link(),
            "term": term.link(),
            "week_no": one.week,
            "seq_no": number,
            "held_on": one.day.isoformat(),
            "start": one.start,
            "end": one.end,
            "place": one.place,
        }
        yield new_record(
            MEETING, values, id=derived_id(one.day, group.id, one.day.isoformat(), one.start)
        )


def plan_term(session: Session, term: Record) -> Planned:
    """Bring the term's untouched planned meetings in line with the recurrences and the calendar.

    Only meetings nobody has written in are added or put away; the day a postponed or cancelled
    meeting was planned for is not planned again.
    """
    added = removed = 0
    with session.store.transaction():
        for group in session.groups:
            plus, minus = _plan_group(session, group, term)
            added, removed = added + plus, removed + minus
    session.refresh()
    return Planned(added, removed)


def take_in_holidays(session: Session, days: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write published days (see `calendar.published`) into the open terms they lie in, and lay their
    untouched meetings out anew; the names of the terms that changed.
    """
    changed = []
    with session.store.transaction():
        for term in [term for term in session.terms if term.state == "open"]:
            rules = with_published(term.values, days)
            if len(rules) > len(term["day_rules"]):
                saved = session.store.save(term.with_values(day_rules=rules), actor=session.actor)
                session.refresh()
                plan_term(session, saved)
                changed.append(saved.title)
    return changed


def instead_of(day: str, term: Record | None) -> list[tuple[str, str]]:
    """The days on which a meeting that a holiday has swallowed on this day could be held, as (ISO
    date, how people call it).
    """
    return _called(proposals, day, term)


def put_off_to(day: str, term: Record | None) -> list[tuple[str, str]]:
    """The days that a meeting of this day could be put off to, likewise; all of them are later."""
    return _called(later, day, term)


def _called(
    days: Callable[[date, Mapping[str, Any]], tuple[date, ...]], day: str, term: Record | None
) -> list[tuple[str, str]]:
    on = kept_date(day)
    if on is None or term is None:
        return []
    return [(d.isoformat(), show_short(d)) for d in days(on, term.values)]


def _plan_group(session: Session, group: Record, term: Record) -> tuple[int, int]:
    store = session.store
    wanted = {record.id: record for record in planned_meetings(group, term)}
    of_group = Filter(MEETING, term=term.id, group=group.id)
    there = {record.id: record for record in store.many(MEETING, store.ids(of_group))}
    taken = {record.day for record in there.values()}
    put_away = {record.id: record for record in store.many(MEETING, list(wanted))}
    fresh = [r for id_, r in wanted.items() if id_ not in put_away and r.day not in taken]
    back = [
        r
        for id_, r in put_away.items()
        if r.deleted_at and r.created_by == PLANNER and r.updated_by == PLANNER
    ]
    gone = [r for id_, r in there.items() if id_ not in wanted and _untouched(r)]
    store.save_all(fresh, actor=PLANNER)
    for record in back:
        store.restore(record, actor=PLANNER)
    for record in gone:
        store.delete(record, actor=PLANNER, reason="校历或固定活动时间改了")
    return len(fresh) + len(back), len(gone)


def _untouched(meeting: Record) -> bool:
    return meeting.state == "planned" and meeting.updated_by == PLANNER
