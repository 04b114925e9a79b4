"""The meetings of my groups that somebody still has to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.agenda.due import Due
from models.kernel.fields import id_of
from models.kernel.workflow import STATES, TO_WRITE
from models.meetings.prefill import line_of
from models.session.session import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.agenda.desk import Desk
    from models.kernel.record import Record, RecordType


def due(_kind: RecordType, desk: Desk) -> Iterator[Due]:
    """This week's, as they will open, and earlier ones that were never handed in."""
    if desk.term is None:
        return
    of_the_term = desk.term.id
    to_write = [one for one in desk.meetings
                if one.state in TO_WRITE and id_of(one["term"]) == of_the_term]  # fmt: skip
    ahead = [one for one in to_write if one.state != "returned" and one.day >= desk.today]
    plans = {plan["group"]["id"]: plan for plan in desk.plans_of([_group(one) for one in ahead])}
    for meeting in to_write:
        if meeting.state == "returned":
            yield Due(meeting, meeting.state_reason)
        elif meeting.day < desk.today:
            yield Due(meeting, STATES[meeting.state].label, overdue=True)
        else:
            yield Due(_as_it_opens(meeting, desk, plans), STATES[meeting.state].label)


def _as_it_opens(meeting: Record, desk: Desk, plans: Mapping[str, Record]) -> Record:
    """With the number that it has by now, and what the plan says where nobody has written."""
    place = desk.session.place_in_term(meeting.day)
    known: dict[str, Any] = {**place, "seq_no": ordinal(meeting, desk.in_order[_group(meeting)])}
    plan = plans.get(_group(meeting))
    if plan is not None and meeting.state in ("planned", "postponed"):
        line = line_of(plan, place["week_no"])
        known["theme"] = meeting["theme"] or line.get("theme") or ""
    return meeting.with_values(**known)


def _group(meeting: Record) -> str:
    return id_of(meeting["group"])
