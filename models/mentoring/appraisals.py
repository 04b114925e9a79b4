"""The yearly appraisal of a pair (年度考核): a hundred points, most of them counted from what the
two have done; mentor and mentee are judged together (docs/rules.md §5.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values, choices, id_of
from models.kernel.filing import Filing, by_pair
from models.kernel.record import Menu, RecordType
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING, pair_name
from models.mentoring.progress import progress, school_months

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import Record
    from models.mentoring.progress import Progress
    from models.session.session import Session

GRADES = choices(excellent="优秀", qualified="合格", unqualified="不合格")
AWARDS = choices(mentor="优秀师傅", mentee="优秀徒弟", newcomer="最佳新秀")
OF_A_YEAR, OF_A_TERM = 10, 5
"""Months with lessons."""
MOST_BONUS = 10
OPEN = ("draft", "returned")
"""As long as it is one of these, records are counted anew; what was handed in stays as it was."""
FLOORS = ((90, "excellent"), (60, "qualified"), (0, "unqualified"))
"""Points from which a grade is proposed; the committee may decide otherwise."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the appraisal: its points, and the share of them that was earned so far with how
    that was counted; None is judged by people.
    """

    code: str
    label: str
    full: int
    counted: Any = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a pair is measured by: its promises, for the time that the two had."""

    pairing: Record
    months: Fraction
    """With lessons, from the start of the pairing to the day of the appraisal, within the year."""

    def wanted(self, promise: str, every: int = 1) -> int:
        """What was promised for so many months each, for the time they had; where anything was
        promised, at least one.
        """
        promised = int(self.pairing[promise] or 0)
        return self.due(promised, every) if promised else 0

    def due(self, number: int, every: int) -> int:
        """So many in `every` months, for the time they had; at least one."""
        return max(int(number * self.months / every + Fraction(1, 2)), 1)


def _share(done: int, wanted: int) -> float:
    return min(done / wanted, 1) if wanted else 1


def _plan(measure: Measure, _done: Progress) -> tuple[float, str]:
    signed = bool(measure.pairing["agreement_signed_on"])
    return (1 if signed else 0), "协议已签" if signed else "协议还没有签"


def _hearing(measure: Measure, done: Progress) -> tuple[float, str]:
    mentor, mentee = measure.wanted("mentor_hears", OF_A_TERM), measure.wanted("mentee_hears")
    said = f"师傅听 {done.mentor_heard}/{mentor} 节，徒弟听 {done.mentee_heard}/{mentee} 节"
    return (_share(done.mentor_heard, mentor) + _share(done.mentee_heard, mentee)) / 2, said


def _logs(measure: Measure, done: Progress) -> tuple[float, str]:
    wanted = measure.wanted("sessions")
    return _share(
        done.logs, wanted
    ), f"指导记录 {done.logs}/{wanted} 份，其中有收获 {done.gains} 份"


def _designs(measure: Measure, done: Progress) -> tuple[float, str]:
    wanted = measure.due(1, OF_A_TERM)
    return _share(done.designs, wanted), f"有教案和反思的课 {done.designs}/{wanted} 节"


def _open(measure: Measure, done: Progress) -> tuple[float, str]:
    wanted = measure.wanted("open_lessons", OF_A_YEAR)
    return _share(done.open_lessons, wanted), f"公开课、汇报课 {done.open_lessons}/{wanted} 节"


def _papers(measure: Measure, done: Progress) -> tuple[float, str]:
    wanted = measure.wanted("papers", OF_A_YEAR)
    return _share(done.papers, wanted), f"论文案例 {done.papers}/{wanted} 篇"


ITEMS = (
    Item("plan", "协议计划", 5, _plan),
    Item("hearing", "听课(双向)", 20, _hearing),
    Item("logs", "指导记录", 20, _logs),
    Item("designs", "教案与反思", 15, _designs),
    Item("open", "汇报课公开课", 20, _open),
    Item("papers", "教科研与读书", 10, _papers),
    Item("ethics", "师德与协作", 10),
)
"""Weights: docs/rules.md §5.4, a hundred points."""


def items_of(pairing: Record, since: str, until: str, session: Session) -> list[dict[str, Any]]:
    """The rows of an appraisal, with what the records say and the points that would come of it."""
    done = progress(pairing, LOG, since, until, session)
    measure = Measure(pairing, school_months(since, until))
    rows = []
    for number, item in enumerate(ITEMS, 1):
        share, said = item.counted(measure, done) if item.counted else (None, "")
        points = None if share is None else round(item.full * share * 2) / 2
        rows.append({"_id": f"{number:08x}", "code": item.code, "item": item.label,
                     "full": item.full, "evidence": said, "counted": _plain(points),
                     "points": _plain(points)})  # fmt: skip
    return rows


def _plain(points: float | None) -> float | int | None:
    return int(points) if points is not None and points == int(points) else points


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    pairing = session.store.get(PAIRING, id_of(record["pairing"]))
    if pairing is None or record.state not in OPEN:
        return {"total": _total(record)}
    fresh = items_of(pairing, *_span(record, pairing, session), session)
    by_hand = {row["code"]: row["points"] for row in record["items"] or ()
               if row["points"] != row.get("counted")}  # fmt: skip
    rows = [{**row, "points": by_hand.get(row["code"], row["points"])} for row in fresh]
    known = {key: pairing[key] for key in ("mentor", "mentee", "group")}
    known |= {"items": rows, "term": session.place_in_term(record.day)["term"]}
    return {**known, "total": _total(record.with_values(**known))}


