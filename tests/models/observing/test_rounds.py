"""Resident rounds."""

from __future__ import annotations

from models.agenda.week import agenda
from models.kernel.record import new_record
from models.kernel.workflow import take
from models.observing.rounds import ROUND
from models.session.session import Desk


def test_a_round_waits_for_its_team_until_the_evaluation_is_handed_in(desk: Desk) -> None:
    values = {
        "class_name": "四(2)班",
        "team": [desk.me],
        "since": "2026-11-23",
        "until": "2026-11-27",
    }
    opened = ROUND.opens(new_record(ROUND, values), desk)
    assert opened["round"] == "2"
    begun = desk.store.save(opened, actor="周敏华")
    (due,) = [one for one in agenda(desk).this_week if one.record.type is ROUND]
    assert (due.note, due.by) == ("驻班评价待交", "2026-11-27")
    over = desk.store.save(begun.but(since="2026-11-09", until="2026-11-13"), actor="周敏华")
    assert [one.record.id for one in agenda(desk).overdue if one.record.type is ROUND] == [over.id]
    desk.store.save(take(over, "submit"), actor="周敏华")
    found = agenda(desk)
    assert not any(one.record.type is ROUND for one in (*found.this_week, *found.overdue))


def test_a_round_of_another_team_is_not_mine(desk: Desk) -> None:
    other = next(one.link() for one in desk.teachers if one.title == "吴立群")
    values = {"class_name": "三(4)班", "team": [other], "since": "2026-11-23"}
    desk.store.save(ROUND.opens(new_record(ROUND, values), desk), actor="吴立群")
    assert not any(one.record.type is ROUND for one in agenda(desk).this_week)
