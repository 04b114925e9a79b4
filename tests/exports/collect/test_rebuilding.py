"""A folder of documents is enough to rebuild the ledger."""

from __future__ import annotations

from pathlib import Path

from exports.collect.collecting import Collection, take
from exports.export import export_records
from exports.photos import digest
from models.exchange.judging import Verdict
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.kernel.workflow import STEPS
from models.meetings.meetings import MEETING
from models.mentoring.logs import LOG
from models.school.people import TEACHER
from models.school.schools import SCHOOL
from models.services.transitions import carry_out_all, formalities_of_all
from models.session.session import Session
from tests.exports.collect.conftest import OpenDesk, collected, contents, export_all
from tests.exports.word.meeting import photo


def test_an_empty_database_gives_the_same_documents_again(
    papers: Path, open_session: OpenDesk, tmp_path: Path
) -> None:
    office = open_session("office.db")
    collection = collected(office, papers)
    assert not collection.refused
    assert not collection.questions
    assert not [notice for one in collection.found for notice in one.notices]
    assert len(collection.of(Verdict.NEW)) > 50
    export_all(office, tmp_path / "again")
    assert_the_same_but_for_approval(collection, papers, tmp_path / "again")
    assert office.store.first_broken() is None


def assert_the_same_but_for_approval(collection: Collection, before: Path, after: Path) -> None:
    """Approval does not travel in a document, everything else does."""
    claimed = {one.base.id for one in collection.found if one.judgement.claimed}
    assert sum(collection.claims().values()) == len(claimed) > 20
    papers, again = contents(before), contents(after)
    settled = {str(Path(one.source.name).relative_to(before)) for one in collection.found
               if one.base.id in claimed}  # fmt: skip
    assert again.keys() <= papers.keys()  # some papers of a topic are only there once it is begun
    assert papers.keys() - again.keys() <= settled
    assert papers.keys() - settled
    assert all(again[path] == papers[path] for path in papers.keys() - settled)


def test_what_was_approved_elsewhere_is_handed_in_here_and_approved_together(
    papers: Path, open_session: OpenDesk, sample_session: Session
) -> None:
    office = open_session("office.db")
    collected(office, papers)
    there = Filter(MEETING, states=("approved",))
    approved = {one.id: one for one in sample_session.store.many(
        MEETING, sample_session.store.ids(there))}  # fmt: skip
    here = office.store.many(MEETING, list(approved))
    assert here
    for one in here:
        assert one.state == "submitted"
        assert (one.version, one["summary"]) == (
            approved[one.id].version,
            approved[one.id]["summary"],
        )
    waiting = office.store.many(MEETING, office.store.ids(Filter(MEETING, states=("submitted",))))
    names = [step.name for step in formalities_of_all(waiting, office.me)]
    assert names == ["withdraw", "return", "approve"]
    carry_out_all(waiting, STEPS["approve"], {}, office)
    assert not office.store.ids(Filter(MEETING, states=("submitted",)))
    again = {one.verdict for one in collected(office, papers).found}
    assert again <= {Verdict.UNCHANGED, Verdict.OLDER}


def test_collecting_twice_does_nothing(papers: Path, open_session: OpenDesk) -> None:
    office = open_session("office.db")
    collected(office, papers)
    head = office.store.head_hash()
    again = collected(office, papers)
    assert {one.verdict for one in again.found} == {Verdict.UNCHANGED}
    assert office.store.head_hash() == head


def test_the_school_that_wrote_them_learns_nothing_new(
    papers: Path, sample_session: Session
) -> None:
    found = collected(sample_session, papers, apply=False).found
    assert {one.verdict for one in found} == {Verdict.UNCHANGED}


def test_nothing_private_travels_with_a_document(papers: Path, sample_session: Session,
                                                 open_session: OpenDesk) -> None:  # fmt: skip
    office = open_session("office.db")
    collected(office, papers)
    ours = {one.id: one for one in sample_session.teachers}
    theirs = office.teachers
    assert any(one["birth"] for one in ours.values())
    assert theirs
    for one in theirs:
        assert (one["name"], one["staff_no"]) == (ours[one.id]["name"], ours[one.id]["staff_no"])
        assert not (one["birth"])
        assert not (one["phone"])
        assert not (one["payroll"])


