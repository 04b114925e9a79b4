"""How far each meeting of the sample school has come by today, and the versions it went through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.calendar.holidays import day_of, rules_of
from models.calendar.recurrence import occurrences
from models.calendar.weeks import week_no
from models.demo.content import read
from models.demo.minutes import Sitting, minutes
from models.demo.stamps import moment, pick
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.meetings.meetings import MEETING
from models.meetings.planning import PLANNER, planned_meetings
from models.meetings.tasks import open_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.demo.groups import Agenda
    from models.demo.school_year import SchoolTerm
    from models.demo.staff import Staff

RETURNED = "语文组"
"""The group of the person at the terminal has one record back from the office."""
RETURNED_BECAUSE = "研讨发言只写了结论，看不出各自的观点是怎样提出来的，请按发言人补充后再交。"
POSTPONED = "数学组"
POSTPONED_BECAUSE = "主讲教师外出参加区教研活动，顺延到本周四"
WEEK = timedelta(weeks=1)
THURSDAY = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Room:
    """A group in a term, seen from today."""

    group: Record
    term: SchoolTerm
    agenda: Agenda
    plan: Record
    staff: Staff
    today: date

    @property
    def monday(self) -> date:
        """Of this week."""
        return self.today - timedelta(days=self.today.weekday())


def lives(room: Room) -> list[list[Record]]:
    """All versions of every meeting of the group in the term, oldest version first. Those before
    this week are written and with the office; this week's and later ones are planned.
    """
    first = planned(room)
    chains = {record.id: [record] for record in first}
    held: list[Record] = []
    for sitting in _sittings(first, room):
        versions = list(_life(sitting, held, room))
        chains[sitting.planned.id] += versions
        held += versions[-1:]
    return _renumbered(chains.values())


def planned(room: Room) -> list[Record]:
    """The meetings that the calendar asks for, before anybody has written in them."""
    at = moment(room.term.first - timedelta(days=4), room.today, room.group.id)
    return [
        replace(record, created_at=at, created_by=PLANNER, updated_at=at, updated_by=PLANNER)
        for record in planned_meetings(room.group, room.term.record)
    ]


def _sittings(first: Sequence[Record], room: Room) -> Iterator[Sitting]:
    """Every meeting before this week with what was said in it."""
    records = {record.day: record for record in first}
    for (when, name, script), after in zip(room.agenda, [*room.agenda[1:], None], strict=True):
        if when.day < room.monday:
            coming = f"{_month_and_day(after[0].day)}：{after[2].theme}" if after else ""
            yield Sitting(records[when.day.isoformat()], name, script, coming)


def _month_and_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _life(sitting: Sitting, held: Sequence[Record], room: Room) -> Iterator[Record]:
    """The versions after the planned one."""
    day = date.fromisoformat(sitting.planned.day)
    if moved := _postponed(sitting, day, room):
        yield moved
        return
    written = minutes(sitting, room.plan, room.staff, open_tasks(held))
    submitted_at = moment(day + timedelta(days=1), room.today, written.id)
    written = replace(written, state="submitted", submitted_at=submitted_at,
                      updated_at=submitted_at, updated_by=str(written["recorder"]["name"]))  # fmt: skip
    yield written
    if day < room.monday - WEEK:
        yield _judged(written, day, room)


def _judged(written: Record, day: date, room: Room) -> Record:
    """Approved by the office, or returned, on the Tuesday after."""
    tuesday = day - timedelta(days=day.weekday()) + WEEK + timedelta(days=1)
    judged = replace(
        written,
        updated_at=moment(tuesday, room.today, written.id, "office"),
        updated_by=str(room.staff.office("office_academic")["name"]),
    )
    if room.group.title == RETURNED and day == _last_judged(room):
        return replace(judged, state="returned", state_reason=RETURNED_BECAUSE)
    comments = read("office.toml")["comments"][written["kinds"][0]]
    remark = {"office_comment": pick(comments, written.id), "grade": pick("AAB", written.id)}
    return replace(judged.with_values(**remark), state="approved")


def _last_judged(room: Room) -> date:
    """The newest meeting that the office has looked at."""
    days = (when.day for when, _name, _script in room.agenda)
    return max(day for day in days if day < room.monday - WEEK)


def _postponed(sitting: Sitting, day: date, room: Room) -> Record | None:
    """Last week's meeting of one group was put off to this week's Thursday."""
    to = room.monday + THURSDAY
    rules = rules_of(room.term.record["day_rules"])
    last_week = day >= room.monday - WEEK
    if room.group.title != POSTPONED or not last_week or not day_of(to, rules).is_school_day:
        return None
    known = {"kinds": list(sitting.script.kinds), "theme": sitting.script.theme,
             "held_on": to.isoformat(), "week_no": week_no(to, room.term.week1)}  # fmt: skip
    return replace(
        sitting.planned.with_values(**known),
        state="postponed",
        state_reason=POSTPONED_BECAUSE,
        updated_at=moment(day - timedelta(days=1), room.today, sitting.planned.id),
        updated_by=str(room.staff.leader(room.group.title)["name"]),
    )


def _renumbered(chains: Iterable[list[Record]]) -> list[list[Record]]:
    """第N次 follows the days on which the meetings are in the end."""
    in_order = sorted(chains, key=lambda versions: (versions[-1].day, versions[-1].id))
    return [
        [*versions[:-1], versions[-1].with_values(seq_no=number)]
        for number, versions in enumerate(in_order, 1)
    ]


def cancelled(rooms: Sequence[Room]) -> list[Record]:
    """The first meeting that a holiday took from a group is kept as cancelled, to show it; the
    others are not planned at all.
    """
    for room in rooms:
        _held, skipped = occurrences(room.term.record.values, room.group["recurrences"])
        for one in skipped:
            if one.name and one.day < room.monday:
                return [_cancelled(one.day, one.week, one.name, room)]
    return []


def _cancelled(day: date, week: int, holiday: str, room: Room) -> Record:
    usual = room.group["recurrences"][0]
    values = {
        "group": room.group.link(),
        "term": room.term.record.link(),
        "week_no": week,
        "held_on": day.isoformat(),
        **{key: usual[key] for key in ("start", "end", "place")},
    }
    id_ = derived_id(day, room.group.id, day.isoformat(), usual["start"])
    at = moment(day - timedelta(days=3), room.today, id_)
    by = str(room.staff.leader(room.group.title)["name"])
    return replace(
        new_record(MEETING, values, id=id_), state="cancelled",
        state_reason=f"{holiday}放假，本次活动取消", created_at=at, created_by=by, updated_at=at,
        updated_by=by,
    )  # fmt: skip
