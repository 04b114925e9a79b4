"""Documents that are whole, and lie: about whose record they carry, and how far it has come."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exports.collect.collecting import Collection
from exports.export import export_records
from exports.photos import digest
from models.catalogue import RECORD_TYPES
from models.exchange.judging import Verdict, judge
from models.exchange.portable import to_dict
from models.kernel.filters import Filter
from models.kernel.record import Record
from models.kernel.workflow import apply_transition as step
from models.kernel.workflow import office_states
from models.meetings.meetings import MEETING
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.research.topics import TOPIC
from models.school.terms import TERM
from models.session.session import Session
from tests.exports.collect.conftest import OpenDesk, collected, export_some, one
from tests.exports.collect.editing import Edited, write
from tests.exports.collect.test_hostile_files import BODY, RECORD, meta, part, resealed
from tests.exports.word.meeting import photo
from tests.exports.word.test_word_safety import changed


@pytest.fixture
def good(papers: Path) -> bytes:
    return one(papers, "02_20260909_数学组_理论学习").read_bytes()


@pytest.fixture
def sent(sample_session: Session, tmp_path: Path) -> Callable[[bytes], Collection]:
    """A document as it comes in, with an honest one beside it; all that is clean is taken over."""

    def send(document: bytes) -> Collection:
        (tmp_path / "sent.docx").write_bytes(document)
        return collected(sample_session, tmp_path / "sent.docx")

    return send


def plain(record: Record, **values: Any) -> dict[str, Any]:
    """A record as a file tells it, with some values of its own."""
    copy: dict[str, Any] = json.loads(json.dumps(to_dict(record)))
    copy["values"] |= values
    return copy


def beside(record: dict[str, Any]) -> Callable[[bytes], bytes]:
    return lambda document: resealed(document, lambda to_dict: to_dict.update(whole=[record]))


def instead(record: dict[str, Any]) -> Callable[[bytes], bytes]:
    return lambda document: resealed(document, lambda to_dict: to_dict.update(record=record))


def test_nobody_is_changed_by_what_comes_along(
    good: bytes, sent: Callable[[bytes], Collection], sample_session: Session
) -> None:
    teacher, school = sample_session.teachers[0], sample_session.school
    assert school
    head = sample_session.store.head_hash()
    for record in (plain(teacher, phone="13900000000"), plain(school, print_names=True)):
        for lie in (beside(record), instead(record)):
            found = sent(lie(good))
            [(_source, reason)] = found.refused
            assert record["kind"] in ("teacher", "school")
            assert teacher.type.label in reason or school.type.label in reason
    assert sample_session.store.head_hash() == head


def test_an_id_belongs_to_one_kind_of_record(
    good: bytes, sent: Callable[[bytes], Collection], sample_session: Session
) -> None:
    teacher = sample_session.teachers[0]
    [(_source, reason)] = sent(meta(id=teacher.id)(good)).refused
    assert f"《{teacher.title}》" in reason


def test_two_kinds_under_one_id_in_the_same_heap(
    good: bytes, papers: Path, sample_session: Session, tmp_path: Path
) -> None:
    id_ = "01a08376-dc00-8f6a-855b-000000000001"
    sheet = next(p for p in sorted(papers.rglob("*.docx")) if "听课记录表" in p.name)
    for name, document in (("a", good), ("b", sheet.read_bytes())):
        (tmp_path / f"{name}.docx").write_bytes(meta(id=id_)(document))
    found = collected(sample_session, *sorted(tmp_path.glob("?.docx")))
    assert [one.verdict for one in found.found] == [Verdict.NEW]
    assert len(found.refused) == 1


@pytest.mark.parametrize("state", ["approved", "archived"])
def test_only_people_approve(
    state: str, good: bytes, sent: Callable[[bytes], Collection], sample_session: Session
) -> None:
    wanted = Filter(MEETING, states=("approved",), choices={"kinds": ("theory",)})
    ours = sample_session.store.many(MEETING, sample_session.store.ids(wanted))
    ours = [one for one in ours if one.id in part(good, RECORD)]
    here = sample_session.store.save(replace(ours[0], state="submitted"), actor="x")
    same = {**plain(here), "state": state}
    newer = {**same, "version": here.version + 1, "lineage": f"{here.lineage} 0badbeef"}
    for record, verdict in ((newer, Verdict.CONFLICT), (same, Verdict.UNCHANGED)):
        found = sent(instead(record)(good))
        assert [one.verdict for one in found.found] == [verdict]
        assert sample_session.store.get(MEETING, here.id) == here


@pytest.mark.parametrize("state", ["approved", "archived"])
def test_a_new_record_that_says_it_is_approved_comes_in_as_handed_in(
    state: str, good: bytes, sent: Callable[[bytes], Collection], sample_session: Session
) -> None:
    id_ = "01a08376-dc00-8f6a-855b-000000000001"
    forged = meta(id=id_, state=state, updated_by="教务处")(good)
    [found] = sent(forged).found
    assert found.verdict is Verdict.NEW
    assert "收下后是已提交" in found.judgement.why
    here = sample_session.store.get(MEETING, id_)
    assert here
    assert here.state == "submitted"
    again = sent(forged)
    assert [one.verdict for one in again.found] == [Verdict.UNCHANGED]
    assert sample_session.store.get(MEETING, id_) == here
    approved = sample_session.store.save(step(here, "approve"), actor="教务处")
    assert [one.verdict for one in sent(forged).found] == [Verdict.OLDER]
    assert sample_session.store.get(MEETING, id_) == approved


@pytest.mark.parametrize("state", ["approved", "archived"])
def test_an_approved_record_is_not_replaced_by_one_that_says_it_is_newer(
    state: str, sample_session: Session
) -> None:
    wanted = Filter(MEETING, states=("approved",))
    here = sample_session.store.many(MEETING, sample_session.store.ids(wanted, 1))[0]
    lineage = f"{here.lineage} 0badbeef 0badbeef"
    newer = replace(here.with_values(theme="换掉的主题"), state=state, version=here.version + 2,
                    lineage=lineage)  # fmt: skip
    judged = judge(here, newer, newer, "x", lambda _record, _version: None)
    assert judged.verdict is Verdict.CONFLICT
    assert "已审核" in judged.why


def test_what_the_office_has_settled_takes_no_other_text(
    papers: Path, sample_session: Session
) -> None:
    store = sample_session.store
    log = next(p for p in sorted(papers.rglob("*.docx")) if "师徒指导记录表" in p.name)
    id_ = collected(sample_session, log, apply=False).found[0].base.id
    written = store.get(LOG, id_)
    assert written
    here = store.save(replace(written, state="inspected"), actor="教科室")
    report = export_records(store, [here], papers / "checked", seen_by=None)
    with Edited(report.files[0]) as paper:
        write(paper.beside("活动主题"), "板书怎样设计")
    [found] = collected(sample_session, report.files[0]).found
    assert found.verdict is Verdict.CONFLICT
    assert found.judgement.disputed == ("theme",)
    assert store.get(LOG, id_) == here


def test_states_of_the_office_are_those_nobody_reaches_without_it() -> None:
    assert office_states(MEETING.states) == {"approved", "archived"}
    assert office_states(LOG.states) == {"inspected", "archived"}
    assert {"established", "started", "checked", "finished"} <= office_states(TOPIC.states)
    assert office_states(PAIRING.states) == {"graduated", "dissolved"}
    assert office_states(TERM.states) == {"closed"}
    for kind in RECORD_TYPES:
        assert kind.states[0] not in office_states(kind.states)


def test_a_draft_that_was_written_here_is_not_overwritten_by_one_of_unknown_origin(
    papers: Path, sample_session: Session, tmp_path: Path
) -> None:
    sheet = next(p for p in sorted(papers.rglob("*.docx")) if "听课记录表" in p.name)
    document = meta(id="01a08376-dc00-8f6a-855b-000000000002", state="draft", version=1)(
        sheet.read_bytes()
    )
    (tmp_path / "a.docx").write_bytes(meta(lineage="11111111")(document))
    collected(sample_session, tmp_path / "a.docx")
    (tmp_path / "b.docx").write_bytes(meta(lineage="22222222")(
        resealed(document, lambda to_dict: to_dict["record"]["values"].update(lesson_title="别的课"))
    ))  # fmt: skip
    [found] = collected(sample_session, tmp_path / "b.docx").found
    assert found.verdict is Verdict.CONFLICT


def test_a_paper_of_another_kind(good: bytes, sent: Callable[[bytes], Collection]) -> None:
    swapped = part(good, RECORD).replace('paper="教研组活动记录表"', 'paper="听课记录表"')
    other = part(good, BODY).replace("三楼数学教研室", "操场")
    found = sent(changed(good, {RECORD: swapped.encode(), BODY: other.encode()}))
    [(_source, reason)] = found.refused
    assert "听课记录表" in reason


def test_what_a_paper_says_of_its_places_hides_nothing(
    good: bytes, sent: Callable[[bytes], Collection]
) -> None:
    told = '[{"how":"flow","mark":["x","",""],"label":"","style":""}]'
    blind = f'<spots xmlns="urn:jiaoyan:spots:1">{told}</spots>'
    other = part(good, BODY).replace("三楼数学教研室", "操场")
    [found] = sent(
        changed(good, {"customXml/item2.xml": blind.encode(), BODY: other.encode()})
    ).found
    assert [one.path for one in found.differences()] == ["place"]


def test_a_text_that_is_none_of_it(good: bytes, sent: Callable[[bytes], Collection]) -> None:
    head, _, rest = part(good, BODY).partition("<w:body>")
    blank = f"{head}<w:body><w:p><w:r><w:t>另一份</w:t></w:r></w:p></w:body></w:document>"
    assert rest
    [(_source, reason)] = sent(changed(good, {BODY: blank.encode()})).refused
    assert "找不到任何栏目" in reason


def test_a_picture_of_billions_of_pixels_stays_out(
    sample_session: Session, open_session: OpenDesk, tmp_path: Path
) -> None:
    huge = bytearray(photo("a"))
    at = huge.index(b"\xff\xc0") + 5
    huge[at : at + 4] = b"\xff\xff\xff\xff"
    row = {"_id": "f1", "sha256": digest(huge), "name": "现场.jpg", "media": "image/jpeg"}
    store = sample_session.store
    store.put_blob(row["sha256"], bytes(huge), row["media"], 65535, 65535)
    meeting = store.many(MEETING, store.ids(Filter(MEETING, states=("approved",)), 1))[0]
    store.save(meeting.with_values(attachments=[row]), actor="x")
    export_some(sample_session, tmp_path / "out", Filter(MEETING, states=("approved",)))
    office = open_session("office.db")
    found = collected(office, tmp_path / "out")
    assert any("65535 × 65535" in notice for one in found.found for notice in one.notices)
    assert not office.store.has_blob(row["sha256"])


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_a_file_does_not_take_back_what_the_office_has_settled(
    sample_session: Session, state: str
) -> None:
    """Which versions it comes of is what it says, too."""
    store = sample_session.store
    here = store.many(MEETING, store.ids(Filter(MEETING, states=("approved",)))[:1])[0]
    newer = replace(
        here.with_values(theme="换了的主题"), state=state, version=here.version + 1,
        lineage=f"{here.lineage} deadbeef",
    )  # fmt: skip
    judged = judge(here, newer, newer, "x", lambda _record, _version: None)
    assert judged.verdict is Verdict.CONFLICT
