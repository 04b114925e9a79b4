"""The minutes of one meeting of the sample school: a script, held on a day by a group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.demo.attendance import attendance, guests
from models.demo.groups import reading_in, series_no
from models.demo.stamps import derived_row_id
from models.kernel.fields import Field, Kind, Link
from models.meetings.meetings import MEETING, attendance_counts

if TYPE_CHECKING:
    from models.demo.content import Script
    from models.demo.staff import Staff
    from models.kernel.record import Record
    from models.meetings.tasks import Task

Named = Callable[[str], Link]
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting to be written: the planned record, its place in the term and what to say."""

    planned: Record
    name: str
    script: Script
    coming: str
    """What the next meeting will be about."""


def minutes(sitting: Sitting, plan: Record, staff: Staff, tasks: Sequence[Task]) -> Record:
    """The planned meeting, written in full; `tasks` are those still open from earlier ones."""
    meeting, script = sitting.planned, sitting.script
    group = meeting["group"]["name"]

    def named(name: str) -> Link:
        return staff.named(name, group)

    rows = _attendance(sitting, group, staff)
    expected, present = attendance_counts({"attendance": rows})
    return meeting.with_values(
        kinds=list(script.kinds),
        theme=script.theme,
        place=_place(sitting),
        chair=_chair(script, group, staff),
        speakers=[named(name) for name in script.speakers],
        recorder=_recorder(sitting, rows),
        attendance=rows,
        expected=expected,
        present=present,
        carried=[_carried(task, meeting.day) for task in tasks],
        goals=script.goals,
        preparation=script.preparation,
        steps=_rows(meeting, "steps", script.steps, named),
        remarks=_rows(meeting, "remarks", script.remarks, named),
        decisions=_decisions(meeting, script, named),
        issues=script.issues,
        summary=script.summary,
        next_plan=sitting.coming,
        **_block(sitting, plan, named),
    )


def _place(sitting: Sitting) -> str:
    classroom = sitting.script.block.get("observed_class")
    place = str(sitting.planned["place"])
    return f"{classroom}教室、{place}" if classroom else place


def _chair(script: Script, group: str, staff: Staff) -> Link:
    """The leader; the deputy where the leader speaks alone."""
    leader = staff.leader(group)
    deputies = [member.link for member in staff.members[group] if member.role == "deputy"]
    return deputies[0] if list(script.speakers) == [leader["name"]] else leader


def _recorder(sitting: Sitting, rows: Sequence[Mapping[str, Any]]) -> Link:
    """In turn, by the number of the meeting; who is away or speaks is passed over."""
    turn = sitting.planned["seq_no"] % len(rows)
    return next(
        row["person"]
        for row in (*rows[turn:], *rows[:turn])
        if row["status"] == "present" and row["person"]["name"] not in sitting.script.speakers
    )


def _attendance(sitting: Sitting, group: str, staff: Staff) -> list[dict[str, Any]]:
    script, id_ = sitting.script, sitting.planned.id
    members = staff.members[group]
    spoke = {*script.speakers, *(who for who, _point in script.remarks)}
    spoke |= {owner for _matter, owner, _days in script.decisions}
    spoke |= {m.link["name"] for m in members if m.role in ("leader", "deputy")}
    inside = {member.link["id"] for member in members}
    others = [
        member.link
        for name in sorted(staff.members)
        for member in staff.members[name]
        if member.link["id"] not in inside and member.status == "active"
    ]
    return attendance(id_, members, spoke, guests(id_, sitting.name, members, others))


def _carried(task: Task, day: str) -> dict[str, Any]:
    """A task is ticked off at the first meeting after its date."""
    return {**task.as_row(), "done": task.due < day}


def _decisions(meeting: Record, script: Script, named: Named) -> list[dict[str, Any]]:
    day = date.fromisoformat(meeting.day)
    cells = [
        (matter, [owner], _workday(day + timedelta(days=days)).isoformat())
        for matter, owner, days in script.decisions
    ]
    return _rows(meeting, "decisions", cells, named)


def _workday(day: date) -> date:
    """Nobody is asked for something by a Saturday or Sunday."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def _rows(
    meeting: Record, key: str, lines: Iterable[Sequence[Any]], named: Named
) -> list[dict[str, Any]]:
    """Rows of a field from bare cells in the order of its columns."""
    columns = MEETING.field(key).columns
    return [
        {"_id": derived_row_id(meeting.id, key, str(place)),
         **{c.key: _value(c, cell, named) for c, cell in zip(columns, line, strict=True)}}
        for place, line in enumerate(lines)
    ]  # fmt: skip


def _value(f: Field, value: Any, named: Named) -> Any:
    if f.kind is Kind.LINK:
        return named(value)
    return [named(name) for name in value] if f.kind is Kind.LINKS else value


def _block(sitting: Sitting, plan: Record, named: Named) -> dict[str, Any]:
    meeting = sitting.planned
    found: dict[str, Any] = {}
    for key, value in sitting.script.block.items():
        f = MEETING.field(key)
        rows = f.kind is Kind.ROWS
        found[key] = _rows(meeting, key, value, named) if rows else _value(f, value, named)
    if "theory" in sitting.script.kinds:
        found |= reading_in(plan.values, meeting["week_no"])
    if number := series_no(sitting.name):
        found |= {"series_no": number, "series_name": plan["series"][number - 1]["name"]}
    return found
