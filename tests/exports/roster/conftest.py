"""Lists as schools have them, made anew for each test."""

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.roster.entries import Roster
from exports.roster.reader import read_roster

TODAY = date(2026, 11, 23)
Rows = Sequence[Sequence[Any]]


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    def write(
        rows: Rows, encoding: str = "utf-8", delimiter: str = ",", name: str = "名单.csv"
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Rows, merge: Sequence[str] = (), name: str = "名单.xlsx") -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        for area in merge:
            book.active.merge_cells(area)
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def read(csv_file: Callable[..., Path]) -> Callable[[Rows], Roster]:
    """A list given as rows of text, read."""

    def read_rows(rows: Rows) -> Roster:
        return read_roster(csv_file(rows), TODAY)

    return read_rows
