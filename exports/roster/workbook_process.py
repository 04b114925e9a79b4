"""Reads a workbook in a process of its own and prints its sheets as JSON.

A damaged file, or one with a single cell in the last row and column, makes the reading library
abort the whole process (measured: one cell in XFD1048576 asks for 512 GiB) or write a Rust panic
over the screen. Here that ends this process only.

Run as ``python -P workbook_process.py FILE ROWS COLUMNS``. Exit status 3 is an encrypted file.
"""

from __future__ import annotations

import contextlib
import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import ZipFile

ENCRYPTED = 3
MEMORY = 2 << 30
"""Bytes of address space; a list that needs more is none."""

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
Merged = tuple[int, int, int, int]


def main(path: str, rows: int, columns: int) -> int:
    """Print the sheets: ``[{"name", "rows", "merged"}]``; the exit status."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        return ENCRYPTED
    json.dump(list(sheets(book, path, rows, columns)), sys.stdout)
    return 0


def sheets(book: Any, path: str, most_rows: int, most_columns: int) -> Any:
    """The visible sheets, at most so many rows and columns of each."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    merged_in_ods = merged_cells_of_ods(path)
    for place, about in enumerate(book.sheets_metadata):
        if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        found = sheet.to_python(skip_empty_area=False, nrows=most_rows)
        merged = [
            (*first, *last) for first, last in sheet.merged_cell_ranges or ()
        ] or merged_in_ods.get(about.name, [])
        yield {
            "name": about.name,
            "rows": [[plain(value) for value in row[:most_columns]] for row in found],
            "merged": merged,
        }


def plain(value: Any) -> Any:
    """A cell's value as JSON can say it: dates in ISO 8601, a duration as hours."""
    match value:
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case timedelta():
            return value.total_seconds() / 3600
    return value


def merged_cells_of_ods(path: str) -> dict[str, list[Merged]]:
    """The merged cells of each sheet of an .ods, which calamine does not tell; else nothing."""
    from lxml import etree

    with contextlib.suppress(Exception), ZipFile(path) as archive:
        if "content.xml" in archive.namelist():
            with archive.open("content.xml") as content:
                root = etree.parse(content, etree.XMLParser(resolve_entities=False)).getroot()
            return {
                table.get(f"{TABLE}name") or "": list(_merged(table))
                for table in root.iter(f"{TABLE}table")
            }
    return {}


def _merged(table: Any) -> Any:
    row_no = 0
    for row in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            wide = int(cell.get(f"{TABLE}number-columns-spanned") or 1)
            high = int(cell.get(f"{TABLE}number-rows-spanned") or 1)
            if wide > 1 or high > 1:
                yield (row_no, column, row_no + high - 1, column + wide - 1)
            column += int(cell.get(f"{TABLE}number-columns-repeated") or 1)
        row_no += int(row.get(f"{TABLE}number-rows-repeated") or 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
