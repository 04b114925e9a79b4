"""A form being filled in: where one is, what is typed there, and what every key does. Knows no screen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from models.kernel.fields import Field, Kind
from models.kernel.roll import all_present
from models.kernel.text import clean, count
from tui.form import rows as on_rows
from tui.form.answers import OneAnswer, SeveralAnswers, Tick
from tui.form.contents import editor_at, text_at, value_at
from tui.form.editor import Key
from tui.form.kept import Kept
from tui.form.layout import ADD, ADD_ROW, OPEN, WHY, Live, Part, Place, lay_out
from tui.form.names import Names
from tui.form.pasted import is_table, table_in
from tui.form.pieces import Painted, Style, text_of
from tui.form.roll import Newcomers, Reason, Roll
from tui.form.spots import beside, beside_section, end_of, spots_of, starts_of
from tui.form.written import Paragraphs, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from models.kernel.record import Record
    from tui.form.editor import Editor, FieldContext, Keys
    from tui.form.layout import Entry, Sheet
    from tui.form.spots import Spot

T = TypeVar("T")

ROW_KEYS: Keys = (
    ("ctrl+n", "加一行"), ("ctrl+d", "删这行"), ("ctrl+z", "撤销删行"),
    ("alt+up", "上移"), ("alt+down", "下移"),
)  # fmt: skip
FILE_KEYS: Keys = (("ctrl+d", "去掉"), ("alt+up", "上移"), ("alt+down", "下移"))
MOVES: Keys = (("tab", "下一格"), ("shift+tab", "上一格"), ("up", "上面一格"), ("down", "下面一格"))


_LEADS_IN = {"tab": 1, "down": 1, "enter": 1, "ctrl+home": 1, "shift+tab": -1, "ctrl+end": -1}


class Owner(Protocol):
    """Whoever shows the form: it keeps the record, and knows what lies beyond the form."""

    def typed(self, key: str, value: Any) -> None:
        """A person has changed a field: take it over and `Filling.show` the record that comes of it."""

    def open_entry(self, record_id: str) -> None:
        """Open what belongs to the record."""


class Filling:
    """The form of a record in a width of cells. Everything it does is done when a call returns."""

    def __init__(
        self, sheet: Sheet, owner: Owner, context: Callable[[str], FieldContext], width: int
    ) -> None:
        self.sheet = sheet
        self.owner = owner
        self.width = width
        self.place: Place | None = None
        """Where one is; None where nothing can be gone to."""
        self.editor: Editor | None = None
        self.parts: list[Part] = []
        self.starts: list[int] = []
        """The line on which each part begins, and that behind the last."""
        self.spots: dict[Place, Spot] = {}
        """The cells in the order in which Tab goes through them."""
        self.context = context
        self.kept = Kept()
        self._deleted: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        self._memory: dict[object, tuple[tuple[Any, ...], Any]] = {}
        self._reported = ""
        self._cursor: tuple[int, int] | None = None
        self.said: list[tuple[str, bool]] = []
        """What is to be told, and whether it is bad; whoever tells it takes it away."""
        self.lay_out()

    @property
    def record(self) -> Record:
        """What the form shows."""
        return self.sheet.record

    def field_at(self, place: Place) -> Field:
        """The field a place is in."""
        return self.record.type.field(place.key)

    @property
    def field(self) -> Field | None:
        """The field one is in; None where one is in none."""
        return self.field_at(self.place) if self.place and self.place.key else None

    @property
    def column(self) -> Field | None:
        """The column of the rows one is in."""
        f, place = self.field, self.place
        columns = f.columns if f and place and f.kind is Kind.ROWS and place.row else ()
        return next((c for c in columns if place and c.key == place.column), None)

    @property
    def keys(self) -> Keys:
        """The keys of the place one is at, for F1."""
        own = self.editor.KEYS if self.editor else (("enter", "打开"),) if self.place else ()
        f = self.field
        around = ROW_KEYS if self._rows_here else ()
        return (*own, *(FILE_KEYS if f and f.kind is Kind.FILES else around), *MOVES)

    @property
    def hint(self) -> str:
        """What helps to fill in the place one is at."""
        f = self.column or self.field
        if f is None or self.sheet.read_only:
            return ""
        value = self.editor.held if self.editor else None
        if isinstance(value, str) and value and f.advise and f.hint:
            return f"{f.hint}  现有 {count(value)} 字"
        return f.hint

    def show(
        self,
        record: Record,
        *,
        notes: Mapping[str, tuple[str, bool]] | None = None,
        settled: frozenset[str] | None = None,
    ) -> None:
        """Show another record, or the same with other values; `notes` and `settled` where they changed."""
        own = self._reported
        self.sheet = replace(
            self.sheet,
            record=record,
            notes=self.sheet.notes if notes is None else notes,
            settled=self.sheet.settled if settled is None else settled,
        )
        if self.place and self.editor and self.place.key and self.place.key != own:
            self.editor.put(value_at(self.record, self.place))
        self.lay_out()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show what belongs to the record."""
        self.sheet = replace(self.sheet, entries=entries)
        self.lay_out()

    def resize(self, width: int) -> None:
        """As many cells are there now."""
        if width != self.width:
            self.width = width
            self._memory.clear()
            self.lay_out()

    def lay_out(self) -> None:
        """Lay out everything that is not as it was."""
        notes = {**self.sheet.notes, **self.kept.notes(self.spots)}
        sheet = replace(self.sheet, notes=notes, left_over=self.kept.left_over)
        self.parts = lay_out(sheet, self.width, self._live(), self._remember)
        self.starts = starts_of(self.parts)
        self.spots = spots_of(self.parts, self.starts)
        if self.place is not None and self.place not in self.spots:
            self._lost_place()

    def _remember(self, which: object, inputs: tuple[Any, ...], make: Callable[[], T]) -> T:
        known = self._memory.get(which)
        if known is None or known[0] != inputs:
            known = self._memory[which] = (inputs, make())
        made: T = known[1]
        return made

    def _live(self) -> Live | None:
        if self.place is None:
            return None
        if self.editor is None:
            self._cursor = (0, 0)
            return Live(self.place, lambda _width: Painted((((ADD_ROW, Style.HERE),),)))
        instead = self.editor.base if isinstance(self.editor, Newcomers) else None
        return Live(self.place, self._paint, instead)

    def _paint(self, width: int) -> Painted:
        """The cell that is typed into; where the cursor is in it is remembered."""
        assert self.editor is not None
        painted = self.editor.paint(width)
        self._cursor = painted.cursor
        return painted

    def _lost_place(self) -> None:
        """The cell one was in is not there any more."""
        gone = self.place
        self.place = self.editor = None
        near = [p for p in self.spots if gone and p.key == gone.key]
        if near or self.spots:
            self.go_to((near or [*self.spots])[0])
        else:
            self.lay_out()

    @property
    def height(self) -> int:
        """Lines of the whole form."""
        return self.starts[-1]

    def part_at(self, y: int) -> tuple[Part, int]:
        """The part a line is in, and which of its lines that is."""
        number = bisect_right(self.starts, y) - 1
        return self.parts[number], y - self.starts[number]

    @property
    def text(self) -> str:
        """The whole form as it reads."""
        return text_of(line for part in self.parts for line in part.lines)

    @property
    def here(self) -> Spot | None:
        """The cell one is in."""
        return self.spots.get(self.place) if self.place else None

    def end_of(self, key: str) -> int:
        """The first line beneath a field, with what is said of it."""
        return end_of(self.parts, self.starts, key)

    @property
    def cursor(self) -> tuple[int, int] | None:
        """Where in the form the cursor stands, (cells, lines); None where nothing is typed."""
        if self.here is None or self._cursor is None:
            return None
        x, y = self._cursor
        return self.here.cell.x + x, self.here.top + y

    # Going from cell to cell.

    def go_to(self, place: Place) -> bool:
        """To a cell, or to the reason of somebody in a roll, which is there only as long as one is; False
        for a cell that is not there, or can only be read.
        """
        if place not in self.spots and place.column != WHY:
            return False
        if place != self.place:
            self.leave()
            self.place = place
            value = value_at(self.record, place) if place.key else None
            self.editor = self.kept.editor_at(place, value) or editor_at(
                self.record, place, self.context(place.key), self.kept.called(place.key)
            )
            if self.editor:
                self.editor.enter()
            self.lay_out()
        return True

    def leave(self) -> None:
        """One goes on: what was typed is written tidily and reported, and what is left over is kept. The
        editor stays until one is at another cell.
        """
        if self.place is None or self.editor is None:
            return
        place, editor, before = self.place, self.editor, self.editor.held
        editor.leave()
        self._report(before)
        self.kept.keep(place, editor)

    def go_to_field(self, key: str) -> bool:
        """To the first cell of a field."""
        place = next((p for p in self.spots if p.key == key), None)
        return place is not None and self.go_to(place)

    def go_to_cell(self, key: str, row: int | None, column: str) -> bool:
        """To a cell of a row by its number; to the field where there is none."""
        rows = self.record[key] if row is not None else ()
        if row is not None and row < len(rows or ()):
            return self.go_to(Place(key, rows[row]["_id"], column)) or self.go_to_field(key)
        return self.go_to_field(key)

    def go(self, by: int, *, around: bool = True) -> bool:
        """To the next cell or the one before; from the last to the first if `around`."""
        places = [*self.spots]
        if not places:
            return False
        here = places.index(self.place) if self.place in self.spots else -1 if by > 0 else 0
        there = here + by
        if not around and not 0 <= there < len(places):
            return False
        return self.go_to(places[there % len(places)])

    def go_beside(self, by: int) -> bool:
        """To the cell above or below."""
        there = beside(self.spots.values(), self.here, by) if self.here else None
        return there is not None and self.go_to(there.place)

    def go_to_section(self, by: int) -> bool:
        """To the first cell of the next section, or of the one before."""
        there = beside_section(self.parts, self.place, by)
        return there is not None and self.go_to(there)

    def find(self, words: str) -> bool:
        """To the next place in which these words stand, from the cursor on, round and round; in a text
        they are selected.
        """
        places = [*self.spots]
        here = places.index(self.place) if self.place in self.spots else -1
        after = self.editor.buffer.cursor if isinstance(self.editor, Written) else 0
        if here >= 0 and self._find_in(places[here], words, after or 1):
            return True
        return any(
            self._find_in(place, words, 0) for place in (*places[here + 1 :], *places[: here + 1])
        )

    def _find_in(self, place: Place, words: str, start: int) -> bool:
        """To these words in one cell, from an offset on."""
        at = text_at(self.sheet, place).casefold().find(words.casefold(), start)
        if at < 0 or not self.go_to(place):
            return False
        if isinstance(self.editor, Written):
            at = self.editor.buffer.text.casefold().find(words.casefold(), start)
            self.editor.buffer.move_to(max(at, 0))
            self.editor.buffer.move_to(max(at, 0) + len(words), select=True)
            self.lay_out()
        return True

    def line_with(self, words: str, after: int) -> int | None:
        """The next line of the form behind one in which these words stand, also where they go on on the
        line beneath; None where there is none.
        """
        texts = self.text.split("\n")
        ahead: list[int] = [*range(after + 1, len(texts)), *range(after + 1)]
        for n in ahead:
            below = texts[n + 1].strip() if n + 1 < len(texts) else ""
            one, wanted = texts[n].casefold(), words.casefold()
            across = wanted in (one.rstrip() + below.casefold()) and wanted not in below.casefold()
            if wanted in one or across:
                return n
        return None

    # Typing.

    def take(self, key: Key, *, around: bool = True) -> bool:
        """A key was pressed; False where it means nothing in the form. Where one is nowhere yet, Tab,
        Enter and the arrows lead in.
        """
        if self.place is None:
            by = _LEADS_IN.get(key.name)
            return by is not None and self.go(by)
        return (
            self._take_first(key)
            or self._take_here(key)
            or self._take_last(key)
            or self._moves(key, around=around)
        )

    def _take_here(self, key: Key) -> bool:
        """What is typed into the cell, or what the cell leads to."""
        assert self.place is not None
        if self.editor is None:
            return self._leads_on(key)
        if isinstance(self.editor, Reason) and key.name in ("enter", "escape"):
            return self.go_to(Place(self.place.key))
        if isinstance(self.editor, Roll) and key.name == "enter":
            row = self.editor.here
            return row is not None and self.go_to(Place(self.place.key, row["_id"], WHY))
        before = self.editor.held
        taken = self.editor.take(key)
        self._after(before, taken=taken)
        return taken

    def _after(self, before: Any, *, taken: bool = True) -> None:
        """The record follows what is typed, and so do the lines."""
        assert self.place is not None
        assert self.editor is not None
        if isinstance(self.editor, OneAnswer | SeveralAnswers) or self.kept.says(self.place):
            self.kept.say(self.place, self.editor.reason)
        if not self._report(before) and taken:
            self.lay_out()

    def _report(self, before: Any) -> bool:
        """Tell of a change; whether there was one."""
        assert self.place is not None
        assert self.editor is not None
        held = self.editor.held
        if held == before:
            return False
        place = self.place
        if place.row and place.column != WHY:
            held = on_rows.with_cell(self.record[place.key] or (), place.row, place.column, held)
        self._tell(place.key, held)
        return True

    def _tell(self, key: str, value: Any) -> None:
        self._reported = key
        try:
            self.owner.typed(key, value)
        finally:
            self._reported = ""

    def _leads_on(self, key: Key) -> bool:
        """Where nothing is typed: a record is opened, a row is made to be typed into."""
        assert self.place is not None
        if self.place.column == OPEN:
            if key.name == "enter":
                self.owner.open_entry(self.place.row)
            return key.name == "enter"
        if key.name != "enter" and not key.char:
            return False
        self.add_row()
        return key.name == "enter" or self._take_here(key)

    def _moves(self, key: Key, *, around: bool) -> bool:
        match key.name:
            case "tab" | "enter":
                return self.go(1, around=around)
            case "shift+tab":
                return self.go(-1, around=around)
            case "up":
                return self.go_beside(-1)
            case "down":
                return self.go_beside(1)
            case "ctrl+home":
                return self.go_to(next(iter(self.spots)))
            case "ctrl+end":
                return self.go_to([*self.spots][-1])
            case _:
                return False

    def paste(self, text: str) -> None:
        """A text was pasted: into the cell, or as rows where it is a table."""
        if self.place is None or self.sheet.read_only:
            return
        f = self._rows_here
        if f is not None and self._is_for_rows(text):
            self._paste_rows(f, text)
        elif self.editor is not None:
            before = self.editor.held
            self.editor.paste(text)
            self._after(before)

    def _is_for_rows(self, text: str) -> bool:
        if self.editor is None:
            return True
        return "\t" in text if isinstance(self.editor, Paragraphs) else is_table(text)

    def _paste_rows(self, f: Field, text: str) -> None:
        assert self.place is not None
        table = table_in(clean(text).text.strip("\n"))
        if not table:
            return
        row = self.place.row
        column = self.place.column if row else ""
        value, last, said = on_rows.pasted(
            f, self.record[f.key] or (), table, self.context(f.key), row, column
        )
        if said:
            self.said.append((said, True))
        first = next((c.key for c in f.columns if not c.automatic), "")
        self._show_rows(f, value, Place(f.key, last or value[-1]["_id"], column or first))

    def move_cursor(self, x: int, y: int, *, select: bool = False) -> bool:
        """The cursor of the text one is in to a place of the form; False where that is not in it."""
        if self.here is None or not isinstance(self.editor, Written) or not self.here.holds(x, y):
            return False
        self.editor.click(x - self.here.cell.x, y - self.here.top, select=select)
        self.lay_out()
        return True

    def is_at(self, x: int, y: int) -> bool:
        """Whether a place of the form is in the cell one is in."""
        return self.here is not None and self.here.holds(x, y)

    def select_word(self) -> None:
        """Select the word the cursor is in."""
        if isinstance(self.editor, Written):
            buffer = self.editor.buffer
            end = buffer.word_right()
            buffer.move_to(end)
            buffer.move_to(buffer.word_left())
            buffer.move_to(end, select=True)
            self.lay_out()

    def click(self, x: int, y: int) -> bool:
        """The mouse, at a place of the form; False where there is no cell."""
        spot = next((one for one in self.spots.values() if one.holds(x, y)), None)
        if spot is None:
            return False
        again = spot.place == self.place
        self.go_to(spot.place)
        if self.editor is None:
            self._leads_on(Key("enter"))
        elif again or not isinstance(self.editor, OneAnswer):
            before = self.editor.held
            self.editor.click(x - spot.cell.x, y - spot.top)
            self._after(before)
        return True

    def pick(self, place: int) -> None:
        """One of the names that are offered."""
        if isinstance(self.editor, Names):
            before = self.editor.held
            self.editor.pick(place)
            self._after(before)

    def answer(self, code: str | None) -> None:
        """What was chosen from the list of all answers; None where nothing was."""
        if isinstance(self.editor, OneAnswer) and code is not None:
            before = self.editor.held
            self.editor.pick(code)
            self._after(before)

    def take_text(self, text: str | None) -> None:
        """Another text in the long text one is in; None for what was called off."""
        if isinstance(self.editor, Paragraphs) and text is not None:
            before = self.editor.held
            self.editor.buffer.take(text)
            self._after(before)

    @property
    def long_text(self) -> str | None:
        """The long text one is in, a cell of a row too; None where one is in none."""
        return self.editor.buffer.text if isinstance(self.editor, Paragraphs) else None

    # Rows.

    @property
    def _rows_here(self) -> Field | None:
        """The field of rows one is in, to which rows can be added."""
        f = self.field
        return f if f and f.kind is Kind.ROWS and not f.roll else None

    def _take_first(self, key: Key) -> bool:
        """What concerns the row or the file one is in, before what is typed into its cell."""
        f, place = self.field, self.place
        if f is None or place is None:
            return False
        by_rows = f is self._rows_here or (f.kind is Kind.FILES and place.row)
        if by_rows and key.name in on_rows.KEYS:
            self._change_rows(on_rows.KEYS[key.name], f, place)
            return True
        ends = f is self._rows_here and key.name == "enter" and on_rows.is_last(f, place.column)
        if ends and isinstance(self.editor, OneAnswer | Tick):
            self._next_row(f, place)
            return True
        return False

    def _take_last(self, key: Key) -> bool:
        """What the cell itself does not want: Enter in the last one, the way back of a deleted row."""
        f, place = self.field, self.place
        if f is None or place is None or f.roll or f.kind not in (Kind.ROWS, Kind.FILES):
            return False
        if key.name == "ctrl+z":
            self._change_rows(on_rows.brought_back, f, place)
        elif f.kind is Kind.FILES:
            return False
        elif key.name == "enter" and place.row and on_rows.is_last(f, place.column):
            self._next_row(f, place)
        else:
            return False
        return True

    def _change_rows(self, change: on_rows.Changing, f: Field, place: Place) -> None:
        """Add, delete, move: then one is where that leads."""
        deleted = self._deleted.setdefault(f.key, [])
        changed = change(f, self.record[f.key] or [], place.row, place.column, deleted)
        if changed is not None:
            self._show_rows(f, changed.rows, Place(f.key, changed.row, changed.column))

    def _next_row(self, f: Field, place: Place) -> None:
        rows = self.record[f.key]
        at = on_rows.place_of(rows, place.row)
        if at is not None and at + 1 < len(rows):
            self.go_to_row(f, rows[at + 1]["_id"])
        elif at is not None and not f.fixed and on_rows.says_something(f, rows[at]):
            self.add_row()
        else:
            self.go(1)

    def go_to_row(self, f: Field, row: str) -> bool:
        """To the first cell of a row."""
        return self.go_to(next(p for p in self.spots if (p.key, p.row) == (f.key, row)))

    def add_row(self) -> None:
        """A new row beneath this one, to type into."""
        if self.field and self.place and not self.sheet.read_only:
            self._change_rows(on_rows.added, self.field, self.place)

    def _show_rows(self, f: Field, value: list[dict[str, Any]], place: Place) -> None:
        """Other rows, and to a cell in them."""
        self.leave()
        self.editor, self.place = None, None
        self._tell(f.key, value)
        if not self.go_to(place):
            self.go_to_field(f.key)

    def hold(self, place: Place, editor: Editor) -> None:
        """Keep what is left over in an editor that one has gone on from meanwhile."""
        if self.editor is not editor and editor.left_over:
            self.kept.keep(place, editor)

    def say_of(self, key: str, reason: str) -> None:
        """Say beneath a field why something is no value; nothing for ``""``."""
        self.kept.say(Place(key, column=ADD), reason)
        self.lay_out()

    def add_file(self, key: str, row: dict[str, Any]) -> None:
        """A file that was taken in."""
        value = [*(self.record[key] or ()), row]
        self._tell(key, value)
        if self.editor and self.place and self.place.key == key:
            self.editor.put(value_at(self.record, self.place))

    def all_present(self) -> None:
        """Where a roll is called: everybody has come."""
        for f in self.record.type.fields:
            if f.roll and not self.sheet.read_only:
                value = all_present(f, self.record[f.key] or ())
                self.owner.typed(f.key, value)

    # What was typed and is no answer.

    def unsettled(self) -> list[tuple[Place, str]]:
        """Where something was typed that is none of the answers, and why."""
        left = self.kept.unsettled(self.spots)
        if self.place and self.editor and self.editor.unsettled:
            left[self.place] = self.editor.unsettled
        return [*left.items()]

    def settle(self) -> None:
        """Before the record is saved: the cell one is in is written tidily, as if one went on."""
        self.leave()
        if self.place is not None:
            self.kept.forget(self.place)
        self.lay_out()


def offers_of(editor: Editor | None) -> Sequence[str]:
    """The names that are offered; none for what offers none."""
    return editor.offers if isinstance(editor, Names) else ()
