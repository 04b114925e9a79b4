"""How fast documents are made: ratios within one run, engines taking turns (pytest -s shows them)."""

import io
import statistics
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.text.run import CT_Text

from exports.documents import DOCUMENTS, documents_of, render
from exports.export import export_records
from exports.word.carrier import account_of
from exports.word.xml import W
from models.catalogue import open_school
from models.exchange.portable import to_dict
from models.kernel.ids import new_id
from models.kernel.record import Record
from models.meetings.meetings import MEETING
from tests.exports.word.meeting import SCHOOL_RECORD, meeting, photo
from tests.exports.word.reading import cells

RECORD = DOCUMENTS[0]
ROUNDS = 11
PHOTO = 485_000
"""Bytes of a photo of 1600 pixels as it is prepared when it is attached."""
DYNAMIC = ("word/document.xml", "word/footer1.xml", "customXml/item1.xml", "docProps/custom.xml",
           "docProps/core.xml")  # fmt: skip


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


def naive(like: bytes) -> Callable[[], bytes]:
    """The same tables, cell by cell, as python-docx is usually written."""
    source = docx.Document(io.BytesIO(like))
    paragraphs = [p.text for p in source.paragraphs]
    tables = [cells(like, number) for number in range(len(source.tables))]

    def make() -> bytes:
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        for read in tables:
            table = document.add_table(len(read), max(len(row) for row in read))
            for number, row in enumerate(read):
                for place, text in enumerate(row):
                    table.cell(number, place).text = text
        return _saved(document)

    return make


def tuned(like: bytes) -> Callable[[], bytes]:
    """python-docx at its best: a form of the right size is opened, its texts set, and saved."""
    texts = [node.text or "" for node in _texts(docx.Document(io.BytesIO(like)))]

    def make() -> bytes:
        document = docx.Document(io.BytesIO(like))
        for node, text in zip(_texts(document), texts, strict=True):
            node.text = text
        return _saved(document)

    return make


def templated(like: bytes) -> Callable[[], bytes]:
    """docxtpl with the same texts: paragraphs one by one, the rows of each table in a loop."""
    docxtpl = pytest.importorskip("docxtpl")
    from jinja2.sandbox import SandboxedEnvironment

    source = docx.Document(io.BytesIO(like))
    paragraphs = [p.text for p in source.paragraphs]
    tables = [cells(like, number) for number in range(len(source.tables))]
    form = docx.Document()
    for number in range(len(paragraphs)):
        form.add_paragraph(f"{{{{ p[{number}] }}}}")
    for number, read in enumerate(tables):
        width = max(len(row) for row in read)
        table = form.add_table(3, width)
        table.cell(0, 0).text = f"{{%tr for r in t[{number}] %}}"
        table.cell(2, 0).text = "{%tr endfor %}"
        for place in range(width):
            table.cell(1, place).text = f"{{{{ r[{place}] }}}}"
    content = _saved(form)
    rows = [[[*row, *[""] * 20] for row in read] for read in tables]

    def make() -> bytes:
        template = docxtpl.DocxTemplate(io.BytesIO(content))
        env = SandboxedEnvironment(autoescape=True)
        template.render({"p": paragraphs, "t": rows}, jinja_env=env)
        return _saved(template)

    return make


def _texts(document: DocxDocument) -> list[CT_Text]:
    return list(document.element.iter(f"{W}t"))


