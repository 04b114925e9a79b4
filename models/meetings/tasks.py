"""What a meeting decided and nobody has finished yet: carried from meeting to meeting until done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kernel.dates import kept_date
from models.kernel.workflow import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from models.kernel.fields import Link
    from models.kernel.record import Record


@dataclass(frozen=True, slots=True)
class Task:
    """An open decision. `id` is the row's ``"_id"``, the same in every meeting that carries it."""

    id: str
    matter: str
    owners: tuple[Link, ...]
    due: str
    meeting: Link
    decided_on: str

    def overdue(self, today: str) -> bool:
        """Its due date has passed; of one that nobody can read that is not known."""
        return kept_date(self.due) is not None and self.due < today

    def as_row(self) -> dict[str, Any]:
        """A row of a later meeting's `carried`."""
        return {"_id": self.id, "matter": self.matter, "owner": list(self.owners), "due": self.due,
                "done": False}  # fmt: skip


def decisions(meeting: Record) -> Iterable[Mapping[str, Any]]:
    """What a meeting decided."""
    return meeting.values.get("decisions") or ()


def open_tasks(
    meetings: Iterable[Record],
    decided: Callable[[Record], Iterable[Mapping[str, Any]]] = decisions,
) -> list[Task]:
    """What is still open after these meetings of one group, oldest first; `decided` gives the rows
    in which a record says what is to be done.

    A decision opens a task; a later meeting that ticks it off (`carried.done`) closes it, and one
    that carries it with another wording, other owners or another date changes it.
    """
    tasks: dict[str, Task] = {}
    for meeting in sorted(meetings, key=lambda record: (record.day, record.id)):
        if not STATES[meeting.state].held or meeting.deleted_at:
            continue
        for row in meeting.values.get("carried") or ():
            tasks.pop(row["_id"], None)
            if not row.get("done"):
                tasks[row["_id"]] = _task(row, meeting)
        for row in decided(meeting):
            if row.get("matter"):
                tasks[row["_id"]] = _task(row, meeting)
    return list(tasks.values())


def _task(row: Mapping[str, Any], meeting: Record) -> Task:
    return Task(row["_id"], row.get("matter", ""), tuple(row.get("owner") or ()), row.get("due") or "",
                meeting.link(), meeting.day)  # fmt: skip
