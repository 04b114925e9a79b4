"""An outcome of research (成果): a paper, an award, a case, with its level, number and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.fields import Field, Kind, Section, Values, choices
from models.kernel.record import Menu, RecordType
from models.school.people import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from models.kernel.record import Record
    from models.session.session import Session

OUTCOME_KINDS = choices(
    paper="论文", case="案例", design="教学设计", lesson="课例", report="研究报告",
    textbook="校本教材", courseware="课件微课", award="获奖", other="其他",
)  # fmt: skip
OUTCOME_GRADES = choices(first="一等奖", second="二等奖", third="三等奖", honourable="优秀奖",
                         published="发表", exchanged="交流", none="未评等")  # fmt: skip
ANSWERS = choices(sent="已投出", accepted="录用", published="已刊出", refused="退稿")


def _title(values: Values) -> str:
    return str(values.get("title") or "")


def _derive(record: Record, session: Session) -> Mapping[str, Any]:
    day = str(record["date"] or "")
    term = session.term_on(day) if day else None
    return {"term": term.link() if term else None}


def _opened(record: Record, session: Session) -> Record:
    """A new one is mine, of my group, and of the topic I am head of, if there is one."""
    if record.version or session.me is None:
        return record
    group = next(iter(session.my_groups()), None)
    known: dict[str, Any] = {
        "authors": [session.me],
        "group": group.link() if group else None,
        "date": session.today().isoformat(),
    }
    opened = record.with_values(**{key: value for key, value in known.items() if not record[key]})
    return opened.with_values(**_derive(opened, session))


OUTCOME = RecordType(
    name="outcome",
    label="成果",
    counter="项",
    plural="outcomes",
    menu=Menu(130, "成果", "论文、案例、获奖：级别、证号、佐证、投稿"),
    day="date",
    fields=(
        Field("kind", "成果类别", Kind.CHOICE, choices=OUTCOME_KINDS, required=True, filtered=True,
              listed=10),
        Field("title", "成果名称", required=True, limit=100, listed=44),
        Field("authors", "作者", Kind.LINKS, required=True, target="teacher", listed=14,
              hint="按署名次序"),
        Field("carrier", "刊名或评奖单位", limit=100, listed=24, hint="刊物写到第几期"),
        Field("level", "级别", Kind.CHOICE, choices=LEVELS, required=True, filtered=True, listed=10),
        Field("grade", "等第", Kind.CHOICE, choices=OUTCOME_GRADES, filtered=True, listed=8),
        Field("date", "时间", Kind.DATE, required=True, listed=12),
        Field("cert_no", "证书编号", limit=60, hint="或刊号"),
        Field("words", "字数", Kind.INT, least=0, most=2_000_000),
        Field("topic", "课题", Kind.LINK, target="topic"),
        Field("group", "教研组", Kind.LINK, target="group", filtered=True),
        Field("term", "学期", Kind.LINK, target="term", automatic=True, filtered=True),
        Field("submissions", "投稿", Kind.ROWS, columns=(
            Field("journal", "投给哪里", required=True, limit=60),
            Field("sent_on", "投出日期", Kind.DATE, width=16),
            Field("answer", "结果", Kind.CHOICE, choices=ANSWERS, required=True, width=10),
            Field("answered_on", "答复日期", Kind.DATE, width=16),
        )),
        Field("evidence", "佐证材料", Kind.FILES, hint="证书或刊物的照片；没有佐证不计分"),
    ),
    form=(
        Section("成果", (("title",), ("kind", "level", "grade"), ("authors",),
                       ("carrier", "date"), ("cert_no", "words"))),
        Section("归属", (("topic",), ("group", "term"))),
        Section("佐证与投稿", (("evidence",), ("submissions",))),
    ),
    title=_title,
    derive=_derive,
    derives_from=("date",),
    opens=_opened,
)  # fmt: skip
