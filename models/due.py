"""本周: what is due now for the person at this terminal, and how the term stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.calendar.recurrence import slots
from models.catalogue import type_named
from models.dates import show_short
from models.events import EVENT
from models.filters import Filter
from models.flow import STATES
from models.meetings import MEETING
from models.prefill import LOOK_BACK, filled_in
from models.record import clock, new_record
from models.tasks import open_tasks

if TYPE_CHECKING:
    from models.calendar.weeks import Week
    from models.desk import Desk
    from models.record import Record
    from models.tasks import Task

TO_WRITE = ("planned", "postponed", "draft", "returned")
"""States in which somebody still has to write."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: the record to open, and why now."""

    record: Record
    note: str
    overdue: bool = False

    @property
    def when(self) -> str:
        """``周四 14:30``, with the date where it is not this week's."""
        if not self.record.day:
            return "日期另定"
        day = date.fromisoformat(self.record.day)
        past = self.overdue or self.record.state == "returned"
        name = show_short(day) if past else show_short(day).split(" ")[1]
        return f"{name} {self.record.values.get('start') or ''}".strip()


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
    tasks: tuple[Task, ...]


def agenda(desk: Desk) -> Agenda:
    """What is due this week for my groups, what is late, and what is open from earlier."""
    today = desk.today()
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    mine = {group.id for group in desk.my_groups()}
    open_ = _meetings_to_write(desk, mine, sunday)
    late = [r for r in open_ if r.day < today.isoformat() and r.state != "returned"]
    now = [r for r in open_ if r.day >= today.isoformat() and r.state != "returned"]
    events = desk.store.many(
        EVENT,
        desk.store.ids(Filter(EVENT, since=monday.isoformat(), until=sunday.isoformat())),
    )
    unfinished = _unfinished(desk)
    apart = {due.record.id for due in unfinished}
    week = [_due(filled_in(r, desk) if r.version <= 1 else r) for r in now if r.id not in apart]
    week += [_due(r) for r in events if STATES[r.state].held]
    return Agenda(
        this_week=tuple(sorted(week, key=lambda due: due.record.day)),
        overdue=tuple(_due(record, overdue=True) for record in late if record.id not in apart),
        returned=tuple(_due(r) for r in open_ if r.state == "returned"),
        unfinished=tuple(unfinished),
        tasks=tuple(task for group in desk.my_groups() for task in tasks_of(group, desk)),
    )


def _meetings_to_write(desk: Desk, groups: set[str], last: date) -> list[Record]:
    term = desk.term
    if term is None:
        return []
    to_write = Filter(MEETING, term=term.id, states=TO_WRITE, until=last.isoformat())
    found = desk.store.many(MEETING, desk.store.ids(to_write))
    mine = [record for record in found if (record["group"] or {}).get("id") in groups]
    return sorted(mine, key=lambda record: record.day)


def _due(record: Record, *, overdue: bool = False) -> Due:
    note = record.state_reason if record.state == "returned" else STATES[record.state].label
    return Due(record, note, overdue)


def _unfinished(desk: Desk) -> list[Due]:
    """Drafts that were left open, by a lost power supply or a killed terminal."""
    found = []
    for draft in desk.store.drafts():
        kind = type_named(draft.type)
        record = desk.store.get(kind, draft.record_id) or new_record(kind, id=draft.record_id)
        note = f"{clock(draft.saved_at, day=True)} 写到一半"
        found.append(Due(record.but(**draft.values), note))
    return found


def tasks_of(group: Record, desk: Desk) -> list[Task]:
    """The tasks of a group that are open today."""
    today = desk.today().isoformat()
    recent = Filter(MEETING, group=group.id, until=today)
    ids = desk.store.ids(recent, limit=LOOK_BACK)
    return open_tasks(desk.store.many(MEETING, ids))


def term_map(desk: Desk) -> tuple[MapRow, ...]:
    """The group × week map of the present term, my groups first, the weeks as `desk.weeks()` has them."""
    term, weeks = desk.term, desk.weeks()
    if term is None:
        return ()
    mine = {group.id for group in desk.my_groups()}
    cells: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    ids = desk.store.ids(Filter(MEETING, term=term.id))
    for row in desk.store.rows(MEETING, ids, ("group", "week_no")):
        group = row.values["group"]
        if group and row.values["week_no"] is not None:
            cells[group["id"], row.values["week_no"]].append((row.id, row.state))
    return tuple(
        MapRow(
            group,
            tuple(tuple(cells[group.id, week.no]) for week in weeks),
            tuple(_swallowed(group, term, week) for week in weeks),
        )
        for group in sorted(desk.groups, key=lambda group: group.id not in mine)
    )


def _swallowed(group: Record, term: Record, week: Week) -> str:
    if not week.days_off:
        return ""
    days = (day.isoformat() for _n, _row, day in slots([week], term.values, group["recurrences"]))
    return next((day for day in days if day in week.days_off), "")
