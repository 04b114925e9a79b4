"""A meeting as it opens: everything that is known already is filled in before the first key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.ids import row_id_of
from models.kernel.workflow import STATES
from models.meetings.plans import PLAN
from models.meetings.tasks import open_tasks
from models.meetings.usual_agenda import AGENDA
from models.observing.lessons import LESSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.fields import Link
    from models.kernel.record import Record, Row
    from models.session.session import Session

LOOK_BACK = 200
"""Days back over which earlier meetings of the group are read: longer than any holidays, so that what
is open is carried from meeting to meeting, and nothing comes up again from the records of past years.
"""


def opened(meeting: Record, session: Session) -> Record:
    """The meeting as the form shows it first: filled in while nobody has written in it, and one
    that was never stored starts with my group, today.
    """
    if not meeting.version and not meeting["group"]:
        mine = next((group.link() for group in session.my_groups()), None)
        day = meeting["held_on"] or session.today().isoformat()
        meeting = meeting.with_values(group=mine, held_on=day)
    if meeting.state in ("planned", "postponed"):
        return filled_in(meeting, session)
    return meeting.with_values(**meeting.type.derive(meeting, session))


def filled_in(meeting: Record, session: Session) -> Record:
    """The meeting with every empty field filled that the plan, the group, the calendar or the
    last meeting knows; what is written already stays. Not saved.
    """
    meeting = meeting.with_values(**meeting.type.derive(meeting, session))
    earlier = earlier_meetings(meeting, session)
    known: dict[str, Any] = {}
    for source in (_from_plan, _from_group, _from_last, _from_lesson, _from_tasks):
        for key, value in source(meeting.with_values(**known), session, earlier).items():
            if value and not meeting[key] and not known.get(key):
                known[key] = value
    meeting = meeting.with_values(**known)
    return meeting.with_values(**meeting.type.derive(meeting, session))


def foreseen(meeting: Record, session: Session) -> Record:
    """The meeting with what the plan and the group know of it before it is held. Not saved."""
    known: dict[str, Any] = {}
    for source in (_from_plan, _from_group):
        found = source(meeting.with_values(**known), session, [])
        known |= {key: value for key, value in found.items() if value and not meeting[key]}
    return meeting.with_values(**known)


def foreseen_in_lists(rows: Sequence[Row], session: Session) -> dict[str, dict[str, Any]]:
    """What the plans say of meetings in which nobody has written yet, by their ids."""
    found = {}
    for row in rows:
        group = row.values.get("group")
        if row.state not in ("planned", "postponed") or not group:
            continue
        at = session.place_in_term(str(row.values.get("held_on") or ""))
        plan = next((one for one in session.all_of(PLAN) if at["term"] and one["term"] and one["group"]
                     and one["term"]["id"] == at["term"]["id"]
                     and one["group"]["id"] == group["id"]), None)  # fmt: skip
        line = line_of(plan, at["week_no"]) if plan else {}
        kinds = [line["kind"]] if line.get("kind") else []
        found[row.id] = {"theme": line.get("theme") or "", "kinds": kinds}
    return found


def line_of(plan: Record, week: int | None) -> dict[str, Any]:
    """What a plan says of a week, nothing where it says nothing."""
    return next((row for row in plan["schedule"] if row.get("week") == week), {})


def earlier_meetings(meeting: Record, session: Session) -> list[Record]:
    """The meetings of the group before this one, oldest first, see `LOOK_BACK`."""
    group = id_of(meeting.values.get("group"))
    if not group:
        return []
    same = Filter(meeting.type, group=group, since=looked_back_to(meeting.day), until=meeting.day)
    ids = [id_ for id_ in session.store.ids(same) if id_ != meeting.id]
    return sorted(session.store.many(meeting.type, ids), key=lambda record: (record.day, record.id))


def looked_back_to(day: str) -> str:
    """The day from which on meetings are read, see `LOOK_BACK`; ``""`` where a day is none."""
    on = kept_date(day)
    return (on - timedelta(days=LOOK_BACK)).isoformat() if on else ""


def plan_of(group: Link | None, term: Link | None, session: Session) -> Record | None:
    """The group's plan for the term."""
    if not group or not term:
        return None
    ids = session.store.ids(Filter(PLAN, term=term["id"], group=group["id"]))
    return session.store.get(PLAN, ids[0]) if len(ids) else None


