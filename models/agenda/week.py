"""本周: what is due now for the person at this terminal, and how the term stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.agenda.sources import SOURCES
from models.calendar.recurrence import slots
from models.kernel.filters import Filter
from models.kernel.moments import clock
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.meetings.prefill import looked_back_to
from models.meetings.tasks import open_tasks

if TYPE_CHECKING:
    from models.calendar.weeks import Week
    from models.kernel.record import Record
    from models.meetings.tasks import Task
    from models.session.session import Session
    from models.storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class MapRow:
    """A group's row of the map: for each week the meetings in it as (id, state), and the day of
    one that a holiday has swallowed.
    """

    group: Record
    cells: tuple[tuple[tuple[str, str], ...], ...]
    swallowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that the home screen shows."""

    this_week: tuple[Due, ...]
    overdue: tuple[Due, ...]
    returned: tuple[Due, ...]
    unfinished: tuple[Due, ...]
    unreadable: tuple[Draft, ...]
    """Drafts whose content is damaged."""
    tasks: tuple[Task, ...]


def agenda(session: Session) -> Agenda:
    """What is due this week for me and my groups, what is late, and what is open from earlier."""
    today = session.today()
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    unfinished = _unfinished(session)
    apart = {due.record.id for due in unfinished}
    found = [
        due
        for kind, due_of in SOURCES
        for due in due_of(kind, session, monday.isoformat(), sunday.isoformat())
        if due.record.id not in apart
    ]
    found.sort(key=lambda due: due.day)
    returned = tuple(due for due in found if due.record.state == "returned")
    return Agenda(
        this_week=tuple(due for due in found if not due.overdue and due not in returned),
        overdue=tuple(due for due in found if due.overdue and due not in returned),
        returned=returned,
        unfinished=tuple(unfinished),
        unreadable=tuple(draft for draft in session.store.drafts() if draft.unread),
        tasks=tuple(task for group in session.my_groups() for task in tasks_of(group, session)),
    )


def _unfinished(session: Session) -> list[Due]:
    """Drafts that were left open, by a lost power supply or a killed terminal; each with the moment at
    which it was kept last as its note.
    """
    found = []
    for draft in session.store.drafts():
        if draft.unread:
            continue
        kind = session.store.types.named(draft.type)
        record = session.store.get(kind, draft.record_id) or new_record(kind, id=draft.record_id)
        found.append(Due(record.with_values(**draft.values), clock(draft.saved_at, day=True)))
    return found


def tasks_of(group: Record, session: Session) -> list[Task]:
    """The tasks of a group that are open today."""
    today = session.today().isoformat()
    recent = Filter(MEETING, group=group.id, since=looked_back_to(today), until=today)
    return open_tasks(session.store.many(MEETING, session.store.ids(recent)))


def term_map(session: Session) -> tuple[MapRow, ...]:
    """The group × week map of the present term, my groups first, the weeks as `session.weeks()` has them."""
    term, weeks = session.term, session.weeks()
    if term is None:
        return ()
    mine = {group.id for group in session.my_groups()}
    cells: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    ids = session.store.ids(Filter(MEETING, term=term.id))
    for row in session.store.rows(MEETING, ids, ("group", "week_no")):
        group = row.values["group"]
        if group and row.values["week_no"] is not None:
            cells[group["id"], row.values["week_no"]].append((row.id, row.state))
    return tuple(
        MapRow(
            group,
            tuple(tuple(cells[group.id, week.no]) for week in weeks),
            tuple(_swallowed(group, term, week) for week in weeks),
        )
        for group in sorted(session.groups, key=lambda group: group.id not in mine)
    )


def _swallowed(group: Record, term: Record, week: Week) -> str:
    if not week.days_off:
        return ""
    days = (day.isoformat() for _n, _row, day in slots([week], term.values, group["recurrences"]))
    return next((day for day in days if day in week.days_off), "")
