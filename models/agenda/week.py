"""本周: what is due now for the person at this terminal, and how the term stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from models.agenda.desk import Desk
from models.agenda.due import Due
from models.agenda.sources import SOURCES
from models.calendar.recurrence import slots
from models.kernel.moments import clock
from models.kernel.record import Record, new_record
from models.meetings.prefill import looked_back_to
from models.meetings.tasks import open_tasks

if TYPE_CHECKING:
    from models.calendar.weeks import Week
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


def agenda(session: Session, desk: Desk | None = None) -> Agenda:
    """What is due this week for me and my groups, what is late, and what is open from earlier; of what
    lies on the `desk` already, nothing is read again.
    """
    desk = desk or Desk(session)
    unfinished = [_unfinished(draft, session) for draft in desk.drafts if not draft.unread]
    apart = {due.record.id for due in unfinished}
    found = [
        due for kind, due_of in SOURCES for due in due_of(kind, desk) if due.record.id not in apart
    ]
    found.sort(key=lambda due: due.day)
    returned = tuple(due for due in found if due.record.state == "returned")
    back = {due.record.id for due in returned}
    return Agenda(
        this_week=tuple(due for due in found if not due.overdue and due.record.id not in back),
        overdue=tuple(due for due in found if due.overdue and due.record.id not in back),
        returned=returned,
        unfinished=tuple(unfinished),
        unreadable=tuple(draft for draft in desk.drafts if draft.unread),
        tasks=tuple(_tasks(desk)),
    )


def _unfinished(draft: Draft, session: Session) -> Due:
    """A draft that was left open, by a lost power supply or a killed terminal, with the moment at which
    it was kept last as its note. It holds all that the record says, and may lie in any week.
    """
    kind = session.store.types.named(draft.type)
    record = new_record(kind, draft.values, id=draft.record_id)
    return Due(record, clock(draft.saved_at, day=True), by=record.day)


def _tasks(desk: Desk) -> Iterator[Task]:
    """The tasks of my groups that are open today, group after group."""
    recent: dict[str, list[Record]] = defaultdict(list)
    since = looked_back_to(desk.today)
    for meeting in desk.meetings:
        if since <= meeting.day <= desk.today:
            recent[meeting["group"]["id"]].append(meeting)
    for group in desk.my_groups:
        yield from open_tasks(recent[group.id])


class TermMap(Sequence[MapRow]):
    """The rows of the map, of which each is made when somebody looks at it: a district has hundreds, a
    screen shows twenty.
    """

    def __init__(self, desk: Desk) -> None:
        mine = {group.id for group in desk.my_groups}
        session = desk.session
        self._term, self._weeks = desk.term, session.weeks()
        self._groups = sorted(session.groups, key=lambda group: group.id not in mine)
        if self._term is None:
            self._groups = []
        self._made: dict[int, MapRow] = {}
        self._cells: dict[tuple[str, int], list[tuple[str, str, str]]] = defaultdict(list)
        for id_, state, (group, week, day, _start) in desk.term_meetings:
            self._cells[group, week].append((day, id_, state))

    def __len__(self) -> int:
        return len(self._groups)

    def __eq__(self, other: object) -> bool:
        """Whether another one would look the same; no row is made for it."""
        if not isinstance(other, TermMap):
            return NotImplemented
        return (self._term, self._weeks, self._groups, self._cells) == (
            other._term, other._weeks, other._groups, other._cells
        )  # fmt: skip

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, place: int) -> MapRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[MapRow]: ...
    def __getitem__(self, place: int | slice) -> MapRow | Sequence[MapRow]:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        place = range(len(self))[place]
        if place not in self._made:
            self._made[place] = self._row(self._groups[place])
        return self._made[place]

    def _row(self, group: Record) -> MapRow:
        assert self._term is not None
        return MapRow(
            group,
            tuple(self._cell(group.id, week.no) for week in self._weeks),
            tuple(_swallowed(group, self._term, week) for week in self._weeks),
        )

    def _cell(self, group: str, week: int) -> tuple[tuple[str, str], ...]:
        """The newest first."""
        found = sorted(self._cells.get((group, week), ()), reverse=True)
        return tuple((id_, state) for _day, id_, state in found)


def term_map(session: Session, desk: Desk | None = None) -> TermMap:
    """The group × week map of the present term, my groups first, the weeks as `session.weeks()` has them."""
    return TermMap(desk or Desk(session))


def _swallowed(group: Record, term: Record, week: Week) -> str:
    if not week.days_off:
        return ""
    days = (day.isoformat() for _n, _row, day in slots([week], term.values, group["recurrences"]))
    return next((day for day in days if day in week.days_off), "")
