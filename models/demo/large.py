"""A district's meetings over ten years, made lazily and fast: for measuring, not for reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from models.calendar.holidays import day_of, rules_of
from models.demo.content import SUBJECTS, read, scripts
from models.demo.school_year import LAST_MEETING_WEEK, SchoolTerm, nearest_term, term_before
from models.kernel.fields import Kind, Link
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.meetings.meetings import MEETING
from models.meetings.planning import PLANNER
from models.school.people import GROUP, TEACHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

YEARS = 10
TEAM = 4
"""Teachers in a group."""
WEEKDAYS = (2, 3, 4)
"""每周二、三、四下午教研组集中学习 (docs/rules.md §3.4)."""
TIMES = {"start": "14:30", "end": "16:00", "place": "教研室"}
PLACES = ("东湖", "西岭", "南桥", "北塘", "柳溪", "枫林", "白鹭", "青石", "竹园", "荷塘", "长堤",
          "河口", "望山", "银杏", "向阳", "新港", "石榴", "春晖", "望江", "松涛")  # fmt: skip
SCHOOLS = ("实验小学", "中心小学", "第一小学", "第二小学", "附属小学", "外国语小学")
FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜"
GIVEN = ("雨晴", "思远", "佳怡", "文博", "晓东", "丽华", "志成", "婷", "海燕", "俊杰", "慧敏", "建军",
         "雪", "春梅", "立新", "若琳", "子墨", "秀兰", "明轩", "晨曦", "玉兰", "永强", "欣")  # fmt: skip
CLASSES = tuple(f"{grade}({number})班" for grade in "一二三四五六" for number in range(1, 8))
LEAVE = (("personal", "家中有事"), ("sick", "感冒发热"), ("official", "外出听课学习"))
GIVEN_WHEN_KIND = {
    "theory": {"study_book": "《命好题：命题与作业问题诊断》"},
    "topical": {"series_name": "作业与命题技术研究"},
}
"""What a kind of meeting has to have and the scripts leave to the plan."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A week of a term; `numbers` maps each weekday without a holiday to its meeting's 第N次."""

    term: Link
    monday: date
    week: int
    numbers: Mapping[int, int]
    state: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a meeting is about, cut short; `people` are the fields that take the speaker."""

    values: Mapping[str, Any]
    point: str
    matter: str
    people: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Group:
    record: Record
    team: Sequence[Link]
    weekday: int
    pieces: Sequence[_Piece]
    attendances: Sequence[Sequence[Mapping[str, Any]]]


def big_school(records: int, today: date) -> Iterator[Record]:
    """`records` meetings and before them the terms, groups and teachers they need, in the order in
    which they can be saved. The same for the same number on the same day.
    """
    terms = _terms(today)
    slots = [slot for term in terms for slot in _slots(term, today)]
    whole = sum(len(slot.numbers) == len(WEEKDAYS) for slot in slots)
    count = max(-(-records // whole), len(SUBJECTS))
    pieces = {subject: list(_pieces(subject)) for subject in SUBJECTS}
    groups = [_group(number, terms[0].first, pieces) for number in range(count)]
    yield from (term.record for term in terms)
    yield from (group.record for group in groups)
    for group in groups:
        yield from _teachers(group)
    newest, spare = _newest(slots, groups, records)
    yield from islice(_meetings(newest, groups), spare, None)


def _newest(
    slots: Sequence[_Slot], groups: Sequence[_Group], records: int
) -> tuple[Sequence[_Slot], int]:
    """The newest weeks that hold `records` meetings, and how many more than that they hold."""
    held, first = 0, len(slots)
    while held < records:
        first -= 1
        held += sum(group.weekday in slots[first].numbers for group in groups)
    return slots[first:], held - records


def _terms(today: date) -> list[SchoolTerm]:
    """The present term and those of the years before, oldest first."""
    terms = [nearest_term(today)]
    while len(terms) < 2 * YEARS:
        before = term_before(terms[-1])
        terms.append(replace(before, record=replace(before.record, state="closed")))
    return [replace(term, record=_entered(term)) for term in reversed(terms)]


def _entered(term: SchoolTerm) -> Record:
    return _by_planner(term.record, f"{term.first}T01:00:00.000Z")


def _slots(term: SchoolTerm, today: date) -> Iterator[_Slot]:
    rules = rules_of(term.record["day_rules"])
    past = "archived" if term.record.state == "closed" else "approved"
    link, counted = term.record.link(), dict.fromkeys(WEEKDAYS, 0)
    for week in range(1, LAST_MEETING_WEEK + 1):
        monday = term.week1 + timedelta(weeks=week - 1)
        days = {weekday: monday + timedelta(days=weekday - 1) for weekday in WEEKDAYS}
        numbers = {}
        for weekday, day in days.items():
            if day >= term.first and day_of(day, rules).is_school_day:
                counted[weekday] += 1
                numbers[weekday] = counted[weekday]
        written = monday < today - timedelta(days=today.weekday())
        yield _Slot(link, monday, week, numbers, past if written else "planned")


def _pieces(subject: str) -> Iterator[_Piece]:
    """Every meeting that the sample school's group has content for."""
    for script in {**scripts(subject, "1"), **scripts(subject, "2")}.values():
        stage, minutes, said = script.steps[0]
        needed = {
            key: text
            for key, text in script.block.items()
            if MEETING.field(key).required and MEETING.field(key).kind is not Kind.LINK
        }
        values = {
            "kinds": list(script.kinds),
            "theme": script.theme,
            "steps": [
                {"_id": "00000001", "stage": stage, "minutes": minutes, "content": _sentence(said)}
            ],
            "summary": _sentence(script.summary),
            **needed,
            **{k: v for kind in script.kinds for k, v in GIVEN_WHEN_KIND.get(kind, {}).items()},
        }
        links = [f for f in map(MEETING.field, script.block) if f.kind is Kind.LINK]
        people = [f.key for f in links if f.target == "teacher"]
        yield _Piece(values, _sentence(script.remarks[0][1]), script.decisions[0][0], people)


