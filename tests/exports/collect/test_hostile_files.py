"""What strangers send: refused or reported by name, the rest goes on, nothing is written outside."""

from __future__ import annotations

import functools
import io
import json
import random
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.collect.sources import NoSource, sources
from exports.word.carrier import sha256_of
from exports.word.xml import W
from models.catalogue import open_school
from models.exchange.judging import Verdict
from models.session.session import Session
from tests.conftest import TODAY
from tests.exports.collect.conftest import collected, one
from tests.exports.word.test_word_safety import changed

RECORD, BODY = "customXml/item1.xml", "word/document.xml"


@pytest.fixture
def good(papers: Path) -> bytes:
    return one(papers, "02_20260909_数学组_理论学习").read_bytes()


def part(document: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as container:
        return container.read(name).decode()


def resealed(document: bytes, change: Callable[[dict], object]) -> bytes:
    """With another record in it, and its hashes right."""
    text = part(document, RECORD)
    start, end = text.index('">') + 2, text.index("</record>")
    plain = json.loads(
        text[start:end].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    )
    change(plain)
    new = json.dumps(plain, ensure_ascii=False)
    escaped = new.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    old = re.search(r'sha256="(\w+)"', text)
    assert old
    sealed = sha256_of(new)
    head = text[:start].replace(old[1], sealed)
    properties = part(document, "docProps/custom.xml").replace(old[1], sealed)
    return changed(document, {RECORD: f"{head}{escaped}{text[end:]}".encode(),
                              "docProps/custom.xml": properties.encode()})  # fmt: skip


def bomb(document: bytes) -> bytes:
    return changed(document, {"word/media/a.xml": b"\0" * (30 << 20)})


def entities(document: bytes) -> bytes:
    body = part(document, BODY)
    lol = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return changed(document, {BODY: body.replace("<w:document", f"{lol}<w:document", 1).encode()})


def outside(document: bytes) -> bytes:
    record = part(document, RECORD)
    doctype = '<!DOCTYPE record [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    mended = record.replace("<record", f"{doctype}<record", 1).replace("</record>", "&x;</record>")
    return changed(document, {RECORD: mended.encode()})


def many_rows(document: bytes) -> bytes:
    def change(plain: dict) -> None:
        rows = plain["record"]["values"]["steps"]
        plain["record"]["values"]["steps"] = [{**rows[0], "_id": f"{n:08x}"} for n in range(10_000)]

    return resealed(document, change)


def crowded(_document: bytes) -> bytes:
    """Hundreds of thousands of empty parts: each takes memory before any is looked at."""
    line = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    size = (len(line) + 1) * 300_000
    return (line + b"x") * 300_000 + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, size, 0, 0)


def swollen(text: str) -> Callable[[bytes], bytes]:
    """Far more text than any record has, not packed so that it does not look like a bomb."""

    def make(document: bytes) -> bytes:
        body = part(document, BODY).replace("</w:body>", f"{text}</w:body>").encode()
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(document)) as old,
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new,
        ):
            for name in old.namelist():
                new.writestr(name, body if name == BODY else old.read(name))
        return buffer.getvalue()

    return make


