"""What observers and instructors have to do: sheets to hand in, feedback to read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from models.agenda.desk import UNFINISHED
from models.agenda.due import Due
from models.kernel.dates import kept_date
from models.kernel.fields import id_of
from models.kernel.workflow import STATES
from models.observing.visits import fresh_sheet, sheet_among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import Record, RecordType

WITHIN = timedelta(days=2)
"""A sheet is handed in within two days (docs/rules.md §2.8)."""


def due(kind: RecordType, desk: Desk) -> Iterator[Due]:
    """Lessons to observe, my sheets that are not handed in, feedback that waits for my answer."""
    if desk.me is None or desk.term is None:
        return
    for lesson in desk.to_observe:
        if STATES[lesson.state].held:
            yield from _to_observe(kind, lesson, desk)
    for sheet in desk.sheets:
        if sheet.state not in UNFINISHED or id_of(sheet["term"]) != desk.term.id:
            continue
        if sheet.deleted_at:
            continue
        if sheet.state == "draft" and desk.is_mine(sheet, "observer"):
            day = kept_date(sheet.day)
            by = (day + WITHIN).isoformat() if day else ""
            yield Due(sheet, "听课待交", overdue=bool(by) and by < desk.today, by=by)
        elif sheet.state == "shared" and desk.is_mine(sheet, "instructor"):
            yield Due(sheet, "请阅反馈", by=desk.today)


def _to_observe(kind: RecordType, lesson: Record, desk: Desk) -> Iterator[Due]:
    assert desk.me is not None
    id_ = desk.sheet_id(lesson)
    begun = any(sheet.id == id_ for sheet in desk.sheets)
    if not begun and sheet_among(desk.sheets, lesson, desk.me) is None:
        past = lesson.day < desk.today
        fresh = fresh_sheet(kind, lesson, desk.me, id_)
        yield Due(fresh, "听课未交" if past else "去听课", overdue=past, by=lesson.day)
