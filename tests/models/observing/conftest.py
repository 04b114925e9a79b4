from __future__ import annotations

from models.kernel.record import Record, new_record
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION
from models.observing.visits import sheet_of
from models.services.editing import Editing
from models.session.session import Session
from models.storage import DraftWriter


def a_lesson(session: Session, **more: object) -> Record:
    """Taught last Friday by 何佩瑶, observed by the person at the terminal."""
    instructor = next(one for one in session.teachers if one.title == "何佩瑶")
    values = {
        "instructor": instructor.link(), "lesson_title": "小木偶的故事", "class_name": "四(2)班",
        "period": 2, "observers": [session.me], "held_on": "2026-11-20", **more,
    }  # fmt: skip
    saved = session.store.save(LESSON.opens(new_record(LESSON, values), session), actor="教务处")
    session.refresh()
    return saved


def a_sheet(session: Session, lesson: Record, observer: str = "") -> Editing:
    who = (
        next(one.link() for one in session.teachers if one.title == observer)
        if observer
        else session.me
    )
    assert who is not None
    return Editing(sheet_of(OBSERVATION, lesson, who, session), session, DraftWriter(session.store))
