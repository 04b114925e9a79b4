"""The container: one order, no clock, the same bytes again; pictures as they are."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from exports.word.pack import content_digest, deflated, pack, stored

ROOT = Path(__file__).parents[3]


@given(
    st.dictionaries(
        st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), st.binary()
    )
)
def test_any_reader_gets_back_what_was_packed(parts: dict[str, bytes]) -> None:
    content = pack(
        stored(name, data) if number % 2 else deflated(name, data)
        for number, (name, data) in enumerate(parts.items())
    )
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        assert container.testzip() is None
        assert {name: container.read(name) for name in container.namelist()} == parts
        assert container.namelist() == sorted(parts)
        assert {entry.date_time for entry in container.infolist()} <= {(1980, 1, 1, 0, 0, 0)}


def test_the_content_types_come_first_and_order_does_not_matter() -> None:
    parts = [deflated(name, b"x") for name in ("word/a.xml", "[Content_Types].xml", "_rels/.rels")]
    content = pack(parts)
    assert zipfile.ZipFile(io.BytesIO(content)).namelist()[0] == "[Content_Types].xml"
    assert content == pack(reversed(parts))


def test_the_digest_looks_at_the_content_only() -> None:
    one, other = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(one, "w", zipfile.ZIP_STORED) as first:
        first.writestr("a", b"x" * 99)
        first.writestr("b", b"y")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as second:
        second.writestr("b", b"y")
        second.writestr("a", b"x" * 99)
    assert one.getvalue() != other.getvalue()
    assert content_digest(one.getvalue()) == content_digest(other.getvalue())
    assert content_digest(pack([deflated("a", b"xy")])) != content_digest(
        pack([deflated("a", b"x")])
    )
    assert content_digest(pack([deflated("ax", b"y")])) != content_digest(
        pack([deflated("a", b"xy")])
    )


_PRINT = """
from exports.documents import documents_of, render
from models.meetings.meetings import MEETING
from tests.exports.word.meeting import meeting, SCHOOL_RECORD, photo
import hashlib
print(*(hashlib.sha256(render(d, meeting(photos=3), SCHOOL_RECORD, photo)).hexdigest()
        for d in documents_of(MEETING)))
"""


def test_every_process_writes_the_same_bytes() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("7", "Asia/Shanghai"))
    }
    assert len(printed) == 1
    assert len(printed.pop().split()) == 3
