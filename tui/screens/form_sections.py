"""A section of a form: mounted when it is first shown, hidden when its kind is not chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tui.fields import FieldLine
from tui.widgets.written import Paragraphs

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.widget import AwaitMount

    from models.kernel.fields import Section
    from models.kernel.record import Record
    from tui.widgets.edited import FieldContext


HIDDEN = "-not-asked"
"""Class of fields, and of lines of them, that do not apply to the record as it stands."""


class SectionBox(Vertical):
    """Title and lines of one section. A section none of whose fields applies is not there, and one
    that never applied was never mounted: a form of eighty fields opens as fast as one of thirty.
    """

    def __init__(
        self, section: Section, record: Record, context: FieldContext, *, read_only: bool,
        settled: frozenset[str] = frozenset(), later: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(classes="section")
        self.section = section
        self.context = context
        self.read_only = read_only
        self.settled = settled
        self.record = record
        self.display = self._applies(record)
        self._mounted = self.display and not later
        self._coming: AwaitMount | None = None

    def _applies(self, record: Record) -> bool:
        """Whether any of its fields does."""
        return any(record.type.field(key).shown(record.values) for key in self.section.keys)

    def compose(self) -> ComposeResult:
        """Nothing yet where no field applies."""
        if self._mounted:
            yield from self._contents()

    def _contents(self) -> ComposeResult:
        yield Static(self.section.title, classes="section-title", markup=False)
        for keys in self.section.lines:
            line = Horizontal(*(self._field(key, tight=len(keys) > 2) for key in keys),
                              classes="line")  # fmt: skip
            line.set_class(not any(self._shown(key) for key in keys), HIDDEN)
            yield line

    def _field(self, key: str, *, tight: bool) -> FieldLine:
        field = FieldLine(
            self.record.type.field(key),
            self.record[key],
            self._context_of(key),
            tight=tight,
            read_only=self.read_only or key in self.settled,
        )
        field.set_class(not self._shown(key), HIDDEN)
        return field

    def _context_of(self, key: str) -> FieldContext:
        """The day of the record is seen from today, all other dates in it from that day."""
        if key != self.record.type.day:
            return self.context
        return replace(self.context, read_date=self.context.read_own_day)

    def _shown(self, key: str) -> bool:
        return self.record.type.field(key).shown(self.record.values)

    def follow(self, record: Record) -> None:
        """Show or hide as the record now says."""
        self.record = record
        applies = self._applies(record)
        if applies and not self._mounted:
            self._mounted = True
            self._coming = self.mount_all(self._contents())
        self.display = applies
        for line, keys in zip(self.query(".line"), self.section.lines, strict=False):
            line.set_class(not any(self._shown(key) for key in keys), HIDDEN)
        for field in self.query(FieldLine):
            field.set_class(not self._shown(field.key), HIDDEN)

    @property
    def is_whole(self) -> bool:
        """Whether all its fields are there, if it is shown."""
        if not self.display:
            return True
        return self._mounted and all(field.is_mounted for field in self.query(FieldLine))

    async def whole(self) -> None:
        """Wait for its fields; those of a section further down are mounted now."""
        self.follow(self.record)
        if self._coming is not None:
            await self._coming

    def focus_first(self) -> None:
        """Go to the first field that applies; nothing where there is none yet."""
        first = next((f for f in self.query(FieldLine) if not f.has_class(HIDDEN)), None)
        if first is not None:
            first.focus_field()


def long_text(page: Screen[Any]) -> tuple[Paragraphs, str] | None:
    """The long text one is in, a cell of a row too, and what it is called."""
    line = next((line for line in page.query(FieldLine) if line.has_focus_within), None)
    if line is None or not isinstance(page.focused, Paragraphs):
        return None
    return page.focused, line.field.label
