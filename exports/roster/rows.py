"""A list with a row for each person."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from exports.roster.cells import BROKEN, Issue, is_nothing, read_id_card, read_value
from exports.roster.entries import Entry
from exports.roster.groups import Joining, read_groups, role_named, roles_in, stem, take_mark
from exports.roster.headers import (
    GROUP,
    ID_CARD,
    LEADER_MARK,
    MEMBERS,
    NAME,
    ROLE,
    SERIAL,
    Column,
    Header,
    recognise,
)
from exports.roster.months import Unreadable
from exports.roster.names import codes_of, is_name, read_name
from exports.roster.table import Cell, place

if TYPE_CHECKING:
    from datetime import date

SUMS = re.compile(r"(?:合计|总计|共计|小计|总数|制表|填表|审核|说明|备注|注[:：]).*", re.DOTALL)
"""What stands under a list in the column of the names."""
_SPECIAL = (NAME, GROUP, ROLE, LEADER_MARK, MEMBERS, ID_CARD, SERIAL)
_TICKED = ("是", "√", "有", "y", "Y", "1")


class Rows:
    """Reads row after row; a band such as “语文组” across the table holds for those below it."""

    def __init__(self, header: Header, today: date) -> None:
        self.header = header
        self.sheet = header.sheet
        self.today = today
        self.issues: list[Issue] = []
        self.band: tuple[Joining, ...] = ()
        self.name = header.at(NAME)[0]
        self.plain = [column for column in header.columns if column.key not in _SPECIAL]

    def entries(self) -> list[Entry]:
        """Everybody in the list."""
        rows = range(self.header.row + 1, len(self.sheet.rows))
        return [entry for row in rows if (entry := self._entry(row))]

    def _entry(self, row: int) -> Entry | None:
        """What a row says, None if it is about nobody."""
        if self._is_band(row):
            return None
        written = self._cell(row, self.name).text
        if recognise(written) == recognise(self.name.title) or SUMS.fullmatch(written):
            return None
        name, mark = read_name(written)
        if not is_name(name):
            self._report_nameless(row, written)
            return None
        values = self._values(row)
        for key, code in codes_of(mark).items():
            values.setdefault(key, code)
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
        written = [
            (column, cell.text) for column, cell in enumerate(self.sheet.rows[row]) if cell.text
        ]
        own = [text for column, text in written if (row, column) not in self.sheet.spread]
        if not own or len({text for _, text in written}) > 1:
            return not own
        spread = len(written) - len(own)
        bare = re.sub(r"\s", "", take_mark(own[0])[0])
        bare = re.sub(r"共?\d+人$", "", bare)
        if bare.endswith("组") and len(bare) > 1:
            self.band = read_groups(bare) if len(bare) <= 20 else ()
            return True
        return spread > 0

    def _report_nameless(self, row: int, written: str) -> None:
        if written and not BROKEN.fullmatch(written):
            self._issue(row, self.name, written, "不像一个姓名，这一行没有读。请检查")
            return
        said = [
            column
            for column in self.plain
            if not is_nothing(self._cell(row, column).text)
            and (row, column.index) not in self.sheet.spread
        ]
        if written or len(said) > 1:
            self._issue(row, self.name, written, "没有姓名，这一行没有读。请补上")

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
                self._issue(row, column, text, "太长，不像组名。几个组之间请用顿号隔开")
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
