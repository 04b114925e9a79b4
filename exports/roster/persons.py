"""Rows of one list that are about one person: named in two groups, or twice by mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from exports.roster.cells import Issue
from exports.roster.groups import Joining, stem
from exports.roster.months import agree
from models.school.people import TEACHER

if TYPE_CHECKING:
    from exports.roster.entries import Entry

NEW, SKIP = "new", "skip"
"""Decisions: a teacher of its own; leave the row out."""
SAME = "same:"
"""Decision: the same person as the entry whose key follows."""

Decisions = Mapping[str, str]
"""What was decided: `Entry.key` to `NEW`, `SKIP`, `SAME` + the key of another, or a teacher's id."""

ADDED_UP = ("subject", "grades", "classes", "post")
"""Fields in which two rows about one person add to each other."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to decide about a row: what goes into `Decisions`, and how it is called."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """A row that fits more than one person, or nobody for sure; nothing is done about it until it
    is decided.
    """

    entry: Entry
    why: str
    options: tuple[Option, ...]

    def __str__(self) -> str:
        return f"{self.entry.where} {self.entry.called}：{self.why}"


NEW_OPTION = Option(NEW, "是另一位老师，新增")
SKIP_OPTION = Option(SKIP, "这一行不要")


MONTHS = ("birth", "start_work", "teaching_start")
"""Fields that may be written to the year, the month or the day."""


def same_value(key: str, one: Any, other: Any) -> bool:
    """Whether two values of a field that tells people apart may be one person's."""
    return agree(one, other) if key in MONTHS else bool(one == other)


def speak_for(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether number, birth or phone agree and none of number and birth disagrees."""
    shared = _shared(("staff_no", "birth", "phone"), one, other)
    return any(shared.values()) and not speak_against(one, other)


def speak_against(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether number, birth or gender are known of both and differ."""
    return not all(_shared(("staff_no", "birth", "gender"), one, other).values())


def _shared(
    keys: Sequence[str], one: Mapping[str, Any], other: Mapping[str, Any]
) -> dict[str, bool]:
    return {
        key: same_value(key, one[key], other[key])
        for key in keys
        if one.get(key) and other.get(key)
    }


def gather(
    entries: Sequence[Entry], decisions: Decisions
) -> tuple[list[Entry], list[Undecided], list[Issue]]:
    """One entry for each person; the rows of which it cannot be told; what contradicts itself.

    Two rows of one name are one person where their number, birth or phone agree or their name
    stands in one merged cell, and two where number, birth, gender, phone, or the beginning of work
    or teaching differ. Two people with one number are left to be mended.
    """
    issues: list[Issue] = []
    same_name = _merged(entries, decisions, issues)
    same_number: dict[str, list[Entry]] = defaultdict(list)
    for entry in (one for namesakes in same_name.values() for one in namesakes):
        same_number[entry.values.get("staff_no") or entry.where].append(entry)
    persons: list[Entry] = []
    undecided: list[Undecided] = []
    for entry in sorted((one for each in same_number.values() for one in each), key=_first_row):
        numbered = same_number[entry.values.get("staff_no") or entry.where]
        alike = [one for one in same_name[entry.name] if not _apart(one, entry, decisions)]
        if len(numbered) > 1 and entry.key not in decisions:
            undecided.append(_doubt(entry, numbered, "工号和{}一样。请改正工号"))
        elif len(alike) > 1:
            undecided.append(_doubt(entry, alike, ALIKE))
        else:
            persons.append(entry)
    return persons, undecided, issues


WITHIN_A_LIST = ("phone", "start_work", "teaching_start", "teaching_years")
"""What changes between two lists, or is mended in the second, but is one in one list."""
ALIKE = (
    "和{}同名，看不出是一个人还是两个人。"
    "是一个人就合成一行(几个教研组用顿号隔开)，是两个人就加上工号或出生年月"
)


def _first_row(entry: Entry) -> int:
    return entry.rows[0]


def _merged(
    entries: Sequence[Entry], decisions: Decisions, issues: list[Issue]
) -> dict[str, list[Entry]]:
    """The people of each name, rows about one person joined."""
    same_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        decided = decisions.get(entry.key, "")
        if decided == SKIP:
            continue
        known = same_name[entry.name]
        before = next(
            (at for at, one in enumerate(known) if _one_person(one, entry, decided)), None
        )
        if before is None:
            known.append(entry)
        else:
            known[before] = _joined(known[before], entry, issues)
    return same_name


def _one_person(one: Entry, entry: Entry, decided: str) -> bool:
    if decided:
        return decided == f"{SAME}{one.key}"
    return (entry.goes_on and entry.rows[0] - 1 in one.rows) or speak_for(one.values, entry.values)


def _apart(one: Entry, other: Entry, decisions: Decisions) -> bool:
    if one is other:
        return False
    if one.key in decisions or other.key in decisions:
        return True
    told = _shared(WITHIN_A_LIST, one.values, other.values)
    return speak_against(one.values, other.values) or not all(told.values())


def _doubt(entry: Entry, alike: Sequence[Entry], why: str) -> Undecided:
    others = [one for one in alike if one is not entry]
    same = tuple(
        Option(f"{SAME}{one.key}", f"和{one.where}是同一个人")
        for one in others
        if one.name == entry.name and one.rows < entry.rows
    )
    where = "、".join(one.where for one in others)
    return Undecided(entry, why.format(where), (*same, NEW_OPTION, SKIP_OPTION))


def _joined(one: Entry, other: Entry, issues: list[Issue]) -> Entry:
    """What two rows about one person say together."""
    values = dict(one.values)
    for key, new in other.values.items():
        old = values.setdefault(key, new)
        if old == new:
            continue
        label = TEACHER.field(key).label
        if key in ADDED_UP:
            values[key] = "、".join(dict.fromkeys([*old.split("、"), *new.split("、")]))
        elif key == "birth" and agree(old, new):
            values[key] = max(old, new, key=len)
        else:
            issues.append(
                Issue(other.where, label, str(new), f"和{one.where}写的“{old}”不一样，取了前一个")
            )
    joinings: dict[str, Joining] = {}
    for joining in (*one.joinings, *other.joinings):
        known = joinings.setdefault(stem(joining.group), joining)
        if not known.role:
            joinings[stem(joining.group)] = replace(known, role=joining.role)
    return replace(
        one, rows=(*one.rows, *other.rows), values=values, joinings=tuple(joinings.values())
    )
