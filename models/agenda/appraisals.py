"""Appraisals that wait for one of the pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Desk


def due(kind: RecordType, desk: Desk, _monday: str, _sunday: str) -> Iterator[Due]:
    """Those of mine that are not handed in, until the day of the appraisal."""
    me = desk.me
    if me is None:
        return
    mine = Filter(kind, person=me["id"], states=("draft", "returned"))
    for appraisal in desk.store.many(kind, desk.store.ids(mine)):
        if me["id"] in {(appraisal[key] or {}).get("id") for key in ("mentor", "mentee")}:
            note = appraisal.state_reason if appraisal.state == "returned" else "年度考核待填"
            late = appraisal.day < desk.today().isoformat()
            yield Due(appraisal, note, overdue=late, by=appraisal.day)
