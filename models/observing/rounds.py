"""A resident round (驻班听课): a team stays with a class, sees several lessons, evaluates class and
group (docs/rules.md §4.6; two rounds, in October and November).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Section, Values, choices, name_of
from models.kernel.filing import Filing
from models.kernel.record import Menu, RecordType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import Record
    from models.session.session import Session

ROUNDS = choices(**{"1": "第1轮(10月)", "2": "第2轮(11月)"})


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    return {"term": session.place_in_term(record.day)["term"]}


def _opened(record: Record, session: Session) -> Record:
    if record.version:
        return record
    today = session.today()
    number = "2" if today.month >= 11 else "1"
    opened = record.with_values(
        round=record["round"] or number, since=record.day or today.isoformat()
    )
    return opened.with_values(**_derive(opened, session))


def _title(values: Values) -> str:
    number = next((c.label for c in ROUNDS if c.code == values.get("round")), "")
    group = name_of(values.get("group"))
    return f"驻班{number} {group}进{values.get('class_name') or ''}"


ROUND = RecordType(
    name="resident_round",
    label="驻班轮次",
    counter="个",
    plural="resident_rounds",
    menu=Menu(50, "驻班听课", "两轮驻班：班级评价与学科组评价"),
    filed=Filing("04_听课评课"),
    day="since",
    states=("draft", "returned", "submitted", "approved", "archived"),
    fields=(
        Field("round", "轮次", Kind.CHOICE, choices=ROUNDS, required=True, filtered=True, listed=14),
        Field("group", "观察团", Kind.LINK, required=True, target="group", filtered=True, listed=10),
        Field("term", "学期", Kind.LINK, target="term", filtered=True, automatic=True),
        Field("class_name", "驻的班级", required=True, limit=30, listed=12),
        Field("since", "从", Kind.DATE, required=True, listed=12),
        Field("until", "到", Kind.DATE, listed=12),
        Field("team", "团员", Kind.LINKS, required=True, target="teacher"),
        Field("class_evaluation", "班级评价", Kind.LONG, required=True, advise=(100, 600),
              hint="学习习惯养成得怎样"),
        Field("group_evaluation", "学科组评价", Kind.LONG, required=True, advise=(100, 600),
              hint="学科习惯研究得怎样"),
        Field("feedback", "反馈与建议", Kind.LONG, advise=(30, 400)),
        Field("attachments", "照片与材料", Kind.FILES),
    ),
    form=(
        Section("驻班", (("round", "group"), ("class_name",), ("since", "until"), ("team",),
                       ("term",))),
        Section("评价", (("class_evaluation",), ("group_evaluation",), ("feedback",))),
        Section("附件", (("attachments",),)),
    ),
    title=_title,
    derive=_derive,
    derives_from=("since",),
    opens=_opened,
)  # fmt: skip
