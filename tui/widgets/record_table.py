"""A table that is as fast with a million rows as with a hundred: a window over a snapshot of ids."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from models.kernel.errors import JiaoyanError
from tui.cells import fit
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

BLOCK = 256
"""Rows fetched at a time."""
KEPT = 16
"""Blocks kept."""
UNREACHED = "…"
"""Stands for what the database cannot be asked for now."""
AGAIN = 2.0
"""Seconds until it is asked again."""


@dataclass(frozen=True, slots=True)
class Column:
    """A head and a width in cells; width 0 takes what is left."""

    label: str
    width: int


Fetch = Callable[[Sequence[str]], Sequence[tuple[str, ...]]]


READABLE = 24
"""Cells in which the stretched column can be read."""
FEWEST = 3


class RecordTable(ScrollView, can_focus=True):
    """Rows of cells for a list of ids that does not change while one looks at it."""

    DEFAULT_CSS = """
    RecordTable { height: 1fr; background: $background; }
    RecordTable > .table--head { color: $text-muted; text-style: bold; background: $panel; }
    RecordTable > .table--cursor { background: $accent; color: $background; }
    RecordTable > .table--blurred { background: $panel; }
    RecordTable > .table--chosen { color: $accent; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--head", "table--cursor", "table--blurred", "table--chosen"
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("up", "move(-1)", "上"),
        ("down", "move(1)", "下"),
        ("pageup", "page(-1)", "上页"),
        ("pagedown", "page(1)", "下页"),
        ("home", "ends(0)", "第一条"),
        ("end", "ends(-1)", "最后一条"),
        ("space,ideographic_space,insert", "choose", "选中"),
        ("enter", "open", "打开"),
    )
    place: reactive[int] = reactive(0, repaint=False)
    """The row the cursor is on. Textual would paint the whole table for it; `watch_place` has the two
    rows painted that look different then.
    """

    class RowOpened(Message):
        """Enter or a double click on a row."""

        def __init__(self, record_id: str) -> None:
            super().__init__()
            self.record_id = record_id

    class SelectionChanged(Message):
        """Rows were chosen or let go."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ids: Sequence[str] = ()
        self.selection: set[str] = set()
        self.columns: tuple[Column, ...] = ()
        self.empty = ""
        self._fetch: Fetch = lambda ids: [("",) for _ in ids]
        self._blocks: OrderedDict[int, Sequence[tuple[str, ...]]] = OrderedDict()

    def set_source(
        self, ids: Sequence[str], fetch: Fetch, columns: Sequence[Column], empty: str = ""
    ) -> None:
        """Show other ids; the cursor stays on its record where that is still there."""
        here = self.current
        self.ids = ids
        self._fetch = fetch
        self.columns = tuple(columns)
        self.empty = empty
        self._blocks.clear()
        self.selection &= set(ids) if self.selection else set()
        self.virtual_size = Size(self.size.width, len(ids) + 1)
        place = ids.index(here) if here in ids and here else min(self.place, max(len(ids) - 1, 0))
        self.set_reactive(RecordTable.place, place)
        self._into_view()
        self.refresh()

    def go_to(self, record_id: str) -> None:
        """Put the cursor on a record."""
        if record_id in self.ids:
            self._to(self.ids.index(record_id))

    @property
    def current(self) -> str:
        """The id the cursor is on, ``""`` in an empty table."""
        return self.ids[self.place] if self.place < len(self.ids) else ""

    @property
    def chosen(self) -> list[str]:
        """The selected ids in order, else the one the cursor is on."""
        if self.selection:
            return [id_ for id_ in self.ids if id_ in self.selection]
        return [self.current] if self.current else []

    def _row(self, number: int) -> tuple[str, ...]:
        block, within = divmod(number, BLOCK)
        if block not in self._blocks:
            start = block * BLOCK
            wanted = self.ids[start : start + BLOCK]
            try:
                self._blocks[block] = self._fetch(wanted)
            except JiaoyanError:  # what is asked to paint has to; a little later it is read again
                self._blocks[block] = [(UNREACHED,) * len(self.columns)] * len(wanted)
                self.set_timer(AGAIN, partial(self._read_again, block))
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(block)
        rows = self._blocks[block]
        return rows[within] if within < len(rows) else ("",)

    def _read_again(self, block: int) -> None:
        self._blocks.pop(block, None)
        self.refresh()

    def _line(self, cells: Sequence[str], mark: str, width: int) -> str:
        shown = self._shown_columns(width)
        fixed = sum(c.width + 1 for c in shown if c.width) + 2
        loose = sum(not c.width for c in shown)
        rest = max((width - fixed) // loose - 1, 8) if loose else 0
        parts = [
            fit(cell, c.width or rest)
            for c, cell in zip(self.columns, cells, strict=False)
            if c in shown
        ]
        return fit(f"{mark} {' '.join(parts)}", width)

    def _shown_columns(self, width: int) -> list[Column]:
        """All, or on a narrow screen those that leave room to read the stretched one: the widest
        of the others go first.
        """
        shown = list(self.columns)
        while sum((c.width or READABLE) + 1 for c in shown) + 2 > width and len(shown) > FEWEST:
            shown.remove(max(shown[1:], key=lambda c: c.width))
        return shown

    def render_line(self, y: int) -> Strip:
        """The head, then the rows in sight."""
        width = self.size.width
        if y == 0:
            text = self._line([c.label for c in self.columns], " ", width)
            return self._strip(text, self.get_component_rich_style("table--head"))
        number = y - 1 + int(self.scroll_offset.y)
        if number >= len(self.ids):
            text = self.empty if not self.ids and y == 3 else ""
            return self._strip(fit(f"   {text}", width), self.rich_style)
        chosen = self.ids[number] in self.selection
        style = self.rich_style
        if number == self.place:
            name = "table--cursor" if self.has_focus else "table--blurred"
            style = self.get_component_rich_style(name)
        elif chosen:
            style = self.get_component_rich_style("table--chosen")
        return self._strip(self._line(self._row(number), "√" if chosen else " ", width), style)

    def _strip(self, text: str, style: Style) -> Strip:
        return Strip([Segment(text, style)]).crop_extend(0, self.size.width, self.rich_style)

    def watch_place(self, old: int, new: int) -> None:
        """Only the two rows that changed are drawn again."""
        top = int(self.scroll_offset.y)
        for number in (old, new):
            self.refresh(Region(0, number - top + 1, self.size.width, 1))
        self._into_view()

    def _into_view(self) -> None:
        height = max(self.size.height - 1, 1)
        top = int(self.scroll_offset.y)
        if self.place < top:
            self.scroll_to(y=self.place, animate=False, immediate=True)
        elif self.place >= top + height:
            self.scroll_to(y=self.place - height + 1, animate=False, immediate=True)

    def on_resize(self) -> None:
        """The width decides the columns."""
        self.virtual_size = Size(self.size.width, len(self.ids) + 1)

    def _to(self, place: int) -> None:
        if self.ids:
            self.place = min(max(place, 0), len(self.ids) - 1)

    def action_move(self, by: int) -> None:
        """A row up or down."""
        self._to(self.place + by)

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self._to(self.place + by * max(self.size.height - 2, 1))

    def action_ends(self, which: int) -> None:
        """The first or the last row."""
        self._to(len(self.ids) - 1 if which else 0)

    def action_choose(self) -> None:
        """Choose the row or let it go, and on to the next."""
        if self.current:
            self.selection ^= {self.current}
            self._to(self.place + 1)
            self.refresh()
            self.post_message(self.SelectionChanged())

    def select_all(self) -> None:
        """Choose every row, or let all go when all are chosen."""
        self.selection = set() if len(self.selection) == len(self.ids) else set(self.ids)
        self.refresh()
        self.post_message(self.SelectionChanged())

    def action_open(self) -> None:
        """Open the row."""
        if self.current:
            self.post_message(self.RowOpened(self.current))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a row, a double click opens it."""
        if event.y:
            self._to(event.y - 1 + int(self.scroll_offset.y))
            if event.chain > 1:
                self.action_open()
