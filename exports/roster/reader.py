"""Reading a list of teachers from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.roster.entries import Roster
from exports.roster.group_lists import GroupLists
from exports.roster.headers import NAME, choose_sheet
from exports.roster.rows import Rows
from exports.roster.sheets import read_sheets
from models.kernel.paths import told_name

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def read_roster(path: Path, today: date, *, sheet: str = "") -> Roster:
    """Read a list of teachers; `sheet` names one of several sheets.

    Raises `exports.roster.sheets.RosterRefused` for a file that is no such list.
    """
    header, others = choose_sheet(read_sheets(path), sheet, path.name)
    reading = Rows(header, today) if header.at(NAME) else GroupLists(header)
    entries = tuple(reading.entries())
    return Roster(
        told_name(path.name),
        header.sheet.name,
        entries,
        tuple(reading.issues),
        header.unused,
        others,
    )
