"""Files in folders where strangers write: made anew, whole or not at all, over no link."""

from __future__ import annotations

import os
import resource
import stat
import sys
from pathlib import Path

import pytest

from models.catalogue import RECORD_TYPES, open_school
from models.kernel.errors import JiaoyanError
from models.kernel.whole_files import (
    FOR_ME,
    TooLarge,
    content_of,
    new_file,
    put,
    put_new,
    written_beside,
)
from models.storage.backup import snapshot
from models.storage.ballast import SIZE, ballast_of
from models.storage.fresh import fresh_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows 上建链接要有权限")
KEPT = b"of somebody else"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside"
    path.write_bytes(KEPT)
    return path


def test_a_link_is_replaced_and_not_followed(tmp_path: Path, outside: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(outside)
    put(link, b"new")
    assert (link.read_bytes(), outside.read_bytes()) == (b"new", KEPT)
    assert not link.is_symlink()


@pytest.mark.parametrize("there", ["link", "dangling", "file", "folder"])
def test_a_new_file_goes_over_nothing_that_is_there(
    tmp_path: Path, outside: Path, there: str
) -> None:
    path = tmp_path / "there"
    {"link": lambda: path.symlink_to(outside), "dangling": lambda: path.symlink_to("none"),
     "file": lambda: path.write_bytes(KEPT), "folder": path.mkdir}[there]()  # fmt: skip
    before = sorted(tmp_path.iterdir())
    for write in (lambda: new_file(path), lambda: put_new(path, b"new")):
        with pytest.raises(FileExistsError):
            write()
    assert sorted(tmp_path.iterdir()) == before
    assert outside.read_bytes() == KEPT


def test_where_there_is_no_room_nothing_is_left_and_nothing_lost(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes(KEPT)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        for write in (put, put_new):
            with pytest.raises(OSError, match=r"File too large|EFBIG|too large"):
                write(old if write is put else tmp_path / "new", b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert old.read_bytes() == KEPT


def test_one_that_is_for_its_owner_is_read_by_nobody_else(tmp_path: Path) -> None:
    put_new(tmp_path / "mine", b"", FOR_ME)
    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o600


def test_names_on_the_way_are_never_the_same(tmp_path: Path) -> None:
    with written_beside(tmp_path / "a") as (one, _), written_beside(tmp_path / "a") as (two, _):
        assert one != two
        assert one.parent == two.parent == tmp_path


def test_what_a_store_keeps_beside_its_file_follows_no_link(tmp_path: Path, outside: Path) -> None:
    path, copy, made = (tmp_path / f"{name}.db" for name in ("school", "copy", "made"))
    for link in (ballast_of(path), tmp_path / "copy.db.part", copy, tmp_path / "made.db.part"):
        link.symlink_to(outside)
    with open_school(path) as store:
        snapshot(store, copy)
    with fresh_file(made, RECORD_TYPES) as store:
        store.set_setting("which", "new")
    assert outside.read_bytes() == KEPT
    assert not ballast_of(path).is_symlink()
    assert ballast_of(path).stat().st_size == SIZE
    with open_school(copy, create=False) as store:
        assert store.fetch("PRAGMA integrity_check") == [("ok",)]


def test_a_store_in_memory_leaves_nothing_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_school(":memory:") as store:
        store.set_setting("which", "none")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="没有命名管道")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "管道.txt")
    with pytest.raises(JiaoyanError, match="不是普通的文件"):
        content_of(pipe, 100)
    with pytest.raises(JiaoyanError, match="不是普通的文件"):
        open_school(pipe)


def test_a_file_is_read_whole_or_said_to_be_too_large(tmp_path: Path) -> None:
    (path := tmp_path / "a.txt").write_bytes(b"0123456789")
    assert content_of(path, 10) == b"0123456789"
    with pytest.raises(TooLarge) as told:
        content_of(path, 9)
    assert told.value.size == 10
