"""Growth plans that wait: one not written yet, one to look through for a mentee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.filters import Filter
from models.kernel.record import new_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import RecordType


def due(kind: RecordType, desk: Desk) -> Iterator[Due]:
    """This year's plan of mine while I am somebody's mentee; plans that my mentees handed in."""
    if desk.me is None or desk.term is None:
        return
    year = str(desk.term["school_year"])
    plans = desk.session.store.found(Filter(kind, linked_to=desk.me["id"]))
    for plan in plans:
        mentor = desk.is_mine(plan, "mentor")
        if plan.state == "submitted" and mentor:
            yield Due(plan, "请审阅", by=desk.sunday)
        elif plan.state == "returned" and not mentor:
            yield Due(plan, plan.state_reason)
    written = any(desk.is_mine(plan, "mentee") and plan["year"] == year for plan in plans)
    if not written and any(desk.is_mine(one, "mentee") for one in desk.pairings):
        fresh = new_record(kind, {"mentee": desk.me, "year": year, "written_on": desk.today})
        yield Due(fresh, "今年的成长计划还没有写", by=desk.sunday)
