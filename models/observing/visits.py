"""Which lesson one has come to observe, and what was advised the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.dates import kept_date
from models.kernel.fields import id_of, known_as, name_of
from models.kernel.filters import Filter
from models.kernel.ids import derived_id
from models.kernel.record import new_record
from models.observing.lessons import LESSON
from models.observing.states import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from models.kernel.fields import Link
    from models.kernel.record import Record, RecordType
    from models.session.session import Session

LOOK_BACK = 60
"""Lessons looked through for one that waits for my sheet."""


def lesson_to_observe(kind: RecordType, session: Session) -> Record | None:
    """The newest lesson up to today that I am to observe, else today's newest; none of which I have
    a sheet already.
    """
    today = session.today().isoformat()
    ids = session.store.ids(Filter(LESSON, until=today), limit=LOOK_BACK)
    lessons = session.store.many(LESSON, ids)
    me = session.me
    mine = [one for one in lessons if me and any(o["id"] == me["id"] for o in one["observers"])]
    waiting = (*mine, *(one for one in lessons if one.day == today))
    return next((one for one in waiting
                 if me is None or not sheet_of(kind, one, me, session).version), None)  # fmt: skip


def sheet_of(kind: RecordType, lesson: Record, observer: Link, session: Session) -> Record:
    """The observer's sheet for a lesson: the one that is there, or a new one. Its id follows from
    lesson and observer, so that two machines make one record of it.
    """
    id_ = sheet_id(kind, lesson, observer, session.today())
    there = session.store.get(kind, id_)
    if there is not None and not there.deleted_at:
        return there
    linked = session.store.linked(lesson.id, (kind.name,))
    found = session.store.many(kind, [one.id for one in linked])
    other = sheet_among(found, lesson, observer)
    return other or there or fresh_sheet(kind, lesson, observer, id_)


def sheet_id(kind: RecordType, lesson: Record, observer: Link, today: date) -> str:
    """The id of an observer's sheet for a lesson, the same on every machine."""
    seed = (kind.name, lesson.id, known_as(observer))
    return derived_id(kept_date(lesson.day) or today, *seed)


def sheet_among(sheets: Iterable[Record], lesson: Record, observer: Link) -> Record | None:
    """Of sheets that are read already, one of this observer for this lesson."""
    for sheet in sheets:
        both = (id_of(sheet["lesson"]), known_as(sheet["observer"]))
        if not sheet.deleted_at and both == (lesson.id, known_as(observer)):
            return sheet
    return None


def fresh_sheet(kind: RecordType, lesson: Record, observer: Link, id_: str) -> Record:
    """A sheet in which nothing is written yet."""
    return new_record(kind, {"lesson": lesson.link(), "observer": observer}, id=id_)


def last_advice(sheet: Record, session: Session) -> str:
    """``2026-10-12 周敏华：…``, the newest next step for this teacher before this lesson, as far as
    the observer may know of it: their own, or one that was shared.
    """
    instructor = id_of(sheet["instructor"])
    if not instructor:
        return ""
    found = []
    kind = sheet.type
    ids = [
        one.id for one in session.store.linked(instructor, (kind.name,)) if one.path == "instructor"
    ]
    for record in session.store.many(kind, ids[:LOOK_BACK]):
        own = known_as(record["observer"]) == known_as(sheet["observer"])
        known = own or record.state in SHARED
        earlier = record.id != sheet.id and record.day <= sheet.day and not record.deleted_at
        if record["next_step"] and known and earlier:
            found.append((record.day, name_of(record["observer"]), record["next_step"]))
    return "{} {}：{}".format(*max(found)) if found else ""
