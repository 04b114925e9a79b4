"""Three pairs of the sample school: agreements, two sessions a month, growth plans
(docs/rules.md §5).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import day_of, rules_of
from models.calendar.weeks import week_no
from models.demo.content import read
from models.demo.observing import heard
from models.demo.stamps import derived_row_id, moment
from models.instruments.catalogue import built_in
from models.kernel.filters import Filter
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.meetings.tasks import open_tasks
from models.mentoring.appraisals import APPRAISAL
from models.mentoring.growth import GROWTH, fresh_dimensions
from models.mentoring.logs import LOG, agreed
from models.mentoring.pairings import GOAL, MENTEE_DUTIES, MENTOR_DUTIES, PAIRING, USUAL
from models.observing.instrument_files import as_record
from models.observing.lessons import LESSON, USUAL_MINUTES
from models.observing.observations import USUAL as USUAL_INSTRUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.demo.research import Year
    from models.session.session import Session

SIGNED, PLANNED = timedelta(days=13), timedelta(days=16)
"""After the first of September: when agreements were signed, and growth plans handed in."""
AGREED = timedelta(days=9)
"""After a growth plan was handed in."""
SESSION_DAYS = (9, 18)
"""Of each month from September on."""
ANSWERED = timedelta(days=3)


def mentoring(year: Year) -> Iterator[Record]:
    """Pairings, growth plans and logs, in the order in which they can be saved."""
    if year.first + SIGNED >= year.today:
        return
    for number, table in enumerate(read("mentoring.toml")["pairs"], 1):
        pairing = _pairing(table, number, year)
        yield pairing
        yield _plan(pairing, year)
        yield from _logs(pairing, year)


def begun_appraisals(session: Session) -> Iterator[Record]:
    """From the middle of November on one pair gets ready for the appraisal at the end of the year;
    its points are counted from the records that are there.
    """
    said, today = read("mentoring.toml")["appraisal"], session.today()
    for pairing in session.store.many(
        PAIRING, session.store.ids(Filter(PAIRING, states=("active",)))
    ):
        begun = date.fromisoformat(pairing["start"]).replace(month=11, day=15)
        if pairing["mentee"]["name"] == said["mentee"] and begun < today:
            values = {"pairing": pairing.link(), "held_on": f"{begun.year}-12-25",
                      "self_review": said["self_review"]}  # fmt: skip
            record = new_record(APPRAISAL, values, id=derived_id(begun, "appraisal", pairing.id))
            at = moment(begun, today, record.id)
            yield _kept(APPRAISAL.opens(record, session), at, str(said["mentee"]))


def _pairing(table: Mapping[str, Any], number: int, year: Year) -> Record:
    group = table["group"]
    mentor, mentee = (year.staff.named(table[key], group) for key in ("mentor", "mentee"))
    room = next(room for room in year.rooms if room.group.title == group)
    signed = year.first + SIGNED
    values = {
        "mentor": mentor, "mentee": mentee, "kind": "teaching", "form": "entry", "goal": GOAL,
        "mentor_duties": MENTOR_DUTIES, "mentee_duties": MENTEE_DUTIES, **USUAL,
        "group": room.group.link(), "subject": room.group["subject"],
        "start": year.first.isoformat(), "end": f"{year.first.year + 1}-07-10",
        "term": room.term.record.link(), "other_mentees": 0,
        "agreement_signed_on": signed.isoformat(), "certificate_no": f"QL{year.first.year}-{number:02}",
    }  # fmt: skip
    id_ = derived_id(year.first, "demo", "pairing", table["mentor"], table["mentee"])
    at = moment(signed, year.today, id_)
    by = str(year.staff.office("office_research")["name"])
    record = replace(new_record(PAIRING, values, id=id_), state="active", submitted_at=at)
    return _kept(record, at, by)


def _plan(pairing: Record, year: Year) -> Record:
    said = read("mentoring.toml")["plan"]
    rows = [
        {**row, **dict(zip(("now", "goal", "measures", "by", "evidence"), cells, strict=True))}
        for row, cells in zip(fresh_dimensions(), said["dimensions"], strict=True)
    ]
    day = year.first + PLANNED
    values = {
        **{key: said[key] for key in ("about_me", "strengths", "weaknesses", "chances", "goal",
                                      "books")},
        **{key: pairing[key] for key in ("mentee", "mentor", "group", "term")},
        "pairing": pairing.link(), "year": f"{year.first.year}-{year.first.year + 1}",
        "written_on": day.isoformat(), "dimensions": rows,
    }  # fmt: skip
    id_ = derived_id(year.first, "demo", "growth", pairing.id)
    at = moment(day, year.today, id_)
    record = replace(new_record(GROWTH, values, id=id_), state="submitted", submitted_at=at)
    plan = _kept(record, at, str(pairing["mentee"]["name"]))
    agreed = day + AGREED
    if agreed >= year.today:
        return plan
    office = str(year.staff.office("office_research")["name"])
    plan = plan.with_values(mentor_opinion=said["mentor_opinion"], review=said["review"])
    return replace(plan, state="approved", updated_at=moment(agreed, year.today, id_),
                   updated_by=office)  # fmt: skip


def _logs(pairing: Record, year: Year) -> Iterator[Record]:
    """Two a month on school days of the present term, until yesterday."""
    term = year.rooms[0].term
    rules, said = rules_of(term.record["day_rules"]), read("mentoring.toml")["sessions"]
    earlier: list[Record] = []
    for day in _days(max(term.first, year.first + SIGNED), min(term.last, year.today)):
        while not day_of(day, rules).is_school_day:
            day += timedelta(days=1)
        if day >= year.today:
            break
        log = _log(pairing, day, said[len(earlier) % len(said)], earlier, year)
        if "hear" in log["modes"] and log["gain"]:
            lesson, sheet = _heard(pairing, log, year)
            log = log.with_values(observation=sheet.link())
            yield from (lesson, sheet)
        earlier.append(log)
        yield log


def _heard(pairing: Record, log: Record, year: Year) -> tuple[Record, Record]:
    """The lesson of the mentee that a log speaks of, in the morning of its day."""
    lessons = read("mentoring.toml")["lessons"][str(pairing["subject"])]
    said = lessons[log["seq_no"] // 2 % len(lessons)]
    values = {
        **{key: log[key] for key in ("group", "term", "week_no", "held_on")},
        "instructor": log["mentee"], "observers": [log["mentor"]], "lesson_title": said["title"],
        "class_name": said["class_name"], "subject": said["subject"], "period": 2,
        "minutes": USUAL_MINUTES, "class_size": 40, "lesson_type": "ordinary", "lesson_form": "new",
        "design": said["design"],
        "reflection": f"{log['gain']}\n师傅看到的是：{log['challenge']}他建议：{log['advice']}",
    }  # fmt: skip
    day = date.fromisoformat(log.day)
    lesson = new_record(LESSON, values, id=derived_id(day, "demo", "heard", log.id))
    stage = next(as_record(one) for one in built_in() if one.code == USUAL_INSTRUMENT)
    return heard(log, replace(lesson, state="submitted"), stage, year.today)


def _days(since: date, until: date) -> Iterator[date]:
    for number in count():
        month = date(
            since.year + (since.month - 1 + number) // 12, (since.month - 1 + number) % 12 + 1, 1
        )
        for day in SESSION_DAYS:
            if (found := month.replace(day=day)) >= until:
                return
            if found >= since:
                yield found


def _log(
    pairing: Record, day: date, said: Mapping[str, Any], earlier: list[Record], year: Year
) -> Record:
    id_ = derived_id(day, "demo", "log", pairing.id, day.isoformat())
    term = year.rooms[0].term
    open_ = open_tasks(earlier, agreed)
    values = {
        **{key: pairing[key] for key in ("mentor", "mentee", "subject", "group")},
        **{key: said[key] for key in ("modes", "theme", "content", "going_well", "challenge",
                                      "advice")},
        "pairing": pairing.link(), "term": term.record.link(),
        "week_no": week_no(day, term.week1), "seq_no": len(earlier) + 1,
        "held_on": day.isoformat(), "start": "15:30", "end": "16:20", "place": "教研组办公室",
        "carried": [{**task.as_row(), "done": task.due <= day.isoformat()} for task in open_],
        "mentee_next": _steps(id_, said["mentee_next"], day),
        "mentor_next": _steps(id_, said["mentor_next"], day),
    }  # fmt: skip
    mentor, mentee = (str(pairing[key]["name"]) for key in ("mentor", "mentee"))
    written = moment(day, year.today, id_)
    log = replace(new_record(LOG, values, id=id_), state="submitted", submitted_at=written)
    log = _kept(log, written, mentor)
    if day + ANSWERED < year.today:
        at = moment(day + ANSWERED, year.today, id_)
        log = replace(
            log.with_values(gain=said["gain"]), state="gained", updated_at=at, updated_by=mentee
        )
    return log


def _steps(id_: str, steps: list[list[Any]], day: date) -> list[dict[str, Any]]:
    return [
        {"_id": derived_row_id(id_, matter), "matter": matter,
         "due": (day + timedelta(days=days)).isoformat()}
        for matter, days in steps
    ]  # fmt: skip


def _kept(record: Record, at: str, by: str) -> Record:
    return replace(record, created_at=at, created_by=by, updated_at=at, updated_by=by)
