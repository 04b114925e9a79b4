"""From a file to the store: make the plan, and carry it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.roster.plan import UNDECIDED_YET, RosterPlan, plan_roster
from exports.roster.reader import read_roster
from models.kernel.filters import Filter
from models.school.people import GROUP, TEACHER

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from exports.roster.persons import Decisions
    from models.kernel.record import Record
    from models.storage import Store


def prepare(
    store: Store,
    path: Path,
    today: date,
    *,
    sheet: str = "",
    decisions: Decisions = UNDECIDED_YET,
) -> RosterPlan:
    """Read a list and hold it against the store; writes nothing.

    Raises `exports.roster.sheets.RosterRefused` for a file that is no list of teachers.
    """
    roster = read_roster(path, today, sheet=sheet)
    teachers, groups = (store.many(kind, store.ids(Filter(kind))) for kind in (TEACHER, GROUP))
    return plan_roster(roster, teachers, groups, today, decisions)


def prepare_for_nobody(path: Path, today: date, *, sheet: str = "") -> RosterPlan:
    """What a list would do in a school that is not there yet; raises as `prepare` does."""
    return plan_roster(read_roster(path, today, sheet=sheet), (), (), today)


def apply_plan(store: Store, plan: RosterPlan, *, actor: str) -> list[Record]:
    """Do all of a plan or none of it; the saved records.

    Raises `models.storage.errors.Conflict` where somebody has changed a teacher since the plan was
    made, and `StoreProblem` where the database refuses.
    """
    with store.transaction():
        return store.save_all(plan.records, actor=actor, reason=f"导入名单 {plan.roster.file}")
