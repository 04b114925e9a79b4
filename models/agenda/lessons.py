"""The lessons that I teach: coming, or with papers still to hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.kernel.workflow import TO_WRITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import RecordType


def due(_kind: RecordType, desk: Desk) -> Iterator[Due]:
    """This week's, and earlier ones of which plan or reflection is missing."""
    if desk.me is None or desk.term is None:
        return
    for lesson in desk.lessons_of_the_term:
        if lesson.state in TO_WRITE and desk.is_mine(lesson, "instructor"):
            past = lesson.day < desk.today
            yield Due(lesson, "材料待交" if past else "我执教", overdue=past)
