"""How fast and how lean a volume of 80 records is bound, against docxcompose on the same papers."""

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import docx
import pytest

from exports.documents import documents_of, layout_for, render, shown_on
from exports.volume import export_volume
from exports.word.layout import Properties
from exports.word.volume import write_volume
from models.catalogue import open_school
from models.kernel.filters import Filter
from models.kernel.ids import new_id
from models.kernel.record import Record
from models.meetings.meetings import MEETING
from tests.bench.test_word_speed import PHOTO, medians, shown
from tests.exports.word.meeting import SCHOOL_RECORD, meeting, photo

ITEMS = 80
MOST_MEGABYTES = 60
PAPERS = documents_of(MEETING)[:1]
_BIND = """
import re, sys
from pathlib import Path
from exports.documents import documents_of
from exports.volume import export_volume
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.catalogue import open_school

def peak():  # of this process alone; what getrusage says begins with its parent's
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024

db, out = map(Path, sys.argv[1:])
with open_school(db) as store:
    ids = store.ids(Filter(MEETING))
    export_volume(store, MEETING, ids[:1], out / "warm.docx", documents_of(MEETING), seen_by=None)
    before = peak()
    export_volume(store, MEETING, ids, out / "all.docx", documents_of(MEETING), seen_by=None)
print(peak() - before)
"""


def meetings(*, photos: int = 0) -> list[Record]:
    """A group's meetings."""
    return [
        replace(meeting(id_=new_id(), theme=f"题{n}", photos=photos,
                        held_on=f"2026-{9 + n // 28:02}-{1 + n % 28:02}"), version=0)
        for n in range(ITEMS)
    ]  # fmt: skip


def composed(contents: list[bytes]) -> bytes:
    """The papers joined by docxcompose."""
    compose = pytest.importorskip("docxcompose.composer")
    whole = compose.Composer(docx.Document(io.BytesIO(contents[0])))
    for content in contents[1:]:
        whole.append(docx.Document(io.BytesIO(content)))
    buffer = io.BytesIO()
    whole.save(buffer)
    return buffer.getvalue()


def test_a_volume_is_bound_forty_times_faster(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("docxcompose")
    layout = layout_for(PAPERS[0], SCHOOL_RECORD).layout
    with open_school(tmp_path / "school.db") as store:
        store.save(SCHOOL_RECORD, actor="x")
        records = store.save_all(meetings(), actor="x")
        ids = store.ids(Filter(MEETING))
        papers = [render(PAPERS[0], one, SCHOOL_RECORD, photo) for one in records]

        def joined() -> None:
            values = (shown_on(PAPERS[0], one, SCHOOL_RECORD, photo, {}) for one in records)
            write_volume(io.BytesIO(), [layout] * ITEMS, values, Properties("x"), {})

        took = medians(
            docxcompose=(lambda: composed(papers), 1),
            joined=(joined, 2),
            exported=(
                lambda: export_volume(
                    store, MEETING, ids, tmp_path / "v.docx", PAPERS, seen_by=None
                ),
                2,
            ),
        )
    ratios = {
        f"docxcompose/{name}": took["docxcompose"] / took[name] for name in ("joined", "exported")
    }
    shown(capsys, took, ratios)
    assert took["docxcompose"] >= 40 * took["joined"]


def test_binding_takes_little_memory_however_many_photos(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noise = Random(1)
    with open_school(tmp_path / "school.db") as store:
        store.save(SCHOOL_RECORD, actor="x")
        for record in meetings(photos=2):
            rows = []
            for row in record["attachments"]:
                content = photo("x") + noise.randbytes(PHOTO)
                sha256 = hashlib.sha256(content).hexdigest()
                store.put_blob(sha256, content, "image/jpeg", 80, 60)
                rows.append({**row, "sha256": sha256})
            store.save(record.with_values(attachments=rows), actor="x")
    ran = subprocess.run([sys.executable, "-c", _BIND, str(tmp_path / "school.db"), str(tmp_path)],
                         check=True, capture_output=True, text=True)  # fmt: skip
    megabytes = float(ran.stdout)
    shown(capsys, {"megabytes": megabytes, "file": (tmp_path / "all.docx").stat().st_size / 2**20})
    assert megabytes <= MOST_MEGABYTES
