"""Where everything of a form stands: a pure function from a declaration, a record and a width to lines
with cells in them.

A form is a sequence of parts: the title of a section, a line of fields, one row of rows, an entry of
what belongs to the record. A part knows its lines and its cells, and nothing of what is above it; so a
key typed in one of them leaves the others as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from models.kernel.fields import Field, Kind
from tui.cells import fit
from tui.form.files import NAME, PATH, SAY, name_of
from tui.form.kinds import KINDS, as_text, in_row
from tui.form.pieces import Line, Painted, Style, beside, filled
from tui.form.roll import ADD as ADD_SOMEBODY
from tui.form.roll import REASON, painted_names, summary
from tui.form.wrapping import shown, wrapped
from tui.form.written import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from models.kernel.fields import Problem, Section
    from models.kernel.record import Record

LABEL, TIGHT = 14, 8
"""Cells of the label column; the second where several fields share a line."""
MARGIN = 1
"""Cells left and right of everything."""
LEAST = 16
"""Cells of a column of rows that says no width."""
NARROW = 100
"""Cells of a page below which fields stand one beneath the other."""
ADD_ROW = "+ Enter 加一行(可粘贴多行)"
FEW = 3
"""Things that are said of one field at a time."""
EMPTY_ROW = "(空行)"
ADD, WHY, CAPTION, OPEN = "+", "why", "caption", "open"
"""What a place is where it is no column: to add something, a reason in a roll, the caption of a file,
a record to open."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which cell: of a field, of the row with this ``"_id"``, in this column."""

    key: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place that one can be at; x and y from the upper left of its part."""

    place: Place
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Part:
    """Lines with the cells in them; `section` is the number of the section it belongs to, `key` that of
    the field that it says something of, where it has no cell of it.
    """

    lines: tuple[Line, ...]
    cells: tuple[Cell, ...] = ()
    section: int = -1
    key: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line for a record that belongs to this one: Enter opens it. A heading has no `id`."""

    text: str
    id: str = ""


@dataclass(frozen=True)
class Sheet:
    """All that a form shows."""

    record: Record
    read_only: bool = False
    settled: frozenset[str] = frozenset()
    """Keys of fields that cannot be changed any more."""
    notes: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    """Key → what is said beneath the field, and whether it is wrong."""
    left_over: Mapping[Place, str] = field(default_factory=dict)
    """What was typed and is in no record, by its cell; shown where something is added."""
    entries: tuple[Entry, ...] = ()
    heading: str = ""


def notes_of(problems: Iterable[Problem]) -> dict[str, tuple[str, bool]]:
    """Key → what is said beneath the field, hints in a quieter colour."""
    by_key: dict[str, list[Problem]] = {}
    for problem in problems:
        by_key.setdefault(problem.key, []).append(problem)
    return {
        key: (_said(found), any(one.blocking for one in found)) for key, found in by_key.items()
    }


def _said(problems: Sequence[Problem]) -> str:
    texts = [one.message if one.blocking else f"提示：{one.message}" for one in problems]
    more = f"；等 {len(texts)} 处" if len(texts) > FEW else ""
    return "；".join(texts[:FEW]) + more


@dataclass(frozen=True, slots=True)
class Live:
    """The cell that is typed into: what its editor paints in a width. `instead` is the value that the
    rest of the field shows meanwhile, where that is not the record's.
    """

    place: Place
    paint: Callable[[int], Painted]
    instead: Any = None


T = TypeVar("T")


class Memo(Protocol):
    """What was laid out before."""

    def __call__(self, which: object, inputs: tuple[Any, ...], make: Callable[[], T], /) -> T:
        """A part or several: made anew where what it depends on is not as it was."""


def always_anew(_which: object, _inputs: tuple[Any, ...], make: Callable[[], T]) -> T:
    """The memo that remembers nothing."""
    return make()


def lay_out(
    sheet: Sheet, width: int, live: Live | None = None, memo: Memo = always_anew
) -> list[Part]:
    """The parts of a form of that many cells, from the top."""
    parts: list[Part] = []
    if sheet.heading:
        parts += [_paragraph(sheet.heading, width), _BLANK]
    for number, section in enumerate(sheet.record.type.form):
        inside = _Section(sheet, section, number, width, live, memo)
        parts += memo(number, inside.inputs, inside.parts)
    parts += (_entry(one, width, live) for one in sheet.entries)
    return parts


_BLANK = Part(((),))


def _paragraph(text: str, width: int) -> Part:
    lines = lines_of(text, width - 2 * MARGIN, Style.PLAIN)
    return Part(tuple(((" ", Style.PLAIN), *line) for line in lines))


