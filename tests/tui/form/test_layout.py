"""Every kind of record in every width: nothing is cut, nothing stands over anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from models.catalogue import RECORD_TYPES
from models.kernel.fields import Field, Kind
from models.kernel.filters import Filter
from models.kernel.record import Record, new_record
from tui.form.layout import Part, Place, Sheet, lay_out
from tui.form.pieces import Line
from tui.form.spots import Spot, spots_of, starts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.storage import Store

WIDTHS = (30, 58, 78, 99, 100, 118, 198)
TYPED = (Kind.TEXT, Kind.LONG, Kind.LINK, Kind.LINKS)


def records(store: Store, kind: Any) -> list[Record]:
    """The fullest of the sample school, and one of which every field is full."""
    found = store.many(kind, store.ids(Filter(kind), 60))
    fullest = sorted(found, key=lambda record: len(str(record.values)))[-1:]
    return [*fullest, new_record(kind, {f.key: full(f) for f in kind.fields})]


LINK = {"id": None, "name": "欧阳上官"}
FULL: dict[Kind, Callable[[Field], Any]] = {
    Kind.ROWS: lambda f: [{"_id": f"0000000{n}", **{c.key: full(c) for c in f.columns}}
                          for n in range(3)],
    Kind.FILES: lambda _f: [],
    Kind.LINK: lambda _f: LINK,
    Kind.LINKS: lambda _f: [LINK, LINK],
    Kind.CHOICE: lambda f: f.choices[-1].code,
    Kind.CHOICES: lambda f: [c.code for c in f.choices],
    Kind.INT: lambda _f: 7,
    Kind.NUMBER: lambda _f: 7,
    Kind.DATE: lambda _f: "2026-11-26",
    Kind.TIME: lambda _f: "14:30",
    Kind.BOOL: lambda _f: True,
    Kind.LONG: lambda _f: "第一段写得很长，" * 12 + "\n第二段 with words",
    Kind.TEXT: lambda _f: "一行不短的字，" * 4,
}  # fmt: skip


def full(f: Field) -> Any:
    """A value of a field that takes room."""
    return FULL[f.kind](f)


def in_cells(line: Line, start: int, width: int) -> str:
    """What stands in these cells of a line."""
    text, at = "", 0
    for char in "".join(piece for piece, _style in line):
        if start <= at < start + width:
            text += char
        at += cell_len(char)
    return text


def text_in(lines: list[Line], spot: Spot) -> str:
    shown = lines[spot.top : spot.bottom]
    return "".join(in_cells(line, spot.cell.x, spot.cell.width) for line in shown)


def bare(text: str) -> str:
    return "".join(text.split())


def laid(parts: list[Part]) -> tuple[list[Line], dict[Place, Spot]]:
    return [line for part in parts for line in part.lines], spots_of(parts, starts_of(parts))


@pytest.mark.parametrize("kind", list(RECORD_TYPES), ids=lambda kind: kind.name)
def test_all_that_is_written_is_seen_in_its_cell(store: Store, kind: Any) -> None:
    for record in records(store, kind):
        for width in WIDTHS:
            lines, spots = laid(lay_out(Sheet(record), width))
            assert all(cell_len("".join(text for text, _ in line)) <= width for line in lines)
            for place, spot in spots.items():
                f = kind.field(place.key)
                value = record[place.key]
                if f.kind is Kind.ROWS and place.row and not f.roll:
                    f = next(c for c in f.columns if c.key == place.column)
                    value = next(r for r in value if r["_id"] == place.row).get(f.key)
                if f.kind not in TYPED or not value or place.column == "+":
                    continue
                said = value if isinstance(value, str) else value["name"] if f.kind is Kind.LINK else (
                    "、".join(link["name"] for link in value))  # fmt: skip
                assert bare(text_in(lines, spot)) == bare(said), (place, width)


@pytest.mark.parametrize("kind", list(RECORD_TYPES), ids=lambda kind: kind.name)
def test_no_cell_lies_over_another(store: Store, kind: Any) -> None:
    for record in records(store, kind):
        for width in WIDTHS:
            _lines, spots = laid(lay_out(Sheet(record), width))
            taken: dict[tuple[int, int], Place] = {}
            for place, spot in spots.items():
                for y in range(spot.top, spot.bottom):
                    for x in range(spot.cell.x, spot.cell.x + spot.cell.width):
                        assert (x, y) not in taken, (place, taken.get((x, y)), width)
                        taken[x, y] = place


@pytest.mark.parametrize("kind", list(RECORD_TYPES), ids=lambda kind: kind.name)
def test_what_is_only_read_has_no_cells_and_is_all_there(store: Store, kind: Any) -> None:
    for record in records(store, kind):
        lines, spots = laid(lay_out(Sheet(record, read_only=True), 118))
        assert not spots
        text = bare("".join(piece for line in lines for piece, _style in line))
        for f in kind.fields:
            asked = any(f.key in section.keys for section in kind.form)
            if f.kind is Kind.LONG and asked and f.shown(record.values):
                assert bare(str(record[f.key] or "")) in text
