"""Content that is damaged stops nothing else: it is named, kept as it is, and can be read as text."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from models.agenda.week import agenda
from models.catalogue import open_school
from models.kernel.filters import Filter
from models.kernel.moments import now
from models.kernel.record import new_record
from models.kernel.workflow import is_editable
from models.meetings.meetings import MEETING
from models.school.people import TEACHER
from models.services.editing import Editing
from models.services.listing import UNREADABLE, shown_rows
from models.session.session import Session
from models.storage import DraftWriter, StoreProblem
from models.storage.drafts import Draft

BROKEN = '[{"_id":"0000000a","stage":"导入'
WRONG = ('{"a":1}', "[1,2]", '[{"stage":"没有标识"}]', '[{"_id":"0000000a","minutes":[]}]', "null")


@pytest.mark.parametrize("text", [BROKEN, *WRONG])
def test_a_field_that_cannot_be_read_stops_no_other(session: Session, text: str) -> None:
    store = session.store
    ids = store.ids(Filter(MEETING))
    before = store.many(MEETING, ids)
    store.run("UPDATE meetings SET steps = ? WHERE id = ?", text, store.key(ids[3]))
    after = store.many(MEETING, ids)
    assert [one for n, one in enumerate(after) if n != 3] == [
        one for n, one in enumerate(before) if n != 3
    ]
    (bad,) = (one for one in after if one.unread)
    assert dict(bad.unread) == {"steps": text}
    assert "过程" in bad.damage
    assert {key: value for key, value in bad.values.items() if key != "steps"} == {
        key: value for key, value in before[3].values.items() if key != "steps"
    }
    row = store.rows(MEETING, [bad.id], ("theme", "steps"))[0]
    shown = next(
        shown_rows(MEETING, [row], [MEETING.field(k) for k in ("theme", "steps")], session)
    )
    assert shown[-1] == UNREADABLE


def test_nothing_is_saved_over_what_cannot_be_read(session: Session) -> None:
    store = session.store
    id_ = store.ids(Filter(MEETING))[0]
    store.run("UPDATE meetings SET steps = ? WHERE id = ?", BROKEN, store.key(id_))
    bad = store.get(MEETING, id_)
    assert bad is not None
    assert not is_editable(bad)
    with pytest.raises(StoreProblem, match="保持原样"):
        store.save(bad.with_values(theme="盖掉"), actor="甲")
    assert store.fetch("SELECT steps FROM meetings WHERE id = ?", store.key(id_)) == [(BROKEN,)]


def test_bytes_that_are_no_text_are_named_and_found_nowhere_else(
    tmp_path: Path, sample_file: Path
) -> None:
    path = shutil.copy(sample_file, tmp_path / "school.db")
    raw = apsw.Connection(str(path))
    (id_,) = raw.execute("SELECT id FROM teachers ORDER BY id LIMIT 1").fetchone()
    raw.execute("UPDATE teachers SET name = CAST(x'e5ff41' AS TEXT) WHERE id = ?", (id_,))
    raw.execute("UPDATE meetings SET theme = CAST(x'ff' AS TEXT)")
    raw.close()
    with open_school(path) as store:
        session = Session(store)
        bad = [one for one in session.teachers if one.unread]
        assert [dict(one.unread) for one in bad] == [{"name": "\ufffd\ufffdA"}]
        assert len(session.teachers) == len(store.ids(Filter(TEACHER)))
        assert all(dict(one.unread) == {"theme": "\ufffd"}
                   for one in store.many(MEETING, store.ids(Filter(MEETING))))  # fmt: skip
        assert agenda(session)
        assert store.search("语文组")


def test_a_draft_that_cannot_be_read_is_set_aside_and_told(session: Session) -> None:
    store = session.store
    id_ = store.ids(Filter(MEETING))[0]
    good = new_record(MEETING, {"theme": "好的稿子"})
    store.put_draft(Draft(MEETING.name, good.id, good.values, 0, now()))
    store.put_draft(Draft(MEETING.name, id_, {"theme": "坏的稿子"}, 1, now()))
    broken = '{"theme":"坏的'
    store.run("UPDATE draft SET content = ? WHERE entity_id = ?", broken, store.key(id_))
    store.put_draft(Draft("没有这一类", new_record(MEETING).id, {"a": 1}, 0, now()))
    found = agenda(session)
    assert [due.record["theme"] for due in found.unfinished] == ["好的稿子"]
    assert {draft.unread for draft in found.unreadable} == {broken, '{"a":1}'}
    writer = DraftWriter(store)
    record = store.get(MEETING, id_)
    assert record is not None
    editing = Editing(record, session, writer)
    assert editing.unreadable == broken
    editing.change("theme", "新写的")
    editing.put_draft()
    editing.keep()
    writer.close()
    left = [draft for draft in store.drafts() if draft.unread == broken]
    assert len(left) == 1
    store.discard_draft(left[0])
    assert broken not in {draft.unread for draft in store.drafts()}


def test_a_line_of_the_history_that_cannot_be_read_is_told(session: Session) -> None:
    store = session.store
    record = store.get(MEETING, store.ids(Filter(MEETING))[0])
    assert record is not None
    saved = store.save(record.with_values(theme="第一稿"), actor="甲")
    saved = store.save(saved.with_values(theme="第二稿"), actor="甲")
    store.run("DROP TRIGGER revision_kept" + ("" if store.dialect.strict else " ON revision"))
    middle = store.history(MEETING, saved.id)[-2]
    store.run("UPDATE revision SET after = ? WHERE id = ?", '{"theme', store.key(middle.id))
    lines = store.history(MEETING, saved.id)
    assert '{"theme' in lines[-2].unread
    assert lines[-1].after["theme"] == "第二稿"
    assert store.version_at(saved, 1) is None
    assert store.first_broken() == middle.seq


DEEP = "[" * 5000 + "]" * 5000


def test_content_that_is_nested_without_end_is_damaged_like_any_other(session: Session) -> None:
    store = session.store
    ids = store.ids(Filter(MEETING))
    store.run("UPDATE meetings SET steps = ? WHERE id = ?", DEEP, store.key(ids[0]))
    store.put_draft(Draft(MEETING.name, ids[1], {}, 1, now()))
    store.run("UPDATE draft SET content = ?, saved_at = ?", DEEP, "昨天")
    assert [one.id for one in store.many(MEETING, ids) if one.unread] == [ids[0]]
    (draft,) = agenda(session).unreadable
    assert draft.unread == DEEP


def test_a_draft_with_a_moment_that_is_none_is_listed(session: Session) -> None:
    one = new_record(MEETING, {"theme": "不知何时写的"})
    session.store.put_draft(Draft(MEETING.name, one.id, one.values, 0, "昨天"))
    (due,) = agenda(session).unfinished
    assert due.record["theme"] == "不知何时写的"


def test_a_person_that_is_nobody_is_as_if_nobody_had_said(session: Session) -> None:
    session.store.set_setting("me", "zzz", site=True)
    again = Session(session.store, session.today)
    assert again.me is None
    assert again.my_groups() == again.groups
    assert agenda(again)


def test_what_cannot_be_read_does_not_look_as_if_it_were_written(session: Session) -> None:
    id_ = session.store.ids(Filter(MEETING, states=("planned",)))[0]
    session.store.run("UPDATE meetings SET steps = '[5]' WHERE id = ?", session.store.key(id_))
    record = session.store.get(MEETING, id_)
    assert record is not None
    writer = DraftWriter(session.store)
    assert Editing(record, session, writer).record["steps"] == []
    writer.close()
