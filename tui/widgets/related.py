"""What belongs to the record of a form, at its end: Enter opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from models.kernel.workflow import STATES
from tui.cells import fit, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.record import Record
    from models.services.related import Belonging

LABEL, DAY, STATE = 14, 12, 10


class Related(OptionList):
    """The records that belong to one; not there as long as there are none."""

    DEFAULT_CSS = """
    Related { height: auto; max-height: 16; border: none; display: none; margin: 0 1 1 1;
              background: $background; }
    Related:focus { border: none; }
    Related.some { display: block; }
    """

    class Opened(Message):
        """Enter on one of them."""

        def __init__(self, record: Record) -> None:
            super().__init__()
            self.record = record

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._records: dict[str, Record] = {}

    def show(self, belongings: Sequence[Belonging]) -> None:
        """Show these."""
        self.clear_options()
        self._records = {record.id: record for one in belongings for record in one.records}
        for one in belongings:
            word, shown = one.type.counter, len(one.records)
            more = f"，下面是最近 {shown} {word}" if one.count > shown else ""
            heading = plain(f"相关的{one.type.label} {one.count} {word}{more}")
            self.add_option(Option(heading, disabled=True))
            self.add_options(Option(plain(_line(r)), id=r.id) for r in one.records)
        self.set_class(bool(belongings), "some")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        event.stop()
        if event.option_id:
            self.post_message(self.Opened(self._records[event.option_id]))


def _line(record: Record) -> str:
    state = STATES[record.state]
    lives = len(record.type.states) > 1
    said = fit(f"{state.symbol} {state.label}" if lives else "", STATE)
    return f"  {fit(record.day, DAY)}{said} {record.title}"