def edges(document: bytes) -> bytes:
    """Headers by the dozen, each as large as a part may be."""
    links = part(document, "word/_rels/document.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    more = "".join(f'<Relationship Id="h{n}" Type="{kind}" Target="h{n}.xml"/>' for n in range(6))
    words = random.Random(1).choices("天地玄黄宇宙洪荒", k=500_000)
    header = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>{"".join(words)}</w:t></w:r></w:p></w:hdr>'
    return swollen("<w:p/>")(changed(document, {
        **{f"word/h{n}.xml": header.encode() for n in range(6)},
        "word/_rels/document.xml.rels": links.replace("</Rel", f"{more}</Rel").encode(),
    }))  # fmt: skip


def doubled(document: bytes) -> bytes:
    buffer = io.BytesIO(document)
    with zipfile.ZipFile(buffer, "a") as container, pytest.warns(match="Duplicate"):
        container.writestr(BODY, "<x/>")
    return buffer.getvalue()


def meta(**values: object) -> Callable[[bytes], bytes]:
    return lambda document: resealed(document, lambda plain: plain["record"].update(values))


def value(key: str, new: object) -> Callable[[bytes], bytes]:
    return lambda doc: resealed(doc, lambda plain: plain["record"]["values"].update({key: new}))


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _d: b"", "空文件"),
    "cut off": (lambda d: d[: len(d) // 2], "损坏"),
    "no zip": (lambda _d: b"hello" * 99, "损坏"),
    "encrypted": (lambda _d: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999
                  + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "an old .doc": (lambda _d: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999, "老格式"),
    "zip bomb": (bomb, "压缩得不正常"),
    "entity bomb": (entities, "外部定义"),
    "external entity": (outside, "外部定义"),
    "parts without number": (crowded, "部件太多"),
    "more paragraphs than there are": (swollen("<w:p/>" * 400_000), "大得不正常"),
    "more text than there is": (swollen(f"<w:p><w:r><w:t>{'字' * (3 << 20)}</w:t></w:r></w:p>"), "太大"),
    "a file that never begins": (lambda d: changed(d, {"customXml/item9.xml": b'<file xmlns="urn:'
        b'jiaoyan:file:1" ' + b"".join(b'sha256="%064x" ' % n for n in range(60_000))}), ""),
    "no end of places": (lambda d: changed(d, {"customXml/item2.xml": b'<spots xmlns="urn:jiaoyan:'
        b'spots:1">[' + b",".join(b"%d" % n for n in range(600_000)) + b"]</spots>"}), ""),
    "headers by the dozen": (edges, "大得不正常"),
    "ten thousand rows": (many_rows, "太多"),
    "a path outside": (lambda d: changed(d, {"../../evil.xml": b"<x/>"}), "路径"),
    "an absolute path": (lambda d: changed(d, {"/etc/evil.xml": b"<x/>"}), "路径"),
    "a part twice": (doubled, "重名"),
    "the record touched": (lambda d: changed(d, {RECORD: part(d, RECORD).replace("数学组", "语文组")
                                                 .encode()}), "校验码"),
    "another's properties": (lambda d: changed(d, {"docProps/custom.xml": re.sub(
        r"[0-9a-f]{64}", "0" * 64, part(d, "docProps/custom.xml")).encode()}), "校验码"),
    "an unknown kind": (meta(kind="sqlite_master"), "没有“sqlite_master”"),
    "a kind that writes on the screen": (meta(kind="\x1b]0;x\x07"), "没有“�]0;x�”"),
    "an unknown state": (meta(state="owned"), "状态"),
    "an id that is none": (meta(id="'; DROP TABLE"), "标识"),
    "a version that is none": (meta(version=10**30), "版本号"),
    "text that is none": (value("theme", {"a": 1}), "应当是文字"),
    "rows that are none": (value("steps", "x"), "一串"),
    "a number that is none": (value("week_no", True), "整数"),
    "a choice that is none": (value("kinds", ["nonsense"]), "没有“nonsense”"),
    "deep JSON": (lambda d: resealed(d, lambda p: p.update(deep=functools.reduce(
        lambda inner, _n: [inner], range(500), []))), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_is_refused_with_its_reason_and_the_rest_goes_on(
    name: str, good: bytes, sample_session: Session, tmp_path: Path
) -> None:
    make, reason = BAD[name]
    heap = tmp_path / "heap"
    heap.mkdir()
    (heap / "a.docx").write_bytes(make(good))
    (heap / "b.docx").write_bytes(good)
    before = sample_session.store.head_hash()
    found = collected(sample_session, heap)
    assert Verdict.UNCHANGED in [one.verdict for one in found.found if "b.docx" in one.source.name]
    if reason:
        [(source, why)] = found.refused
        assert source.name.endswith("a.docx")
        assert reason in why
    assert sample_session.store.head_hash() == before
    assert not (tmp_path.parent / "evil.xml").exists()


MOST_MEGABYTES = 200
_CHILD = """
import re, sys
from datetime import date
from pathlib import Path
from exports.collect.collecting import read_all
from exports.collect.sources import sources
from models.session.session import Session
from models.catalogue import open_school

with open_school(Path(sys.argv[1])) as store:
    found = read_all(Session(store, date.today), sources(sys.argv[2:]))
print(len(found.refused), len(found.found))
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="这个系统说不出用了多少内存")
def test_a_heap_of_them_takes_bounded_memory(
    good: bytes, sample_file: Path, tmp_path: Path
) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    most = swollen(f"<w:tbl><w:tr>{'<w:tc/>' * 290_000}</w:tr></w:tbl>")
    large = changed(
        good, {f"word/media/{n}.jpg": random.Random(n).randbytes(23 << 20) for n in "12"}
    )
    makers = [make for name, (make, _reason) in BAD.items() if name != "a part twice"]
    for number, document in enumerate([*(make(good) for make in makers), most(good), large]):
        (heap / f"{number}.docx").write_bytes(document)
    db = shutil.copy(sample_file, tmp_path / "child.db")
    run = subprocess.run(
        [sys.executable, "-c", _CHILD, db, heap],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    refused, found, kilobytes = map(int, run.stdout.split())
    assert (refused, refused + found) >= (25, len(makers) + 2)
    assert kilobytes <= MOST_MEGABYTES << 10


def test_without_its_record_it_is_compared_with_what_is_here(
    good: bytes, sample_session: Session, tmp_path: Path
) -> None:
    bare = tmp_path / "a.docx"
    bare.write_bytes(changed(good, {RECORD: None}))
    [found] = collected(sample_session, bare).found
    assert found.verdict is Verdict.UNCHANGED
    assert any("记录丢了" in notice for notice in found.notices)
    with open_school(tmp_path / "new.db") as store:
        [(_source, why)] = collected(Session(store, TODAY), bare).refused
    assert "不见了" in why


def test_macros_and_outside_links_are_never_read_and_said(
    good: bytes, sample_session: Session, tmp_path: Path
) -> None:
    links = part(good, "word/_rels/document.xml.rels")
    template = ('<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                'relationships/attachedTemplate" Target="http://evil.example/x.dotm" '
                'TargetMode="External"/></Relationships>')  # fmt: skip
    path = tmp_path / "a.docx"
    path.write_bytes(changed(good, {
        "word/vbaProject.bin": b"x",
        "word/_rels/document.xml.rels": links.replace("</Relationships>", template).encode(),
    }))  # fmt: skip
    [found] = collected(sample_session, path).found
    assert found.verdict is Verdict.UNCHANGED
    assert len(found.notices) == 2


def test_a_true_hash_over_a_false_record_is_a_conflict(
    good: bytes, sample_session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(value("place", "别处")(good))
    [found] = collected(sample_session, path, apply=False).found
    assert found.verdict is Verdict.CONFLICT
    assert found.judgement.disputed == ("place",)


def test_an_older_clock_wins_nothing(good: bytes, sample_session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(meta(updated_at="1999-01-01T00:00:00.000Z", version=1, lineage="00000000")(
        value("theme", "旧的题目")(good)))  # fmt: skip
    [found] = collected(sample_session, path).found
    assert found.verdict is Verdict.CONFLICT


def test_other_word_files_are_none_of_ours(sample_session: Session, tmp_path: Path) -> None:
    import docx

    docx.Document().save(str(tmp_path / "a.docx"))
    [(_source, why)] = collected(sample_session, tmp_path).refused
    assert "不是教研本导出的" in why


def test_zip_files_are_opened_and_bad_ones_named(
    good: bytes, sample_session: Session, tmp_path: Path
) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    with zipfile.ZipFile(heap / "all.zip", "w") as archive:
        archive.writestr("数学组/../../02.docx", good)
        archive.writestr("~$02.docx", b"x")
    (heap / "bad.zip").write_bytes(b"PK\x03\x04 no")
    found = collected(sample_session, heap)
    assert [one.verdict for one in found.found] == [Verdict.UNCHANGED]
    [(source, _why)] = found.refused
    assert source.name.endswith("bad.zip")
    with pytest.raises(NoSource, match="找不到"):
        list(sources([tmp_path / "nowhere"]))
