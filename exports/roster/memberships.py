"""Who belongs to which group from when to when: what the list says against what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from exports.roster.groups import Joining, group_name, stem, subject_of
from models.kernel.ids import row_id
from models.kernel.record import Record, new_record
from models.school.people import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from models.kernel.fields import Link

Rows = list[dict[str, Any]]
NAMED_BY_ROLE = ("leader", "deputy")
"""Where a list names one of these for a group, all others in the group are plain members."""
EITHER = ("member", *NAMED_BY_ROLE)
"""Somebody is one of these in a group; a 备课组长 may be besides."""
NOT_LISTED = ("liaison",)
"""A 蹲点领导 does not stand in the list of the group and stays."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups there are and those the list brings: by stem, so that 语文教研组 is 语文组."""

    by_stem: Mapping[str, Record]
    new: tuple[Record, ...]
    with_roles: frozenset[str]
    """Stems of the groups for which the list names a leader."""

    def link(self, joining: Joining) -> Link:
        """The link to the group somebody joins."""
        return self.by_stem[stem(joining.group)].link()


def groups_of(joinings: Iterable[Joining], known: Sequence[Record]) -> Groups:
    """All groups that are named; the unknown ones are new records, named as they first occur."""
    by_stem = {stem(str(group["name"])): group for group in known}
    new: list[Record] = []
    with_roles = set()
    for joining in joinings:
        key = stem(joining.group)
        if key not in by_stem:
            name = group_name(joining.group)
            by_stem[key] = new_record(GROUP, {"name": name, "subject": subject_of(name)})
            new.append(by_stem[key])
        if joining.role in NAMED_BY_ROLE:
            with_roles.add(key)
    return Groups(by_stem, tuple(new), frozenset(with_roles))


def is_present(row: Mapping[str, Any], day: str) -> bool:
    """Whether a membership holds on a day."""
    return (row.get("since") or "") <= day and day <= (row.get("until") or day)


def present_groups(teacher: Record, day: str) -> list[str]:
    """The names of the groups a teacher belongs to on a day."""
    return [str(row["group"]["name"]) for row in teacher["memberships"]
            if row.get("group") and is_present(row, day)]  # fmt: skip


def first_rows(joinings: Sequence[Joining], groups: Groups) -> Rows:
    """The memberships of a teacher who is new: from the beginning, so that records written later
    about earlier days show them.
    """
    return [_row(groups.link(joining), joining.role or "member", "") for joining in joinings]


def changed_rows(rows: Rows, joinings: Sequence[Joining], groups: Groups, today: date) -> Rows:
    """The memberships after the list: what it no longer says ends yesterday, what is new begins
    today, so that old records go on showing the old group. Unchanged rows stay as they are; a list
    that names no group changes nothing.
    """
    if not joinings:
        return rows
    day = today.isoformat()
    present = _present_roles(rows, day)
    wanted = {groups.link(joining)["id"]: joining for joining in joinings}
    roles = {id_: _role(one, groups, present.get(id_, ())) for id_, one in wanted.items()}
    after: Rows = []
    for row in rows:
        if not row.get("group") or not is_present(row, day) or _stays(row, roles):
            after.append(row)
        elif (row.get("since") or "") < day:
            after.append({**row, "until": (today - timedelta(days=1)).isoformat()})
    return after + [
        _row(groups.link(joining), roles[id_], day)
        for id_, joining in wanted.items()
        if roles[id_] and roles[id_] not in present.get(id_, ())
    ]


def _present_roles(rows: Rows, day: str) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for row in rows:
        if row.get("group") and is_present(row, day):
            roles.setdefault(row["group"]["id"], []).append(row["role"])
    return roles


def _role(joining: Joining, groups: Groups, present: Sequence[str]) -> str:
    """The role the list gives; ``""`` where it is silent and the present ones stay."""
    if joining.role:
        return joining.role
    if all(role in NOT_LISTED for role in present):
        return "member"
    led = any(role in NAMED_BY_ROLE for role in present)
    return "member" if led and stem(joining.group) in groups.with_roles else ""


def _stays(row: Mapping[str, Any], roles: Mapping[str, str]) -> bool:
    role, wanted = row["role"], roles.get(row["group"]["id"])
    if role in NOT_LISTED:
        return True
    return wanted is not None and (wanted in ("", role) or role not in EITHER)


def _row(group: Link, role: str, since: str) -> dict[str, Any]:
    return {"_id": row_id(), "group": group, "role": role, "since": since, "until": ""}
