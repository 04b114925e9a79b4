"""What is taken for a document in folders and zip files, whatever it is called there."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from exports.collect.sources import NoSource, sources
from models.kernel.errors import JiaoyanError
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.session.session import Session
from tests.exports.collect.conftest import OpenDesk, collected, contents, one

PAPER = "02_20260909_数学组_理论学习"


class Bare(zipfile.ZipInfo):
    """An entry of which the name stands there without a word of how it is written."""

    def __init__(self, name: bytes) -> None:
        super().__init__(name.decode("cp437"))
        self.bare = name

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.bare, 0


def zipped(path: Path, *entries: tuple[bytes | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries:
            archive.writestr(Bare(name) if isinstance(name, bytes) else name, content)
    return path


@pytest.mark.parametrize("code", ["utf-8", "gbk"])
def test_names_in_zips_of_any_system(code: str, tmp_path: Path) -> None:
    name = "数学组/第二次活动 记录.docx"
    path = zipped(tmp_path / "a.zip", (name.encode(code), b"x"), ("plain.docx", b"y"))
    first, second = sources([path])
    assert {first.name, second.name} == {f"{path}/{name}", f"{path}/plain.docx"}
    assert {first.read(), second.read()} == {b"x", b"y"}


def test_archives_that_are_not_opened_are_named(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", ("语文组.zip", b"PK"), ("b.rar", b"Rar!"), ("说明.pdf", b""))
    (tmp_path / "c.7z").write_bytes(b"7z")
    found = list(sources([tmp_path]))
    assert [Path(one.name).name for one in found] == ["b.rar", "语文组.zip", "c.7z"]
    for one_of_them in found:
        with pytest.raises(JiaoyanError, match="解压后再收"):
            one_of_them.read()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_of_one_name_in_a_zip_are_both_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.docx", b"1"), ("a.docx", b"2"))
    assert sorted(one.read() for one in sources([path])) == [b"1", b"2"]


def test_a_zip_with_more_entries_than_can_be_counted(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.docx", b"x"))
    content = bytearray(path.read_bytes())
    end = content.rindex(b"PK\5\6")
    content[end + 12 : end + 16] = b"\0\0\0\x7f"
    path.write_bytes(content)
    [found] = sources([path])
    with pytest.raises(JiaoyanError, match="太多"):
        found.read()


def test_names_that_no_screen_can_show(
    papers: Path, open_session: OpenDesk, tmp_path: Path
) -> None:
    good = one(papers, PAPER).read_bytes()
    heap = tmp_path / "heap"
    heap.mkdir()
    for name in (
        b"\xff\xfe\x80.docx",
        b"a\x1b[2Jb.docx",
        b"line\nbreak.docx",
        "\u202e倒.docx".encode(),
    ):
        Path(os.fsdecode(bytes(heap) + b"/" + name)).write_bytes(good)
    office = open_session("office.db")
    found = collected(office, heap)
    assert len(found.found) == 4
    assert all(one.source.name.replace("�", "").isprintable() for one in found.found)
    assert len(office.store.ids(Filter(MEETING))) == 1


def test_what_is_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    with pytest.raises(NoSource, match="找不到"):
        list(sources([tmp_path / "a.docx"]))
    assert not list(sources([tmp_path]))


def test_folders_in_folders_in_the_order_of_their_names(
    papers: Path, sample_session: Session
) -> None:
    found = collected(sample_session, papers, apply=False)
    assert len(found.found) == len(contents(papers))
    assert [one.source.name for one in found.found] == sorted(
        one.source.name for one in found.found
    )
