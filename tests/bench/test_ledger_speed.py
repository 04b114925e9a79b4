"""What the ledger of a folder costs an export: as much in a folder of many files as in an empty one.

The same meetings go into an empty folder and into one whose ledger knows as many files as a school has
after years, in one run, taking turns.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exports.documents import DOCUMENTS
from exports.export import export_records
from exports.ledger import Entry, Ledger
from models.catalogue import open_school
from models.kernel.ids import new_id
from models.kernel.record import Record
from models.storage import Store
from tests.exports.word.meeting import SCHOOL_RECORD, meeting

COUNT = 3000
ROUNDS = 3
THERE = 30_000
"""Files that are in the folder before."""
MOST = 1.5


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_school(tmp_path / "school.db") as opened:
        opened.save(SCHOOL_RECORD, actor="办公室")
        yield opened


def with_many_files(folder: Path) -> None:
    """A folder with a ledger of many files; of them it needs nothing but their names."""
    folder.mkdir()
    ledger = Ledger(folder)
    for number in range(THERE):
        path = f"2025-2026学年第一学期/02_教研组活动/语文组/{number}_20250901_语文组_集体备课.docx"
        ledger.note(Entry(new_id(), DOCUMENTS[0].name, path, "0" * 64, 30_000, number, "0" * 64))
    ledger.save()


def seconds(store: Store, records: list[Record], folder: Path) -> float:
    start = time.perf_counter()
    report = export_records(store, records, folder, DOCUMENTS[:1], seen_by=None)
    assert report.written == len(records)
    return time.perf_counter() - start


def test_many_files_in_a_folder_make_an_export_no_slower(store: Store, tmp_path: Path) -> None:
    records = [
        replace(meeting(id_=new_id(), theme=f"第 {number} 题"), version=1)
        for number in range(COUNT // ROUNDS)
    ]
    seconds(store, records[:50], tmp_path / "先做一次")
    empty, full = [], []
    for number in range(ROUNDS):
        with_many_files(tmp_path / f"满{number}")
        empty.append(seconds(store, records, tmp_path / f"空{number}"))
        full.append(seconds(store, records, tmp_path / f"满{number}"))
    ratio = sum(full) / sum(empty)
    print(f"\n{COUNT} files: {sum(empty):.1f} s into an empty folder, beside {THERE} others "
          f"{ratio:.2f} × as long")  # fmt: skip
    assert ratio <= MOST