def _saved(document: DocxDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def full() -> Record:
    """Twenty who came, six decisions, fifteen paragraphs."""
    record = meeting(members=20)
    steps = [{**row, "content": "\n".join([row["content"]] * 2)} for row in record["steps"]]
    decisions = [{**row, "_id": f"{n}{row['_id']}"} for n in "ab" for row in record["decisions"]]
    return record.with_values(steps=steps, decisions=decisions)


def drawn(record: Record) -> bytes:
    return render(RECORD, record, SCHOOL_RECORD, photo)


def deflate(*contents: bytes) -> None:
    for content in contents:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packer.compress(content)
        packer.flush()
        zlib.crc32(content)


def dynamic(*documents: bytes) -> list[bytes]:
    """The parts of documents that are not the same in all that are made from a layout."""
    found = []
    for one in documents:
        with zipfile.ZipFile(io.BytesIO(one)) as container:
            found += [container.read(name) for name in DYNAMIC if name in container.namelist()]
    return found


def test_a_record_is_rendered_with_all_it_carries(capsys: pytest.CaptureFixture[str]) -> None:
    record = full()
    content = drawn(record)
    account = account_of({"record": to_dict(record)})
    papers = documents_of(MEETING)

    def as_exported() -> list[bytes]:
        account = account_of({"record": to_dict(record)})
        return [render(paper, record, SCHOOL_RECORD, photo, account=account) for paper in papers]

    took = medians(
        naive=(naive(content), 1),
        docxtpl=(templated(content), 4),
        tuned=(tuned(content), 8),
        render=(partial(drawn, record), 20),
        floor=(partial(deflate, *dynamic(content)), 20),
        papers=(as_exported, 8),
        papers_floor=(partial(deflate, *dynamic(*as_exported())), 8),
        package=(partial(rezipped, content), 8),
    )
    ratios = {
        "render/deflate": took["render"] / took["floor"],
        "three papers/deflate": took["papers"] / took["papers_floor"],
        **{f"{name}/render": took[name] / took["render"] for name in ("naive", "docxtpl", "tuned")},
    }
    shown(capsys, took, ratios, bytes=len(content), account=len(account.text))
    assert took["papers"] <= 1.8 * took["papers_floor"]
    assert took["naive"] >= 300 * took["render"]
    assert took["docxtpl"] >= 20 * took["render"]
    assert took["tuned"] >= 5 * took["render"]


def shown(capsys: pytest.CaptureFixture[str], *figures: Mapping[str, float], **more: float) -> None:
    with capsys.disabled():
        for each in (*figures, more):
            print("\n ", ", ".join(f"{name} {value:.3g}" for name, value in each.items()), end="")


def rezipped(content: bytes) -> bytes:
    """All parts deflated by zipfile, as every other writer does."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return buffer.getvalue()


def test_photos_cost_next_to_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    picture = photo("x") + Random(1).randbytes(PHOTO)
    record = meeting(photos=2)
    content = render(RECORD, record, SCHOOL_RECORD, lambda _sha256: picture)
    took = medians(
        ours=(lambda: render(RECORD, record, SCHOOL_RECORD, lambda _sha256: picture), 30),
        plain=(partial(drawn, meeting()), 30),
        zipped=(partial(rezipped, content), 5),
    )
    shown(capsys, took, {"ours/zipped": took["ours"] / took["zipped"]})
    assert took["ours"] <= 0.06 * took["zipped"]


def test_time_grows_with_the_names_and_no_faster(capsys: pytest.CaptureFixture[str]) -> None:
    few, many = meeting(members=20), meeting(members=500)
    took = medians(few=(partial(drawn, few), 40), many=(partial(drawn, many), 10))
    shown(capsys, took, {"many/few": took["many"] / took["few"]})
    assert took["many"] <= 10 * took["few"]


def test_exporting_again_costs_a_tenth(tmp_path: Path) -> None:
    with open_school(tmp_path / "school.db") as store:
        meetings = (meeting(id_=new_id(), theme=f"题{n}") for n in range(300))
        records = store.save_all([replace(one, version=0) for one in meetings], actor="x")
        export_records(store, records[:1], tmp_path / "warm", seen_by=None)
        first, again = (
            _timed(lambda: export_records(store, records, tmp_path / "out", seen_by=None))
            for _time in "12"
        )
    print(f"first {300 * 3 / first:.0f} documents/s, again {again / first:.1%}")
    assert again <= first * 0.25


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
