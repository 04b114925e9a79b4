"""Resident rounds."""

from __future__ import annotations

from models.agenda.week import agenda
from models.kernel.record import new_record
from models.kernel.workflow import apply_transition
from models.observing.rounds import ROUND
from models.session.session import Session


def test_a_round_waits_for_its_team_until_the_evaluation_is_handed_in(session: Session) -> None:
    values = {
        "class_name": "四(2)班",
        "team": [session.me],
        "since": "2026-11-23",
        "until": "2026-11-27",
    }
    opened = ROUND.opens(new_record(ROUND, values), session)
    assert opened["round"] == "2"
    begun = session.store.save(opened, actor="周敏华")
    (due,) = [one for one in agenda(session).this_week if one.record.type is ROUND]
    assert (due.note, due.by) == ("驻班评价待交", "2026-11-27")
    over = session.store.save(
        begun.with_values(since="2026-11-09", until="2026-11-13"), actor="周敏华"
    )
    assert [one.record.id for one in agenda(session).overdue if one.record.type is ROUND] == [
        over.id
    ]
    session.store.save(apply_transition(over, "submit"), actor="周敏华")
    found = agenda(session)
    assert not any(one.record.type is ROUND for one in (*found.this_week, *found.overdue))


def test_a_round_of_another_team_is_not_mine(session: Session) -> None:
    other = next(one.link() for one in session.teachers if one.title == "吴立群")
    values = {"class_name": "三(4)班", "team": [other], "since": "2026-11-23"}
    session.store.save(ROUND.opens(new_record(ROUND, values), session), actor="吴立群")
    assert not any(one.record.type is ROUND for one in agenda(session).this_week)
