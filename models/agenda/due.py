"""A thing to do: what 本周 lists, whatever type of record it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.dates import kept_date, show_short

if TYPE_CHECKING:
    from models.kernel.record import Record


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: the record to open, why now, and by which day where that is not its own."""

    record: Record
    note: str
    overdue: bool = False
    by: str = ""

    @property
    def day(self) -> str:
        """The day it is due, ISO; ``""`` where there is none."""
        return self.by or self.record.day

    @property
    def when(self) -> str:
        """``周四 14:30``, with the date where it is not this week's; one that nobody could read as it
        was typed.
        """
        day = kept_date(self.day)
        if day is None:
            return self.day or "日期另定"
        past = self.overdue or self.record.state == "returned"
        name = show_short(day) if past or self.by else show_short(day).split(" ")[1]
        return f"{name} {self.record.values.get('start') or ''}".strip()
