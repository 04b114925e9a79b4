"""Who has observed whom in a term, and who still owes lessons to the quota of their post.

Quotas come from the school's own table; the defaults are those of published regulations (docs/rules.md
§4.3: teachers 15 a term, leaders of groups 20, the school's leaders 30).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.fields import known_as
from models.kernel.filters import Filter
from models.kernel.workflow import TO_WRITE
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.states import HANDED_IN
from models.school.people import roles_of
from models.school.staff import GONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.session.session import Session

QUOTAS = {"teacher": 15, "prep_leader": 20, "leader": 20, "office_academic": 30,
          "office_research": 30, "vice_principal": 30, "principal": 30}  # fmt: skip
"""Post → lessons to observe in a term, where the school says nothing."""
LEADING = ("leader", "prep_leader")
"""The roles in a group that have a quota of their own; the first counts before the second."""
Pair = tuple[str, str]
"""The ids of observer and instructor."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What one observer is to do and has done in the term. `done` counts sheets that were handed
    in; `outside` of them were lessons of people who are not on the roster.
    """

    who: Link
    post: str
    wanted: int
    done: int
    outside: int

    @property
    def short(self) -> int:
        """Lessons that are still owed."""
        return max(self.wanted - self.done, 0)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Observers and instructors of the people looked at. `seen` counts the sheets of each pair,
    `planned` the lessons to come; `latest` is the newest sheet or planned lesson of a pair.
    """

    duties: tuple[Duty, ...]
    instructors: tuple[Link, ...]
    seen: Mapping[Pair, int]
    planned: Mapping[Pair, int]
    latest: Mapping[Pair, Record]

    @property
    def short(self) -> tuple[Duty, ...]:
        """Those who owe lessons, the most first."""
        owing = (duty for duty in self.duties if duty.short)
        return tuple(sorted(owing, key=lambda duty: (-duty.short, duty.who["name"])))


def coverage(session: Session, group: Record | None = None) -> Coverage:
    """The present term, of the members of a group or of the whole school."""
    term = session.term
    there = [one for one in session.teachers if one["status"] not in GONE]
    if group is not None:
        today = session.today().isoformat()
        there = [one for one in there if group.id in roles_of(one, today)]
    sheets: list[Record] = []
    coming: list[Record] = []
    if term is not None:
        wanted = Filter(OBSERVATION, term=term.id, states=HANDED_IN)
        sheets = session.store.found(wanted)
        since = session.today().isoformat()
        ahead = Filter(LESSON, term=term.id, states=TO_WRITE, since=since)
        coming = session.store.found(ahead)
    pairs = [(_pair(sheet["observer"], sheet["instructor"]), sheet) for sheet in sheets]
    written = {(known_as(sheet["observer"]), known_as(sheet["lesson"])) for sheet in sheets}
    visits = [
        (_pair(observer, lesson["instructor"]), lesson)
        for lesson in coming
        for observer in lesson["observers"] or ()
        if (known_as(observer), lesson.id) not in written
    ]
    latest = dict(reversed([*pairs, *visits]))
    roster = {one.id for one in session.teachers}
    outside = Counter(pair[0] for pair, _sheet in pairs if pair[1] not in roster)
    posts, quotas = posts_of(session), quotas_of(session.school)
    done = Counter(pair[0] for pair, _sheet in pairs)
    duties = tuple(
        Duty(one.link(), posts[one.id], quotas.get(posts[one.id], 0), done[one.id], outside[one.id])
        for one in there
    )
    return Coverage(duties, tuple(one.link() for one in there), Counter(p for p, _ in pairs),
                    Counter(p for p, _ in visits), latest)  # fmt: skip


def quotas_of(school: Record | None) -> dict[str, int]:
    """Post → lessons in a term: the school's own numbers, the usual ones for what it leaves out."""
    own = {row["role"]: row["lessons"] for row in (school["quotas"] if school else ()) or ()}
    return {**QUOTAS, **{role: lessons for role, lessons in own.items() if lessons is not None}}


def posts_of(session: Session) -> dict[str, str]:
    """Teacher → the post whose quota counts: the school's office, else leading a group, else none."""
    today = session.today().isoformat()
    groups = {group.id for group in session.groups}
    found = {}
    for one in session.teachers:
        roles = [role for group, role in roles_of(one, today).items() if group in groups]
        leads = next((role for role in LEADING if role in roles), "teacher")
        office = one["office"] or "teacher"
        found[one.id] = office if office != "teacher" else leads
    return found


def _pair(observer: Link | None, instructor: Link | None) -> Pair:
    return known_as(observer), known_as(instructor)
