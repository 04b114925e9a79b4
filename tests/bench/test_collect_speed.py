"""How fast documents come back, and how much memory heaps of them take."""

import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from exports.collect.arrivals import read_arrival
from exports.collect.sources import Source
from exports.documents import render
from exports.word.carrier import account_of
from models.catalogue import open_school
from models.demo import make_demo
from models.exchange.portable import to_dict
from models.school.schools import SCHOOL
from tests.bench.test_word_speed import RECORD, full, medians, shown
from tests.exports.word.meeting import SCHOOL_RECORD, photo
from tests.exports.word.test_word_safety import changed

MOST_MEGABYTES = 60
MEETINGS = 2000
_HEAP = """
import re, sys
from datetime import date
from itertools import islice
from pathlib import Path
from exports.collect.collecting import read_all, take
from exports.collect.sources import sources
from exports.export import export_records
from models.session.session import Session
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.catalogue import open_school

def peak():  # of this process alone; what getrusage says begins with its parent's
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024

def blocks(store, ids):
    for place in range(0, len(ids), 100):
        yield from store.many(MEETING, ids[place : place + 100])

db, out, what = map(Path, sys.argv[1:])
with open_school(db) as store:
    ids = store.ids(Filter(MEETING))
    if what.name == "export":
        export_records(store, store.many(MEETING, ids[-1:]), out / "warm", seen_by=None)
        before = peak()
        export_records(store, blocks(store, ids), out / "all", seen_by=None)
    else:
        session = Session(store, date.today)
        read_all(session, islice(sources([out / "all"]), 3))
        before = peak()
        found = read_all(session, sources([out / "all"]))
        assert len(found.found) > 2000 and not found.refused
        if what.name == "rebuild":
            take(session, found, found.clean())
print(peak() - before)
"""


def test_reading_back_costs_a_few_renderings(capsys: pytest.CaptureFixture[str]) -> None:
    record = full()
    school = {"kind": SCHOOL.name, "id": SCHOOL_RECORD.id, "values": dict(SCHOOL_RECORD.values)}

    def exported() -> bytes:
        account = account_of({"record": to_dict(record), "school": school})
        return render(RECORD, record, SCHOOL_RECORD, photo, account=account)

    issued = exported()
    touched = changed(
        issued, {"word/document.xml": _body(issued).replace(b"<w:body>", b"<w:body >")}
    )
    edited = changed(
        issued,
        {"word/document.xml": _body(issued).replace(record["theme"].encode(), "别的题".encode())},
    )
    took = medians(
        render=(exported, 20),
        issued=(partial(_read, issued), 10),
        touched=(partial(_read, touched), 5),
        edited=(partial(_read, edited), 5),
    )
    ratios = {name: took[name] / took["render"] for name in ("issued", "touched", "edited")}
    shown(capsys, took, ratios)
    assert max(ratios.values()) <= 5


def _read(document: bytes) -> object:
    return read_arrival(
        Source("x.docx", lambda: document), lambda _f, _name: None, lambda _id: None
    )


def _body(document: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(document)) as container:
        return container.read("word/document.xml")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="这个系统说不出用了多少内存")
def test_heaps_take_little_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of some six thousand documents: written, looked through, and taken over by a database that
    knows nothing of them yet.
    """
    large = tmp_path / "large.db"
    with open_school(large) as store:
        make_demo(store, date.today(), MEETINGS)
    for what, db in (("export", large), ("collect", large), ("rebuild", tmp_path / "empty.db")):
        run = subprocess.run(
            [sys.executable, "-c", _HEAP, db, tmp_path / "out", what],
            capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        shown(capsys, {f"{what}, MB": float(run.stdout)})
        assert float(run.stdout) <= MOST_MEGABYTES
