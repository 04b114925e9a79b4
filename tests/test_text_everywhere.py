"""Any text at all, from the form to the draft, the store, its history, search, JSON, Word and back."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exports.collect.collecting import read_all
from exports.collect.sources import sources
from exports.export import export_records
from models.catalogue import open_school
from models.exchange.judging import Verdict
from models.kernel.filters import Filter
from models.kernel.json_text import canonical, read_json
from models.kernel.normalise import normalise
from models.kernel.record import Record, new_record
from models.meetings.meetings import MEETING
from models.services.editing import Editing
from models.session.session import Session
from models.storage import DraftWriter
from models.storage.grams import folded
from tests.conftest import TODAY
from tui.__main__ import main

NASTY = (
    "\u0301", "\u0307", "\u0338", "\u3099", "\n", "\t", "\r\n", "\x0b", "\u2028", "\x00", "\x1b[2J",
    "\x7f", "\x85", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufffe", "\ud800", "\udc80", "\U0010ffff",
    "か", "n", "b", "\\", '"', "%", "_", "'", "𠮷", "👩\u200d👩\u200d👧", "é", "ﬁ", "ｅ", "{{主题}}", "]]>",
    "<w:t>",
)  # fmt: skip
TEXT = st.lists(
    st.sampled_from(NASTY) | st.characters(categories=("L", "M", "N", "P", "S", "Z", "C")),
    max_size=25,
).map("".join)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(line="活动\u0338主题", long="第一行\n\u0301第二行\t\u0307第三", cell="\n\u0301")
@example(line="\ud83d", long="\x00", cell="=\u202ecmd\x1b]0;x\x07")
@given(line=TEXT, long=TEXT, cell=TEXT)
def test_any_text_goes_all_the_way_and_comes_back(
    sample_session: Session, line: str, long: str, cell: str
) -> None:
    store, session = sample_session.store, sample_session
    writer = DraftWriter(store)
    opened = Editing(new_record(MEETING, {"group": session.groups[0].link()}), session, writer)
    rows = [{"_id": "0000000a", "stage": cell, "minutes": None, "content": long}]
    for key, value in {"theme": line, "summary": long, "steps": rows, "place": cell,
                       "chair": {"id": None, "name": cell}, "held_on": "2026-11-26"}.items():  # fmt: skip
        opened.change(key, value)
    opened.put_draft().result()
    again = Editing(replace(opened.base, version=0), session, writer)
    assert again.recovered
    wanted = normalise(MEETING, opened.record.values)[0]
    assert normalise(MEETING, again.record.values)[0] == wanted
    kept = again.keep()
    writer.close()
    assert kept is not None
    read = store.get(MEETING, kept.id)
    assert read is not None
    assert dict(read.values) == wanted
    assert store.history(MEETING, kept.id)[-1].after.get("theme", "") == wanted["theme"]
    assert store.first_broken() is None
    assert read_json(canonical(wanted)) == json.loads(json.dumps(wanted))
    for word in folded(wanted["theme"]).split()[:1]:
        assert kept.id in {hit.id for hit in store.search(word, limit=500)}
    assert_word_says_the_same(session, store.save(replace(read, state="submitted"), actor="甲"))


def assert_word_says_the_same(session: Session, record: Record) -> None:
    """Written and collected again nothing has changed, and a database without it takes it whole."""
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder) / "papers"
        report = export_records(session.store, [record], papers, seen_by=None)
        assert not report.failed
        assert report.files
        found = read_all(session, sources([papers])).found
        mine = [one for one in found if one.base.id == record.id]
        assert {one.verdict for one in mine} == {Verdict.UNCHANGED}
        with open_school(Path(folder) / "office.db") as office:
            there = read_all(Session(office, lambda: TODAY), sources([papers])).found
        new = next(one for one in there if one.base.id == record.id)
        assert new.verdict is Verdict.NEW
        assert dict(new.judgement.result.values) == dict(record.values)


@pytest.mark.parametrize("words", [("list", "meetings", "--json"), ("search", "单元")])
def test_one_record_that_was_composed_wrongly_stops_no_command(
    sample_session: Session,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    store = sample_session.store
    ids = store.ids(Filter(MEETING))
    composed = '[{"_id":"0000000a","content":"第一行\\\u0144","minutes":null,"stage":""}]'
    store.run("UPDATE meetings SET steps = ? WHERE id = ?", composed, store.key(ids[0]))
    store.run("UPDATE meetings SET decisions = ? WHERE id = ?", '[{"_id":', store.key(ids[1]))
    assert main([*words, "--db", str(tmp_path / "教研本.db")]) == 0
    printed = capsys.readouterr().out
    if words[0] == "list":
        told = {one["id"]: one for one in json.loads(printed)}
        assert len(told) == len(ids)
        assert told[ids[0]]["steps"][0]["content"] == "第一行\n\u0301"
        assert told[ids[1]]["unreadable"] == {"decisions": '[{"_id":'}


def test_one_record_that_cannot_be_read_is_named_and_the_others_are_exported(
    sample_session: Session, tmp_path: Path
) -> None:
    store = sample_session.store
    ids = store.ids(Filter(MEETING, states=("approved",)))[:3]
    store.run("UPDATE meetings SET decisions = ? WHERE id = ?", '[{"_id":', store.key(ids[1]))
    report = export_records(store, store.many(MEETING, ids), tmp_path / "out", seen_by=None)
    (failed,) = report.failed
    assert failed[0] == ids[1]
    assert "读不出来" in failed[1]
    assert {path.stat().st_size > 0 for path in report.files} == {True}
