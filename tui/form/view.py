"""The form on the screen: it paints what `Filling` says, and hands it keys, pastes and the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from rich.segment import Segment
from textual import events, work
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from models.kernel.errors import JiaoyanError
from tui.cells import fit
from tui.form.answers import OneAnswer
from tui.form.editor import Key, key_of
from tui.form.files import Path
from tui.form.filling import Filling, Owner, offers_of
from tui.form.layout import ADD, Place
from tui.form.pieces import Line, Style, filled
from tui.form.written import Written
from tui.typed_paths import typed_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style as RichStyle
    from textual.selection import Selection

    from models.kernel.fields import Choice
    from models.kernel.record import Record
    from tui.form.editor import FieldContext, Keys
    from tui.form.layout import Entry, Part, Sheet
    from tui.form.spots import Spot

OFFERED, OFFERS_WIDE = 8, 44
"""Lines and cells of the list of names that are offered."""
TWICE = 2
"""Clicks that select a word."""
SCROLLBAR = 2
"""Cells that are kept free for the bar at the right."""


_ONLY_WITH_KEYS = frozenset((Style.CURSOR, Style.SELECTED, Style.MARKED))
"""Styles that only the form that gets the keys shows."""
_CLASSES = {style: f"form--{style}" for style in Style}


class FormOwner(Owner, Protocol):
    """The page or dialog that a form is part of."""

    def show_all(self, choices: Sequence[Choice], take: Callable[[str | None], None]) -> None:
        """Show all answers of a field in a list; `take` hears which was chosen, None for none."""

    def moved(self) -> None:
        """One is at another place of the form, or something was said there."""


class FormView(ScrollView, can_focus=True):
    """One view for a whole record, however long: only the lines in sight are painted."""

    DEFAULT_CSS = """
    FormView { height: 1fr; background: $background; overflow-x: hidden; scrollbar-gutter: stable; }
    FormView > .form--plain { background: $background; }
    FormView > .form--title { color: $accent; text-style: bold; }
    FormView > .form--label { color: $text-muted; }
    FormView > .form--asked { color: $foreground; }
    FormView > .form--here { color: $accent; text-style: bold; }
    FormView > .form--value { background: $surface; }
    FormView > .form--live { background: $panel; }
    FormView > .form--cursor { background: $panel; text-style: reverse; }
    FormView > .form--selected { background: $accent 40%; text-style: underline; }
    FormView > .form--ticked { background: $surface; text-style: bold; }
    FormView > .form--marked { background: $panel; text-style: reverse; }
    FormView > .form--muted { color: $text-muted; }
    FormView > .form--strange { background: $surface; color: $warning; text-style: bold; }
    FormView > .form--wrong { color: $error; }
    FormView > .form--note { color: $text-muted; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = set(_CLASSES.values())

    def __init__(
        self, sheet: Sheet, owner: FormOwner, context: Callable[[str], FieldContext], width: int,
        *, around: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(id="form")
        self.owner = owner
        self.filling = Filling(sheet, owner, context, width - SCROLLBAR)
        self._around = around
        """Whether Tab leads from the last cell to the first; else out of the form."""
        self._painted: tuple[list[Part], list[int]] = ([], [])
        self._offered = Region()

    def on_mount(self) -> None:
        """As much of it as there is."""
        self.repaint()

    def on_resize(self) -> None:
        """The width decides where everything stands."""
        width = self.scrollable_content_region.width
        if width:
            self.filling.resize(width)
            self._followed = None
            self.repaint()

    # What is shown.

    def show(self, record: Record, **more: Any) -> None:
        """Show another record, see `Filling.show`."""
        self.filling.show(record, **more)
        self.repaint()

    def repaint(self) -> None:
        """Paint the lines again that are not as they were."""
        filling = self.filling
        if not self.is_mounted:
            return
        parts, starts = self._painted
        self._painted = filling.parts, filling.starts
        if self.virtual_size.height != filling.height or self.virtual_size.width != filling.width:
            self.virtual_size = Size(filling.width, filling.height)
        self._follow()
        old, self._offered = self._offered, self._offers_region()
        top = int(self.scroll_offset.y)
        for region in (*self._changed(parts, starts), old, self._offered):
            if region:
                self.refresh(region.translate((0, -top)))

    def _changed(self, parts: list[Part], starts: list[int]) -> list[Region]:
        """The lines of the form that are other than before."""
        filling, width = self.filling, self.size.width
        changed = []
        for n, part in enumerate(filling.parts):
            if (
                n >= len(parts)
                or starts[n] != filling.starts[n]
                or len(part.lines) != len(parts[n].lines)
            ):
                start = min(filling.starts[n], starts[n] if n < len(starts) else filling.height)
                end = max(filling.height, starts[-1] if starts else 0)
                changed.append(Region(0, start, width, end - start))
                break
            if part is not parts[n] and part.lines != parts[n].lines:
                both = zip(part.lines, parts[n].lines, strict=True)
                other = [row for row, (now, before) in enumerate(both) if now != before]
                top = filling.starts[n] + other[0]
                changed.append(Region(0, top, width, other[-1] - other[0] + 1))
        return changed

    def render_line(self, y: int) -> Strip:
        """One line in sight, with the names that are offered over it."""
        number = y + int(self.scroll_offset.y)
        filling, width = self.filling, self.size.width
        if number >= filling.height:
            return Strip.blank(width, self._style(Style.PLAIN))
        part, row = filling.part_at(number)
        line = filled(part.lines[row], filling.width)
        strip = Strip(self._segments(line, number)).adjust_cell_length(
            width, self._style(Style.PLAIN)
        )
        if self._offered.contains(self._offered.x, number):
            strip = self._with_offer(strip, number - self._offered.y)
        return strip.apply_offsets(0, number)

    def _segments(self, line: Line, number: int) -> list[Segment]:
        selection = self.text_selection
        span = selection.get_span(number) if selection else None
        if span is None:
            return [Segment(text, self._style(style)) for text, style in line]
        start, end = span
        chosen = self.screen.get_component_rich_style("screen--selection")
        segments, at = [], 0
        for text, style in line:
            own = self._style(style)
            stop = at + len(text) if end == -1 else end
            first, last = max(start - at, 0), max(stop - at, 0)
            pieces = (
                (text[:first], own),
                (text[first:last], own + chosen),
                (text[max(first, last) :], own),
            )
            segments += [Segment(piece, look) for piece, look in pieces if piece]
            at += len(text)
        return segments

    def _style(self, style: Style) -> RichStyle:
        if style in _ONLY_WITH_KEYS and not self.has_focus:
            style = Style.LIVE
        return self.get_component_rich_style(_CLASSES[style])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is selected with the mouse, as it reads."""
        return selection.extract(self.filling.text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """More or less of it is selected."""
        self.refresh()

    # The names that are offered.

    def _offers_region(self) -> Region:
        """Where they stand in the form: beneath the cursor, above it where there is no room."""
        offers, cursor = offers_of(self.filling.editor), self.filling.cursor
        here = self.filling.here
        if not offers or cursor is None or here is None:
            return Region()
        height = min(len(offers), OFFERED)
        below = cursor[1] + 1
        if below + height > self.scroll_offset.y + self.size.height:
            below = max(cursor[1] - height, int(self.scroll_offset.y))
        x = min(here.cell.x, max(self.size.width - OFFERS_WIDE, 0))
        return Region(x, below, min(OFFERS_WIDE, self.size.width), height)

    def _first_offer(self) -> int:
        marked = getattr(self.filling.editor, "marked", 0)
        return int(max(marked - self._offered.height + 1, 0))

    def _with_offer(self, strip: Strip, row: int) -> Strip:
        number = self._first_offer() + row
        offers = offers_of(self.filling.editor)
        if number >= len(offers):
            return strip
        marked = number == getattr(self.filling.editor, "marked", 0)
        style = self._style(Style.MARKED if marked else Style.LIVE)
        region = self._offered
        offer = Segment(fit(offers[number], region.width), style)
        return Strip.join([strip.crop(0, region.x), Strip([offer]), strip.crop(region.right)])

    # Keys, pastes, the mouse.

    def take_key(self, event: events.Key) -> bool:
        """Do what a key means in the form; False where it means nothing there."""
        if self.filling.sheet.read_only and self._reads(event.key):
            return True
        key = key_of(event)
        taken = self._take_clipboard(key) or self.filling.take(key, around=self._around)
        if taken:
            self._done()
        return taken

    def _reads(self, name: str) -> bool:
        """Where nothing is typed, the arrows move the page."""
        by = {"up": -1, "down": 1, "pageup": 1 - self.size.height, "pagedown": self.size.height - 1}
        ends = {
            "home": 0,
            "end": self.filling.height,
            "ctrl+home": 0,
            "ctrl+end": self.filling.height,
        }
        if name not in by and name not in ends:
            return False
        self.scroll_to(y=ends.get(name, self.scroll_offset.y + by.get(name, 0)), animate=False)
        return True

    @property
    def keys_here(self) -> Keys:
        """The keys of the place one is at, see `tui.widgets.keys.KnowsKeys`."""
        return self.filling.keys

    def take_paste(self, text: str) -> None:
        """Take what was pasted."""
        self.filling.paste(text)
        self._done()

    def _take_clipboard(self, key: Key) -> bool:
        editor = self.filling.editor
        if key.name in ("pageup", "pagedown"):
            self._page(-1 if key.name == "pageup" else 1)
        elif key.name == "ctrl+v":
            self.filling.paste(self.app.clipboard)
        elif (
            key.name in ("ctrl+c", "ctrl+x")
            and isinstance(editor, Written)
            and editor.buffer.selected
        ):
            self.app.copy_to_clipboard(editor.buffer.selected)
            if key.name == "ctrl+x":
                self.filling.take(Key("delete"))
        else:
            return False
        return True

    def _page(self, by: int) -> None:
        """A page up or down, and to a cell that is in sight there."""
        filling = self.filling
        spots = [*filling.spots.values()]
        here, cursor = filling.here, filling.cursor
        if not spots or here is None or cursor is None:
            return
        wanted = cursor[1] + by * max(self.size.height - 2, 1)
        within = max(here.top, min(wanted, here.bottom - 1))
        if filling.move_cursor(cursor[0], within) and filling.cursor != cursor:
            return
        near: Spot = min(spots, key=lambda spot: abs(spot.top - wanted))
        if near.place == here.place or not filling.go_to(near.place):
            filling.go_beside(by)

    def _done(self) -> None:
        """Everything that came of a key is shown and said."""
        filling = self.filling
        self._tell()
        if isinstance(filling.editor, OneAnswer) and filling.editor.news.all_of:
            choices, filling.editor.news.all_of = filling.editor.news.all_of, ()
            self.owner.show_all(choices, self.answered)
        if isinstance(filling.editor, Path) and filling.editor.wanted:
            wanted, filling.editor.wanted = filling.editor.wanted, ""
            self._add_files(filling.editor, filling.place, wanted)
        self.repaint()
        self.owner.moved()

    def _tell(self) -> None:
        editor = self.filling.editor
        if editor is not None and (news := editor.news).said:
            self.notify(news.said, severity="error" if news.bad else "information", markup=False)
            news.said, news.bad = "", False
        for said, bad in self.filling.said:
            self.notify(said, severity="error" if bad else "information", markup=False)
        self.filling.said.clear()

    def answered(self, code: str | None) -> None:
        """What was chosen from the list of all answers."""
        self._try(lambda: self.filling.answer(code))

    @work(thread=True)
    def _add_files(self, editor: Path, place: Place | None, typed: str) -> None:
        """Those that cannot be taken stay in the line, with the reasons."""
        key = place.key if place else ""
        left, reasons = [], []
        for path in typed_paths(typed):
            try:
                row = self.filling.context(key).take_file(path)
            except JiaoyanError as problem:
                left.append(path)
                reasons.append(str(problem))
            else:
                self.app.call_from_thread(self._added, key, row)
        self.app.call_from_thread(self._taken, editor, key, " ".join(left), "".join(reasons))

    def _added(self, key: str, row: dict[str, Any]) -> None:
        self._try(lambda: self.filling.add_file(key, row))

    def _try(self, act: Callable[[], object]) -> None:
        """Do what the mouse or a dialog asks for; what cannot be done is said, and the page stays."""
        try:
            act()
        except JiaoyanError as problem:
            self.notify(str(problem), severity="error", markup=False)
        self._done()

    def _taken(self, editor: Path, key: str, left: str, reasons: str) -> None:
        editor.refused(left, reasons)
        self.filling.hold(Place(key, column=ADD), editor)
        self.filling.say_of(key, reasons)
        self._done()

    @property
    def allow_select(self) -> bool:
        """Whether the mouse selects what is painted: not in a text that is typed into."""
        where = self.app.mouse_position - self.region.offset
        here = self.filling.here
        typed = here is not None and isinstance(self.filling.editor, Written)
        return not (typed and here and here.holds(where.x, where.y + int(self.scroll_offset.y)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """In the text one is in: what the mouse passes from here on is selected."""
        if self.filling.move_cursor(*self._at(event)):
            self.capture_mouse()
            self._done()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """More or less is selected."""
        if self.app.mouse_captured is self and self.filling.move_cursor(
            *self._at(event), select=True
        ):
            self._done()

    def on_mouse_up(self) -> None:
        """That was all."""
        self.release_mouse()

    def _at(self, event: events.MouseEvent) -> tuple[int, int]:
        """Where in the form the mouse is."""
        return int(event.x), int(event.y) + int(self.scroll_offset.y)

    def on_click(self, event: events.Click) -> None:
        """The mouse goes to a cell, and picks a name that is offered; twice in a text selects a word."""
        x, y = self._at(event)
        editor = self.filling.editor
        if event.chain == TWICE and self.filling.move_cursor(x, y):
            self.filling.select_word()
            self._done()
        elif isinstance(editor, Written) and editor.buffer.selected and self.filling.is_at(x, y):
            return
        elif self._offered.contains(x, y):
            self._try(lambda: self.filling.pick(self._first_offer() + y - self._offered.y))
        else:
            self._try(lambda: self.filling.click(x, y))

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show what belongs to the record."""
        self.filling.show_entries(entries)
        self.repaint()

    def all_present(self) -> None:
        """Where a roll is called: everybody has come."""
        self.filling.all_present()
        self.repaint()

    def settle(self) -> None:
        """What is typed is written tidily, before it is saved."""
        self.filling.settle()
        self.repaint()

    def take_text(self, text: str | None) -> None:
        """Another text in the long text one is in; None for what was called off."""
        self.filling.take_text(text)
        self._done()

    def find(self, words: str) -> bool:
        """To the next place where these words stand; False where they stand nowhere."""
        if self.filling.sheet.read_only:
            line = self.filling.line_with(words, int(self.scroll_offset.y))
            if line is not None:
                self.scroll_to(y=line, animate=False)
            return line is not None
        found = self.filling.find(words)
        self._done()
        return found

    def go_to(self, place: Place) -> bool:
        """To a cell; False where it is not there."""
        gone = self.filling.go_to(place)
        self._done()
        return gone

    def go_to_cell(self, key: str, row: int | None, column: str) -> bool:
        """To a cell of a row by its number, see `Filling.go_to_cell`."""
        gone = self.filling.go_to_cell(key, row, column)
        self._done()
        return gone

    def go_to_field(self, key: str) -> bool:
        """To the first cell of a field."""
        gone = self.filling.go_to_field(key)
        self._done()
        return gone

    # What is in sight, and the terminal's cursor: an input method shows there what it composes.

    def _follow(self) -> None:
        """Scroll so that the cursor is seen; the whole field, or the whole cell, where there is room."""
        here, cursor, height = self.filling.here, self.filling.cursor, self.size.height
        if not height:
            return
        end = self.filling.end_of(here.place.key) + 1 if here else 0  # and what comes next
        if here is not None and (here.place, end) != self._followed:
            ends = (end, here.bottom, here.top + 1)
            self._into_view(
                here.top, next((e for e in ends if e - here.top <= height), here.top + 1)
            )
        if cursor is not None:
            self._into_view(cursor[1], cursor[1] + 1)
        self._followed = (here.place, end) if here else None
        self._set_cursor()

    _followed: tuple[Place, int] | None = None
    """Where one was when this was done last, and where that field ended."""

    def _into_view(self, start: int, end: int) -> None:
        top, height = int(self.scroll_offset.y), self.size.height
        if start < top:
            self.scroll_to(y=start, animate=False, force=True, immediate=True)
        elif end > top + height:
            self.scroll_to(y=end - height, animate=False, force=True, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The cursor has moved on the screen."""
        super().watch_scroll_y(old_value, new_value)
        self._set_cursor()

    def on_focus(self) -> None:
        """Keys come here."""
        self.refresh()
        self._set_cursor()

    def on_blur(self) -> None:
        """Keys go elsewhere on the page; where the whole terminal has none, one goes on afterwards."""
        if self.app.app_focus:
            self.filling.settle()
            self.repaint()
        self.refresh()

    def _set_cursor(self) -> None:
        cursor = self.filling.cursor
        if cursor is not None and self.has_focus:
            row = cursor[1] - int(self.scroll_offset.y)
            seen = max(0, min(row, self.size.height - 1))
            self.app.cursor_position = Offset(cursor[0], seen) + self.region.offset
