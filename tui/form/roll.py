"""Calling the roll: everyone present in one key, then the exceptions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from models.kernel.fields import Field, Kind, id_of, name_of
from models.kernel.roll import newcomer, statuses_of
from models.kernel.text import halfwidth
from tui.cells import fit
from tui.form.answers import SPACES
from tui.form.editor import News
from tui.form.names import Names
from tui.form.pieces import Line, Painted, Piece, Style
from tui.form.written import OneLine, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.form.editor import FieldContext, Key, Keys

CELL = 20
"""Cells that one name takes."""
NOBODY = "还没有应到的人。先选好教研组和日期，或按 Tab 到下面加人。"
ADD = "+ 加人：姓名或来宾，Enter"
REASON = "事由，写完按 Enter"

Row = dict[str, Any]


def summary(f: Field, rows: Sequence[Row]) -> str:
    """``还有 2 人没有记  出席 11 人  事假：周×× …``."""
    unset = sum(not row["status"] for row in rows)
    parts = [f"还有 {unset} 人没有记（F6 全员出席）"] if unset else []
    for choice in statuses_of(f):
        names = [name_of(r["person"]) for r in rows if r["status"] == choice.code]
        if names and choice.code != f.roll:
            parts.append(f"{choice.label}：{'、'.join(names)}")
        elif names:
            parts.append(f"{choice.label} {len(names)} 人")
    return "  ".join(parts)


def across(width: int) -> int:
    """How many names stand on a line."""
    return max(width // CELL, 1)


def painted_names(
    f: Field, rows: Sequence[Row], width: int, marked: int | None = None
) -> list[Line]:
    """The names in columns with a sign for each status."""
    if not rows:
        return [((NOBODY, Style.MUTED),)]
    pieces = [_name(f, row, marked=number == marked) for number, row in enumerate(rows)]
    step = across(width)
    return [_spaced(pieces[start : start + step]) for start in range(0, len(pieces), step)]


def _name(f: Field, row: Row, *, marked: bool) -> Piece:
    status = row["status"]
    label = next((c.label for c in statuses_of(f) if c.code == status), "?")
    reason = f"({row['reason']})" if row.get("reason") else ""
    text = fit(f"{name_of(row['person'])} {label}{reason}", CELL - 1)
    style = Style.STRANGE if status not in ("", f.roll) else Style.VALUE
    return text, Style.MARKED if marked else style


def _spaced(pieces: Sequence[Piece]) -> Line:
    return tuple(one for piece in pieces for one in (piece, (" ", Style.VALUE)))


class Roll:
    """Rows of person, status and reason; arrows move, digits or the space bar set."""

    KEYS: ClassVar[Keys] = (
        ("left", "左"), ("right", "右"), ("up", "上"), ("down", "下"), ("space", "换一种"),
        ("enter", "事由"), ("delete", "去掉此人"), ("ctrl+z", "撤销"),
    )  # fmt: skip
    reason = unsettled = left_over = ""

    def __init__(self, value: Any, f: Field, at: str = "") -> None:
        """One is at the person of the row `at`, at the first where it is none."""
        self.field = f
        self.held: list[Row] = list(value or ())
        self.news = News()
        self.place = next((n for n, row in enumerate(self.held) if row["_id"] == at), 0)
        self._before: list[list[Row]] = []
        self._statuses = statuses_of(f)
        self._across = 1

    def put(self, value: Any) -> None:
        """Show other rows."""
        self.held = list(value or ())
        self.place = min(self.place, max(len(self.held) - 1, 0))

    def enter(self) -> None:
        """Nothing is typed here."""

    leave = enter

    @property
    def here(self) -> Row | None:
        """The row of the person one is at."""
        return self.held[self.place] if self.place < len(self.held) else None

    def take(self, key: Key) -> bool:
        """Digits of either width set the status."""
        digit = halfwidth(key.char)
        if len(digit) == 1 and digit.isdecimal():
            if 0 < int(digit) <= len(self._statuses):
                self._set(self._statuses[int(digit) - 1].code)
            return True
        match key.name:
            case "left" | "right":
                by = 1 if key.name == "right" else -1
                self.place = (self.place + by) % max(len(self.held), 1)
            case "up" | "down":
                return self._jump(1 if key.name == "down" else -1)
            case "delete":
                self._remove()
            case "ctrl+z":
                self._bring_back()
            case _ if key.char in SPACES:
                self._turn()
            case _:
                return bool(key.char)
        return True

    def _jump(self, by: int) -> bool:
        """A line up or down; past the edge it is for the field before or after."""
        place = self.place + by * self._across
        if not 0 <= place < len(self.held):
            return False
        self.place = place
        return True

    def _turn(self) -> None:
        """The next status."""
        codes = [c.code for c in self._statuses]
        if self.here is not None:
            now = self.here["status"]
            self._set(codes[(codes.index(now) + 1 if now in codes else 0) % len(codes)])

    def _bring_back(self) -> None:
        """As it was before the last key."""
        if self._before:
            self.put(self._before.pop())

    def _set(self, code: str) -> None:
        if (row := self.here) is not None:
            self._before.append(self.held)
            self.held = [{**one, "status": code} if one is row else one for one in self.held]

    def _remove(self) -> None:
        """Not expected here."""
        self._before.append(self.held)
        self.put([row for number, row in enumerate(self.held) if number != self.place])

    def paste(self, text: str) -> None:
        """Names are pasted where somebody is added."""

    def click(self, x: int, y: int) -> None:
        """The mouse picks a name."""
        place = y * self._across + min(x // CELL, self._across - 1)
        if place < len(self.held):
            self.place = place

    def paint(self, width: int) -> Painted:
        """Names with their status, and beneath what the digits mean."""
        self._across = across(width)
        names = painted_names(self.field, self.held, width, self.place)
        digits = " ".join(f"{n}{c.label}" for n, c in enumerate(self._statuses, 1))
        row, column = divmod(self.place, self._across)
        beneath = lines_of(digits, width, Style.MUTED)
        return Painted((*names, *beneath), (column * CELL, row))


class Newcomers(Names):
    """Who is to be added to a roll: as soon as they are typed they stand in it, those of the school
    as present, others as guests.
    """

    def __init__(self, rows: Any, f: Field, context: FieldContext) -> None:
        self.field = f
        self.base: list[Row] = list(rows or ())
        """The roll without those who are being typed."""
        self._rows: list[tuple[dict[str, Any], Row]] = []
        target = next(c.target for c in f.columns if c.kind is Kind.LINK)
        super().__init__([], partial(context.complete, target), many=True, hint=ADD)

    @property
    def held(self) -> list[Row]:
        """The roll with whoever is typed here."""
        added = [self._row_of(one) for one in self._links if not self._is_there(one)]
        return [*self.base, *added]

    @property
    def left_over(self) -> str:
        """Those whose names fit two, to be chosen."""
        return self.buffer.text

    def put(self, value: Any) -> None:
        """Another roll; those that are typed here are no part of it yet."""
        own = {self._row_of(link)["_id"] for link in self._links}
        self.base = [row for row in value or () if row["_id"] not in own]

    def take(self, key: Key) -> bool:
        """Enter adds those that are typed, and goes on where nobody is."""
        if key.name == "enter" and not self._offers and self._links:
            self._settle()
            return True
        taken = super().take(key)
        if key.name == "enter" and taken:
            self._settle()
        return taken

    def leave(self) -> None:
        """Gone on without Enter: who was typed is there all the same, unless the name fits two."""
        super().leave()
        self._settle()

    def _settle(self) -> None:
        """Those typed here whose names fit nobody else; the others stay there to be chosen."""
        settled = self.settled
        added = [self._row_of(one) for one in settled if not self._is_there(one)]
        self.base = [*self.base, *added]
        self._links = [one for one in self._links if one not in settled]
        self.buffer.put(self._text())
        self.buffer.move_to(len(self.buffer.text))

    def _is_there(self, person: dict[str, Any]) -> bool:
        wanted = (id_of(person), name_of(person))
        return any((id_of(row["person"]), name_of(row["person"])) == wanted for row in self.base)

    def _row_of(self, person: dict[str, Any]) -> Row:
        """The row of somebody who is typed here, the same each time."""
        known = next((row for link, row in self._rows if link == person), None)
        if known is None:
            known = newcomer(self.field, person)
            self._rows.append((person, known))
        return known


class Reason(OneLine):
    """Why one person of a roll is not there; its value is the roll."""

    KEYS: ClassVar[Keys] = (("enter", "写完"), *OneLine.KEYS)

    def __init__(self, rows: Any, row: str) -> None:
        self._rows: list[Row] = list(rows or ())
        self._row = row
        super().__init__(
            str(next((r["reason"] or "" for r in self._rows if r["_id"] == row), "")), REASON
        )

    @property
    def held(self) -> list[Row]:
        """The roll with this reason."""
        return [{**row, "reason": self.buffer.text} if row["_id"] == self._row else row
                for row in self._rows]  # fmt: skip

    def put(self, value: Any) -> None:
        """Another roll; what is typed here stays."""
        self._rows = list(value or ())
