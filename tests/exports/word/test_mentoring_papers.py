"""The papers of a pair."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.documents import DOCUMENTS, Document, documents_of, render
from exports.export import export_records
from models.kernel.fields import person
from models.kernel.filters import Filter
from models.kernel.record import Record, RecordType, new_record
from models.kernel.workflow import apply_transition
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.growth import GROWTH
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.session.session import Session
from tests.exports.word.meeting import SCHOOL_RECORD, photo
from tests.exports.word.reading import bare, cells, faults, lines, text, text_by_another

KINDS = (PAIRING, LOG, GROWTH, APPRAISAL)
PAPERS = [document for document in DOCUMENTS if document.kind in KINDS]


@pytest.fixture
def session(sample_session: Session) -> Session:
    return sample_session


def first(kind: RecordType, session: Session) -> Record:
    if kind is APPRAISAL:
        fresh = APPRAISAL.opens(
            new_record(kind, {"pairing": first(PAIRING, session).link()}), session
        )
        return fresh.with_values(self_review="<站稳>了课堂", grade="qualified")
    wanted = Filter(kind, linked_to=session.me["id"] if session.me else None)
    return session.store.many(kind, session.store.ids(wanted))[0]


def drawn(document: Document, record: Record, session: Session) -> bytes:
    return render(document, record, SCHOOL_RECORD, photo, document.gathers(record, session.store))


@pytest.mark.parametrize("document", PAPERS, ids=lambda document: document.layout)
@pytest.mark.parametrize("empty", [False, True])
def test_every_paper_is_valid_and_reads_the_same_everywhere(
    document: Document, empty: bool, session: Session, tmp_path: Path
) -> None:
    record = new_record(document.kind) if empty else first(document.kind, session)
    content = drawn(document, record, session)
    assert not faults(content, tmp_path)
    assert sorted(bare(text(content))) == sorted(bare(text_by_another(content, tmp_path)))
    assert "{{" not in text(content)


def test_the_agreement_says_what_both_promise(session: Session) -> None:
    shown = "\n".join(lines(drawn(documents_of(PAIRING)[0], first(PAIRING, session), session)))
    assert "甲方（师傅）：周敏华" in shown
    assert "师徒每月共同活动不少于2次" in shown


def test_the_mentor_gets_a_letter_and_the_mentee_a_certificate_at_the_end(
    session: Session, tmp_path: Path
) -> None:
    pairing = first(PAIRING, session)
    named = {document.layout_name: document for document in documents_of(PAIRING)}
    letter = lines(drawn(named["mentor_letter"], pairing, session))
    assert letter[:3] == ["聘　书", f"编号：{pairing['certificate_no']}", "周敏华老师："]
    assert "兹聘请您担任方晓棠老师的指导教师（教学）" in letter[3]
    out = apply_transition(
        pairing.with_values(graduated_on="2027-07-05", graduation_note="能独立上公开课"), "graduate"
    )
    certificate = lines(drawn(named["completion_certificate"], out, session))
    assert certificate[1] == "方晓棠老师："
    assert "师从周敏华老师" in certificate[2]
    assert certificate[3] == "出师意见：能独立上公开课"
    assert "2027年7月5日" in certificate[-1]
    papers = {
        path.name.split("_")[2]
        for path in export_records(session.store, [out], tmp_path, seen_by=None).files
    }
    assert papers == {"师徒结对协议书", "师徒结对档案", "师傅聘书", "出师证书"}


def test_a_log_has_the_four_boxes_and_both_next_steps(session: Session) -> None:
    log = first(LOG, session)
    rows = cells(drawn(documents_of(LOG)[0], log, session))
    heads = {row[0].replace("\n", "") for row in rows}
    assert {"进步与优点", "问题与困难", "徒弟下一步", "师傅下一步", "徒弟收获与反思"} <= heads
    shown = text(drawn(documents_of(LOG)[0], log, session))
    assert log["mentee_next"][0]["matter"] in shown
    about = log.with_values(observation=person("周敏华听方晓棠《落花生》一(2)班"))
    assert ["依据的听课", "周敏华听方晓棠《落花生》一(2)班"] in cells(
        drawn(documents_of(LOG)[0], about, session)
    )


def test_the_volume_binds_all_sessions_and_is_filed_with_the_pair(
    session: Session, tmp_path: Path
) -> None:
    pairing = first(PAIRING, session)
    volume = documents_of(PAIRING)[1]
    shown = text(drawn(volume, pairing, session))
    for log in session.store.many(LOG, session.store.ids(Filter(LOG, linked_to=pairing.id))):
        assert log["theme"] in shown
        assert log["gain"] in shown
        for said in (
            f"进步：{log['going_well']}",
            f"问题：{log['challenge']}",
            f"建议：{log['advice']}",
        ):
            assert said in shown
    assert "职业情怀与师德修养" in shown
    report = export_records(session.store, [pairing], tmp_path / "out", seen_by=None)
    assert len(report.files) == 3
    assert {path.parent.parts[-2:] for path in report.files} == {("05_师徒结对", "周敏华—方晓棠")}
