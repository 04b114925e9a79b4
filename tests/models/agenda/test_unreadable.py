"""What is typed into a date or a number and cannot be read is kept, and stops nothing."""

from __future__ import annotations

import pytest

from models.agenda.week import agenda, term_map
from models.catalogue import RECORD_TYPES
from models.kernel.fields import Kind
from models.kernel.record import RecordType, new_record
from models.meetings.meetings import MEETING
from models.meetings.tasks import Task
from models.services.editing import Editing
from models.session.session import Session
from models.storage import DraftWriter
from tests.worst import worst

DAYS = ("13月45日", "0001-01-01", "9999-12-31", "2026-W10-1")
NUMBER = "好多"
TYPED = [kind for kind in RECORD_TYPES if not all(f.automatic for f in kind.fields)]


@pytest.mark.parametrize("kind", TYPED, ids=lambda kind: kind.name)
@pytest.mark.parametrize("day", DAYS)
def test_what_nobody_can_read_stops_nothing(
    sample_session: Session, kind: RecordType, day: str
) -> None:
    session, writer = sample_session, DraftWriter(sample_session.store)
    typed = {f.key: worst(f, "字", day=day, number=NUMBER) for f in kind.fields if not f.automatic}
    mine = {f.key: session.me for f in kind.fields if f.target == "teacher" and f.kind is Kind.LINK}
    editing = Editing(kind.opens(new_record(kind), session), session, writer)
    for key, value in {**typed, **mine}.items():
        editing.change(key, value)
        said = {problem.message for problem in editing.problems()}
    if any(f.kind is Kind.DATE for f in kind.fields if not f.automatic):
        assert any(day in message for message in said)
    editing.put_draft()
    writer.flush()
    (left,) = agenda(session).unfinished
    assert left.when in (day, "日期另定") or kind.by_key[kind.day].automatic
    kept = editing.keep()
    assert kept is not None
    session.refresh()
    kind.foresees(session.store.rows(kind, [kept.id], list(kind.by_key)), session)
    kind.opens(kept, session)
    kind.opens(new_record(kind, {**typed, **mine}), session)
    found = agenda(session)
    assert all(due.when for due in (*found.this_week, *found.overdue, *found.returned))
    term_map(session)
    writer.close()


def test_a_record_is_not_handed_in_under_a_group_that_the_school_has_not(
    sample_session: Session,
) -> None:
    writer = DraftWriter(sample_session.store)
    editing = Editing(MEETING.opens(new_record(MEETING), sample_session), sample_session, writer)
    editing.change("group", {"id": None, "name": "语"})
    (said,) = (problem for problem in editing.problems() if problem.key == "group")
    assert said.message == "没有叫“语”的教研组，请从列出的里选一个"
    assert said.blocking
    writer.close()


@pytest.mark.parametrize("due", ["10分钟", "2月30日", "", "0001-01-01"])
def test_a_task_whose_day_nobody_can_read_is_not_called_late(due: str) -> None:
    task = Task("1", "改作业单", (), due, {"id": None, "name": "第1次活动"}, "2026-11-01")
    assert not task.overdue("2026-11-28")
