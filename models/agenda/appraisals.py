"""Appraisals that wait for one of the pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.fields import id_of
from models.kernel.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.record import RecordType
    from models.session.session import Session


def due(kind: RecordType, session: Session, _monday: str, _sunday: str) -> Iterator[Due]:
    """Those of mine that are not handed in, until the day of the appraisal."""
    me = session.me
    if me is None:
        return
    mine = Filter(kind, linked_to=me["id"], states=("draft", "returned"))
    for appraisal in session.store.many(kind, session.store.ids(mine)):
        if me["id"] in {id_of(appraisal[key]) for key in ("mentor", "mentee")}:
            note = appraisal.state_reason if appraisal.state == "returned" else "年度考核待填"
            late = appraisal.day < session.today().isoformat()
            yield Due(appraisal, note, overdue=late, by=appraisal.day)
