"""The steps that people take by hand: who may take them, what they ask, and what they leave behind."""

from dataclasses import replace
from typing import cast

import pytest

from models.kernel.fields import Link
from models.kernel.filters import Filter
from models.kernel.record import Record
from models.kernel.workflow import STEPS, StepRefused
from models.meetings.meetings import MEETING
from models.mentoring.logs import LOG
from models.services.transitions import asked, carry_out, formalities_of, known, other_days, refuse
from models.session.session import Session


def one(session: Session, *states: str) -> Record:
    """A meeting in one of these states."""
    store = session.store
    return store.many(MEETING, store.ids(Filter(MEETING, states=states), 1))[0]


def test_a_meeting_is_postponed_to_another_day_with_a_reason(session: Session) -> None:
    planned, step = one(session, "planned"), STEPS["postpone"]
    assert [f.key for f in asked(step, planned)] == [MEETING.day, "reason"]
    assert all(f.required for f in asked(step, planned))
    day, _said = other_days(step, planned, session)[0]
    assert day > planned.day
    saved = carry_out(planned, step, {MEETING.day: day, "reason": "停电"}, session)
    assert (saved.day, saved.state, saved.state_reason) == (day, "postponed", "停电")
    assert saved["week_no"] == MEETING.derive(saved, session)["week_no"]
    assert session.store.get(MEETING, planned.id) == saved
    assert session.store.history(MEETING, planned.id)[-1].reason == "停电"


@pytest.mark.parametrize(
    ("day", "put_off"),
    [
        ("2026-11-26", ["2026-11-27"]),
        ("2026-11-27", ["2026-11-30"]),  # a Friday goes to the next week, not to the Thursday
        ("2026-09-30", ["2026-10-08"]),  # past the holiday
        ("2027-01-22", []),  # the last day of the term
    ],
)
def test_postponing_never_proposes_an_earlier_day(
    session: Session, day: str, put_off: list[str]
) -> None:
    assert session.term is not None
    meeting = one(session, "planned").with_values(held_on=day)
    term = session.store.save(session.term.with_values(day_rules=[]), actor="教务处")
    session.refresh()
    assert term["last_day"] == "2027-01-22"
    days = [found for found, _said in other_days(STEPS["postpone"], meeting, session)]
    assert days == put_off


def test_what_is_asked_for_has_to_be_answered(session: Session) -> None:
    planned = one(session, "planned")
    with pytest.raises(StepRefused, match="要写原因"):
        carry_out(planned, STEPS["cancel"], {"reason": "  "}, session)
    assert session.store.get(MEETING, planned.id) == planned


def test_a_step_that_does_not_start_here_says_where_the_record_stands(session: Session) -> None:
    approved = one(session, "approved")
    with pytest.raises(StepRefused, match="现在是“已审核”，不能顺延"):
        refuse(approved, STEPS["postpone"], session.me)
    names = [step.name for step in formalities_of(approved, session.me)]
    assert "postpone" not in names
    assert "reopen" in names


def test_writing_and_submitting_are_not_taken_by_hand(session: Session) -> None:
    assert not {"write", "submit"} & {s.name for s in formalities_of(one(session, "planned"), None)}


def test_a_step_that_is_somebody_s_own_names_who_it_is(session: Session) -> None:
    written = session.store.many(LOG, session.store.ids(Filter(LOG), 1))[0]
    log, mentee = replace(written, state="submitted"), cast("Link", written["mentee"])
    other = cast("Link", log["mentor"])
    with pytest.raises(StepRefused, match=f"要由{mentee['name']}自己办"):
        refuse(log, STEPS["gain"], other)
    refuse(log, STEPS["gain"], mentee)
    refuse(log, STEPS["gain"], None)


def test_what_the_record_answers_already_stands_there(session: Session) -> None:
    planned = one(session, "planned")
    fields = asked(STEPS["postpone"], planned)
    assert known(fields, planned, session) == {MEETING.day: planned.day}