def test_photos_and_files_travel_inside(
    sample_session: Session, open_session: OpenDesk, tmp_path: Path
) -> None:
    store = sample_session.store
    picture, lesson_plan = photo("a"), b"%PDF-1.7 " + bytes(range(256)) * 40
    store.put_blob(digest(picture), picture, "image/jpeg", 80, 60)
    store.put_blob(digest(lesson_plan), lesson_plan, "application/pdf", 0, 0)
    kinds = ((picture, "现场.jpg", "image/jpeg"), (lesson_plan, "教案.pdf", "application/pdf"))
    rows = [
        {"_id": f"f{n}", "sha256": digest(content), "name": name, "media": media}
        for n, (content, name, media) in enumerate(kinds)
    ]
    meeting = store.many(MEETING, store.ids(Filter(MEETING, states=("approved",)), 1))[0]
    store.save(meeting.with_values(attachments=rows), actor="x")
    export_all(sample_session, tmp_path / "out")
    office = open_session("office.db")
    collection = collected(office, tmp_path / "out")
    kept = office.store.get(MEETING, meeting.id)
    assert kept
    assert [office.store.blob(row["sha256"]) for row in kept["attachments"]] == [
        picture,
        lesson_plan,
    ]
    export_all(office, tmp_path / "again")
    assert_the_same_but_for_approval(collection, tmp_path / "out", tmp_path / "again")


def test_a_link_that_leads_nowhere_yet_is_led_when_it_comes(
    papers: Path, open_session: OpenDesk
) -> None:
    office = open_session("office.db")
    logs = [p for p in papers.rglob("*.docx") if "师徒指导记录表" in p.name]
    collected(office, *logs)
    before = office.store.many(LOG, office.store.ids(Filter(LOG)))
    assert before
    assert all(one["pairing"]["id"] is None and one["pairing"]["name"] for one in before)
    collected(office, papers)
    after = office.store.many(LOG, [one.id for one in before])
    assert all(one["pairing"]["id"] for one in after)
    assert {one.verdict for one in collected(office, papers).found} == {Verdict.UNCHANGED}


def test_nothing_is_changed_before_it_is_applied(papers: Path, open_session: OpenDesk) -> None:
    office = open_session("office.db")
    collection = collected(office, papers, apply=False)
    assert not office.store.ids(Filter(MEETING))
    take(office, collection, collection.of(Verdict.NEW)[:1])
    assert len(office.store.ids(Filter(MEETING))) <= 1
    assert office.store.ids(Filter(TEACHER))


def test_documents_of_another_school_stay_out(papers: Path, open_session: OpenDesk) -> None:
    office = open_session("office.db")
    office.store.save(new_record(SCHOOL, {"name": "另一所小学"}), actor="x")
    collection = collected(office, papers)
    assert not collection.found
    assert len(collection.refused) == len(contents(papers))
    assert all("另一所小学" in reason for _source, reason in collection.refused)


def test_attachments_come_with_whichever_paper_brings_them(
    sample_session: Session, open_session: OpenDesk, tmp_path: Path
) -> None:
    """The sign-in sheet carries the record and no photo of it; the record itself has both."""
    store, picture = sample_session.store, photo("a")
    store.put_blob(digest(picture), picture, "image/jpeg", 80, 60)
    row = {"_id": "f1", "sha256": digest(picture), "name": "现场.jpg", "media": "image/jpeg"}
    meeting = store.many(MEETING, store.ids(Filter(MEETING, states=("approved",)), 1))[0]
    store.save(meeting.with_values(attachments=[row]), actor="x")
    report = export_records(store, [store.many(MEETING, [meeting.id])[0]], tmp_path, seen_by=None)
    sheet = next(path for path in report.files if "签到表" in path.name)
    record = next(path for path in report.files if {"签到表", "会议纪要"}.isdisjoint(
        path.name.split("_")))  # fmt: skip
    office = open_session("office.db")
    assert any("附件没有随文件来" in said for said in collected(office, sheet).found[0].notices)
    assert not office.store.has_blob(row["sha256"])
    [later] = collected(office, record).found
    assert (later.verdict, later.notices) == (Verdict.UNCHANGED, ("带来 1 个这里还没有的附件",))
    assert office.store.blob(row["sha256"]) == picture
    [again] = collected(office, record).found
    assert not again.notices
    together = open_session("together.db")
    found = collected(together, sheet, record).found
    assert not any("没有随文件来" in said for one in found for said in one.notices)
    assert together.store.blob(row["sha256"]) == picture