def _entry(one: Entry, width: int, live: Live | None) -> Part:
    place = Place("", one.id, OPEN)
    here = live is not None and live.place == place
    style = Style.MARKED if here else Style.PLAIN if one.id else Style.MUTED
    line = filled(((" ", Style.PLAIN), (shown(one.text), style)), width, style)
    return Part((line,), (Cell(place, MARGIN, 0, width - 2 * MARGIN, 1),) if one.id else ())


@dataclass(frozen=True, slots=True)
class _Section:
    """One section, and what it is laid out for."""

    sheet: Sheet
    section: Section
    number: int
    width: int
    live: Live | None
    memo: Memo

    @property
    def inputs(self) -> tuple[Any, ...]:
        """All that the section depends on; never the same while one is in it."""
        sheet, kind = self.sheet, self.sheet.record.type
        fields = [kind.field(key) for key in self.section.keys]
        live = any(self._here(f) for f in fields)
        left = {
            place: text for place, text in sheet.left_over.items() if place.key in self.section.keys
        }
        return (
            self.width, sheet.read_only, left, object() if live else None,
            *((sheet.record[f.key], f.shown(sheet.record.values), f.key in sheet.settled,
               sheet.notes.get(f.key)) for f in fields),
        )  # fmt: skip

    def parts(self) -> list[Part]:
        """Title, lines of fields, a blank line; none where no field applies."""
        values, kind = self.sheet.record.values, self.sheet.record.type
        lines = [
            ([f for key in keys if (f := kind.field(key)).shown(values)], len(keys) > 2)
            for keys in self.section.lines
        ]
        if not any(fields for fields, _tight in lines):
            return []
        inside = [part for fields, tight in lines for part in self._line(fields, tight=tight)]
        if not self.section.title:
            return inside
        title = (((" ", Style.PLAIN), (shown(self.section.title), Style.TITLE)),)
        return [Part(title, section=self.number), *inside, _BLANK]

    def _line(self, fields: Sequence[Field], *, tight: bool) -> Iterator[Part]:
        """The fields of a line side by side, one beneath the other where the page is narrow; rows and
        files by themselves.
        """
        together = [f for f in fields if f.kind not in _BY_ROWS or self._is_text(f)]
        room = self.width - 2 * MARGIN
        groups = [[f] for f in together] if self.width < NARROW else [together] if together else []
        for group in groups:
            inputs = (
                room, tight, self.sheet.read_only,
                *((f.key, self.sheet.record[f.key], self._here(f), self._is_fixed(f),
                   self.sheet.notes.get(f.key))
                  for f in group),
                self._fresh(group),
            )  # fmt: skip
            which = (self.number, group[0].key)
            yield self.memo(which, inputs, lambda g=group: self._fields(g, room, tight=tight))  # type: ignore[misc]
        for f in fields:
            if f not in together:
                yield from _BY_ROWS[f.kind](self, f)

    def _fresh(self, fields: Sequence[Field]) -> object:
        """Something new where one of the fields is being typed into: it is painted each time."""
        return object() if any(self._here(f) for f in fields) else None

    def _here(self, f: Field) -> bool:
        return self.live is not None and self.live.place.key == f.key

    def _is_text(self, f: Field) -> bool:
        """Whether rows or files are only text here."""
        return f.automatic or (f.kind is Kind.FILES and self._is_closed(f))

    def _is_fixed(self, f: Field) -> bool:
        return f.automatic or self._is_closed(f)

    def _is_closed(self, f: Field) -> bool:
        return self.sheet.read_only or f.key in self.sheet.settled

    def _fields(self, fields: Sequence[Field], room: int, *, tight: bool) -> Part:
        """Fields side by side in equal widths."""
        ends = [room * n // len(fields) for n in range(len(fields) + 1)]
        columns, cells = [], []
        for f, start, end in zip(fields, ends, ends[1:], strict=False):
            block, cell = self._field(f, end - start, tight=tight)
            columns.append((block, end - start))
            if cell is not None:
                cells.append(_shifted(cell, MARGIN + start, 0))
        lines = tuple(((" ", Style.PLAIN), *line) for line in beside(columns))
        return Part(lines, tuple(cells), self.number)

    def _field(self, f: Field, width: int, *, tight: bool) -> tuple[list[Line], Cell | None]:
        """Label, value, and beneath it what is to be said of it."""
        label = TIGHT if tight else LABEL
        room = max(width - label - 2, 4)
        value, place = self.sheet.record[f.key], Place(f.key)
        if self._is_fixed(f):
            lines: Sequence[Line] = as_text(f, value, room)
            cell = None
        else:
            lines = self._value(f, value, place, room)
            cell = Cell(place, label + 1, 0, room, len(lines))
        head = self._label(f, label)
        block = beside([(head, label + 1), (lines, width - label - 1)])
        return [*block, *self._note(f, label + 1, room)], cell

    def _value(self, f: Field, value: Any, place: Place, room: int) -> Sequence[Line]:
        """The value at a place in that many cells, as its editor paints it where it is typed into."""
        look = KINDS[f.kind]
        if self.live is not None and self.live.place == place:
            lines, room, style = self.live.paint(room).lines, room + 1, Style.LIVE
        else:
            lines, style = look.paint(f, value, room), Style.VALUE
        blank = ((),) * max(look.least - len(lines), 0)
        return [filled(line, room, style) for line in (*lines, *blank)]

    def _label(self, f: Field, width: int) -> list[Line]:
        asked = f.required is True
        style = Style.HERE if self._here(f) else Style.ASKED if asked else Style.LABEL
        texts = [f.label[start:end] for start, end in wrapped(f.label, width)]
        marks = ["*" if asked else " ", *(" " for _ in texts[1:])]
        return [
            ((fit(text, width) + mark, style),) for text, mark in zip(texts, marks, strict=True)
        ]

    def _note(self, f: Field, indent: int, room: int) -> list[Line]:
        text, wrong = self.sheet.notes.get(f.key, ("", False))
        style = Style.WRONG if wrong else Style.NOTE
        lines = lines_of(text, room, style) if text else ()
        return [((" " * indent, Style.PLAIN), *line) for line in lines]

    def rows(self, f: Field) -> Iterator[Part]:
        """The heads of the columns, the rows, a place to add one."""
        values = self.sheet.record[f.key] or ()
        places = _flow(f.columns, self.width - 2 * MARGIN - LABEL - 2)
        closed = self._is_closed(f)
        yield self._indented(f, _heads(places), labelled=True)
        for row in values:
            here = self.live is not None and (self.live.place.key, self.live.place.row) == (
                f.key,
                row["_id"],
            )
            inputs = (self.width, row, closed, object() if here else None)
            which = (self.number, f.key, row["_id"])
            yield self.memo(which, inputs, lambda r=row: self._row(f, r, places, closed=closed))  # type: ignore[misc]
        if not (f.fixed or closed):
            yield self._adding(f, ADD_ROW)
        yield from self._noted(f)

    def _row(
        self, f: Field, row: dict[str, Any], places: Sequence[_Column], *, closed: bool
    ) -> Part:
        """One row: its cells side by side, on several lines where they need more room."""
        lines: list[Line] = []
        cells = []
        live = self.live is not None and self.live.place.row == row["_id"]
        for number in range(places[-1].line + 1 if places else 0):
            columns: list[tuple[Sequence[Line], int]] = []
            for c in (c for c in places if c.line == number):
                place = Place(f.key, row["_id"], c.field.key)
                value = row.get(c.field.key, c.field.empty())
                if c.field.automatic or closed:
                    painted: Sequence[Line] = in_row(c.field, value, c.width)
                else:
                    painted = self._cell(c.field, value, place, c.width)
                    cells.append(
                        Cell(place, MARGIN + LABEL + 1 + c.x, len(lines), c.width, len(painted))
                    )
                columns.append((painted, c.width + 1))
            lines += beside(columns)
        if not live and not any(text.strip() for line in lines for text, _style in line):
            lines[0] = ((EMPTY_ROW, Style.MUTED),)
        return Part(
            tuple(_indent(line, MARGIN + LABEL + 1) for line in lines), tuple(cells), self.number
        )

    def _cell(self, f: Field, value: Any, place: Place, width: int) -> Sequence[Line]:
        """A cell of a row."""
        if self.live is not None and self.live.place == place:
            painted = self.live.paint(width).lines
            return [filled(line, width + 1, Style.LIVE) for line in painted]
        return [filled(line, width, Style.VALUE) for line in in_row(f, value, width)]

    def roll(self, f: Field) -> Iterator[Part]:
        """The names, the reason of one where it is asked for, a place to add somebody."""
        value = self.sheet.record[f.key] or ()
        place = Place(f.key)
        room = self.width - 2 * MARGIN - LABEL - 2
        live = self.live if self.live is not None and self.live.place.key == f.key else None
        rows = live.instead if live is not None and live.instead is not None else value
        if live is not None and live.place == place:
            lines: Sequence[Line] = live.paint(room).lines
        else:
            said = lines_of(summary(f, rows), room, Style.MUTED)
            lines = [*painted_names(f, rows, room), *said]
        cells = (
            () if self._is_closed(f) else (Cell(place, MARGIN + LABEL + 1, 0, room, len(lines)),)
        )
        yield self._indented(f, lines, labelled=True, cells=cells)
        if self._is_closed(f):
            return
        if live is not None and live.place.column == WHY:
            yield self._one_line(live.place, REASON)
        yield self._adding(f, ADD_SOMEBODY)
        yield from self._noted(f)

    def files(self, f: Field) -> Iterator[Part]:
        """A line for each file, with its caption, and one for another path."""
        label = True
        for row in self.sheet.record[f.key] or ():
            place = Place(f.key, row["_id"], CAPTION)
            room = max(self.width - 2 * MARGIN - LABEL - 2 - NAME, 8)
            caption = lines_of(row["caption"], room) if row["caption"] else (((SAY, Style.MUTED),),)
            here = self.live is not None and self.live.place == place
            lines = self.live.paint(room).lines if here and self.live else caption
            block = beside([([(name_of(row),)], NAME), (lines, room + 1)])
            cell = Cell(place, MARGIN + LABEL + 1 + NAME, 0, room, len(lines))
            yield self._indented(f, block, labelled=label, cells=(cell,))
            label = False
        yield self._adding(f, PATH, labelled=label)
        yield from self._noted(f)

    def _adding(self, f: Field, hint: str, *, labelled: bool = False) -> Part:
        return self._one_line(Place(f.key, column=ADD), hint, f if labelled else None)

    def _one_line(self, place: Place, hint: str, labelled: Field | None = None) -> Part:
        """A line to type in by itself; a hint where one is not there."""
        room = self.width - 2 * MARGIN - LABEL - 2
        if self.live is not None and self.live.place == place:
            lines: Sequence[Line] = [
                filled(line, room + 1, Style.LIVE) for line in self.live.paint(room).lines
            ]
        else:
            lines = [((self.sheet.left_over.get(place) or hint, Style.MUTED),)]
        cell = Cell(place, MARGIN + LABEL + 1, 0, room, len(lines))
        return self._indented(labelled, lines, labelled=labelled is not None, cells=(cell,))

    def _noted(self, f: Field) -> Iterator[Part]:
        if note := self._note(f, MARGIN + LABEL + 1, self.width - 2 * MARGIN - LABEL - 2):
            yield Part(tuple(note), section=self.number, key=f.key)

    def _indented(
        self,
        f: Field | None,
        lines: Sequence[Line],
        *,
        labelled: bool,
        cells: tuple[Cell, ...] = (),
    ) -> Part:
        """Lines to the right of the label column, with the label in it or without."""
        head = self._label(f, LABEL) if labelled and f is not None else []
        block = beside([([((" ", Style.PLAIN),)], MARGIN), (head, LABEL + 1),
                        (lines, self.width - MARGIN - LABEL - 1)])  # fmt: skip
        return Part(tuple(block), cells, self.number)


def _rows_or_roll(section: _Section, f: Field) -> Iterator[Part]:
    return section.roll(f) if f.roll else section.rows(f)


_BY_ROWS: Mapping[Kind, Callable[[_Section, Field], Iterator[Part]]] = {
    Kind.ROWS: _rows_or_roll,
    Kind.FILES: _Section.files,
}


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column of rows stands: on which line, how far from the left, how wide."""

    field: Field
    line: int
    x: int
    width: int


def _flow(columns: Sequence[Field], room: int) -> list[_Column]:
    """Columns side by side; those that say no width share what is left. Where there is not room for
    all, the last stand on further lines.
    """
    loose = sum(not c.width for c in columns)
    taken = sum(c.width + 1 for c in columns if c.width)
    rest = max((room - taken) // loose - 1, LEAST) if loose else 0
    placed: list[_Column] = []
    line = x = 0
    for c in columns:
        width = min(c.width or rest, room)
        if x and x + width > room:
            line, x = line + 1, 0
        placed.append(_Column(c, line, x, width))
        x += width + 1
    return placed


def _heads(places: Sequence[_Column]) -> list[Line]:
    lines: list[Line] = [()] * (places[-1].line + 1 if places else 1)
    for c in places:
        lines[c.line] += ((fit(c.field.label, c.width) + " ", Style.MUTED),)
    return lines


def _indent(line: Line, by: int) -> Line:
    return ((" " * by, Style.PLAIN), *line)


def _shifted(cell: Cell, x: int, y: int) -> Cell:
    return Cell(cell.place, cell.x + x, cell.y + y, cell.width, cell.height)
