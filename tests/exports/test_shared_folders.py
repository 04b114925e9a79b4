"""Exporting into a folder where strangers write too: what lies there is never followed or believed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.documents import DOCUMENTS
from exports.export import Report, export_records
from exports.folders import ExportProblem, ready_folder
from exports.ledger import FILE, Entry, Ledger, digest
from exports.ours import is_pdf_of_ours, marked_pdf
from exports.own_forms.opening import write_new
from exports.volume import export_volume
from models.catalogue import open_school
from models.kernel.errors import JiaoyanError
from models.kernel.record import Record
from models.meetings.meetings import MEETING
from models.storage import Store
from tests.exports.test_export import kept
from tests.exports.word.meeting import SCHOOL_RECORD, meeting

RECORD = DOCUMENTS[:1]
KEPT = b"of somebody else"
needs_links = pytest.mark.skipif(os.name == "nt", reason="建链接要有权限")


@dataclass
class Shared:
    """A folder, one meeting that was exported into it, and what lies beside it."""

    store: Store
    folder: Path
    record: Record
    written: Path
    outside: Path

    def entry(self) -> Entry:
        found = Ledger(self.folder).entry(self.record.id, RECORD[0].name)
        assert found is not None
        return found

    def plant(self, **said: Any) -> None:
        """A ledger that says something else of the meeting."""
        rows = [{**asdict(self.entry()), **said}]
        (self.folder / FILE).write_text(json.dumps(rows), encoding="utf-8")

    def export_changed(self) -> Report:
        """The meeting under a new name, so that its old file goes."""
        self.record = kept(self.store, self.record.with_values(theme="另一个主题", place="三楼"))
        return export_records(self.store, [self.record], self.folder, RECORD, seen_by=None)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    folder, outside = tmp_path / "导出", tmp_path / "外面.docx"
    outside.write_bytes(KEPT)
    with open_school(tmp_path / "school.db") as store:
        store.save(SCHOOL_RECORD, actor="办公室")
        record = kept(store, meeting(theme="题"))
        report = export_records(store, [record], folder, RECORD, seen_by=None)
        yield Shared(store, folder, record, report.files[0], outside)


def left_as(path: Path) -> dict[str, Any]:
    """What a ledger says of a file as it is."""
    now = path.stat()
    return {"size": now.st_size, "time": now.st_mtime_ns, "sha256": digest(path.read_bytes())}


@pytest.mark.parametrize("way", [lambda s: "../外面.docx", lambda s: str(s.outside),
                                 lambda s: "./../外面.docx"])  # fmt: skip
def test_a_planted_ledger_takes_no_file_outside(
    shared: Shared, way: Callable[[Shared], str]
) -> None:
    shared.plant(path=way(shared), **left_as(shared.outside))
    report = shared.export_changed()
    assert (report.written, report.failed) == (1, [])
    assert shared.outside.read_bytes() == KEPT
    assert shared.written.exists()


def test_a_planted_ledger_takes_nothing_that_is_not_of_the_record(shared: Shared) -> None:
    mine = shared.folder / "我写的.docx"
    other = kept(shared.store, meeting(id_="018f3d0e-0000-7000-8000-000000000077", theme="别的"))
    (paper,) = export_records(shared.store, [other], shared.folder, RECORD, seen_by=None).files
    mine.write_bytes(KEPT)
    for victim in (mine, paper):
        before = victim.read_bytes()
        shared.plant(path=victim.relative_to(shared.folder).as_posix(), **left_as(victim))
        shared.export_changed()
        assert victim.read_bytes() == before


def test_the_old_file_of_a_renamed_paper_still_goes(shared: Shared) -> None:
    shared.export_changed()
    assert not shared.written.exists()


DAMAGED: list[bytes] = [
    b"", b"{", b"null", b"5", b'"abc"', b"{}", b"[null]", b"[[]]", b"[" * 100_000, b"\xff\xfe[",
    b'[{"record": "a"}]', b"[NaN]", b"\0" * 100,
    *(json.dumps([{"record": "a", "document": "b", "path": "c.docx", "key": "", "size": 1,
                   "time": 1, "sha256": "", **wrong}]).encode()
      for wrong in ({"path": 5}, {"path": None}, {"path": "a\0.docx"}, {"path": "\udfff.docx"},
                    {"path": ""}, {"path": "/"}, {"size": "x"}, {"size": 1e300}, {"record": []},
                    {"document": {}}, {"more": 1}, {"path": "长" * 5000 + ".docx"},
                    {"path": FILE})),
]  # fmt: skip


@pytest.mark.parametrize("damaged", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_ledger_ends_no_export(shared: Shared, damaged: bytes) -> None:
    (shared.folder / FILE).write_bytes(damaged)
    report = export_records(shared.store, [shared.record], shared.folder, RECORD, seen_by=None)
    assert (report.unchanged, report.failed) == (1, [])
    assert shared.export_changed().written == 1
    assert shared.entry().path.endswith("另一个主题.docx")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*Entry.__slots__, "more"]), inner, max_size=8)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_a_ledger_or_none(tmp_path_factory: pytest.TempPathFactory, said: Any) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / FILE).write_text(json.dumps([said]), encoding="utf-8")
    ledger = Ledger(folder)
    ledger.note(Entry("r", "d", "a.docx", "", 1, 1, ""))
    ledger.save()
    assert Ledger(folder).entry("r", "d") is not None


@given(st.text(st.characters(codec=None), max_size=12).map(lambda name: f"{name}.docx"))
def test_what_a_ledger_names_lies_below_the_folder(
    tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "below"
    folder.mkdir(exist_ok=True)
    row = asdict(Entry("r", "d", path, "", 1, 1, ""))
    (folder / FILE).write_text(json.dumps([row]), encoding="utf-8")
    ledger = Ledger(folder)
    entry = ledger.entry("r", "d")
    if entry is not None:
        assert os.path.normpath(folder / entry.path).startswith(f"{folder}{os.sep}")
        assert ledger.untouched(entry) is None


def test_where_no_ledger_can_stand_the_papers_are_written_all_the_same(shared: Shared) -> None:
    (shared.folder / FILE).unlink()
    (shared.folder / FILE).mkdir()
    report = shared.export_changed()
    assert report.written == 1
    assert "没有记进" in report.failed[0][1]


@needs_links
def test_a_ledger_that_is_a_pipe_or_a_link_is_none(shared: Shared) -> None:
    ledger = shared.folder / FILE
    target = shared.folder.parent / "别的.json"
    target.write_bytes(ledger.read_bytes())
    ledger.unlink()
    os.mkfifo(ledger)
    assert shared.export_changed().failed == []
    ledger.unlink()
    ledger.symlink_to(target)
    before = target.read_bytes()
    assert shared.export_changed().failed == []
    assert target.read_bytes() == before


@needs_links
def test_a_pipe_that_a_ledger_names_is_not_waited_for(shared: Shared) -> None:
    os.mkfifo(shared.folder / "管道.docx")
    shared.plant(path="管道.docx", size=0, time=1)
    assert shared.export_changed().written == 1


@needs_links
def test_a_linked_folder_is_not_written_through(shared: Shared) -> None:
    elsewhere = shared.folder.parent / "别处"
    group = shared.written.parent
    group.rename(elsewhere)
    group.symlink_to(elsewhere)
    before = {path: path.read_bytes() for path in elsewhere.iterdir()}
    report = shared.export_changed()
    assert "链接" in report.failed[0][1]
    assert {path: path.read_bytes() for path in elsewhere.iterdir()} == before
    asked = export_records(shared.store, [shared.record], group, RECORD, seen_by=None)
    assert asked.written == 1, "a folder that is named is meant, also where it is a link"


@needs_links
def test_links_in_the_place_of_a_paper_are_not_followed(shared: Shared) -> None:
    wanted = shared.written.with_name(shared.written.name.replace("_题", "_另一个主题"))
    wanted.symlink_to(shared.outside)
    report = shared.export_changed()
    assert report.files[0].name.endswith("_v2.docx")
    assert shared.outside.read_bytes() == KEPT
    assert wanted.is_symlink()


def foreseen(folder: Path) -> list[Path]:
    """The names under which earlier versions wrote what was not complete."""
    return [folder / f".教研本-{os.getpid()}.tmp", folder / f".教研本-{os.getpid()}-0.tmp"]


@needs_links
def test_nothing_is_written_under_a_name_that_can_be_foreseen(shared: Shared) -> None:
    for folder in (shared.folder, shared.written.parent):
        for link in foreseen(folder):
            link.symlink_to(shared.outside)
    ready_folder(shared.folder)
    shared.export_changed()
    path = shared.folder / "合订.docx"
    export_volume(shared.store, MEETING, [shared.record.id], path, RECORD, seen_by=None)
    assert path.stat().st_size > 1000
    assert shared.outside.read_bytes() == KEPT
    left = [one for one in shared.folder.rglob("*.tmp") if not one.is_symlink()]
    assert not left


def test_a_planted_ledger_gives_no_file_to_a_volume(shared: Shared) -> None:
    path = shared.folder / "合订.docx"
    path.write_bytes(KEPT)
    row = Entry(path.name, "合订本", path.name, "", *left_as(path).values())
    (shared.folder / FILE).write_text(json.dumps([asdict(row)]), encoding="utf-8")
    for name in ("合订_v2.docx", "合订_v2.docx"):
        shared.record = kept(
            shared.store, shared.record.with_values(place=f"{shared.record['place']}。")
        )
        report = export_volume(
            shared.store, MEETING, [shared.record.id], path, RECORD, seen_by=None
        )
        assert [one.name for one in report.files] == [name]
        assert path.read_bytes() == KEPT


@given(st.binary(max_size=40))
def test_a_pdf_is_known_by_its_mark_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "marked.pdf"
    whole = b"%PDF-1.7\n" + body.replace(b"%", b".") + b"\nstartxref\n9\n%%EOF\n"
    path.write_bytes(whole)
    assert not is_pdf_of_ours(path)
    path.write_bytes(marked_pdf(whole))
    assert is_pdf_of_ours(path)
    assert path.read_bytes().removesuffix(b"%jiaoyan\n") == whole


@needs_links
def test_a_new_form_goes_over_no_link_and_leaves_no_empty_file(shared: Shared) -> None:
    wanted = shared.folder / "版式.docx"
    wanted.symlink_to(shared.folder / "还没有.docx")
    assert write_new(wanted, b"form").name == "版式_2.docx"
    assert not (shared.folder / "还没有.docx").exists()
    with pytest.raises(JiaoyanError, match="写不了"):
        write_new(shared.folder / "没有的文件夹" / "版式.docx", b"form")


def test_a_folder_that_is_a_file_is_still_refused(shared: Shared) -> None:
    with pytest.raises(ExportProblem):
        ready_folder(shared.outside)
