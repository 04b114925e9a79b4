"""`jiaoyan demo` in a real database: home has something to show, the journal holds."""

from datetime import date
from pathlib import Path

import pytest

from models.agenda.week import agenda
from models.catalogue import open_school
from models.demo import make_demo
from models.kernel.errors import JiaoyanError
from models.kernel.filters import Filter
from models.kernel.workflow import STATES
from models.meetings.meetings import MEETING
from models.meetings.planning import Planned, plan_term
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.session.session import Session
from models.storage import Store

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_school(str(tmp_path_factory.mktemp("demo") / "demo.db"))
    make_demo(store, TODAY)
    return store


@pytest.fixture
def session(store: Store) -> Session:
    return Session(store, lambda: TODAY)


def test_home_has_something_to_do(session: Session) -> None:
    assert session.me is not None
    assert [group.title for group in session.my_groups()] == ["语文组"]
    found = agenda(session)
    assert any("第12次活动" in due.record.title for due in found.this_week)
    assert len(found.returned) == 1
    assert {task.overdue(TODAY.isoformat()) for task in found.tasks} == {True, False}


def test_this_weeks_meeting_opens_filled_in_from_the_plan(session: Session) -> None:
    due = next(due for due in agenda(session).this_week if due.record.type is MEETING)
    opened = MEETING.opens(due.record, session)
    assert opened["theme"] == "如何设计有层次的单元作业：以习作单元为例"
    assert (opened["kinds"], opened["series_no"]) == (["topical"], 3)
    assert len(opened["attendance"]) == 14


def test_week_number_and_counts_are_what_the_program_works_out(session: Session) -> None:
    term = session.term
    assert term is not None
    for meeting in session.store.many(MEETING, session.store.ids(Filter(MEETING, term=term.id))):
        if STATES[meeting.state].held and meeting["attendance"]:
            derived = MEETING.derive(meeting, session)
            assert {key: meeting[key] for key in derived} == dict(derived), meeting.title


def test_planning_the_term_again_changes_nothing(session: Session) -> None:
    assert session.term is not None
    assert plan_term(session, session.term) == Planned(0, 0)


def test_the_journal_tells_who_wrote_and_who_approved(store: Store) -> None:
    approved = store.many(MEETING, store.ids(Filter(MEETING, states=("approved",))))[-1]
    lines = store.history(MEETING, approved.id)
    assert [line.after["state"] for line in lines] == ["planned", "submitted", "approved"]
    assert [line.actor for line in lines] == ["排课表", approved["recorder"]["name"], "宋雅琴"]
    assert store.first_broken() is None


def test_what_was_said_is_found(store: Store) -> None:
    assert {hit.type for hit in store.search("一句批语")} >= {"meeting", "plan"}


def test_a_database_with_a_school_is_left_alone(store: Store) -> None:
    before = store.head_hash()
    with pytest.raises(JiaoyanError, match="已经有一所学校"):
        make_demo(store, TODAY)
    assert store.head_hash() == before


def test_many_records_come_on_top_and_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_school(str(tmp_path / "big.db")) as store:
        make_demo(
            store, TODAY, records=700, progress=lambda done, total: told.append((done, total))
        )
        assert len(store.ids(Filter(MEETING))) == 66 + 700
        assert Session(store, lambda: TODAY).my_groups()[0].title == "语文组"
    assert told[-1] == (700, 700)


def test_the_mentors_logs_speak_of_visits_and_an_appraisal_is_begun(
    store: Store, session: Session
) -> None:
    pairs = store.many(PAIRING, store.ids(Filter(PAIRING)))
    assert len({pair["certificate_no"] for pair in pairs}) == len(pairs) == 3
    visits = {log["observation"]["name"] for log in store.many(LOG, store.ids(Filter(LOG)))
              if log["observation"]}  # fmt: skip
    assert "周敏华听方晓棠《四季》一(2)班" in visits
    (appraisal,) = store.many(APPRAISAL, store.ids(Filter(APPRAISAL)))
    counted = {row["code"]: row["evidence"] for row in appraisal["items"]}
    assert counted["hearing"] == "师傅听 3/2 节，徒弟听 0/8 节"
    again = APPRAISAL.opens(appraisal, session)
    assert again.values == appraisal.values
