"""Which teacher of the database an entry of the list is about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from exports.roster.entries import Entry
from exports.roster.groups import stem
from exports.roster.memberships import present_groups
from exports.roster.persons import (
    NEW,
    NEW_OPTION,
    SKIP_OPTION,
    Decisions,
    Option,
    Undecided,
    speak_against,
    speak_for,
)
from models.kernel.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Pair = tuple[Entry, Record | None]
"""An entry and the teacher it is about, None for a new one."""


def match(
    persons: Sequence[Entry], teachers: Sequence[Record], today: str, decisions: Decisions
) -> tuple[list[Pair], list[Undecided]]:
    """By number, else by name where it is unique, else by name with birth, phone or group.

    Pairs come in the order of the list.
    """
    matching = _Matching(teachers, today)
    rest = [entry for entry in persons if not matching.take_decided(entry, decisions)]
    rest = [entry for entry in rest if not matching.take_numbered(entry)]
    same_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in rest:
        same_name[entry.name].append(entry)
    for namesakes in same_name.values():
        matching.take_namesakes(namesakes)
    order = {entry.key: place for place, entry in enumerate(persons)}
    pairs = sorted(matching.pairs, key=lambda pair: order[pair[0].key])
    return pairs, matching.undecided


class _Matching:
    """What is matched so far; each teacher once."""

    def __init__(self, teachers: Sequence[Record], today: str) -> None:
        self.pairs: list[Pair] = []
        self.undecided: list[Undecided] = []
        self.today = today
        self.free = {teacher.id: teacher for teacher in teachers}
        self.by_name: dict[str, list[Record]] = defaultdict(list)
        self.by_number: dict[str, list[Record]] = defaultdict(list)
        for teacher in teachers:
            self.by_name[str(teacher["name"])].append(teacher)
            self.by_number[str(teacher["staff_no"])].append(teacher)

    def _take(self, entry: Entry, teacher: Record | None) -> None:
        self.pairs.append((entry, teacher))
        if teacher:
            del self.free[teacher.id]

    def _called(self, name: str) -> list[Record]:
        """The teachers of that name who are not matched yet."""
        return [one for one in self.by_name.get(name, ()) if one.id in self.free]

    def take_decided(self, entry: Entry, decisions: Decisions) -> bool:
        """What a person has decided; True if there was a decision that holds."""
        decided = decisions.get(entry.key, "")
        if decided == NEW:
            self._take(entry, None)
            return True
        if decided in self.free:
            self._take(entry, self.free[decided])
            return True
        return False

    def take_numbered(self, entry: Entry) -> bool:
        """The teacher with the same number. A name that differs is a corrected one, unless it is
        somebody else's or birth or gender differ too.
        """
        number = entry.values.get("staff_no")
        owners = self.by_number.get(number, []) if number else []
        if len(owners) != 1 or owners[0].id not in self.free:
            return False
        owner, namesakes = owners[0], self._called(entry.name)
        renamed = owner["name"] != entry.name
        if renamed and (namesakes or speak_against(entry.values, owner.values)):
            self._leave(entry, (owner, *namesakes))
        else:
            self._take(entry, owner)
        return True

    def take_namesakes(self, entries: list[Entry]) -> None:
        """All entries of one name against all teachers of that name."""
        known = self._called(entries[0].name)
        for evidence in (self._speaks_for, self._shares_group):
            for entry in list(entries):
                fits = [one for one in known if evidence(entry, one)]
                rivals = [e for e in entries if e is not entry and fits and evidence(e, fits[0])]
                if len(fits) == 1 and not rivals:
                    self._take(entry, fits[0])
                    known.remove(fits[0])
                    entries.remove(entry)
        if len(entries) == len(known) == 1 and not _other_number(entries[0], known[0]):
            self._take(entries[0], known[0])
            return
        for entry in entries:
            self._new_or_undecided(entry, known)

    def _speaks_for(self, entry: Entry, teacher: Record) -> bool:
        return speak_for(entry.values, teacher.values)

    def _shares_group(self, entry: Entry, teacher: Record) -> bool:
        named = {stem(joining.group) for joining in entry.joinings}
        present = {stem(name) for name in present_groups(teacher, self.today)}
        return bool(named & present) and not speak_against(entry.values, teacher.values)

    def _new_or_undecided(self, entry: Entry, known: Sequence[Record]) -> None:
        possible = [one for one in known if not speak_against(entry.values, one.values)]
        if len(known) == 1 and not possible and not _other_birth(entry, known[0]):
            possible = list(known)
        if not possible:
            self._take(entry, None)
            return
        self._leave(entry, possible)

    def _leave(self, entry: Entry, possible: Sequence[Record]) -> None:
        options = tuple(Option(one.id, f"就是已有的{self._told(one)}") for one in possible)
        why = f"库里已有{'、'.join(self._told(one) for one in possible)}，看不出是不是同一个人。"
        self.undecided.append(
            Undecided(
                entry, f"{why}请在名单里写上工号或出生年月", (*options, NEW_OPTION, SKIP_OPTION)
            )
        )

    def _told(self, teacher: Record) -> str:
        """A teacher with what tells namesakes apart: ``王芳(语文组，工号 1203)``."""
        number = teacher["staff_no"]
        marks = [*present_groups(teacher, self.today), *([f"工号 {number}"] if number else [])]
        return f"{teacher.title}({','.join(marks)})" if marks else teacher.title


def _other_number(entry: Entry, teacher: Record) -> bool:
    return _differ("staff_no", entry.values, teacher.values)


def _other_birth(entry: Entry, teacher: Record) -> bool:
    return _differ("birth", entry.values, teacher.values) or _differ(
        "gender", entry.values, teacher.values
    )


def _differ(key: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return speak_against({key: one.get(key)}, {key: other.get(key)})
