"""A list with a row for each group: its name, who leads it, its members in one cell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.roster.cells import Issue, is_nothing
from exports.roster.entries import Entry
from exports.roster.groups import Joining, read_groups, role_named
from exports.roster.headers import GROUP, LEADER_MARK, MEMBERS, Column, Header
from exports.roster.names import is_name, read_name
from exports.roster.table import place

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTING = re.compile(r"[、,，;；/|\n]+")


class GroupLists:
    """Reads row after row; everybody named is an entry of the row."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.issues: list[Issue] = []

    def entries(self) -> list[Entry]:
        """Everybody in the lists, the leader of a group before its members."""
        rows = range(self.header.row + 1, len(self.header.sheet.rows))
        return [entry for row in rows for entry in self._entries(row)]

    def _entries(self, row: int) -> Iterator[Entry]:
        groups = self._groups(row)
        seen: set[str] = set()
        for key, role in ((LEADER_MARK, "leader"), (MEMBERS, "")):
            for column in self.header.at(key):
                for name, mark in self._names(row, column):
                    if groups and name not in seen:
                        seen.add(name)
                        joinings = tuple(replace(g, role=role or role_named(mark)) for g in groups)
                        yield Entry((row + 1,), name, joinings=joinings)

    def _groups(self, row: int) -> tuple[Joining, ...]:
        column = self.header.at(GROUP)[0]
        text = self.header.sheet.cell(row, column.index).text
        try:
            return read_groups(text)
        except ValueError:
            self._issue(row, column, text, "太长，不像组名。请检查")
            return ()

    def _names(self, row: int, column: Column) -> Iterator[tuple[str, str]]:
        text = self.header.sheet.cell(row, column.index).text
        parted = _PARTING.split(text)
        for written in parted if len(parted) > 1 else text.split():
            if is_nothing(written):
                continue
            name, mark = read_name(written)
            if is_name(name):
                yield name, mark
            else:
                self._issue(row, column, written, "不像一个姓名，没有读。姓名之间请用顿号隔开")

    def _issue(self, row: int, column: Column, value: str, message: str) -> None:
        self.issues.append(Issue(place(row, column.index), column.title, value[:40], message))
