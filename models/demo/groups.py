"""The teaching groups of the sample school and their plans for a term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.calendar.recurrence import Occurrence, occurrences
from models.calendar.weeks import week_no
from models.demo.content import SUBJECTS, Script, read, scripts
from models.demo.school_year import LAST_MEETING_WEEK, SchoolTerm
from models.demo.stamps import derived_row_id
from models.kernel.ids import derived_id
from models.kernel.record import Record, new_record
from models.meetings.plans import PLAN
from models.school.people import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.demo.staff import Staff

ORDER = (
    "opening", "theory1", "prepare1", "teach1", "topic1", "reading", "prepare2", "teach2",
    "topic2", "quality", "theory2", "topic3", "research", "topic4", "prepare3", "teach3",
    "topic5", "closing",
)  # fmt: skip
"""The meetings of a term that has no holidays."""
SPARE = ("research", "reading", "quality")
"""What is left out first, beside whole lessons, where holidays take meetings away."""


def groups_of(year: int) -> dict[str, Record]:
    """The groups by name."""
    found = {}
    for subject in SUBJECTS:
        table = read(subject, "group.toml")
        name = table["name"]
        recurrence = {
            "_id": derived_row_id(name, "recurrence"),
            **{key: table[key] for key in ("weekday", "start", "end", "place")},
            "cycle": "weekly",
            "from_week": 1,
            "to_week": LAST_MEETING_WEEK,
        }
        values = {key: value for key, value in table.items() if key in GROUP.by_key}
        values["recurrences"] = [recurrence]
        id_ = derived_id(date(year, 9, 1), "demo", "group", name)
        found[name] = new_record(GROUP, values, id=id_)
    return found


def subject_of(group: str) -> str:
    """The folder of a group's content."""
    return next(s for s in SUBJECTS if read(s, "group.toml")["name"] == group)


Agenda = Sequence[tuple[Occurrence, str, Script]]
"""What a group meets about on each of its days of a term: (when, name, content)."""


def agenda_of(group: Record, term: SchoolTerm) -> Agenda:
    """The meetings that the calendar asks for, with what the group has to say in them."""
    held, _skipped = occurrences(term.record.values, group["recurrences"])
    bank = scripts(subject_of(group.title), term.no)
    names = _shortened(len(held))
    return [(one, name, bank[name]) for one, name in zip(held, names, strict=False)]


def _shortened(number: int) -> list[str]:
    """`ORDER` cut to `number` meetings; a lesson goes with the meeting that prepares it."""
    missing = max(len(ORDER) - number, 0)
    lessons = min((missing + 1) // 3, 3)
    gone = {f"{part}{n}" for n in range(4 - lessons, 4) for part in ("prepare", "teach")}
    gone.update(SPARE[: missing - 2 * lessons])
    return [name for name in ORDER if name not in gone]


def plan_of(group: Record, term: SchoolTerm, staff: Staff, agenda: Agenda) -> Record:
    """The group's plan for the term."""
    table, school = read(subject_of(group.title), "group.toml"), read("school.toml")
    key = (group.id, term.record["name"])
    values = {
        "group": group.link(),
        "term": term.record.link(),
        "theme": group["annual_theme"],
        **{part: text.strip() for part, text in table["plan"].items()},
        "schedule": list(_schedule(group, term, staff, agenda)),
        "series": [
            {"_id": derived_row_id(*key, "series", str(no)), "no": no, "name": name}
            for no, name in enumerate(school["series"], 1)
        ],
        "books": list(book_rows(term, key)),
    }
    return new_record(PLAN, values, id=derived_id(term.first, "demo", "plan", *key))


def _schedule(
    group: Record, term: SchoolTerm, staff: Staff, agenda: Agenda
) -> Iterator[dict[str, Any]]:
    for when, name, script in agenda:
        yield {
            "_id": derived_row_id(group.id, term.record.id, name),
            "week": when.week,
            "kind": script.kinds[0],
            "theme": script.theme,
            "speakers": [staff.named(one, group.title) for one in script.speakers],
            "series_no": series_no(name),
            "place": when.place,
        }


def series_no(name: str) -> int | None:
    """The number of the topic in the series of five; None for another meeting."""
    return int(name.removeprefix("topic")) if name.startswith("topic") else None


def book_rows(term: SchoolTerm, key: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The two books, by weeks (docs/rules.md §3.4)."""
    for book in read("school.toml")["books"]:
        for chapters, first, last in book[f"term{term.no}"]:
            yield {
                "_id": derived_row_id(*key, book["book"], chapters),
                "book": book["book"],
                "chapters": chapters,
                "from_week": first,
                "to_week": last,
                "done_on": "",
            }


def reading_in(plan: Mapping[str, Any], week: int) -> dict[str, str]:
    """The book and the chapters that the plan has for a week."""
    row = next(row for row in plan["books"] if row["from_week"] <= week <= row["to_week"])
    return {"study_book": row["book"], "study_chapters": row["chapters"]}


def with_books_read(plan: Record, term: SchoolTerm, today: date) -> Record:
    """The plan with the chapters ticked off whose weeks are over."""
    this_week = week_no(today, term.week1)
    rows = [
        {**row, "done_on": _friday(term, row["to_week"]) if row["to_week"] < this_week else ""}
        for row in plan["books"]
    ]
    return plan.with_values(books=rows)


def _friday(term: SchoolTerm, week: int) -> str:
    return (term.week1 + timedelta(weeks=week - 1, days=4)).isoformat()
