"""The rows of a list as people: what it says about each, and what in it could not be read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from exports.roster.cells import (
    BROKEN,
    WORDS,
    Issue,
    is_nothing,
    read_id_card,
    read_value,
)
from exports.roster.groups import Joining, read_groups, role_named, roles_in, stem, take_mark
from exports.roster.headers import (
    GROUP,
    ID_CARD,
    LEADER_MARK,
    NAME,
    ROLE,
    SERIAL,
    Column,
    Header,
    choose_sheet,
    recognise,
)
from exports.roster.months import Unreadable
from exports.roster.sheets import Cell, place, read_sheets
from models.people import TEACHER
from models.text import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

SUMS = re.compile(r"(?:合计|总计|共计|小计|总数|制表|填表|审核|说明|备注|注[:：]).*", re.DOTALL)
"""What stands under a list in the column of the names."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NO_NAME = re.compile(r"[0-9@#$%^&*=+<>?!,。;:“”\"|~`]")
_SPECIAL = (NAME, GROUP, ROLE, LEADER_MARK, ID_CARD, SERIAL)
_TICKED = ("是", "√", "有", "y", "Y", "1")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row, or several rows about one person, say. `values` holds only what is said."""

    rows: tuple[int, ...]
    """Rows of the sheet, counted from 1."""
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    joinings: tuple[Joining, ...] = ()
    goes_on: bool = False
    """Its name is in one merged cell with that of the row before: the same person."""

    @property
    def where(self) -> str:
        """``第5行``, ``第5、9行``."""
        return f"第{'、'.join(str(row) for row in self.rows)}行"

    @property
    def called(self) -> str:
        """The name with what the list itself tells it apart by."""
        groups = "、".join(joining.group for joining in self.joinings)
        return f"{self.name}({groups})" if groups else self.name


@dataclass(frozen=True, slots=True)
class Roster:
    """A list that was read."""

    file: str
    sheet: str
    entries: tuple[Entry, ...]
    issues: tuple[Issue, ...]
    unused: tuple[str, ...]
    """Columns that mean nothing to us."""
    other_sheets: tuple[str, ...] = ()


def read_roster(path: Path, today: date, *, sheet: str = "") -> Roster:
    """Read a list of teachers; `sheet` names one of several sheets.

    Raises `exports.roster.sheets.RosterRefused` for a file that is no such list.
    """
    header, others = choose_sheet(read_sheets(path), sheet, path.name)
    rows = _Rows(header, today)
    entries = tuple(entry for row in rows.numbers() if (entry := rows.entry(row)))
    return Roster(path.name, header.sheet.name, entries, tuple(rows.issues), header.unused, others)


class _Rows:
    """Reads row after row; a band such as “语文组” across the table holds for those below it."""

    def __init__(self, header: Header, today: date) -> None:
        self.header = header
        self.sheet = header.sheet
        self.today = today
        self.issues: list[Issue] = []
        self.band: tuple[Joining, ...] = ()
        self.name = header.at(NAME)[0]
        self.plain = [column for column in header.columns if column.key not in _SPECIAL]

    def numbers(self) -> range:
        return range(self.header.row + 1, len(self.sheet.rows))

    def entry(self, row: int) -> Entry | None:
        """What a row says, None if it is about nobody."""
        if self._is_band(row):
            return None
        written = self._cell(row, self.name).text
        if recognise(written) == recognise(self.name.title) or SUMS.fullmatch(written):
            return None
        name, mark = _name(written)
        if not _is_name(name):
            self._report_nameless(row, written)
            return None
        values = self._values(row)
        _marked(values, mark)
        return Entry(
            rows=(row + 1,),
            name=name,
            values=values,
            joinings=self._joinings(row, mark, str(values.get("post") or "")),
            goes_on=(row, self.name.index) in self.sheet.spread,
        )

    def _cell(self, row: int, column: Column) -> Cell:
        return self.sheet.cell(row, column.index)

    def _issue(self, row: int, column: Column, value: str, message: str) -> None:
        shown = value if len(value) <= 40 else value[:40] + "…"
        self.issues.append(Issue(place(row, column.index), column.title, shown, message))

    def _is_band(self, row: int) -> bool:
        """A row that says one thing only is a heading or a remark, not a person."""
        texts = {cell.text for cell in self.sheet.rows[row] if cell.text}
        if len(texts) != 1:
            return not texts
        (text,) = texts
        bare = re.sub(r"\s", "", take_mark(text)[0])
        bare = re.sub(r"共?\d+人$", "", bare)
        spread = sum(
            (row, column) in self.sheet.spread for column in range(len(self.sheet.rows[row]))
        )
        if bare.endswith("组") and len(bare) > 1:
            self.band = read_groups(bare) if len(bare) <= 20 else ()
            return True
        return spread > 1

    def _report_nameless(self, row: int, written: str) -> None:
        if written and not BROKEN.fullmatch(written):
            self._issue(row, self.name, written, "不像一个姓名,这一行没有读。请检查")
            return
        said = [
            column
            for column in self.plain
            if not is_nothing(self._cell(row, column).text)
            and (row, column.index) not in self.sheet.spread
        ]
        if written or len(said) > 1:
            self._issue(row, self.name, written, "没有姓名,这一行没有读。请补上")

    def _values(self, row: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column in self.plain:
            cell = self._cell(row, column)
            try:
                value = read_value(column.key, cell, self.today)
            except Unreadable as problem:
                self._issue(row, column, cell.text, str(problem))
                continue
            if value is not None:
                values.setdefault(column.key, value)
        self._from_id_card(row, values)
        return values

    def _from_id_card(self, row: int, values: dict[str, Any]) -> None:
        for column in self.header.at(ID_CARD):
            text = self._cell(row, column).text
            if is_nothing(text):
                continue
            try:
                birth, gender = read_id_card(text)
            except Unreadable as problem:
                self._issue(row, column, "", str(problem))
                continue
            values.setdefault("birth", birth)
            values.setdefault("gender", gender)

    def _joinings(self, row: int, mark: str, post: str) -> tuple[Joining, ...]:
        found: dict[str, Joining] = {}
        for column in self.header.at(GROUP):
            text = self._cell(row, column).text
            try:
                groups = read_groups("" if is_nothing(text) or BROKEN.fullmatch(text) else text)
            except ValueError:
                self._issue(row, column, text, "太长,不像组名。几个组之间请用顿号隔开")
                continue
            for joining in groups:
                found.setdefault(stem(joining.group), joining)
        joinings = tuple(found.values()) or self.band
        return self._with_roles(row, joinings, mark, post)

    def _with_roles(
        self, row: int, joinings: tuple[Joining, ...], mark: str, post: str
    ) -> tuple[Joining, ...]:
        said = [*roles_in(post), *(("", role) for role in self._roles(row, mark))]
        for group, role in said:
            matching = [j for j in joinings if group and stem(j.group) in group]
            if not group and len(joinings) == 1:
                matching = list(joinings)
            if not joinings and group and role != "member":
                joinings = (Joining(f"{group}组", role),)
            elif matching:
                joinings = tuple(
                    replace(j, role=role) if j in matching and not j.role else j for j in joinings
                )
            elif role != "member" and joinings and all(j.role != role for j in joinings):
                where = (self.header.at("post") or self.header.at(ROLE) or (self.name,))[0]
                self._issue(row, where, self._cell(row, where).text,
                            "看不出是哪个组的。请写成“语文组组长”这样")  # fmt: skip
        return joinings

    def _roles(self, row: int, mark: str) -> list[str]:
        """Roles that name no group: the mark behind the name, a column of their own, a tick."""
        texts = [mark, *(self._cell(row, column).text for column in self.header.at(ROLE))]
        roles = [role for text in texts if (role := role_named(text))]
        ticks = (self._cell(row, column).text for column in self.header.at(LEADER_MARK))
        return [*roles, *("leader" for tick in ticks if tick in _TICKED)]


def _name(written: str) -> tuple[str, str]:
    """A name as it is kept and the mark behind it. A mark that is no role and no status stays a
    part of the name, because schools tell people of one name apart by it: 王芳(大).
    """
    text = one_line(unicodedata.normalize("NFC", clean(written).text)).lstrip("*★☆●")
    bare, mark = take_mark(text)
    if mark and not (role_named(mark) or _codes(mark)):
        return _close_up(text), ""
    return _close_up(bare), mark


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= TEACHER.field("name").limit and not _NO_NAME.search(name)


def _close_up(name: str) -> str:
    """``王  芳`` is 王芳; ``John Smith`` keeps its space."""
    return re.sub(r"\s", "", name) if _HAN.search(name) else name


def _codes(mark: str) -> dict[str, str]:
    """What a mark says about gender and status: ``女``, ``女,产假``."""
    found = {}
    for word in re.split(r"[、,，;；\s]+", mark):
        for key in ("gender", "status"):
            for code, words in WORDS[key].items():
                if word in words:
                    found[key] = code
    return found


def _marked(values: dict[str, Any], mark: str) -> None:
    for key, code in _codes(mark).items():
        values.setdefault(key, code)
