"""What lies on somebody's desk in a week: the records that the week's list looks at.

Each kind is read when it is first asked for, in one statement however many years of them there are, and
lies here for all sources that ask. Most are outlines: what is opened is read anew.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.workflow import TO_WRITE
from models.meetings.meetings import MEETING
from models.meetings.plans import PLAN
from models.meetings.prefill import looked_back_to
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.mentoring.progress import month_of
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.states import HANDED_IN
from models.observing.visits import sheet_id
from models.research.deadlines import months_in
from models.research.month_cells import Key, by_key
from models.research.months import TOPIC_MONTH
from models.research.topics import TOPIC

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.kernel.record import Record
    from models.research.deadlines import Month
    from models.session.session import Session
    from models.storage.drafts import Draft

OF_A_MEETING = ("group", "term", "week_no", "seq_no", "held_on", "start", "kinds", "theme",
                "carried", "decisions")  # fmt: skip
OF_A_LESSON = ("term", "instructor", "observers", "lesson_title", "class_name", "held_on", "start")
OF_A_SHEET = ("term", "lesson", "observer", "instructor", "held_on")
OF_A_LOG = ("pairing", "mentor", "mentee", "held_on", "start", "seq_no", "theme")
OF_A_TOPIC = ("title", "level", "code", "parent", "head", "members", "start", "end", "stages")
OF_A_MONTH = ("topic", "level", "author", "month")
OF_A_PLAN = ("term", "group", "schedule")
UNFINISHED = ("draft", "shared")
"""Sheets that wait for the observer, or for the instructor."""


class Desk:
    """Of the person at this terminal, in the week of today. Days are ISO."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.me = session.me
        self.my_groups = session.my_groups()
        self.term = session.term
        today = session.today()
        monday = today - timedelta(days=today.weekday())
        self.today = today.isoformat()
        self.monday = monday.isoformat()
        self.sunday = (monday + timedelta(days=6)).isoformat()
        self.month = month_of(today)
        """The first and the last day of the month."""

    @property
    def _me(self) -> str:
        """My id; of nobody no record is asked for."""
        if self.me is None:
            raise ValueError("nobody has said who sits here")
        return str(self.me["id"])

    @property
    def term_end(self) -> str:
        """The last day of term; ``""`` where there is none that can be read."""
        end = kept_date(str(self.term["last_day"])) if self.term else None
        return end.isoformat() if end else ""

    @cached_property
    def drafts(self) -> list[Draft]:
        """What was typed here and not saved."""
        return self.session.store.drafts()

    @cached_property
    def term_meetings(self) -> list[tuple[str, str, tuple[Any, ...]]]:
        """All meetings of the term: id, state, and (id of the group, week, day, start)."""
        if self.term is None:
            return []
        keys = ("group", "week_no", "held_on", "start")
        return self.session.store.plain(Filter(MEETING, term=self.term.id), keys)

    @cached_property
    def in_order(self) -> Mapping[str, list[tuple[str, str, tuple[str, str]]]]:
        """The same by their group, as `models.session.session.ordinal` counts them."""
        found = defaultdict(list)
        for id_, state, (group, _week, day, start) in self.term_meetings:
            found[group].append((id_, state, (day, start)))
        return found

    @cached_property
    def meetings(self) -> list[Record]:
        """The meetings of my groups up to Sunday: those that are looked back to, and what of the term
        is still to be written.
        """
        if not self.my_groups:
            return []
        mine = {"group": tuple(group.id for group in self.my_groups)}
        wanted = [
            Filter(MEETING, choices=mine, since=looked_back_to(self.today), until=self.sunday)
        ]
        if self.term is not None:
            wanted.append(Filter(MEETING, choices=mine, term=self.term.id, states=TO_WRITE,
                                 until=self.sunday))  # fmt: skip
        return self.session.store.found(*wanted, keys=OF_A_MEETING)

    def plans_of(self, groups: Sequence[str]) -> list[Record]:
        """The term's plans of these groups."""
        if self.term is None or not groups:
            return []
        wanted = Filter(PLAN, term=self.term.id, choices={"group": tuple(groups)})
        return self.session.store.found(wanted, keys=OF_A_PLAN)

    @cached_property
    def lessons(self) -> list[Record]:
        """The lessons of the term that name me, and those that are arranged ahead."""
        wanted = [Filter(LESSON, linked_to=self._me, states=TO_WRITE, since=self.today,
                         until=max(self.month[1], self.term_end))]  # fmt: skip
        if self.term is not None:
            wanted.append(Filter(LESSON, linked_to=self._me, term=self.term.id))
        return self.session.store.found(*wanted, keys=OF_A_LESSON)

    @property
    def lessons_of_the_term(self) -> list[Record]:
        """Those of them that lie in the term, up to Sunday."""
        term = self.term.id if self.term else None
        return [
            one for one in self.lessons if id_of(one["term"]) == term and one.day <= self.sunday
        ]

    def is_mine(self, record: Record, role: str) -> bool:
        """Whether I am the one that a field names."""
        return id_of(record[role]) == self._me

    @cached_property
    def to_observe(self) -> list[Record]:
        """Of `lessons_of_the_term`, those that I am to observe."""
        return [one for one in self.lessons_of_the_term
                if any(guest["id"] == self._me for guest in one["observers"])]  # fmt: skip

    def sheet_id(self, lesson: Record) -> str:
        """The id of my sheet for a lesson."""
        assert self.me is not None
        return sheet_id(OBSERVATION, lesson, self.me, self.session.today())

    @cached_property
    def sheets(self) -> list[Record]:
        """The sheets that name me: for the lessons I am to observe, also where they were put away; not
        finished; handed in this month or term.
        """
        first = str(self.term["first_day"]) if self.term else ""
        wanted = [
            Filter(OBSERVATION, linked_to=self._me, states=HANDED_IN,
                   since=min(filter(None, (first, self.month[0]))),
                   until=max(self.month[1], self.term_end))
        ]  # fmt: skip
        if self.term is not None:
            wanted.append(Filter(OBSERVATION, linked_to=self._me, term=self.term.id,
                                 states=UNFINISHED))  # fmt: skip
        if self.to_observe:
            lessons = tuple(one.id for one in self.to_observe)
            ids = tuple(self.sheet_id(one) for one in self.to_observe)
            wanted += [
                Filter(OBSERVATION, linked_to=self._me, choices={"lesson": lessons}),
                Filter(OBSERVATION, ids=ids),
                Filter(OBSERVATION, ids=ids, deleted=True),
            ]
        return self.session.store.found(*wanted, keys=OF_A_SHEET)

    @cached_property
    def topics(self) -> list[Record]:
        """Every topic there is."""
        return self.session.store.found(Filter(TOPIC), keys=OF_A_TOPIC)

    @cached_property
    def headed(self) -> list[Record]:
        """The topics of which I am the head."""
        return [one for one in self.topics if self.is_mine(one, "head")]

    @property
    def months(self) -> tuple[Month, ...]:
        """The months of the term for which records are asked."""
        return months_in(self.term, self.session)

    @cached_property
    def month_records(self) -> Mapping[Key, Record]:
        """The monthly records of the term that name me, and all of the topics of which I am the head."""
        if not self.months:
            return {}
        since, until = self.months[0].first, self.months[-1].last
        wanted = [Filter(TOPIC_MONTH, linked_to=self._me, since=since, until=until)]
        if self.headed:
            topics = {"topic": tuple(one.id for one in self.headed)}
            wanted.append(Filter(TOPIC_MONTH, choices=topics, since=since, until=until))
        return by_key(self.session.store.found(*wanted, keys=OF_A_MONTH))

    @cached_property
    def pairings(self) -> list[Record]:
        """My pairings that are under way."""
        wanted = Filter(PAIRING, linked_to=self._me, states=("active",))
        return self.session.store.found(wanted)

    @cached_property
    def logs(self) -> list[Record]:
        """The mentoring logs of all years that name me, the newest first."""
        return self.session.store.found(Filter(LOG, linked_to=self._me), keys=OF_A_LOG)
