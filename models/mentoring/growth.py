"""The yearly growth plan of a young teacher (年度成长计划): five dimensions (docs/rules.md §5.3), reviewed
in the middle and at the end of the year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Section, Values, choices, id_of, name_of
from models.kernel.filing import Filing, by_pair
from models.kernel.filters import Filter
from models.kernel.record import Menu, RecordType
from models.mentoring.pairings import PAIRING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.fields import Link
    from models.kernel.record import Record
    from models.session.session import Session

DIMENSIONS = choices(
    ethics="职业情怀与师德修养", teaching="课堂经历与教学实践", class_advisor="班主任工作与育德体验",
    research="教学研究与专业发展", culture="团队文化与特色认同",
)  # fmt: skip


def _every_dimension_has_a_goal(values: Values) -> Iterator[Problem]:
    for place, row in enumerate(values.get("dimensions") or ()):
        for key, label in (("goal", "目标"), ("measures", "措施")):
            if not row.get(key):
                yield Problem(
                    "dimensions", f"“{row.get('dimension', '')}”没有写{label}", place, key
                )


def fresh_dimensions() -> list[dict[str, Any]]:
    """The five rows, nothing written in them; the ids are the same on every machine."""
    return [
        {"_id": f"{number:08x}", "dimension": one.label, "now": "", "goal": "", "measures": "",
         "by": "", "evidence": "", "self_review": "", "mentor_review": ""}
        for number, one in enumerate(DIMENSIONS, 1)
    ]  # fmt: skip


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    pairing = _pairing_of(record["mentee"], session)
    return {
        "pairing": pairing.link() if pairing else None,
        "mentor": pairing["mentor"] if pairing else None,
        "group": pairing["group"] if pairing else record["group"],
        "term": session.place_in_term(record.day)["term"],
    }


def _pairing_of(mentee: Link | None, session: Session) -> Record | None:
    """The newest pairing in which this teacher is the mentee."""
    id_ = id_of(mentee)
    if not id_:
        return None
    ids = session.store.ids(Filter(PAIRING, linked_to=id_))
    found = session.store.many(PAIRING, ids)
    return next((one for one in found if id_of(one["mentee"]) == id_
                 and one.state != "dissolved"), None)  # fmt: skip


def _opened(record: Record, session: Session) -> Record:
    """A new one is mine, for this school year, with the five dimensions to fill in."""
    if record.version:
        return record
    known: dict[str, Any] = {
        "mentee": record["mentee"] or session.me,
        "year": record["year"] or (str(session.term["school_year"]) if session.term else ""),
        "written_on": record["written_on"] or session.today().isoformat(),
        "dimensions": record["dimensions"] or fresh_dimensions(),
    }
    opened = record.with_values(**known)
    return opened.with_values(**_derive(opened, session))


def _title(values: Values) -> str:
    who = name_of(values.get("mentee"))
    return f"{who} {values.get('year') or ''}学年成长计划" if who else ""


def _written_by(record: Record, me: Link | None) -> bool:
    pair = [id_of(record[key]) for key in ("mentee", "mentor")]
    return me is None or not any(pair) or me["id"] in pair


GROWTH = RecordType(
    name="growth_plan",
    label="成长计划",
    counter="份",
    plural="growth_plans",
    menu=Menu(90, "成长计划", "青年教师的年度成长计划：五个方面"),
    filed=Filing("05_师徒结对", by_pair),
    day="written_on",
    states=("draft", "returned", "submitted", "mentor_reviewed", "approved", "mid_reviewed",
            "self_assessed", "closed"),
    fields=(
        Field("mentee", "姓名", Kind.LINK, required=True, target="teacher", listed=10),
        Field("year", "学年", required=True, limit=20, listed=12),
        Field("written_on", "制定日期", Kind.DATE, required=True, listed=12),
        Field("pairing", "师徒结对", Kind.LINK, target="pairing", automatic=True),
        Field("mentor", "师傅", Kind.LINK, target="teacher", automatic=True, listed=10),
        Field("group", "教研组", Kind.LINK, target="group", automatic=True, filtered=True, listed=10),
        Field("term", "学期", Kind.LINK, target="term", automatic=True, filtered=True),
        Field("about_me", "基本情况", Kind.LONG),
        Field("strengths", "优势", Kind.LONG, required=True),
        Field("weaknesses", "不足", Kind.LONG, required=True),
        Field("chances", "机会与条件", Kind.LONG),
        Field("goal", "总目标", Kind.LONG, required=True, advise=(20, 300)),
        Field("dimensions", "五个方面", Kind.ROWS, fixed=True, columns=(
            Field("dimension", "方面", automatic=True, width=20),
            Field("now", "现状", Kind.LONG),
            Field("goal", "目标", Kind.LONG),
            Field("measures", "措施", Kind.LONG),
            Field("by", "时间", limit=20, width=10),
            Field("evidence", "达成证据", limit=100),
            Field("self_review", "自评", limit=100),
            Field("mentor_review", "师评", limit=100),
        )),
        Field("books", "读书清单", Kind.LONG),
        Field("mentor_opinion", "师傅意见", Kind.LONG, automatic=True),
        Field("review", "学校意见", Kind.LONG, automatic=True),
        Field("mid_review", "中期回顾", Kind.LONG, automatic=True),
        Field("year_review", "年终自评", Kind.LONG, automatic=True),
        Field("attachments", "成长材料", Kind.FILES),
    ),
    form=(
        Section("我", (("mentee", "year", "written_on"), ("about_me",), ("strengths",),
                      ("weaknesses",), ("chances",))),
        Section("目标", (("goal",), ("dimensions",), ("books",))),
        Section("意见与回顾", (("mentor_opinion",), ("review",), ("mid_review",), ("year_review",))),
        Section("其他", (("pairing", "mentor"), ("group", "term"), ("attachments",))),
    ),
    title=_title,
    rules=(_every_dimension_has_a_goal,),
    derive=_derive,
    derives_from=("mentee", "written_on"),
    opens=_opened,
    taken_by={"withdraw": "mentee", "mentor_review": "mentor", "mid_review": "mentee",
              "self_assess": "mentee"},
    written_by=_written_by,
)  # fmt: skip
