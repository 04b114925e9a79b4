"""What is in a volume, and what its cover, its list of contents and its last sheet (备考表) say of it
(docs/rules.md §7.3).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exports.word.fields import FieldTable
from exports.word.values import plain_day
from exports.word.volume import PAGE
from models.kernel.dates import show_span
from models.kernel.fields import known_as
from models.kernel.workflow import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from exports.documents import Document
    from models.kernel.fields import Link
    from models.kernel.record import Record, RecordType
    from models.session.session import Session

    Read = Callable[[Sequence[str]], Iterable[Record]]
    """From ids to records, as the one who asks may see them."""

COVER = FieldTable(
    texts=frozenset({"学校", "题名", "教研组", "学年学期", "教研组长", "起止日期", "件数"})
)
CONTENTS = FieldTable(
    texts=frozenset(), rows={"目录": ("序号", "日期", "题名", "责任者", "页码", "备注")}
)
END = FieldTable(texts=frozenset({"情况", "缺件"}))
BLOCK = 50
"""Records read at a time."""
_RESPONSIBLE = ("author", "observer", "instructor", "mentor", "head", "chair", "group")
"""The fields that say who is responsible for a paper, the nearest first."""
_MOST_NAMED = 3
"""Groups that a cover names; more are “各教研组”."""
_BEFORE = 3
"""The number of the first item: the cover is the first paper of a volume, the contents the second."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paper in a volume."""

    record: str
    document: Document
    day: str
    title: str
    who: str
    state: str


@dataclass
class Contents:
    """What goes into a volume, in the order of the days. `left` are the records that have no paper,
    by their state; `groups`, `terms` whose and of when the items are; `moment` is when the last of
    them was changed.
    """

    kind: RecordType
    papers: Sequence[Document]
    items: list[Item] = field(default_factory=list)
    left: list[tuple[str, str, str]] = field(default_factory=list)
    groups: dict[str, Link] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    moment: str = ""

    @property
    def title(self) -> str:
        """What the volume is called: by its papers where there is one kind of them."""
        return self.papers[0].name if len(self.papers) == 1 else f"{self.kind.label}材料"


def contents_of(
    kind: RecordType, papers: Sequence[Document], ids: Sequence[str], read: Read
) -> Contents:
    """Look through the records for what goes into a volume of these papers."""
    found = Contents(kind, papers)
    for place in range(0, len(ids), BLOCK):
        for record in read(ids[place : place + BLOCK]):
            _take(record, found)
    found.items.sort(key=lambda item: (item.day, item.record))
    found.left.sort()
    found.groups = dict(sorted(found.groups.items(), key=lambda one: one[1]["name"]))
    return found


def _take(record: Record, found: Contents) -> None:
    made = [document for document in found.papers if record.state in document.states]
    if not made:
        found.left.append((record.day, record.title, record.state))
        return
    state = STATES[record.state].label if len(record.type.states) > 1 else ""
    who = next((link["name"] for key in _RESPONSIBLE if (link := record.values.get(key))), "")
    for document in made:
        title = record.title if document is found.papers[0] else f"{record.title}({document.name})"
        found.items.append(Item(record.id, document, record.day, title, str(who), state))
    found.moment = max(found.moment, record.updated_at)
    for key, kept in (("group", found.groups), ("term", found.terms)):
        link = record.values.get(key)
        if link:
            kept.setdefault(known_as(link), link if key == "group" else link["name"])


def cover(contents: Contents, school: Record | None, session: Session) -> dict[str, Any]:
    """The values of the cover."""
    first, last = contents.items[0].day, contents.items[-1].day
    groups = list(contents.groups.values())
    names = [str(group["name"]) for group in groups]
    leaders = [
        str(who["name"]) for group in groups
        for who, role in session.members(group, last) if role == "leader"
    ]  # fmt: skip
    few = len(groups) <= _MOST_NAMED
    return {
        "学校": school.title if school else "",
        "题名": contents.title,
        "教研组": "、".join(names) if few else "各教研组",
        "学年学期": "、".join(contents.terms.values()) if len(contents.terms) <= 2 else "",
        "教研组长": "、".join(leaders) if few else "",
        "起止日期": plain_day(first) if first == last else _span(first, last),
        "件数": f"{len(contents.items)} 件",
    }  # fmt: skip


def listed(contents: Contents) -> dict[str, Any]:
    """The values of the list of contents; a group that all items are of need not be said in each."""
    groups = [str(group["name"]) for group in contents.groups.values()]
    group = groups[0] if len(groups) == 1 else ""
    rows = [
        {"序号": str(n), "日期": plain_day(item.day), "题名": item.title.removeprefix(group),
         "责任者": item.who, "页码": PAGE.format(n + _BEFORE - 1), "备注": item.state}
        for n, item in enumerate(contents.items, 1)
    ]  # fmt: skip
    return {"目录": rows}


def end(contents: Contents) -> dict[str, Any]:
    """The values of the last sheet."""
    items = contents.items
    kinds = Counter(item.document.name for item in items)
    span = _span(items[0].day, items[-1].day)
    lines = [f"本册收{'，'.join(f'{name} {count} 份' for name, count in kinds.items())}。"]
    lines += [f"日期：{span}。"] if span else []
    states = Counter({item.record: item.state for item in items}.values())
    if any(states):
        said = "，".join(f"{state} {count} 份" for state, count in states.items())
        lines.append(f"记录的状态：{said}。")
    lines.append("各件保持原来的页面，页码全册连续；页脚的八位校验码与单份文件相同。")
    left = [
        f"{plain_day(day)}《{title}》：{STATES[state].label}" for day, title, state in contents.left
    ]
    return {"情况": lines, "缺件": left or ["无"]}


def _span(first: str, last: str) -> str:
    return show_span(plain_day(first), plain_day(last))
