"""Appraisals that wait for one of the pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import RecordType


def due(kind: RecordType, desk: Desk) -> Iterator[Due]:
    """Those of mine that are not handed in, until the day of the appraisal."""
    if desk.me is None:
        return
    mine = Filter(kind, linked_to=desk.me["id"], states=("draft", "returned"))
    for appraisal in desk.session.store.found(mine):
        if desk.is_mine(appraisal, "mentor") or desk.is_mine(appraisal, "mentee"):
            note = appraisal.state_reason if appraisal.state == "returned" else "年度考核待填"
            yield Due(appraisal, note, overdue=appraisal.day < desk.today, by=appraisal.day)
