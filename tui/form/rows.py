"""Rows of declared columns: what is added, taken away, moved, pasted. Pure, on the value of a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field
from models.kernel.ids import row_id
from tui.form.layout import ADD, CAPTION
from tui.form.pasted import cell_from_text

if TYPE_CHECKING:
    from tui.form.editor import FieldContext

SHORT = 12
"""Characters that are shown of what has no place."""
TOLD = 3
"""Cells that were not understood of which one is told."""

Row = dict[str, Any]


def blank(f: Field) -> Row:
    """A new row with nothing in it."""
    return {"_id": row_id(), **{c.key: c.empty() for c in f.columns}}


def place_of(rows: Sequence[Row], row: str) -> int | None:
    """Where a row stands; None where it is none of them."""
    return next((n for n, one in enumerate(rows) if one["_id"] == row), None)


def says_something(f: Field, row: Row) -> bool:
    """Whether anything is written in a row."""
    return any(row.get(c.key) for c in f.columns)


def with_cell(rows: Sequence[Row], row: str, column: str, value: Any) -> list[Row]:
    """The rows with another value in one cell."""
    return [{**one, column: value} if one["_id"] == row else one for one in rows]


def with_rows(rows: Sequence[Row], new: Sequence[Row], after: str = "") -> list[Row]:
    """The rows with new ones beneath one of them, at the end where none is given."""
    place = place_of(rows, after)
    at = len(rows) if place is None else place + 1
    return [*rows[:at], *new, *rows[at:]]


def without(rows: Sequence[Row], row: str) -> list[Row]:
    """The rows without one of them."""
    return [one for one in rows if one["_id"] != row]


def moved(rows: Sequence[Row], row: str, by: int) -> list[Row]:
    """The rows with one of them that many places further down; as they are where there is no room."""
    place = place_of(rows, row)
    if place is None or not 0 <= place + by < len(rows):
        return list(rows)
    rest = without(rows, row)
    return [*rest[: place + by], rows[place], *rest[place + by :]]


def pasted(
    f: Field,
    rows: Sequence[Row],
    table: Sequence[Sequence[str]],
    context: FieldContext,
    row: str = "",
    column: str = "",
) -> tuple[list[Row], str, str]:
    """A table into the rows from one of them on, at the end where none is given: the first line goes
    into that row where nothing stands in its way, the others make rows of their own, or go into the
    rows that are there where none can be made. The rows, the ``"_id"`` of the one to go to (the first
    new one, else the last that was written into), and what could not be taken.
    """  # fmt: skip
    keys = [c.key for c in f.columns]
    start = keys.index(column) if column in keys else 0
    lines, left = _read(f, table, start, context)
    said = [f"粘贴的有些没有填进去：{_few(left)}"] if left else []
    rows, last, at = list(rows), row, place_of(rows, row)
    if at is not None and lines and (f.fixed or not any(rows[at].get(k) for k in lines[0])):
        rows[at] = rows[at] | lines.pop(0)
    if f.fixed:
        below = [] if at is None else range(at + 1, len(rows))
        for place, cells in zip(below, lines, strict=False):
            rows[place] = rows[place] | cells
            last = rows[place]["_id"]
        surplus = len(lines) - len(below)
        said += [f"粘贴的最后 {surplus} 行放不下，没有填进去"] if surplus > 0 else []
    elif lines:
        new = [blank(f) | cells for cells in lines]
        rows, last = with_rows(rows, new, after=row), new[0]["_id"]
    return rows, last, "；".join(said)


def _read(
    f: Field, table: Sequence[Sequence[str]], start: int, context: FieldContext
) -> tuple[list[Row], list[str]]:
    """The cells of each line of a pasted table, the first for the column `start`, and what is no
    value of its column.
    """
    rows, left = [], []
    for line in table:
        cells: Row = {}
        for c, words in zip(f.columns[start:], line, strict=False):
            if not c.automatic:
                cells[c.key], unread = cell_from_text(c, words.strip(), context)
                left += [f"“{word}”不是{c.label}" for word in unread]
        surplus = [words.strip() for words in line[len(f.columns) - start :]]
        left += [f"“{words[:SHORT]}”没有地方放" for words in surplus if words]
        rows.append(cells)
    return rows, left


def _few(left: Sequence[str]) -> str:
    more = f"等 {len(left)} 处" if len(left) > TOLD else ""
    return f"{'，'.join(left[:TOLD])}{more}"


@dataclass(frozen=True, slots=True)
class Changed:
    """Other rows, and the cell in which one is then: `row` is ``""`` where none is left."""

    rows: list[Row]
    row: str
    column: str


Deleted = list[tuple[int, Row]]
"""Where rows stood that were deleted, and what was in them, the last deleted last."""
Changing = Callable[[Field, Sequence[Row], str, str, Deleted], Changed | None]
"""(field, its rows, the row and the column one is in, what was deleted) → what becomes of them; None
where nothing can be done.
"""


def typed_columns(f: Field) -> list[str]:
    """The keys of the columns that are typed into; the caption of a file."""
    return [c.key for c in f.columns if not c.automatic] or [CAPTION]


def is_last(f: Field, column: str) -> bool:
    """Whether it is the last cell of a row that is typed into."""
    return typed_columns(f)[-1] == column


def added(
    f: Field, rows: Sequence[Row], row: str, _column: str, _deleted: Deleted
) -> Changed | None:
    """A new row beneath this one, at the end where one is in none."""
    if f.fixed or not f.columns:
        return None
    new = blank(f)
    return Changed(with_rows(rows, [new], after=row), new["_id"], typed_columns(f)[0])


def deleted(
    f: Field, rows: Sequence[Row], row: str, column: str, deleted: Deleted
) -> Changed | None:
    """This row away; one is in the same cell of the next."""
    at = place_of(rows, row)
    if at is None or f.fixed:
        return None
    deleted.append((at, rows[at]))
    rest = without(rows, row)
    near = rest[min(at, len(rest) - 1)]["_id"] if rest else ""
    return Changed(rest, near, column if near else ADD)


def brought_back(
    f: Field, rows: Sequence[Row], _row: str, _column: str, deleted: Deleted
) -> Changed | None:
    """The last deleted row again."""
    while deleted and place_of(rows, deleted[-1][1]["_id"]) is not None:
        deleted.pop()  # it came back by another way
    if not deleted:
        return None
    at, back = deleted.pop()
    return Changed([*rows[:at], back, *rows[at:]], back["_id"], typed_columns(f)[0])


def _moved_by(by: int) -> Changing:
    def move(
        f: Field, rows: Sequence[Row], row: str, column: str, _deleted: Deleted
    ) -> Changed | None:
        return None if f.fixed or not row else Changed(moved(rows, row, by), row, column)

    return move


KEYS: Mapping[str, Changing] = MappingProxyType(
    {
        "ctrl+n": added,
        "ctrl+d": deleted,
        "alt+up": _moved_by(-1),
        "alt+down": _moved_by(1),
    }
)
"""What keys do to the row, or the file, one is in."""