def _sentence(text: str) -> str:
    """The first sentence: enough to be found by, little to be stored."""
    return text.partition("。")[0] + "。"


def _group(number: int, since: date, pieces: Mapping[str, Sequence[_Piece]]) -> _Group:
    subject = SUBJECTS[number % len(SUBJECTS)]
    label, weekday = read(subject, "group.toml")["name"], WEEKDAYS[number % len(WEEKDAYS)]
    name = _school(number // len(SUBJECTS)) + label
    id_ = derived_id(since, "large", "group", str(number))
    row = {"_id": "00000001", "weekday": str(weekday), "cycle": "weekly", **TIMES,
           "from_week": 1, "to_week": LAST_MEETING_WEEK}  # fmt: skip
    values = {"name": name, "subject": label.removesuffix("组"), "recurrences": [row]}
    record = _by_planner(new_record(GROUP, values, id=id_), f"{since}T01:00:00.000Z")
    team = [
        {"id": derived_id(since, "large", "teacher", str(number), str(n)), "name": _name(number, n)}
        for n in range(TEAM)
    ]
    return _Group(record, team, weekday, pieces[subject], list(_attendances(team)))


def _school(number: int) -> str:
    """A school's name; where they run out, the school's second, third … campus."""
    campus, number = divmod(number, len(PLACES) * len(SCHOOLS))
    kind, place = divmod(number, len(PLACES))
    return f"{PLACES[place]}{SCHOOLS[kind]}" + (f"{campus + 1}校区" if campus else "")


def _name(group: int, n: int) -> str:
    family = FAMILIES[(group * TEAM + n) % len(FAMILIES)]
    return family + GIVEN[(group * 5 + n * 7 + group // len(FAMILIES)) % len(GIVEN)]


def _attendances(team: Sequence[Link]) -> Iterator[list[dict[str, Any]]]:
    """Everybody there, and each of those who do not lead away once."""
    for away in range(TEAM):
        code, reason = LEAVE[away % len(LEAVE)] if away else ("present", "")
        yield [
            {"_id": f"{n + 1:08x}", "person": who, "status": code if n == away else "present",
             "reason": reason if n == away else ""}
            for n, who in enumerate(team)
        ]  # fmt: skip


def _teachers(group: _Group) -> Iterator[Record]:
    for n, who in enumerate(group.team):
        row = {"_id": "00000001", "group": group.record.link(), "since": "", "until": "",
               "role": "member" if n else "leader"}  # fmt: skip
        values = {"name": who["name"], "subject": group.record["subject"], "payroll": "on",
                  "status": "active", "memberships": [row]}  # fmt: skip
        yield _by_planner(new_record(TEACHER, values, id=str(who["id"])), group.record.created_at)


def _by_planner(record: Record, at: str) -> Record:
    return replace(record, created_at=at, created_by=PLANNER, updated_at=at, updated_by=PLANNER)


def _meetings(slots: Sequence[_Slot], groups: Sequence[_Group]) -> Iterator[Record]:
    blank = MEETING.blank()
    number = 0
    for slot in slots:
        for place, group in enumerate(groups):
            if group.weekday in slot.numbers:
                number += 1
                yield _meeting(slot, group, place, number, blank)


def _meeting(
    slot: _Slot, group: _Group, place: int, number: int, blank: Mapping[str, Any]
) -> Record:
    day = slot.monday + timedelta(days=group.weekday - 1)
    held_on = day.isoformat()
    values = {
        **blank,
        "group": group.record.link(),
        "term": slot.term,
        "week_no": slot.week,
        "seq_no": slot.numbers[group.weekday],
        "held_on": held_on,
        **TIMES,
    }
    if slot.state != "planned":
        values |= _said(group, slot.week + place * 7 + day.year, number, day)
    id_ = derived_id(day, group.record.id, held_on, TIMES["start"])
    moment = f"{held_on}T09:{number % 60:02d}:00.000Z"
    return Record(MEETING, id_, values, slot.state, created_at=moment, created_by=PLANNER,
                  updated_at=moment, updated_by=PLANNER, submitted_at=moment)  # fmt: skip


def _said(group: _Group, turn: int, number: int, day: date) -> dict[str, Any]:
    piece = group.pieces[turn % len(group.pieces)]
    team = group.team
    speaker, recorder = team[1 + turn % (TEAM - 1)], team[1 + (turn + 1) % (TEAM - 1)]
    task = {"_id": f"{number:08x}", "matter": piece.matter, "owner": [speaker],
            "due": (day + timedelta(days=7)).isoformat()}  # fmt: skip
    rows = group.attendances[turn % TEAM]
    return {
        **piece.values,
        "theme": f"{piece.values['theme']}({CLASSES[number % len(CLASSES)]})",
        "chair": team[0],
        "speakers": [speaker],
        "recorder": recorder,
        "attendance": rows,
        "expected": TEAM,
        "present": TEAM - 1 if turn % TEAM else TEAM,
        "remarks": [{"_id": "00000001", "speaker": speaker, "point": piece.point}],
        "decisions": [task],
        **dict.fromkeys(piece.people, speaker),
    }
