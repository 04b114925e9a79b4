"""The plan in words, for the command line and for a page of the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.changes import describe
from models.school.people import ROLES, TEACHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.roster.plan import Changed, RosterPlan
    from models.kernel.record import Record

_ROLE_LABELS = {choice.code: choice.label for choice in ROLES}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines; `doubtful` where somebody has to look at it."""

    title: str
    lines: tuple[str, ...]
    doubtful: bool = False


def summary(plan: RosterPlan) -> str:
    """One line: how many of what."""
    numbers = (
        (len(plan.new_groups), "新增 {} 个教研组"),
        (len(plan.new), "新增 {} 位教师"),
        (len(plan.changed), "更新 {} 位"),
        (len(plan.unchanged), "{} 位没有变化"),
        (len(plan.undecided), "{} 行要先弄清楚"),
        (len(plan.issues), "{} 处没有读"),
    )
    return "，".join(words.format(number) for number, words in numbers if number) or "没有要做的"


def parts(plan: RosterPlan) -> tuple[Part, ...]:
    """Everything the plan holds, the doubtful last, where it is read; empty parts are left out."""
    roster = plan.roster
    found = (
        Part("新增教研组", tuple(str(group["name"]) for group in plan.new_groups)),
        Part("新增教师", tuple(_person(teacher) for teacher in plan.new)),
        Part("更新", tuple(line for change in plan.changed for line in _change(change))),
        Part("名单里没有的教师(不会删除)", tuple(_person(teacher) for teacher in plan.absent)),
        Part("没有用到的列", ("、".join(roster.unused),) if roster.unused else ()),
        Part("没有读的表", tuple(f"{name}(要读它，加 --sheet {name})" for name in roster.other_sheets)),
        Part("没有读的格子", tuple(str(issue) for issue in plan.issues), doubtful=True),
        Part("要先弄清楚的行(这些行不会导入)",
             tuple(f"{one}。" for one in plan.undecided), doubtful=True),
    )  # fmt: skip
    return tuple(part for part in found if part.lines)


def _person(teacher: Record) -> str:
    groups = "、".join(
        row["group"]["name"] + _role(row["role"])
        for row in teacher["memberships"]
        if row.get("group") and not row.get("until")
    )
    number = f"工号 {teacher['staff_no']}" if teacher["staff_no"] else ""
    return "  ".join(part for part in (teacher.title, groups, number) if part)


def _role(code: str) -> str:
    return f"({_ROLE_LABELS[code]})" if code in _ROLE_LABELS and code != "member" else ""


def _change(change: Changed) -> Iterator[str]:
    before = {key: change.before[key] for key in change.keys}
    after = {key: change.after[key] for key in change.keys}
    for line in describe(TEACHER, before, after):
        yield f"{change.before.title}  {line}"
