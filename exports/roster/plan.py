"""What taking in a list would do, worked out before anything is done."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from exports.roster.cells import DATED
from exports.roster.matching import match
from exports.roster.memberships import Groups, changed_rows, first_rows, groups_of
from exports.roster.months import agree
from exports.roster.persons import Decisions, Undecided, gather
from models.kernel.record import Record, new_record
from models.school.people import TEACHER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from exports.roster.cells import Issue
    from exports.roster.entries import Entry, Roster

UNDECIDED_YET: Decisions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Changed:
    """A teacher before and after the list; only the fields in `keys` differ."""

    before: Record
    after: Record
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """Everything `exports.roster.apply.apply_plan` would do, and what it leaves alone."""

    roster: Roster
    new_groups: tuple[Record, ...]
    new: tuple[Record, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Record, ...]
    undecided: tuple[Undecided, ...]
    issues: tuple[Issue, ...]
    absent: tuple[Record, ...]
    """Teachers who do not stand in the list; they are never deleted."""

    @property
    def records(self) -> tuple[Record, ...]:
        """What is to be saved: the groups first, because teachers link to them."""
        return (*self.new_groups, *self.new, *(one.after for one in self.changed))


def plan_roster(
    roster: Roster,
    teachers: Sequence[Record],
    groups: Sequence[Record],
    today: date,
    decisions: Decisions = UNDECIDED_YET,
) -> RosterPlan:
    """Hold a list against the teachers and groups there are. Nothing is read or written here."""
    persons, doubtful, contradictions = gather(roster.entries, decisions)
    pairs, unmatched = match(persons, teachers, today.isoformat(), decisions)
    known = groups_of((joining for entry, _ in pairs for joining in entry.joinings), groups)
    changes = [_changed(entry, one, known, today) for entry, one in pairs if one]
    undecided = (*doubtful, *unmatched)
    met = {one.id for _, one in pairs if one} | {o.code for u in undecided for o in u.options}
    named = {entry.name for entry in roster.entries}
    return RosterPlan(
        roster=roster,
        new_groups=known.new,
        new=tuple(_new(entry, known) for entry, one in pairs if one is None),
        changed=tuple(change for change in changes if change.keys),
        unchanged=tuple(change.before for change in changes if not change.keys),
        undecided=undecided,
        issues=(*roster.issues, *contradictions),
        absent=tuple(
            one for one in teachers if one.id not in met and not (doubtful and one["name"] in named)
        ),
    )


def _new(entry: Entry, groups: Groups) -> Record:
    values = {**_said(entry, {}), "memberships": first_rows(entry.joinings, groups)}
    return new_record(TEACHER, {"status": "active", **values})


def _changed(entry: Entry, teacher: Record, groups: Groups, today: date) -> Changed:
    rows = changed_rows(list(teacher["memberships"]), entry.joinings, groups, today)
    said = {**_said(entry, teacher.values), "memberships": rows}
    keys = tuple(key for key, value in said.items() if value != teacher[key])
    return Changed(teacher, teacher.with_values(**{key: said[key] for key in keys}), keys)


def _said(entry: Entry, before: Mapping[str, Any]) -> dict[str, Any]:
    """The values the list gives: an empty cell deletes nothing, and a date written less exactly
    than the one that is kept does not replace it.

    教龄 counts on its own, year after year, from a date; the list's number is kept only where no
    date is known.
    """
    said = {"name": entry.name, **entry.values}
    for key in DATED:
        if key in said and before.get(key) and _says_less(said[key], before[key]):
            said[key] = before[key]
    if said.get("teaching_start") or before.get("teaching_start"):
        said.pop("teaching_years", None)
    return said


def _says_less(new: str, old: str) -> bool:
    return len(new) < len(old) and agree(old, new)
