"""What belongs to the record of a form, as lines at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.workflow import STATES
from tui.cells import fit
from tui.form.layout import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.kernel.record import Record
    from models.services.related import Belonging

DAY, STATE = 12, 10


def entries_of(belonging: Sequence[Belonging]) -> tuple[Entry, ...]:
    """A heading for each type, and its records beneath."""
    return tuple(entry for one in belonging for entry in _entries(one))


def _entries(one: Belonging) -> Iterator[Entry]:
    word, shown = one.type.counter, len(one.records)
    more = f"，下面是最近 {shown} {word}" if one.count > shown else ""
    yield Entry(f"相关的{one.type.label} {one.count} {word}{more}")
    yield from (Entry(_line(record), record.id) for record in one.records)


def _line(record: Record) -> str:
    state = STATES[record.state]
    lives = len(record.type.states) > 1
    said = fit(f"{state.symbol} {state.label}" if lives else "", STATE)
    return f"  {fit(record.day, DAY)}{said} {record.title}"
