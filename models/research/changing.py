"""What is settled with 立项 and changes only on request (docs/rules.md §6.3): title, head and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind, Problem, Values, choices
from models.research.stages import AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.record import Record

CHANGES = choices(title="改题名", head="换负责人", end="延期", members="成员变动",
                  content="内容调整", other="其他")  # fmt: skip
CHANGE_COLUMNS = (
    Field("kind", "变更", Kind.CHOICE, choices=CHANGES, required=True, width=10),
    Field("text", "改为", limit=200),
    Field("new_head", "新负责人", Kind.LINK, target="teacher", width=10),
    Field("new_end", "新结题日期", Kind.DATE, width=16),
    Field("reason", "理由", required=True, limit=300),
    Field("asked_on", "申请日期", Kind.DATE, width=16),
    Field("approved_by", "批准人", Kind.LINK, target="teacher", width=12),
    Field("approved_on", "批准日期", Kind.DATE, width=16),
)
SAYS = {"title": "text", "head": "new_head", "end": "new_end"}
"""What changes → the column that says into what."""
THEN = {"title": "title_then", "head": "head_then", "end": "end_then"}
"""What changes → the field that keeps what it was at 立项."""


def is_approved(row: Mapping[str, Any]) -> bool:
    """A change holds once somebody has approved it, with the day."""
    return bool(row.get("approved_by") and row.get("approved_on"))


def settled(topic: Record) -> frozenset[str]:
    """From 立项 on these fields change only through an approved row of `changes`."""
    return frozenset() if topic.state in AHEAD else frozenset((*SAYS, "level", "code"))


def changed(topic: Record) -> Mapping[str, Any]:
    """Title, head and end as the approved changes have them; without one, as they were at 立项."""
    if topic.state in AHEAD:
        return {}
    found: dict[str, Any] = {}
    for key, then in THEN.items():
        found[then] = topic[then] or topic[key]
        asked = [row for row in topic["changes"] or () if row.get("kind") == key]
        new = [row[SAYS[key]] for row in asked if is_approved(row) and row.get(SAYS[key])]
        found[key] = new[-1] if new else found[then]
    return found


def changes_say_into_what(values: Values) -> Iterator[Problem]:
    """A rule: a change of title, head or end names the new one."""
    for place, row in enumerate(values.get("changes") or ()):
        column = SAYS.get(row.get("kind") or "")
        if column and not row.get(column):
            yield Problem("changes", "没有写改成什么", place, column)