def _from_plan(meeting: Record, session: Session, _earlier: list[Record]) -> dict[str, Any]:
    plan = plan_of(meeting["group"], meeting["term"], session)
    week = meeting["week_no"]
    if plan is None or week is None:
        return {}
    line = line_of(plan, week)
    kinds = meeting["kinds"] or ([line["kind"]] if line.get("kind") else [])
    return {
        "kinds": kinds,
        "theme": line.get("theme"),
        "speakers": line.get("speakers"),
        "place": line.get("place"),
        "steps": _agenda(kinds),
        **_series(plan, line),
        **(_book(plan, week) if "theory" in kinds else {}),
    }


def _agenda(kinds: list[str]) -> list[dict[str, Any]]:
    stages = [stage for kind in kinds for stage in AGENDA.get(kind, ())]
    return [
        {"_id": row_id_of(str(place), stage), "stage": stage, "minutes": minutes, "content": ""}
        for place, (stage, minutes) in enumerate(stages)
    ]


def _series(plan: Record, line: dict[str, Any]) -> dict[str, Any]:
    number = line.get("series_no")
    names = {row.get("no"): row.get("name") for row in plan["series"]}
    return {"series_no": number, "series_name": names.get(number)} if number else {}


def _book(plan: Record, week: int) -> dict[str, Any]:
    for row in plan["books"]:
        if (row.get("from_week") or 0) <= week <= (row.get("to_week") or 99):
            return {"study_book": row.get("book"), "study_chapters": row.get("chapters")}
    return {}


def _from_group(meeting: Record, session: Session, _earlier: list[Record]) -> dict[str, Any]:
    members = session.members(meeting["group"], meeting.day)
    leader = next((link for link, role in members if role == "leader"), None)
    return {
        "chair": leader,
        "study_leader": next(iter(meeting["speakers"] or ()), leader),
        "attendance": [
            {"_id": row_id_of(str(link["id"])), "person": link, "status": "", "reason": ""}
            for link, role in members
            if role != "liaison"
        ],
    }


_AS_LAST_TIME = ("start", "end", "place", "chair", "recorder")


def _from_last(meeting: Record, _session: Session, earlier: list[Record]) -> dict[str, Any]:
    written = [record for record in earlier if record["theme"]]
    known = {key: written[-1][key] for key in _AS_LAST_TIME} if written else {}
    about = [record["topic"] for record in written if record["topic"]]
    researching = "topic_research" in (meeting["kinds"] or ())
    return {**known, "topic": about[-1]} if researching and about else known


def _from_lesson(meeting: Record, session: Session, _earlier: list[Record]) -> dict[str, Any]:
    """The lesson that was entered for this meeting to review, else the group's only one of the day."""
    group = id_of(meeting["group"])
    if not group or "observe_review" not in (meeting["kinds"] or ()):
        return {}
    same_day = Filter(LESSON, group=group, since=meeting.day,
                      until=meeting.day)  # fmt: skip
    there = [one for one in session.store.many(LESSON, session.store.ids(same_day))
             if STATES[one.state].held]  # fmt: skip
    chosen = [
        one for one in session.store.many(LESSON, _linking(meeting, session)) if not one.deleted_at
    ]
    free = [one for one in there if not one["review_meeting"]]
    lesson = chosen[0] if chosen else free[0] if len(free) == 1 else None
    return {
        "instructor": lesson["instructor"], "observed_lesson_title": lesson["lesson_title"],
        "observed_class": lesson["class_name"],
    } if lesson else {}  # fmt: skip


def _linking(meeting: Record, session: Session) -> list[str]:
    linked = session.store.linked(meeting.id, (LESSON.name,))
    return [one.id for one in linked if one.path == "review_meeting"]


def _from_tasks(_meeting: Record, _session: Session, earlier: list[Record]) -> dict[str, Any]:
    return {"carried": [task.as_row() for task in open_tasks(earlier)]}
