"""A rota of observed lessons (听课安排): who teaches when, and who comes.

Quotas are met as far as there are seats, pairs that have not met yet come first, nobody is in two
places at once. The same question gives the same rota.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import day_of, rules_of
from models.calendar.kinds import WEEKDAYS
from models.kernel.dates import kept_date
from models.kernel.fields import Field, Kind, choices, id_of
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.kernel.workflow import STATES
from models.observing.lessons import LESSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.observing.coverage import Coverage, Pair
    from models.session.session import Session

Slot = tuple[str, int]
"""Day and period of a lesson."""
SCHOOL_DAYS = WEEKDAYS[:5]
ASKED = (
    Field("since", "从哪天", Kind.DATE, required=True),
    Field("until", "到哪天", Kind.DATE, hint="空着就到学期末"),
    Field("weekdays", "星期几", Kind.CHOICES, choices=SCHOOL_DAYS, required=True),
    Field("periods", "第几节", Kind.CHOICES, required=True,
          choices=choices(**{str(n): f"第{n}节" for n in range(1, 9)})),
    Field("seats", "一节课几人听", Kind.INT, required=True, least=1, most=60),
)  # fmt: skip
"""What has to be known to lay one out."""
USUAL = {"weekdays": [one.code for one in SCHOOL_DAYS], "periods": ["2"], "seats": 4}
"""How it is usually answered."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One lesson of the rota."""

    slot: Slot
    instructor: Link
    observers: tuple[Link, ...]


def visits_for(
    found: Coverage, answers: Mapping[str, Any], term: Record, session: Session
) -> list[Visit]:
    """The rota for the answers to `ASKED`, around the lessons that are there already."""
    slots = slots_between(term, answers["since"], answers["until"],
                          map(int, answers["weekdays"]), [int(p) for p in answers["periods"]])  # fmt: skip
    there = Filter(LESSON, term=term.id, since=answers["since"])
    return rota(
        found,
        slots,
        answers["seats"],
        busy_in(session.store.many(LESSON, session.store.ids(there))),
    )


def slots_between(
    term: Record, since: str, until: str, weekdays: Iterable[int], periods: Sequence[int]
) -> list[Slot]:
    """The lessons that could be observed: those periods of the school days among the weekdays
    (1 is Monday) from one day to the other, within the term. A make-up day counts as the weekday
    whose timetable it follows.
    """
    first = kept_date(max(since, str(term["first_day"])))
    last = kept_date(min(until or str(term["last_day"]), str(term["last_day"])))
    wanted, rules = set(weekdays), rules_of(term["day_rules"])
    found: list[Slot] = []
    while first and last and first <= last:
        day = day_of(first, rules)
        if day.is_school_day and (day.follows or first.isoweekday()) in wanted:
            found += [(first.isoformat(), period) for period in sorted(set(periods))]
        first += timedelta(days=1)
    return found


def rota(
    coverage: Coverage, slots: Iterable[Slot], seats: int, busy: Iterable[tuple[str, Slot]] = ()
) -> list[Visit]:
    """Visits until nobody owes any more or the slots are used up, at most `seats` observers each.

    `busy` says who is already somewhere. Lessons that are planned count as done.
    """
    taken = set(busy)
    met: Counter[Pair] = Counter(dict(coverage.seen)) + Counter(dict(coverage.planned))
    coming: Counter[str] = Counter()
    for (observer, _instructor), number in coverage.planned.items():
        coming[observer] += number
    short = {duty.who["id"]: duty.short - coming[duty.who["id"]] for duty in coverage.duties}
    taught: Counter[str] = Counter()
    people = {duty.who["id"]: duty.who for duty in coverage.duties}
    visits: list[Visit] = []
    for slot in slots:
        free = [one for one in coverage.instructors if (one["id"], slot) not in taken]
        best: tuple[tuple[int, int], Link, list[str]] | None = None
        for instructor in free:
            guests = _guests(instructor, slot, short, met, taken)[:seats]
            new = sum(not met[guest, instructor["id"]] for guest in guests)
            worth = (new - taught[instructor["id"]] * seats, len(guests))
            if guests and (best is None or worth > best[0]):
                best = (worth, instructor, guests)
        if best is None:
            continue
        _worth, instructor, guests = best
        taught[instructor["id"]] += 1
        taken.add((instructor["id"], slot))
        for guest in guests:
            short[guest] -= 1
            met[guest, instructor["id"]] += 1
            taken.add((guest, slot))
        visits.append(Visit(slot, instructor, tuple(people[guest] for guest in guests)))
    return visits


def still_short(coverage: Coverage, visits: Iterable[Visit]) -> list[tuple[Link, int]]:
    """Who owes lessons even so, the most first: the slots or the seats were too few."""
    coming: Counter[str] = Counter(one["id"] for visit in visits for one in visit.observers)
    for (observer, _instructor), number in coverage.planned.items():
        coming[observer] += number
    left = [(duty.who, duty.short - coming[duty.who["id"]]) for duty in coverage.duties]
    return sorted((one for one in left if one[1] > 0), key=lambda one: (-one[1], one[0]["name"]))


def _guests(
    instructor: Link, slot: Slot, short: Mapping[str, int], met: Mapping[Pair, int],
    taken: set[tuple[str, Slot]],
) -> list[str]:  # fmt: skip
    """Who could come, those first who have not seen this teacher and owe most."""
    could = (
        who for who, owed in short.items()
        if owed > 0 and who != instructor["id"] and (who, slot) not in taken
    )  # fmt: skip
    return sorted(could, key=lambda who: (met[who, instructor["id"]], -short[who], who))


def busy_in(lessons: Iterable[Record]) -> Iterator[tuple[str, Slot]]:
    """Who is in a lesson, teaching or observing, and when; one that was cancelled keeps nobody."""
    for lesson in lessons:
        if lesson["period"] and STATES[lesson.state].held:
            for who in (lesson["instructor"], *(lesson["observers"] or ())):
                if id_of(who):
                    yield who["id"], (lesson.day, lesson["period"])


def lessons_of(visits: Iterable[Visit], session: Session) -> list[Record]:
    """The visits as planned lessons; what only the instructor knows (课题, 班级) is still open."""
    teachers = {one.id: one for one in session.teachers}
    made = []
    for visit in visits:
        teacher = teachers.get(str(visit.instructor["id"]))
        values = {
            "held_on": visit.slot[0], "period": visit.slot[1], "instructor": visit.instructor,
            "observers": list(visit.observers), "subject": teacher["subject"] if teacher else "",
        }  # fmt: skip
        made.append(LESSON.opens(new_record(LESSON, values), session))
    return made
