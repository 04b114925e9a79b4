"""Research topics of the sample school: the tree of three levels, the monthly records, what came of
it, and questions on their way up (docs/rules.md §6.1, §6.6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.demo.content import read
from models.demo.stamps import derived_row_id, moment
from models.kernel.fields import id_of, name_of
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.research.deadlines import Month, months_of
from models.research.inquiries import INQUIRY
from models.research.month_cells import month_record
from models.research.months import TOPIC_MONTH
from models.research.outcomes import OUTCOME
from models.research.topics import TOPIC
from models.research.writers import writers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.demo.life import Room
    from models.demo.staff import Staff
    from models.kernel.fields import Link

ESTABLISHED, BEGUN = timedelta(days=9), timedelta(days=23)
"""After the first of September: when topics were accepted, and when they were opened."""
LATE, MISSING = "江涛", "唐欣怡"
"""Who hands in a day or two late, and who has not handed in the newest month."""
PATH = ("question", "theme", "series")


@dataclass(frozen=True, slots=True)
class Year:
    """The school year of the topics, seen from today."""

    rooms: Sequence[Room]
    meetings: Sequence[Record]

    @property
    def today(self) -> date:
        """The day on which the school is looked at."""
        return self.rooms[0].today

    @property
    def staff(self) -> Staff:
        """All teachers."""
        return self.rooms[0].staff

    @property
    def first(self) -> date:
        """The first of September."""
        return date(self.rooms[0].term.year, 9, 1)

    def group(self, name: str) -> Link | None:
        """The group of that name."""
        return next((room.group.link() for room in self.rooms if room.group.title == name), None)


def topics_of(year: Year) -> list[Record]:
    """The tree, those above first."""
    topics: list[Record] = []
    for table in read("research.toml")["topics"]:
        topics.append(_topic(table, topics, year))
    return topics


def about_topics(versions: Sequence[Record], topics: Sequence[Record]) -> list[Record]:
    """The versions of a meeting, with the topic that it names."""
    links = {one.title: one.link() for one in topics}
    return [
        one.with_values(topic=links[one["topic"]["name"]]) if one["topic"] else one
        for one in versions
    ]


def research(topics: Sequence[Record], year: Year) -> Iterator[Record]:
    """Months, outcomes and questions, in the order in which they can be saved."""
    yield from _months(topics, year)
    yield from _outcomes(topics, year)
    yield from _inquiries(year)


def _topic(table: Mapping[str, Any], above: Sequence[Record], year: Year) -> Record:
    title, staff, group = table["title"], year.staff, table.get("group", "")
    parent = {"group": above[0].link() if above else None, "personal": _of_group(above, group)}
    values = {
        **{key: table[key] for key in ("level", "authority", "category", "title", "background",
                                       "goals", "contents", "methods", "expected")},
        "parent": parent.get(table["level"]), "group": year.group(group),
        "head": staff.named(table["head"], group),
        "members": [{"_id": derived_row_id(title, name), "person": staff.named(name, group),
                     "duty": duty, "unit": "", "since": "", "until": ""}
                    for name, duty in table["members"]],
        "start": year.first.isoformat(), "end": f"{year.first.year + 1}-06-30",
        "steps": [{"_id": derived_row_id(title, when), "phase": phase, "time": when, "task": task,
                   "product": product} for phase, when, task, product in read("research.toml")["steps"]],
    }  # fmt: skip
    if values["parent"]:
        values["parent_level"] = {"group": "school", "personal": "group"}[table["level"]]
    topic = new_record(TOPIC, values, id=derived_id(year.first, "demo", "topic", title))
    return _topic_as_of(topic, len(above) + 1, year)


def _of_group(topics: Sequence[Record], group: str) -> Link | None:
    return next((one.link() for one in topics if name_of(one["group"]) == group), None)


def _topic_as_of(topic: Record, number: int, year: Year) -> Record:
    """Handed in, accepted, opened: as far as the year has come."""
    head, today = str(topic["head"]["name"]), year.today
    made = moment(year.first, today, topic.id)
    topic = replace(topic, state="submitted", created_at=made, created_by=head, updated_at=made,
                    updated_by=head, submitted_at=made)  # fmt: skip
    office = year.staff.office("office_research")
    for state, after, note in (("established", ESTABLISHED, "选题切合实际，同意立项。"),
                               ("started", BEGUN, "按专家意见删去一项目标后开题。")):  # fmt: skip
        day = year.first + after
        if day >= today:
            break
        row = {"_id": derived_row_id(topic.id, state), "stage": state, "on": day.isoformat(),
               "by": office, "result": "", "note": note}  # fmt: skip
        changed = topic.with_values(stages=[*topic["stages"], row],
                            code=f"QH{year.first.year}-{number:02}")  # fmt: skip
        topic = replace(changed, state=state, updated_at=moment(day, today, topic.id),
                        updated_by=str(office["name"]))  # fmt: skip
    return topic


def _months(topics: Sequence[Record], year: Year) -> Iterator[Record]:
    over = [m for m in months_of(year.rooms[0].term.record.values)
            if m.due < year.today.isoformat()]  # fmt: skip
    said = read("research.toml")["months"]
    for number, month in enumerate(over):
        for topic in topics:
            for author in writers(topic, topics, month.due):
                newest = month is over[-1]
                if not (newest and author["name"] == MISSING):
                    yield _month(topic, author, month, said[number % len(said)], year)


def _month(
    topic: Record, author: Link, month: Month, said: Mapping[str, str], year: Year
) -> Record:
    record = month_record(TOPIC_MONTH, topic, author, month.first)
    meeting = next((m for m in year.meetings if "topic_research" in m["kinds"]
                    and month.first <= m.day <= month.due
                    and id_of(m["group"]) == id_of(topic["group"])), None)  # fmt: skip
    day = meeting.day if meeting else f"{month.first[:8]}17"
    activity = {"_id": derived_row_id(record.id, "seminar"), "date": day, "form": "seminar",
                "content": meeting["theme"] if meeting else f"课题组讨论：{said['focus']}",
                "people": "课题组"}  # fmt: skip
    values = {**said, "activities": [activity], "due_on": month.due,
              "term": year.rooms[0].term.record.link(),
              "meetings": [meeting.link()] if meeting else []}  # fmt: skip
    due = date.fromisoformat(month.due)
    late = timedelta(days=2 if author["name"] == LATE else -1)
    at = moment(due + late, year.today, record.id)
    by = str(author["name"])
    return replace(record.with_values(**values), state="submitted", created_at=at, created_by=by,
                   updated_at=at, updated_by=by, submitted_at=at)  # fmt: skip


def _outcomes(topics: Sequence[Record], year: Year) -> Iterator[Record]:
    for table in read("research.toml")["outcomes"]:
        day = date.fromisoformat(f"{year.first.year}-{table['month_day']}")
        if day >= year.today:
            continue
        group = table["group"]
        values = {
            **{key: table[key] for key in ("kind", "title", "carrier", "level", "grade")},
            "authors": [year.staff.named(name, group) for name in table["authors"]],
            "topic": next(one.link() for one in topics if one.title == table["topic"]),
            "group": year.group(group), "date": day.isoformat(),
        }  # fmt: skip
        record = new_record(OUTCOME, values, id=derived_id(day, "demo", "outcome", table["title"]))
        yield _kept(record, day, str(values["authors"][0]["name"]), year)


def _inquiries(year: Year) -> Iterator[Record]:
    """Each from the first meeting of its group that noted a problem."""
    for table in read("research.toml")["inquiries"]:
        group = year.group(table["group"])
        noted = [m for m in year.meetings if m["group"] == group and m["issues"]
                 and m.state in ("submitted", "approved")]  # fmt: skip
        if not noted:
            continue
        meeting = min(noted, key=lambda m: m.day)
        day = date.fromisoformat(meeting.day)
        leader = year.staff.leader(table["group"])
        came = PATH[: PATH.index(table["state"]) + 1]
        id_ = derived_id(day, "demo", "inquiry", table["title"])
        values = {
            "title": table["title"], "group": group, "noted_on": meeting.day, "noted_by": leader,
            "meeting": meeting.link(), "problem": meeting["issues"],
            "as_theme": table["as_theme"], "as_series": table.get("as_series", ""),
            "path": [{"_id": derived_row_id(id_, code), "stage": code, "on": meeting.day,
                      "by": leader, "note": ""} for code in came],
        }  # fmt: skip
        record = replace(new_record(INQUIRY, values, id=id_), state=table["state"])
        yield _kept(record, day, str(leader["name"]), year)


def _kept(record: Record, day: date, by: str, year: Year) -> Record:
    at = moment(day + timedelta(days=1), year.today, record.id)
    return replace(record, created_at=at, created_by=by, updated_at=at, updated_by=by)
