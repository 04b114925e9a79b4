"""Who sits at this terminal, what day it is, and the small tables that everything asks for."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import calendar_notice, published_since
from models.calendar.weeks import Week, week_in, weeks_of
from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.ids import is_uuid
from models.kernel.spoken import spoken
from models.kernel.workflow import STATES
from models.school.people import GROUP, TEACHER
from models.school.schools import SCHOOL
from models.school.terms import TERM
from models.storage.errors import StoreProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from models.kernel.fields import Link
    from models.kernel.record import Record, RecordType
    from models.storage import Store

ME = "me"
"""The setting of this terminal that says which teacher sits at it."""


LONGEST_HOLIDAYS = 100
"""Days before or after a term that may still be its own: more than any holidays."""
NEWEST = 400
"""Records of a growing type that are offered for a link."""


class Session:
    """Reads what screens and rules keep asking for; the small tables are read once and kept until
    `refresh`.
    """

    def __init__(self, store: Store, today: Callable[[], date] = date.today) -> None:
        self.store = store
        self.today = today
        store.person = self._who()
        self._kept: dict[str, list[Record]] = {}
        """Records of a small type, by its name."""
        self._mine: dict[str, list[Record]] = {}
        """Who sits here, under `ME`; their groups of a day, under the day."""
        self._made: dict[tuple[str, str, int], Any] = {}

    def refresh(self, kind: RecordType | None = None) -> None:
        """Forget what was kept: all of it, or what hangs on the records of one type that was written."""
        if kind is None:
            self._kept.clear()
            self._made.clear()
        else:
            self._kept.pop(kind.name, None)
        if kind in (None, TEACHER, GROUP):
            self._mine.clear()

    def all_of(self, kind: RecordType) -> list[Record]:
        """All records of a small type, the newest of one that grows; read once."""
        if kind.name not in self._kept:
            limit = NEWEST if kind.day and kind.newest_first else None
            self._kept[kind.name] = self.store.found(Filter(kind), limit=limit)
        return self._kept[kind.name]

    @property
    def school(self) -> Record | None:
        """The school, None before it is set up."""
        return next(iter(self.all_of(SCHOOL)), None)

    @property
    def terms(self) -> list[Record]:
        """All terms, newest first."""
        return self.all_of(TERM)

    @property
    def groups(self) -> list[Record]:
        """All teaching groups in order of their names."""
        return self.all_of(GROUP)

    @property
    def teachers(self) -> list[Record]:
        """All teachers in order of their names as they are spoken."""
        return self.all_of(TEACHER)

    @property
    def me(self) -> Link | None:
        """The teacher at this terminal."""
        if ME not in self._mine:
            id_ = self.store.person = self._who()
            self._mine[ME] = self.store.many(TEACHER, [id_] if id_ else [])
        return next((record.link() for record in self._mine[ME]), None)

    def _who(self) -> str:
        """The id of who sits here, ``""`` where nobody has said, or what was kept is no id."""
        id_ = self.store.setting(ME, site=True)
        return id_ if is_uuid(id_) else ""

    def set_current_user(self, teacher: Link) -> None:
        """From now on this teacher is the one at this terminal."""
        self.store.set_setting(ME, teacher["id"], site=True)
        self.store.person = teacher["id"]
        self._mine.clear()

    @property
    def actor(self) -> str:
        """The name that goes into the journal."""
        me = self.me
        return str(me["name"]) if me else ""

    def weeks(self) -> tuple[Week, ...]:
        """The weeks of the present term."""
        return tuple(Week(**week) for week in self._calendar()["weeks"])

    def calendar_notice(self) -> str:
        """What to know about the present term's calendar, see `holidays.calendar_notice`."""
        return str(self._calendar()["notice"])

    def _calendar(self) -> Any:
        def made(term: Record) -> dict[str, Any]:
            return {
                "weeks": [asdict(week) for week in weeks_of(term.values)],
                "notice": calendar_notice(term.values),
            }

        return self.of_the_term("calendar", made) or {"weeks": [], "notice": ""}

    def of_the_term(self, name: str, make: Callable[[Record], Any]) -> Any:
        """What `make` finds in the present term, JSON-able; None without a term. It is kept in the
        store for each version of the term and of the published holidays, which are too heavy for
        the way to the first screen.
        """
        term = self.term
        if term is None:
            return None
        here = (name, term.id, term.version)
        if here not in self._made:
            self._made[here] = self._kept_or_made(name, term, make)
        return self._made[here]

    def _kept_or_made(self, name: str, term: Record, make: Callable[[Record], Any]) -> Any:
        key, version = f"{name} {term.id}", [term.version, published_since()]
        kept = self.store.setting(key)
        with suppress(ValueError, AttributeError):
            found = json.loads(kept) if kept else {}
            if found.get("version") == version and "made" in found:
                return found["made"]
        made = make(term)
        with suppress(StoreProblem):  # only looking at things is no reason to need the disk
            self.store.set_setting(key, json.dumps({"version": version, "made": made}))
        return made

    def term_on(self, day: str) -> Record | None:
        """The term that a day lies in; in the holidays the next one, after the last one that; None
        for a day of years before the first or after the last.
        """
        term, on = self._nearest_term(day), kept_date(day)
        if term is None or on is None:
            return term
        first, last = kept_date(term["first_day"]), kept_date(term["last_day"])
        early = first is not None and (first - on).days > LONGEST_HOLIDAYS
        late = last is not None and (on - last).days > LONGEST_HOLIDAYS
        return None if early or late else term

    def _nearest_term(self, day: str) -> Record | None:
        ahead = [term for term in self.terms if str(term["last_day"]) >= day]
        return next(iter(ahead[-1:] or self.terms[:1]), None)

    @property
    def term(self) -> Record | None:
        """The present term."""
        return self._nearest_term(self.today().isoformat())

    def my_groups(self) -> list[Record]:
        """The groups I belong to; all of them for somebody who belongs to none (the office)."""
        me = self.me
        if me is None:
            return self.groups
        today = self.today().isoformat()
        if today not in self._mine:
            mine = self.store.groups_of(me["id"], today)
            self._mine[today] = [group for group in self.groups if group.id in mine]
        return self._mine[today] or self.groups

    def members(self, group: Link | None, day: str) -> list[tuple[Link, str]]:
        """The teachers of a group on a day, each with the role; the leader first, the others as a
        roll has them.
        """
        if not (group_id := id_of(group)):
            return []
        people = self.store.members(group_id, day or self.today().isoformat())
        return sorted(people, key=lambda member: (member[1] != "leader", spoken(member[0]["name"])))

    def place_of_meeting(self, meeting: Record) -> Mapping[str, Any]:
        """Term, week and ordinal (第N次) of a meeting, from its date and its group.

        The ordinal counts the meetings of the group in the term that were held or are going to
        be (docs/rules.md §2.6).
        """
        term = self.term_on(meeting.day) if meeting.day else None
        ordinal = self._ordinal(meeting, term) if term else None
        return {**self.place_in_term(meeting.day), "seq_no": ordinal}

    def place_in_term(self, day: str) -> dict[str, Any]:
        """Term and week of a day; no week in the holidays."""
        term = self.term_on(day) if day else None
        if term is None:
            return {"term": None, "week_no": None}
        on = kept_date(day)
        return {"term": term.link(), "week_no": week_in(term.values, on) if on else None}

    def _ordinal(self, meeting: Record, term: Record) -> int | None:
        group = id_of(meeting.values.get("group"))
        if not group:
            return None
        same = Filter(meeting.type, term=term.id, group=group, until=meeting.day)
        return ordinal(meeting, self.store.plain(same, ("held_on", "start")))


def ordinal(meeting: Record, others: Iterable[tuple[str, str, tuple[Any, ...]]]) -> int:
    """第N次: which a meeting is by day and time among those of its group in the term, given as ids, states
    and (day, start); those that were not held do not count.
    """
    mine = (meeting.day, str(meeting.values.get("start") or ""), meeting.id)
    return 1 + sum(
        id_ != meeting.id and STATES[state].held and (day, start, id_) < mine
        for id_, state, (day, start) in others
    )
