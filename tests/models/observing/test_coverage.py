"""Who has observed whom, who owes lessons, and the rota that makes up for it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.kernel.record import Record, new_record
from models.kernel.workflow import apply_transition
from models.observing.coverage import Coverage, Duty, coverage
from models.observing.lessons import LESSON
from models.observing.rota import (
    USUAL,
    busy_in,
    lessons_of,
    rota,
    slots_between,
    still_short,
    visits_for,
)
from models.session.session import Session
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_joint import shared


def the_teacher(session: Session, name: str) -> Record:
    return next(one for one in session.teachers if one.title == name)


def duty_of(session: Session, name: str) -> Duty:
    return next(one for one in coverage(session).duties if one.who["name"] == name)


def test_only_sheets_that_were_handed_in_count(session: Session) -> None:
    before = duty_of(session, "柳青").done
    lesson = a_lesson(session, held_on="2026-11-23")
    shared(session, lesson, "柳青", "ST", samples="TTSS")
    found = coverage(session)
    pair = (the_teacher(session, "柳青").id, the_teacher(session, "何佩瑶").id)
    assert found.seen[pair] >= 1
    assert duty_of(session, "柳青").done == before + 1
    assert found.latest[pair]["lesson"]["id"] == lesson.id


def test_a_visit_to_come_stands_as_planned_until_its_sheet_is_in(session: Session) -> None:
    who, whom = the_teacher(session, "柳青"), the_teacher(session, "何佩瑶")
    lesson = a_lesson(session, held_on="2026-11-25", observers=[who.link()])
    before = coverage(session)
    assert before.planned[who.id, whom.id] == 1
    shared(session, lesson, "柳青", "ST", samples="TTSS")
    assert not coverage(session).planned.get((who.id, whom.id))


def test_the_quota_is_that_of_the_post_and_the_school_may_set_its_own(session: Session) -> None:
    assert session.me is not None
    me = str(session.me["name"])
    assert duty_of(session, me).wanted == 20
    school = session.school
    assert school is not None
    session.store.save(school.with_values(quotas=[{"_id": "11111111", "role": "leader", "lessons": 2}]),
                    actor="教务处")  # fmt: skip
    session.refresh()
    assert duty_of(session, me).wanted == 2
    assert duty_of(session, "何佩瑶").wanted == 15


def test_a_group_is_seen_by_itself(session: Session) -> None:
    group = session.my_groups()[0]
    names = {link["name"] for link, _role in session.members(group.link(), "")}
    assert {duty.who["name"] for duty in coverage(session, group).duties} == names


def test_slots_are_school_days_only(session: Session) -> None:
    assert session.term is not None
    slots = slots_between(session.term, "2026-09-28", "2026-10-12", [1, 2, 3, 4, 5], [3, 1])
    days = sorted({day for day, _period in slots})
    assert "2026-10-01" not in days
    assert "2026-10-12" in days
    assert slots[:2] == [("2026-09-28", 1), ("2026-09-28", 3)]


def test_the_rota_becomes_planned_lessons(session: Session) -> None:
    assert session.term is not None
    group = session.my_groups()[0]
    answers = {**USUAL, "since": "2026-11-24", "until": "", "weekdays": ["2", "4"], "seats": 3}
    visits = visits_for(coverage(session, group), answers, session.term, session)
    saved = session.store.save_all(lessons_of(visits, session), actor="教务处")
    after = coverage(session, group)
    assert sum(after.planned.values()) >= sum(len(visit.observers) for visit in visits) > 0
    busy = set(busy_in(saved))
    more = visits_for(coverage(session), answers, session.term, session)
    assert more
    assert not busy & {(who["id"], v.slot) for v in more for who in (v.instructor, *v.observers)}
    for lesson in saved:
        session.store.save(apply_transition(lesson, "cancel", "学校停课"), actor="教务处")
    assert visits_for(coverage(session, group), answers, session.term, session) == visits


@st.composite
def schools(draw: st.DrawFn) -> tuple[Coverage, list[tuple[str, int]], int, set[Any]]:
    people = [{"id": f"p{n}", "name": f"教师{n}"} for n in range(draw(st.integers(1, 6)))]
    duties = tuple(
        Duty(one, "teacher", draw(st.integers(0, 5)), draw(st.integers(0, 3)), 0) for one in people
    )
    pairs = st.tuples(st.sampled_from(people), st.sampled_from(people))
    seen = Counter((a["id"], b["id"]) for a, b in draw(st.lists(pairs, max_size=8)))
    slots = [(f"2026-11-{day:02}", period) for day in range(1, draw(st.integers(1, 8)) + 1)
             for period in (1, 2)]  # fmt: skip
    busy = draw(st.sets(st.tuples(st.sampled_from([p["id"] for p in people]),
                                  st.sampled_from(slots)), max_size=6))  # fmt: skip
    return Coverage(duties, tuple(people), seen, {}, {}), slots, draw(st.integers(1, 4)), busy


@given(schools())
@settings(max_examples=150)
def test_no_rota_clashes_or_asks_too_much(school: Any) -> None:
    found, slots, seats, busy = school
    visits = rota(found, slots, seats, busy)
    places: Counter[Any] = Counter(busy)
    for visit in visits:
        assert 1 <= len(visit.observers) <= seats
        assert visit.instructor["id"] not in {one["id"] for one in visit.observers}
        for one in (visit.instructor, *visit.observers):
            places[one["id"], visit.slot] += 1
    assert all(number == 1 for number in places.values())
    sent = Counter(one["id"] for visit in visits for one in visit.observers)
    short = {duty.who["id"]: duty.short for duty in found.duties}
    assert all(number <= short[who] for who, number in sent.items())
    assert rota(found, slots, seats, busy) == visits
    left = {who["id"]: number for who, number in still_short(found, visits)}
    assert left == {who: owed - sent[who] for who, owed in short.items() if owed > sent[who]}


def test_who_is_short_even_so_is_said() -> None:
    everyone = [{"id": f"p{n}", "name": f"教师{n}"} for n in range(3)]
    duties = tuple(Duty(one, "teacher", 2, 0, 0) for one in everyone)
    found = Coverage(duties, tuple(everyone), {}, {}, {})
    visits = rota(found, [("2026-11-02", 1), ("2026-11-03", 1)], 2)
    assert sum(len(visit.observers) for visit in visits) == 4
    assert sum(number for _who, number in still_short(found, visits)) == 2
    assert still_short(found, rota(found, [("2026-11-02", n) for n in range(9)], 2)) == []


@given(st.integers(2, 6), st.integers(1, 4))
def test_nobody_sees_a_teacher_twice_while_others_were_not_seen(people: int, owed: int) -> None:
    everyone = [{"id": f"p{n}", "name": f"教师{n}"} for n in range(people)]
    duties = tuple(Duty(one, "teacher", min(owed, people - 1), 0, 0) for one in everyone)
    slots = [("2026-11-02", period) for period in range(60)]
    visits = rota(Coverage(duties, tuple(everyone), {}, {}, {}), slots, people)
    met = Counter((o["id"], v.instructor["id"]) for v in visits for o in v.observers)
    assert max(met.values()) == 1
    assert sum(met.values()) == people * min(owed, people - 1)


def test_a_lesson_without_a_period_makes_nobody_busy() -> None:
    assert not list(busy_in([new_record(LESSON, {"instructor": {"id": "x", "name": "甲"}})]))
