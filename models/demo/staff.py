"""The teachers of the sample school, and who sits in which group."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from models.demo.content import SUBJECTS, read
from models.demo.stamps import derived_row_id, number_of
from models.kernel.fields import Link, person
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.school.people import TEACHER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EDUCATION = ((30, "本科"), (45, "本科(函授)"), (70, "大专"))
"""Education by the age below which it is usual."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group in this school year."""

    link: Link
    role: str
    status: str


@dataclass(frozen=True, slots=True)
class Staff:
    """All teachers, and the members of each group by its name, the leader first."""

    teachers: Sequence[Record]
    members: Mapping[str, Sequence[Member]]
    leaders: Sequence[Record]

    def named(self, name: str, group: str = "") -> Link:
        """The teacher called so, in the group first; a guest without an id where there is none."""
        inside = (member.link for member in self.members.get(group, ()))
        everybody = (teacher.link() for teacher in self.teachers)
        return next((link for link in (*inside, *everybody) if link["name"] == name), person(name))

    def office(self, code: str) -> Link:
        """The leader who holds an office of the school."""
        return next(leader.link() for leader in self.leaders if leader["office"] == code)

    def leader(self, group: str) -> Link:
        """The head of a group."""
        return self.members[group][0].link


def staff_of(year: int, groups: Mapping[str, Record]) -> Staff:
    """The staff in the school year that begins in `year`; `groups` by name."""
    leaders = [_teacher(row, "", year, groups) for row in read("school.toml")["people"]]
    teachers = list(leaders)
    for subject in SUBJECTS:
        table = read(subject, "group.toml")
        teachers += [_teacher(row, table["name"], year, groups) for row in table["people"]]
    return Staff(teachers, _members(teachers, f"{year}-09-01"), leaders)


def _teacher(row: Mapping[str, Any], group: str, year: int, groups: Mapping[str, Record]) -> Record:
    name, age = row["name"], row["age"]
    month = 1 + number_of(name, group) % 12
    began = f"{year - row['years']}"
    values = {
        "name": name,
        "staff_no": f"{began}{number_of(group, name) % 900 + 100}",
        "gender": row["gender"],
        "birth": f"{year - age}-{month:02d}",
        "start_work": f"{began}-08",
        "teaching_start": f"{began}-09",
        "payroll": row.get("payroll", "on"),
        "subject": row["subject"],
        "grades": row.get("grades", ""),
        "classes": row.get("classes", ""),
        "education": next(label for below, label in EDUCATION if age < below),
        "title": row["title"],
        "post": row["post"],
        "office": row.get("office", "teacher"),
        "claimed_projects": row.get("projects", ""),
        "status": row.get("status", "active"),
        "training_cycle_start": f"{year - year % 5}-09-01",
        "memberships": list(_memberships(row, group, year, groups)),
        "honours": [_honour(name, year, honour) for honour in row.get("honours", ())],
    }
    return new_record(
        TEACHER, values, id=derived_id(date(year, 9, 1), "demo", "teacher", group, name)
    )


def _memberships(
    row: Mapping[str, Any], group: str, year: int, groups: Mapping[str, Record]
) -> list[dict[str, Any]]:
    since = max(year - row["years"], year - 3)
    changed = f"{year - 1}-09-01"
    joined = []
    if former := row.get("formerly"):
        joined.append((former, "member", f"{since}-09-01", f"{year - 1}-08-31"))
    if group:
        joined.append(
            (group, row.get("role", "member"), changed if former else f"{since}-09-01", "")
        )
    joined += [(other, role, changed, "") for other, role in row.get("also", ())]
    return [
        {"_id": derived_row_id(row["name"], group, into, start), "group": groups[into].link(),
         "role": role, "since": start, "until": end}
        for into, role, start, end in joined
    ]  # fmt: skip


def _honour(name: str, year: int, honour: Sequence[Any]) -> dict[str, Any]:
    title, level, ago, authority = honour
    return {"_id": derived_row_id(name, title), "name": title, "level": level,
            "date": f"{year - ago}-11", "authority": authority}  # fmt: skip


def _members(teachers: Sequence[Record], day: str) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for teacher in teachers:
        for row in teacher["memberships"]:
            if row["since"] <= day and not row["until"]:
                member = Member(teacher.link(), row["role"], teacher["status"])
                found[row["group"]["name"]].append(member)
    return {
        group: sorted(members, key=lambda member: member.role != "leader")
        for group, members in found.items()
    }
