"""How fast documents are made: ratios within one run, engines taking turns (pytest -s shows them)."""

import io
import statistics
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import docx

from exports.documents import DOCUMENTS, layout_for, render
from exports.export import export_records
from exports.word.layout import Properties
from models.record import Record, new_id
from models.store import open_store
from tests.exports.word.meeting import SCHOOL_RECORD, meeting, photo
from tests.exports.word.reading import cells, part

RECORD = DOCUMENTS[0]
ROUNDS = 7


def medians(**engines: tuple[Callable[[], object], int]) -> dict[str, float]:
    """Milliseconds of each engine: the median of rounds in which all take turns."""
    taken: dict[str, list[float]] = {name: [] for name in engines}
    for _round in range(ROUNDS):
        for name, (run, times) in engines.items():
            start = time.perf_counter()
            for _time in range(times):
                run()
            taken[name].append((time.perf_counter() - start) / times * 1000)
    return {name: statistics.median(each) for name, each in taken.items()}


def naive(like: bytes) -> bytes:
    """The same tables, cell by cell, as python-docx is usually written."""
    source = docx.Document(io.BytesIO(like))
    document = docx.Document()
    for paragraph in source.paragraphs:
        document.add_paragraph(paragraph.text)
    for read in _CELLS:
        table = document.add_table(len(read), max(len(row) for row in read))
        for number, row in enumerate(read):
            for place, text in enumerate(row):
                table.cell(number, place).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_CELLS: list[list[list[str]]] = []


def drawn(record: Record) -> bytes:
    return render(RECORD, record, SCHOOL_RECORD, photo)


def deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def test_a_record_is_rendered_a_hundred_times_faster_than_naively() -> None:
    record = meeting(members=20)
    content = drawn(record)
    _CELLS[:] = [cells(content)]
    body = part(content).encode()
    took = medians(
        naive=(partial(naive, content), 1),
        render=(partial(drawn, record), 60),
        floor=(partial(deflate, body), 60),
        package=(partial(rezipped, content), 30),
    )
    print({name: round(value, 3) for name, value in took.items()}, f"{len(content)} bytes")
    print(
        f"naive/ours {took['naive'] / took['render']:.0f}, ours/deflate {took['render'] / took['floor']:.2f}"
    )
    assert took["naive"] / took["render"] >= 100
    assert took["render"] <= 5 * took["floor"]


def rezipped(content: bytes) -> bytes:
    """All parts deflated by zipfile, as every other writer does."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return buffer.getvalue()


def test_photos_cost_next_to_nothing() -> None:
    picture = photo("x") + bytes(range(256)) * 700
    record = meeting(photos=2)
    content = render(RECORD, record, SCHOOL_RECORD, lambda _sha256: picture)
    took = medians(
        ours=(lambda: render(RECORD, record, SCHOOL_RECORD, lambda _sha256: picture), 30),
        plain=(partial(drawn, meeting()), 30),
        zipped=(partial(rezipped, content), 5),
    )
    print({name: round(value, 3) for name, value in took.items()})
    assert took["ours"] <= 2 * took["plain"]


def test_time_grows_with_the_names_and_no_faster() -> None:
    few, many = meeting(members=20), meeting(members=500)
    took = medians(few=(partial(drawn, few), 40), many=(partial(drawn, many), 10))
    print({name: round(value, 3) for name, value in took.items()})
    assert took["many"] <= 10 * took["few"]


def test_filling_a_compiled_layout_costs_no_more_than_deflating_it() -> None:
    from exports.word.values import values_of

    record = meeting(members=20)
    values = {**values_of(record), **RECORD.said(record, SCHOOL_RECORD)}
    layout = layout_for(RECORD, SCHOOL_RECORD).layout
    body = part(drawn(record)).encode()
    took = medians(
        fill=(lambda: layout.render(values, Properties("x")), 60),
        floor=(partial(deflate, body), 60),
    )
    print({name: round(value, 3) for name, value in took.items()})
    assert took["fill"] <= 2.5 * took["floor"]


def test_exporting_again_costs_a_tenth(tmp_path: Path) -> None:
    with open_store(tmp_path / "school.db") as store:
        meetings = (meeting(id_=new_id(), theme=f"题{n}") for n in range(300))
        records = store.save_all([replace(one, version=0) for one in meetings], actor="x")
        export_records(store, records[:1], tmp_path / "warm")
        first, again = (
            _timed(lambda: export_records(store, records, tmp_path / "out")) for _time in "12"
        )
    print(f"first {300 * 3 / first:.0f} documents/s, again {again / first:.1%}")
    assert again <= first * 0.25


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
