"""The sheet to sign lies on the table before anybody has written in the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.collect.collecting import read_all
from exports.collect.sources import sources
from exports.export import export_records
from models.exchange.judging import Verdict
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from tests.exports.word.reading import cells

if TYPE_CHECKING:
    from pathlib import Path

    from models.kernel.record import Record
    from models.session.session import Session


def planned(session: Session) -> Record:
    group = next(group for group in session.groups if group.title == "语文组")
    ids = session.store.ids(Filter(MEETING, group=group.id, states=("planned",)))
    return session.store.many(MEETING, ids)[-1]


def test_a_planned_meeting_has_a_sheet_with_names(sample_session: Session, tmp_path: Path) -> None:
    meeting = planned(sample_session)
    assert not meeting["attendance"]
    [sheet] = export_records(sample_session.store, [meeting], tmp_path / "导出", seen_by=None).files
    content = sheet.read_bytes()
    rows = cells(content)
    named = [name for row in rows[1:] for name in (row[1], row[5]) if name]
    members = [
        link["name"]
        for link, role in sample_session.members(meeting["group"], meeting.day)
        if role != "liaison"
    ]
    assert sorted(named) == sorted(members)


def test_it_is_not_written_again_and_takes_nothing_back(
    sample_session: Session, tmp_path: Path
) -> None:
    meeting = planned(sample_session)
    folder = tmp_path / "导出"
    [sheet] = export_records(sample_session.store, [meeting], folder, seen_by=None).files
    assert export_records(sample_session.store, [meeting], folder, seen_by=None).unchanged == 1
    collection = read_all(sample_session, sources([sheet]))
    assert not collection.questions
    assert [one.verdict for one in collection.found] == [Verdict.UNCHANGED]
