"""What strangers write is shown as it is: nothing is styled by it, nothing is lost, nothing falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document

from exports.export import export_records
from models.catalogue import RECORD_TYPES
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.school.people import TEACHER
from tests.exports.collect.editing import Edited, write
from tests.exports.own_forms.forms import add, old_meeting, saved
from tests.tui.conftest import read_on, screen_text, settled
from tests.worst import worst
from tui.cells import fit, harmless, plain
from tui.screens.collect import CollectScreen
from tui.screens.layout import LayoutScreen
from tui.screens.old_records import OldRecordsScreen
from tui.screens.specials import SPECIALS
from tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from pathlib import Path

    from models.kernel.record import RecordType
    from tui.app import JiaoyanApp
    from tui.screens.path_page import PathPage

HOSTILE = {
    "signs": "见附件[/] [b]粗[/b] [@click=app.quit]点我[/] ①②㍿ 𠮷 ——“”… 👨‍👩‍👧‍👦🇨🇳 "
    "{{ 7*7 }} </w:t> & <b> [red on blue",
    "direction": "右到左\u202eabc\u202c完",
    "length": "长" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_every_page_bears_hostile_text(app: JiaoyanApp, text: str) -> None:
    store, session = app.store, app.session
    assert session.term is not None
    group = session.my_groups()[0]
    (id_,) = store.ids(Filter(MEETING, group=group.id, since="2026-11-23", until="2026-11-29"))
    meeting = store.get(MEETING, id_)
    assert meeting is not None
    row = {"_id": "00000001", "matter": text, "owner": [{"id": None, "name": text}], "due": ""}
    store.save(
        meeting.with_values(theme=text, summary=text, place=text, decisions=[row], kinds=["topical"],
                    chair={"id": None, "name": text}),
        actor=text,
    )  # fmt: skip
    store.save(group.with_values(name=text[:200]), actor="甲")
    teacher = session.teachers[0]
    store.save(teacher.with_values(name=text, memberships=teacher["memberships"]), actor="甲")
    session.refresh()
    shown = harmless(text)[:3]
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert shown in screen_text(app)
        for where in ("meetings", "teachers", "groups", "events", "plans", "terms", "schools"):
            app.action_go(where)
            await settled(pilot)
            assert screen_text(app).strip()
        app.action_go("meetings")
        await settled(pilot)
        app.screen.query_one(RecordTable).go_to(id_)
        await pilot.press("f9")
        await settled(pilot)
        assert shown in screen_text(app)
        await pilot.press("escape")
        app.open_record(store.get(MEETING, id_))  # type: ignore[arg-type]
        await settled(pilot)
        assert shown in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        app.open_record(store.get(TEACHER, teacher.id))  # type: ignore[arg-type]
        await settled(pilot)
        app.action_open_page("search")
        await settled(pilot)
    kept = store.get(MEETING, id_)
    assert kept is not None
    assert kept["summary"].replace("\u202e", "") == text.replace("\u202e", "").replace("\u202c", "")


@pytest.mark.parametrize("kind", [k for k in RECORD_TYPES if k.day], ids=lambda kind: kind.name)
async def test_every_record_bears_hostile_text_and_guests(
    app: JiaoyanApp, kind: RecordType
) -> None:
    text = HOSTILE["signs"]
    frozen = {"instrument_text", "started_at", "samples", "title_then"}
    values = {f.key: worst(f, text) for f in kind.fields if f.key not in frozen}
    record = app.store.save(new_record(kind, values), actor=text)
    app.session.refresh()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.action_go(kind.plural)
        await settled(pilot)
        assert screen_text(app).strip()
        app.open_record(record)
        await settled(pilot)
        assert harmless(text)[:3] in screen_text(app)
        for number in range(len(SPECIALS.get(kind.name, ()))):
            SPECIALS[kind.name][number].run(app, record)
            await settled(pilot)
            assert screen_text(app).strip()
            await pilot.press("escape")
            await settled(pilot)
        for page in ("coverage", "topic_months"):
            app.action_open_page(page)
            await settled(pilot)
            assert screen_text(app).strip()
        app.action_go("home")
        await settled(pilot)
    kept = app.store.get(kind, record.id)
    assert kept is not None


def test_brackets_are_brackets() -> None:
    assert plain("[b]粗[/]").plain == "[b]粗[/]"


@pytest.mark.parametrize("width", range(1, 12))
@pytest.mark.parametrize("text", ["中文标题很长很长", "a中b文c", "👨‍👩‍👧‍👦", "短", ""])
def test_a_cell_is_exactly_as_wide_as_it_should_be(text: str, width: int) -> None:
    from rich.cells import cell_len

    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize("page", [CollectScreen, LayoutScreen, OldRecordsScreen])
async def test_what_stands_in_strange_files_is_shown_as_it_is(
    app: JiaoyanApp, tmp_path: Path, page: type[PathPage]
) -> None:
    text = HOSTILE["signs"]
    ids = app.store.ids(Filter(MEETING, states=("approved",)), 1)
    report = export_records(app.store, app.store.many(MEETING, ids), tmp_path, seen_by=None)
    with Edited(report.files[0]) as paper:
        write(paper.beside("活动主题"), text)
    form = Document()
    add(form.add_table(0, 4), "[/]见附件", "", "[b]粗[/b]", "")
    files = {
        CollectScreen: report.files[0].read_bytes(),
        LayoutScreen: saved(form),
        OldRecordsScreen: old_meeting(研讨主题=text, 备注=text),
    }
    path = tmp_path / "[b]怪[red].docx"
    path.write_bytes(files[page])
    async with app.run_test(size=(120, 45)) as pilot:
        await settled(pilot)
        await read_on(pilot, page(), path)
        shown = screen_text(app)
        assert ("[b]粗[/b]" in shown) or ("见附件[/]" in shown)
        assert "[b]怪[red].docx" in shown
