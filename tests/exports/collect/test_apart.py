"""Databases filled in apart, and put together by the office."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from exports.collect.collecting import read_all, take
from exports.collect.sources import sources
from models.exchange.judging import Verdict
from models.exchange.matching import NEW
from models.kernel.filters import Filter
from models.kernel.ids import row_id
from models.kernel.record import Record, new_record
from models.kernel.workflow import apply_transition as step
from models.meetings.meetings import MEETING
from models.school.people import TEACHER
from models.session.session import Session
from tests.exports.collect.conftest import OpenDesk, collected, contents, export_some, one
from tests.exports.collect.editing import Edited, write


def first_planned(session: Session, group: Record) -> Record:
    wanted = Filter(MEETING, group=group.id, states=("planned",))
    return session.store.many(MEETING, session.store.ids(wanted))[-1]


def test_three_groups_apart_are_one_ledger(
    sample_file: Path, open_session: OpenDesk, tmp_path: Path
) -> None:
    for name in ("a.db", "b.db", "c.db", "office.db"):
        shutil.copy(sample_file, tmp_path / name)
    office, heap = open_session("office.db"), tmp_path / "heap"
    groups = office.groups[:3]
    for name, group in zip(("a.db", "b.db", "c.db"), groups, strict=True):
        session = open_session(name)
        meeting = first_planned(session, group)
        for text in ("第一稿", "第二稿"):
            meeting = session.store.save(step(meeting, "write") if meeting.state == "planned" else
                                      meeting.with_values(summary=text), actor=name)  # fmt: skip
        session.store.save(step(meeting, "submit"), actor=name)
        export_some(session, heap / name, Filter(MEETING, group=group.id, since="2026-11-01"))
    found = collected(office, heap)
    assert not found.conflicts
    assert len({f.base.id for f in found.of(Verdict.CHANGED)}) == 3
    for name, group in zip(("a.db", "b.db", "c.db"), groups, strict=True):
        wanted = Filter(MEETING, group=group.id, since="2026-11-01")
        export_some(office, tmp_path / "out" / name, wanted)
        assert contents(tmp_path / "out" / name) == contents(heap / name)
    assert {f.verdict for f in collected(office, heap).found} == {Verdict.UNCHANGED}


def test_both_sides_changed_different_places(papers: Path, sample_session: Session) -> None:
    path = one(papers, "02_20260909_数学组_理论学习")
    with Edited(path) as paper:
        write(paper.beside("地点"), "二楼会议室")
    id_ = collected(sample_session, path, apply=False).found[0].base.id
    ours = sample_session.store.get(MEETING, id_)
    assert ours
    sample_session.store.save(ours.with_values(theme="我们改的主题"), actor="x")
    collected(sample_session, path)
    merged = sample_session.store.get(MEETING, id_)
    assert merged
    assert (merged["place"], merged["theme"]) == ("二楼会议室", "我们改的主题")


def test_both_sides_changed_the_same_place(papers: Path, sample_session: Session) -> None:
    path = one(papers, "02_20260909_数学组_理论学习")
    with Edited(path) as paper:
        write(paper.beside("地点"), "二楼会议室")
    id_ = collected(sample_session, path, apply=False).found[0].base.id
    ours = sample_session.store.get(MEETING, id_)
    assert ours
    kept = sample_session.store.save(ours.with_values(place="操场"), actor="x")
    collection = collected(sample_session, path)
    assert collection.found[0].judgement.disputed == ("place",)
    assert sample_session.store.get(MEETING, id_) == kept
    take(sample_session, collection, collection.conflicts)
    accepted = sample_session.store.get(MEETING, id_)
    assert accepted
    assert accepted["place"] == "二楼会议室"


def test_an_old_document_is_older_and_a_deleted_record_stays_away(
    papers: Path, sample_session: Session
) -> None:
    path = one(papers, "02_20260909_数学组_理论学习")
    id_ = collected(sample_session, path, apply=False).found[0].base.id
    ours = sample_session.store.get(MEETING, id_)
    assert ours
    newer = sample_session.store.save(ours.with_values(place="操场"), actor="x")
    assert collected(sample_session, path).found[0].verdict is Verdict.OLDER
    assert sample_session.store.get(MEETING, id_) == newer
    gone = sample_session.store.delete(replace(newer, state="draft"), actor="x")
    found = collected(sample_session, path).found[0]
    assert found.verdict is Verdict.OLDER
    assert "删除" in found.judgement.why
    assert sample_session.store.get(MEETING, id_) == gone


def test_a_teacher_is_known_by_name_within_the_group_and_else_asked_for(
    papers: Path, open_session: OpenDesk, sample_session: Session
) -> None:
    office = open_session("office.db")
    sign_in = one(papers, "02_20260909_数学组_签到表")
    for group in sample_session.groups:
        office.store.save(new_record(group.type, {"name": group["name"]}, id=group.id), actor="x")
    maths = next(group for group in office.groups if group.title == "数学组")
    other = next(group for group in office.groups if group.title == "语文组")
    here = {}
    for name, group in (("王芳", maths), ("郑慧", other)):
        row = {"_id": row_id(), "group": group.link(), "role": "member", "since": "", "until": ""}
        here[name] = office.store.save(
            new_record(TEACHER, {"name": name, "memberships": [row]}), actor="x"
        )
    collection = collected(office, sign_in)
    assert not collection.found
    [(_source, question)] = collection.questions
    assert question.stranger.title == "郑慧"
    assert [one.id for one in question.options] == [here["郑慧"].id]

    decided = read_all(office, sources([sign_in]), {question.stranger.id: NEW})
    take(office, decided, decided.clean())
    [kept] = office.store.many(MEETING, office.store.ids(Filter(MEETING)))
    people = {row["person"]["name"]: row["person"]["id"] for row in kept["attendance"]}
    assert people["王芳"] == here["王芳"].id
    assert people["郑慧"] not in (None, here["郑慧"].id)
    assert sum(one.title == "郑慧" for one in office.teachers) == 2
    assert sum(one.title == "王芳" for one in office.teachers) == 1
