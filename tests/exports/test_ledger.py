"""What an export has written stays known: also when it was killed, and whatever became of the file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from exports.documents import DOCUMENTS
from exports.export import Report, export_records
from exports.ledger import FILE, Entry, Ledger
from models.catalogue import open_school
from models.kernel.ids import new_id
from models.kernel.record import Record
from models.storage import Store
from tests.exports.test_export import files, kept
from tests.exports.word.meeting import SCHOOL_RECORD, meeting

RECORD = DOCUMENTS[:1]
COUNT, KILLED_AT = 50, 45
KILLED = f"""
import os, signal, sys
from pathlib import Path
from exports.documents import DOCUMENTS
from exports.export import export_records
from models.catalogue import open_school
from models.meetings.meetings import MEETING

def told(done, total):
    if done == {KILLED_AT}:
        os.kill(os.getpid(), signal.SIGKILL)

with open_school(sys.argv[1]) as store:
    records = list(store.many(MEETING, sys.argv[3:]))
    export_records(store, records, Path(sys.argv[2]), DOCUMENTS[:1], told, seen_by=None)
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_school(tmp_path / "school.db") as opened:
        opened.save(SCHOOL_RECORD, actor="办公室")
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "导出"


def meetings(store: Store, count: int) -> list[Record]:
    first = date(2026, 9, 1)
    return [
        kept(store, meeting(id_=new_id(), theme=f"第 {number} 题",
                            held_on=(first + timedelta(number)).isoformat()))
        for number in range(count)
    ]  # fmt: skip


def exported(store: Store, records: list[Record], folder: Path) -> Report:
    return export_records(store, records, folder, RECORD, seen_by=None)


def known(folder: Path) -> set[str]:
    """The files that the ledger of a folder knows."""
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    paths = [json.loads(line)["path"] for line in lines]
    assert len(paths) == len(set(paths))
    return set(paths)


@pytest.mark.skipif(os.name == "nt", reason="没有 SIGKILL")
def test_a_killed_export_is_taken_up(store: Store, folder: Path, tmp_path: Path) -> None:
    records = meetings(store, COUNT)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "school.db"), str(folder),
         *(record.id for record in records)],
        check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    written = files(folder)
    assert len(written) == KILLED_AT
    assert KILLED_AT - len(known(folder)) < 20
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*.docx")}

    renamed = kept(store, records[0].with_values(theme="改过的题"))
    report = exported(store, [renamed, *records[1:]], folder)
    assert (report.written, report.unchanged) == (1 + COUNT - KILLED_AT, KILLED_AT - 1)
    assert len(files(folder)) == COUNT, "the old file of the renamed paper goes"
    assert all(path.stat().st_mtime_ns == times[path] for path in times if path.exists())
    assert known(folder) == {path.relative_to(folder).as_posix() for path in report.files}

    before = (folder / FILE).stat().st_mtime_ns
    again = exported(store, [renamed, *records[1:]], folder)
    assert (again.written, again.unchanged) == (0, COUNT)
    assert (folder / FILE).stat().st_mtime_ns == before


@pytest.mark.parametrize("left", [0, 1, 0.5, -2, -1], ids=str)
def test_a_torn_last_line_costs_one_file_its_place_and_no_more(
    store: Store, folder: Path, left: float
) -> None:
    records = meetings(store, 3)
    exported(store, records, folder)
    *whole, last = (folder / FILE).read_bytes().splitlines(keepends=True)
    size = len(last) // 2 if left == 0.5 else int(left)
    (folder / FILE).write_bytes(b"".join(whole) + last[:size])
    there = [Ledger(folder).entry(record.id, RECORD[0].name) is not None for record in records]
    assert sum(there) == (3 if left == -1 else 2)

    again = exported(store, records, folder)
    assert (again.written, again.unchanged, len(files(folder))) == (0, 3, 3)
    assert len(known(folder)) == 3
    new = meetings(store, 1)
    assert exported(store, new, folder).written == 1
    assert len(known(folder)) == 4


def test_a_line_that_is_damaged_costs_only_its_own_file(store: Store, folder: Path) -> None:
    records = meetings(store, 5)
    exported(store, records, folder)
    lines = (folder / FILE).read_bytes().splitlines(keepends=True)
    (folder / FILE).write_bytes(b"".join([*lines[:1], b"[[[\xff\n", b"\n", b"null\n", *lines[2:]]))
    there = [Ledger(folder).entry(record.id, RECORD[0].name) is not None for record in records]
    assert sum(there) == 4


def test_a_ledger_grows_while_it_is_written_and_is_tidied_at_the_end(
    store: Store, folder: Path
) -> None:
    records = meetings(store, 60)
    exported(store, records, folder)
    changed = [kept(store, record.with_values(place="三楼书吧")) for record in records]
    seen = [(folder / FILE).read_bytes()]

    def look(_done: int, _total: int) -> None:
        seen.append((folder / FILE).read_bytes())

    export_records(store, changed, folder, RECORD, look, seen_by=None)
    assert all(after.startswith(before) for before, after in pairwise(seen))
    assert len(seen[-1].splitlines()) == 120
    assert len(known(folder)) == 60


def test_a_ledger_of_the_first_version_is_taken_up(store: Store, folder: Path) -> None:
    records = meetings(store, 3)
    exported(store, records, folder)
    entries = [Ledger(folder).entry(record.id, RECORD[0].name) for record in records]
    old = json.dumps([asdict(one) for one in entries if one], ensure_ascii=False, indent=0)
    (folder / FILE).write_text(old, encoding="utf-8")
    renamed = kept(store, records[0].with_values(theme="改过的题"))
    assert exported(store, [renamed], folder).written == 1
    assert len(files(folder)) == 3
    assert len(known(folder)) == 3


@pytest.mark.skipif(os.name == "nt", reason="建链接要有权限")
def test_a_file_with_another_name_is_not_added_to(store: Store, folder: Path) -> None:
    records = meetings(store, 2)
    exported(store, records[:1], folder)
    mine = folder.parent / "我的.txt"
    os.link(folder / FILE, mine)
    before = mine.read_bytes()
    assert exported(store, records[1:], folder).written == 1
    assert mine.read_bytes() == before
    assert len(known(folder)) == 2


def test_names_in_any_bytes_come_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    entry = Entry("r", "d", '语文\u2028组/a\r\n"b\udcff.docx', "k", 1, 2, "s")
    ledger.note(entry)
    ledger.save()
    assert Ledger(tmp_path).entry("r", "d") == entry
