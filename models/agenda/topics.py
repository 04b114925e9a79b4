"""What the head of a topic has to see to: the time that is over, and records nobody handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda.due import Due
from models.research.matrix import matrix_of
from models.research.stages import RUNNING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.agenda.desk import Desk
    from models.kernel.record import RecordType
    from models.research.matrix import MatrixRow


def due(_kind: RecordType, desk: Desk) -> Iterator[Due]:
    """A topic of mine that was to be finished by this week; others of mine in which somebody's
    monthly record is due this week or late.
    """
    if desk.me is None:
        return
    running = []
    for topic in desk.headed:
        end = str(topic["end"] or "")
        if topic.state == "returned":
            yield Due(topic, topic.state_reason)
        elif topic.state in RUNNING and end and end <= desk.sunday:
            yield Due(topic, "该结题了，或申请延期", overdue=end < desk.today, by=end)
        elif topic.state in RUNNING:
            running.append(topic.id)
    if running:
        yield from _not_handed_in(running, desk)


def _not_handed_in(running: list[str], desk: Desk) -> Iterator[Due]:
    """For each of these topics, the newest month of which others still owe records."""
    shown = matrix_of(desk.months, desk.topics, desk.month_records, desk.today, running)
    by_topic: dict[str, list[MatrixRow]] = {}
    for row in shown.rows:
        by_topic.setdefault(row.placed.topic.id, []).append(row)
    for rows in by_topic.values():
        waiting: dict[str, int] = {}
        for row in rows:
            if desk.me is None or row.author["id"] != desk.me["id"]:
                for one in row.cells:
                    if one is not None and not one.is_in and one.month.due <= desk.sunday:
                        waiting[one.month.due] = waiting.get(one.month.due, 0) + 1
        if waiting:
            by = max(waiting)
            note = f"{int(by[5:7])}月的月记录还有 {waiting[by]} 人未交"
            yield Due(rows[0].placed.topic, note, overdue=by < desk.today, by=by)
