"""Who came to a meeting of the sample school, who was on leave and why, who sat in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.demo.content import read
from models.demo.stamps import derived_row_id, number_of, pick
from models.kernel.fields import Link, known_as, person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from models.demo.staff import Member

AWAY = ((), ("personal",), (), ("official",), ("sick",), (), ("official", "personal"), ("late",),
        ("official", "late"), (), ("sick",), ("left_early",))  # fmt: skip
"""How many are not simply there, and how; one of these for each meeting."""
EXPERT = person("区教研员戚老师")
"""A guest who is no teacher of the school."""


def attendance(
    meeting: str, members: Sequence[Member], needed: Collection[str], guests: Sequence[Link]
) -> list[dict[str, Any]]:
    """The rows of a meeting. Who is `needed`, by name, is there."""
    free = [m for m in members if m.link["name"] not in needed and m.status == "active"]
    away = dict(_away(meeting, [member for member in free if member.role != "liaison"]))
    rows = [_row(meeting, m.link, *_status(m, away)) for m in members if m.role != "liaison"]
    return rows + [_row(meeting, guest, "observer", "") for guest in guests]


def _away(meeting: str, free: list[Member]) -> Iterator[tuple[str, tuple[str, str]]]:
    reasons = read("office.toml")["reasons"]
    for place, status in enumerate(pick(AWAY, meeting)):
        if free:
            member = free.pop(number_of(meeting, str(place)) % len(free))
            yield str(member.link["id"]), (status, pick(reasons[status], meeting, status))


def _status(member: Member, away: dict[str, tuple[str, str]]) -> tuple[str, str]:
    if member.status == "maternity":
        return "maternity", "产假"
    return away.get(str(member.link["id"]), ("present", ""))


def _row(meeting: str, who: Link, status: str, reason: str) -> dict[str, Any]:
    return {"_id": derived_row_id(meeting, "attendance", known_as(who)),
            "person": who, "status": status, "reason": reason}  # fmt: skip


def guests(
    meeting: str, name: str, members: Sequence[Member], others: Sequence[Link]
) -> list[Link]:
    """Who sits in: the liaison at topics and open lessons, a colleague of another group at open
    lessons, now and then somebody from the district.
    """
    liaison = [member.link for member in members if member.role == "liaison"]
    if name.startswith("teach"):
        colleague = pick(others, meeting, "colleague")
        return [*liaison[:1], colleague, *([EXPERT] if name == "teach2" else [])]
    return liaison[:1] if name.startswith("topic") and number_of(meeting) % 2 else []
