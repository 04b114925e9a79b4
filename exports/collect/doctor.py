"""What ails a folder of documents before it becomes the term's archive: missing, double, late, not
handed in or not approved, of an old layout, changed after it was handed in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exports.collect.collecting import read_one
from exports.documents import documents_of, layout_for
from models.agenda.handing_in import due_day, handed_in
from models.catalogue import RECORD_TYPES
from models.kernel.errors import JiaoyanError
from models.kernel.fields import name_of
from models.kernel.filters import Filter
from models.kernel.workflow import STATES, TO_WRITE
from models.school.layouts import own_layouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exports.collect.arrivals import Arrival
    from exports.collect.sources import Source
    from exports.documents import Own
    from models.kernel.record import Record
    from models.session.session import Session

TITLES = {
    "missing": "缺少",
    "double": "重复",
    "late": "迟交",
    "unsigned": "没有提交或审核",
    "old_layout": "旧版式",
    "changed": "交上来以后改过",
    "refused": "读不了，或不是这里的文件",
}
"""What can be wrong, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: with a file, or (without one) with a record that has none."""

    ill: str
    """A key of `TITLES`."""
    file: str
    id: str
    what: str


@dataclass
class Diagnosis:
    """Everything that was found, and how many files were looked at."""

    files: int = 0
    findings: list[Finding] = field(default_factory=list)

    def of(self, ill: str) -> list[Finding]:
        """What is wrong in one way."""
        return [one for one in self.findings if one.ill == ill]


def examine(session: Session, given: Iterable[Source], term: Record | None) -> Diagnosis:
    """Look through a folder against what the records of a term ask for."""
    found = Diagnosis()
    arrivals: list[Arrival] = []
    own = own_layouts(session.store)
    for source in given:
        found.files += 1
        try:
            arrival = read_one(source, session, own)
        except JiaoyanError as problem:
            found.findings.append(Finding("refused", source.name, "", str(problem)))
            continue
        arrivals.append(arrival)
        found.findings += _ills(arrival, session, own)
    found.findings += _doubles(arrivals)
    if term is not None:
        found.findings += _missing(session, term, arrivals)
    order = list(TITLES)
    found.findings.sort(key=lambda one: order.index(one.ill))
    return found


def _ills(arrival: Arrival, session: Session, own: Own) -> Iterator[Finding]:
    record, file = arrival.base, arrival.source.name
    main = arrival.document in (None, documents_of(record.type)[0])
    if main and (late := _late(record, session)):
        yield Finding("late", file, record.id, late)
    if main and len(record.type.states) > 1 and record.state in (*TO_WRITE, "submitted"):
        label = STATES[record.state].label
        what = "还没有审核" if record.state == "submitted" else "还没有提交"
        yield Finding("unsigned", file, record.id, f"是{label}，{what}")
    document = arrival.document
    if document and arrival.layout != layout_for(document, session.school, own).layout.name:
        yield Finding("old_layout", file, record.id, "是用以前的版式导出的")
    if arrival.edited.values != record.values and record.state not in TO_WRITE:
        keys = [f.label for f in record.type.fields
                if arrival.edited[f.key] != record[f.key]]  # fmt: skip
        yield Finding("changed", file, record.id, f"{STATES[record.state].label}以后在 Word 里改过："
                      f"{'、'.join(keys)}")  # fmt: skip


def _late(record: Record, session: Session) -> str:
    """How late a record was handed in; ``""`` if it was in time, or has nothing to be in time for."""
    due, day = due_day(record, session.school), handed_in(record)
    return f"应在 {due} 前交，{day} 才交" if due and day and day > due.isoformat() else ""


def _doubles(arrivals: Sequence[Arrival]) -> Iterator[Finding]:
    same: dict[tuple[str, str], list[Arrival]] = defaultdict(list)
    for one in arrivals:
        if one.document:
            same[(one.base.id, one.document.name)].append(one)
    for several in same.values():
        newest = max(several, key=lambda one: (one.base.version, one.base.updated_at))
        for one in several:
            if one is not newest:
                older = "，是旧的一版" if one.base.version < newest.base.version else ""
                what = f"与“{newest.source.name}”是同一份{older}"
                yield Finding("double", one.source.name, one.base.id, what)


def _missing(session: Session, term: Record, arrivals: Sequence[Arrival]) -> Iterator[Finding]:
    """The first paper of every record of the term that should have one by today."""
    there = {one.base.id for one in arrivals
             if one.document in (None, documents_of(one.base.type)[0])}  # fmt: skip
    today = session.today().isoformat()
    for kind in RECORD_TYPES:
        if not documents_of(kind) or "term" not in kind.by_key:
            continue
        main = documents_of(kind)[0]
        ids = session.store.ids(Filter(kind, term=term.id, until=today))
        for record in session.store.many(kind, ids):
            if record.id in there or not STATES[record.state].held:
                continue
            if record.state in main.states:
                yield Finding("missing", "", record.id, f"{_called(record)}：没有{main.name}")
            elif record.state in ("planned", "postponed"):
                yield Finding("missing", "", record.id, f"{_called(record)}：还没有填")


def _called(record: Record) -> str:
    group = name_of(record.values.get("group"))
    return " ".join(filter(None, (record.day, group, f"《{record.title}》")))
