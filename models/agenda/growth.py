"""Growth plans that wait: one not written yet, one to look through for a mentee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.mentoring.pairings import PAIRING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, _monday: str, sunday: str) -> Iterator[Due]:
    """This year's plan of mine while I am somebody's mentee; plans that my mentees handed in."""
    me, term = session.me, session.term
    if me is None or term is None:
        return
    year = str(term["school_year"])
    plans = session.store.many(kind, session.store.ids(Filter(kind, linked_to=me["id"])))
    for plan in plans:
        mentor = id_of(plan["mentor"]) == me["id"]
        if plan.state == "submitted" and mentor:
            yield Due(plan, "请审阅", by=sunday)
        elif plan.state == "returned" and not mentor:
            yield Due(plan, plan.state_reason)
    written = any(id_of(plan["mentee"]) == me["id"] and plan["year"] == year for plan in plans)
    active = session.store.ids(Filter(PAIRING, linked_to=me["id"], states=("active",)))
    pairings = session.store.many(PAIRING, active)
    if not written and any(id_of(one["mentee"]) == me["id"] for one in pairings):
        fresh = kind.opens(new_record(kind), session)
        yield Due(fresh, "今年的成长计划还没有写", by=sunday)
