"""What all readers of lists make of a file: sheets of cells, within limits, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from models.kernel.errors import JiaoyanError

MOST_ROWS = 20_000
MOST_COLUMNS = 500
COMPOUND = b"\xd0\xcf\x11\xe0"
"""How workbooks of the old kind (.xls), and encrypted ones, begin."""


class RosterRefused(JiaoyanError):
    """The file is no list of teachers that could be read; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. `number` where the file holds a number and not a text: a number
    has lost its final zeros (1985.10 is 1985.1), and a date may hide in it.
    """

    text: str = ""
    number: float | None = None


EMPTY = Cell()
Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, from A1 on. Merged cells all hold the text of the first one; `spread` names
    those that were filled so, as (row, column) from 0.
    """

    name: str
    rows: Rows
    spread: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        """The cell there, an empty one outside of the sheet."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else EMPTY


def place(row: int, column: int) -> str:
    """Where a cell stands as a spreadsheet shows it: ``第3行 C列``; both count from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"第{row + 1}行 {letters}列"
