"""A small school with a tree of topics, for the tests of research."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from models.kernel.record import Record, new_record
from models.kernel.workflow import apply_transition
from models.meetings.meetings import MEETING
from models.research.months import TOPIC_MONTH
from models.research.topics import TOPIC
from models.school.people import GROUP, TEACHER
from models.school.terms import TERM
from models.session.session import Session

if TYPE_CHECKING:
    from models.storage import Store

TERM_VALUES = {
    "name": "2026-2027学年第一学期", "school_year": "2026-2027", "no": "1",
    "first_day": "2026-09-01", "last_day": "2027-01-22", "week1_monday": "2026-08-31",
}  # fmt: skip
MONDAY = date(2026, 11, 30)
"""The last school day of November."""
NAMES = ("周敏华", "丁玉洁", "蒋文静", "姜海燕", "吴立群")


class School:
    """The records by their names, and a session of the first teacher."""

    def __init__(self, store: Store, today: date = MONDAY) -> None:
        self.store = store
        self.term = store.save(new_record(TERM, TERM_VALUES), actor="")
        self.group = store.save(new_record(GROUP, {"name": "语文组"}), actor="")
        joined = [{"group": self.group.link(), "role": "member", "since": "", "until": ""}]
        self.teachers = {
            name: store.save(new_record(TEACHER, {"name": name, "memberships": joined}), actor="")
            for name in NAMES
        }
        self.session = Session(store, lambda: today)
        self.session.set_current_user(self.link(NAMES[0]))

    def link(self, name: str) -> dict[str, Any]:
        return self.teachers[name].link()

    def topic(self, title: str, level: str, head: str, *members: str, **values: Any) -> Record:
        """A topic that has been running since the ninth of September."""
        known = {
            "title": title,
            "level": level,
            "head": self.link(head),
            "members": [{"person": self.link(name), "duty": "收集数据"} for name in members],
            "start": "2026-09-01",
            "end": "2027-06-30",
        }
        topic = new_record(TOPIC, {**known, **values})
        topic = self.step(apply_transition(topic, "submit"), "establish", decided_on="2026-09-04")
        return self.step(topic, "begin", decided_on="2026-09-09")

    def step(self, record: Record, name: str, reason: str = "", /, **given: Any) -> Record:
        """Take a step and save, as the screens do."""
        taken = apply_transition(record.with_values(**given), name, reason)
        taken = taken.with_values(**taken.type.derive(taken, self.session))
        return self.store.save(taken, actor="教科室")

    def hand_in(self, record: Record, at: str, **values: Any) -> Record:
        """A monthly record, handed in at a moment."""
        record = record.with_values(**{**TOPIC_MONTH.derive(record, self.session), **values})
        return self.store.save(
            replace(record, state="submitted", submitted_at=f"{at}T06:00:00.000Z"), actor="甲"
        )

    def meeting(self, day: str, **values: Any) -> Record:
        """A written meeting of the group about its topic."""
        known = {"group": self.group.link(), "held_on": day, "kinds": ["topic_research"],
                 "theme": "课题进展", "present": 3}  # fmt: skip
        return self.store.save(
            replace(new_record(MEETING, {**known, **values}), state="submitted"), actor="甲"
        )
