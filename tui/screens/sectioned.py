"""A page of sections: what concerns any field of it waits until every section has its fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tui.fields import FieldLine
from tui.screens.form_sections import SectionBox
from tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.kernel.fields import Problem


class SectionedPage(Page[None]):
    """Sections further down are mounted when the first of them are on the screen, others when they
    first apply.
    """

    def __init__(self) -> None:
        super().__init__()
        self.leads_on = False
        """Whether keys wait until every section is there."""

    @property
    def lines(self) -> dict[str, FieldLine]:
        """The fields on the screen, by key."""
        return {line.key: line for line in self.query(FieldLine)}

    async def whole(self) -> None:
        """Until every section that is shown has its fields."""
        for box in self.query(SectionBox):
            await box.whole()

    def once_whole(self, act: Callable[[], Any]) -> None:
        """Do what may concern any field; keys that come before all of them are there wait."""
        if all(box.is_whole for box in self.query(SectionBox)):
            act()
        else:
            self.leads_on = True
            self.call_next(self._act_when_whole, act)

    async def _act_when_whole(self, act: Callable[[], Any]) -> None:
        try:
            await self.whole()
            act()
        finally:
            self.leads_on = False

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Write each message beneath its field and go to the first."""
        lines = self.lines
        for key, line in lines.items():
            line.show_problems([problem for problem in problems if problem.key == key])
        first = next((p for p in problems if p.blocking and p.key in lines), None)
        if first is not None:
            lines[first.key].focus_field(first)

    def all_present(self) -> None:
        """Where a roll is called: everybody has come."""
        for line in self.lines.values():
            line.all_present()

    def unsettled(self) -> list[str]:
        """What was typed where answers are given and is none of them, field by field."""
        return [
            f"{line.field.label}：{why}"
            for line in self.query(FieldLine)
            if (why := line.unsettled)
        ]

    def refuses_unsettled(self) -> bool:
        """Whether there is such a thing; then it is said, and one is there."""
        line = next((line for line in self.query(FieldLine) if line.unsettled), None)
        if line is None:
            return False
        self.show_status(f"{line.field.label}：{line.unsettled}", bad=True)
        line.focus_field()
        return True

    def action_next_section(self, by: int = 1) -> None:
        """The first field of the next section that is shown."""
        self.once_whole(partial(self._go_beside, by))

    def action_previous_section(self) -> None:
        """The first field of the section before."""
        self.action_next_section(-1)

    def _go_beside(self, by: int) -> None:
        boxes = [box for box in self.query(SectionBox) if box.display]
        here = next((n for n, box in enumerate(boxes) if box.has_focus_within), -by)
        if boxes:
            boxes[(here + by) % len(boxes)].focus_first()