def _span(record: Record, pairing: Record, session: Session) -> tuple[str, str]:
    """The time that is appraised: of the school year, from the start of the pairing to the day of
    the appraisal, or to the end of the pairing where that is before.
    """
    year = str(record["year"] or "")[:4]
    known = year.isdigit() and len(year) == 4
    since = [str(pairing["start"] or ""), *([f"{year}-09-01"] if known else [])]
    ends = [str(record["held_on"] or session.today().isoformat()), str(pairing["end"] or "")]
    until = [*ends, *([f"{int(year) + 1}-08-31"] if known else [])]
    return max(since), min(day for day in until if day)


def _total(record: Record) -> float | int | None:
    """None while points are missing, or stand there as something that is no number."""
    points = [row["points"] for row in record["items"] or ()]
    added = [*points, record["bonus"] or 0]
    if not points or not all(isinstance(one, int | float) for one in added):
        return None
    return _plain(float(sum(added)))


def _opened(record: Record, session: Session) -> Record:
    if record.version and record.state not in OPEN:
        return record
    opened = record.with_values(
        year=record["year"] or (str(session.term["school_year"]) if session.term else ""),
        held_on=record["held_on"] or session.today().isoformat(),
    )
    return opened.with_values(**_derive(opened, session))


def _points_are_allowed(values: Values) -> Iterator[Problem]:
    for place, row in enumerate(values.get("items") or ()):
        points = row.get("points")
        if isinstance(points, int | float) and points > row["full"]:
            yield Problem("items", f"“{row['item']}”最多 {row['full']} 分", place, "points")


def proposed_grade(total: float | None) -> str:
    """The grade that goes with the points; ``""`` while some are missing."""
    if total is None:
        return ""
    return next(code for floor, code in FLOORS if total >= floor)


def _grade_agrees(values: Values) -> Iterator[Problem]:
    proposed = proposed_grade(values.get("total"))
    chosen = values.get("grade")
    if proposed and chosen and chosen != proposed:
        label = next(one.label for one in GRADES if one.code == proposed)
        yield Problem("grade", f"按总分是“{label}”，确实要改吗", blocking=False)


def _title(values: Values) -> str:
    pair = pair_name(values)
    return f"{pair} {values.get('year') or ''}学年考核" if pair else ""


APPRAISAL = RecordType(
    name="appraisal",
    label="师徒考核",
    counter="份",
    plural="appraisals",
    menu=Menu(100, "师徒考核", "年度考核：得分按记录算好"),
    filed=Filing("05_师徒结对", by_pair),
    day="held_on",
    states=("draft", "returned", "submitted", "approved", "publicised", "archived"),
    fields=(
        Field("pairing", "师徒结对", Kind.LINK, required=True, target="pairing"),
        Field("year", "学年", required=True, limit=20, listed=12),
        Field("held_on", "考核日期", Kind.DATE, required=True, listed=12),
        Field("mentor", "师傅", Kind.LINK, target="teacher", automatic=True, listed=10),
        Field("mentee", "徒弟", Kind.LINK, target="teacher", automatic=True, listed=10),
        Field("group", "教研组", Kind.LINK, target="group", automatic=True, filtered=True),
        Field("term", "学期", Kind.LINK, target="term", automatic=True, filtered=True),
        Field("items", "考核项目", Kind.ROWS, fixed=True, columns=(
            Field("code", "代号", automatic=True, width=8),
            Field("item", "项目", automatic=True, width=14),
            Field("full", "满分", Kind.INT, automatic=True, width=5),
            Field("evidence", "记录里有的", automatic=True),
            Field("counted", "应得", Kind.NUMBER, automatic=True, width=6),
            Field("points", "得分", Kind.NUMBER, required=True, least=0, width=8),
        ), hint="得分按记录算好，可以改；没改的跟着记录走"),
        Field("bonus", "加分", Kind.NUMBER, least=0, most=MOST_BONUS, hint="获奖等，最多 10 分"),
        Field("total", "总分", Kind.NUMBER, automatic=True, listed=6),
        Field("self_review", "徒弟自评", Kind.LONG, required=True, advise=(50, 500)),
        Field("mentor_review", "师傅评语", Kind.LONG, required=True, advise=(30, 300)),
        Field("committee", "考核小组意见", Kind.LONG),
        Field("grade", "考核等级", Kind.CHOICE, choices=GRADES, required=True, filtered=True,
              listed=8),
        Field("awards", "评选", Kind.CHOICES, choices=AWARDS),
        Field("publicised_on", "公示开始", Kind.DATE, automatic=True),
        Field("attachments", "佐证材料", Kind.FILES),
    ),
    form=(
        Section("考核谁", (("pairing", "year", "held_on"),)),
        Section("得分", (("items",), ("bonus", "total"))),
        Section("评语", (("self_review",), ("mentor_review",), ("committee",),
                       ("grade", "awards"))),
        Section("其他", (("mentor", "mentee"), ("group", "term", "publicised_on"),
                       ("attachments",))),
    ),
    title=_title,
    rules=(_points_are_allowed, _grade_agrees),
    derive=_derive,
    derives_from=("pairing", "year", "held_on", "items", "bonus"),
    opens=_opened,
)  # fmt: skip
