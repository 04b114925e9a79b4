"""What observers and instructors have to do: sheets to hand in, feedback to read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.filters import Filter
from models.kernel.workflow import STATES
from models.observing.lessons import LESSON
from models.observing.visits import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.kernel.fields import Link
    from models.kernel.record import Record, RecordType
    from models.session.session import Session

WITHIN = timedelta(days=2)
"""A sheet is handed in within two days (docs/rules.md §2.8)."""
UNFINISHED = ("draft", "shared")


def due(kind: RecordType, session: Session, _monday: str, sunday: str) -> Iterator[Due]:
    """Lessons to observe, my sheets that are not handed in, feedback that waits for my answer."""
    me = session.me
    if me is None or session.term is None:
        return
    lessons = Filter(LESSON, term=session.term.id, until=sunday, linked_to=me["id"])
    for lesson in session.store.many(LESSON, session.store.ids(lessons)):
        if STATES[lesson.state].held and any(one["id"] == me["id"] for one in lesson["observers"]):
            yield from _to_observe(kind, lesson, me, session)
    mine = Filter(kind, term=session.term.id, states=UNFINISHED, linked_to=me["id"])
    for sheet in session.store.many(kind, session.store.ids(mine)):
        if sheet.state == "draft" and _is(sheet, "observer", me["id"]):
            day = kept_date(sheet.day)
            by = (day + WITHIN).isoformat() if day else ""
            yield Due(
                sheet, "听课待交", overdue=bool(by) and by < session.today().isoformat(), by=by
            )
        elif sheet.state == "shared" and _is(sheet, "instructor", me["id"]):
            yield Due(sheet, "请阅反馈", by=session.today().isoformat())


def _to_observe(kind: RecordType, lesson: Record, me: Link, session: Session) -> Iterator[Due]:
    sheet = sheet_of(kind, lesson, me, session)
    if not sheet.version:
        past = lesson.day < session.today().isoformat()
        yield Due(sheet, "听课未交" if past else "去听课", overdue=past, by=lesson.day)


def _is(sheet: Record, role: str, person: str) -> bool:
    return bool(id_of(sheet[role]) == person)
