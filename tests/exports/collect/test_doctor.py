"""What ails a folder before it becomes the archive of the term."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from exports.collect.doctor import Diagnosis, examine
from exports.collect.sources import sources
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.session.session import Session
from tests.exports.collect.conftest import collected, export_some, one
from tests.exports.collect.editing import Edited, write

PAPER = "02_20260909_数学组_理论学习"


def examined(session: Session, folder: Path) -> Diagnosis:
    return examine(session, sources([folder]), session.term)


def test_a_whole_folder_lacks_nothing(papers: Path, sample_session: Session) -> None:
    found = examined(sample_session, papers)
    assert found.files > 200
    for ill in ("missing", "double", "old_layout", "changed", "refused"):
        assert not found.of(ill), ill


def test_each_ill_is_named(papers: Path, sample_session: Session) -> None:
    gone = one(papers, PAPER)
    twice = one(papers, "01_20260902_数学组_工作布置")
    shutil.copy(twice, twice.with_name("又一份.docx"))
    touched = one(papers, "03_20260916_数学组_集体备课")
    with Edited(touched) as paper:
        write(paper.beside("地点"), "操场")
    gone.unlink()
    (papers / "坏的.docx").write_bytes(b"x")
    found = examined(sample_session, papers)
    [missing] = found.of("missing")
    assert "2026-09-09 数学组" in missing.what
    [double] = found.of("double")
    assert "又一份" in double.file + double.what
    [changed] = found.of("changed")
    assert changed.file == str(touched)
    assert "地点" in changed.what
    [refused] = found.of("refused")
    assert refused.file.endswith("坏的.docx")


def test_late_and_not_handed_in(sample_session: Session, tmp_path: Path, papers: Path) -> None:
    id_ = collected(sample_session, one(papers, PAPER), apply=False).found[0].base.id
    meeting = sample_session.store.get(MEETING, id_)
    assert meeting
    late = replace(meeting, submitted_at="2026-09-20T08:00:00.000Z", state="draft")
    sample_session.store.save(late, actor="x")
    wanted = Filter(MEETING, group=meeting["group"]["id"], since="2026-09-09", until="2026-09-09")
    export_some(sample_session, tmp_path / "out", wanted)
    found = examined(sample_session, tmp_path / "out")
    [said] = found.of("late")
    assert said.what == "应在 2026-09-12 前交，2026-09-20 才交"
    [state] = found.of("unsigned")
    assert "还没有提交" in state.what


def test_a_layout_of_before(papers: Path, sample_session: Session) -> None:
    school = sample_session.school
    assert school
    sample_session.store.save(school.with_values(fonts="windows"), actor="x")
    sample_session.refresh()
    found = examined(sample_session, papers).of("old_layout")
    assert any("会议纪要" in finding.file for finding in found)
