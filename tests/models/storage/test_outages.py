"""The server restarts, the disk is full, the file is gone or cannot be written: nothing typed is lost,
and what can be read is read.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from models.catalogue import open_school
from models.kernel.errors import JiaoyanError
from models.kernel.filters import Filter
from models.kernel.ids import new_id
from models.kernel.moments import now
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.school.people import GROUP
from models.services.editing import Editing
from models.session.session import Session
from models.storage import DraftWriter, Spool, StoreProblem
from models.storage.backup import snapshot
from models.storage.ballast import ballast_of
from models.storage.draft_writer import NotKept
from models.storage.drafts import Draft
from tests.conftest import TODAY
from tests.postgres import Server

ME = "甲"


def test_after_a_restart_of_the_server_reading_and_saving_go_on(
    server: Server, tmp_path: Path
) -> None:
    with open_school(server.address) as store:
        first = store.save(new_record(GROUP, {"name": "语文组"}), actor=ME)
        server.stop()
        server.start()
        assert store.get(GROUP, first.id) == first
        server.stop()
        server.start()
        assert store.save(first.with_values(name="大语文组"), actor=ME).version == 2
        assert store.first_broken() is None


def test_what_is_typed_while_the_server_is_away_is_kept_here_and_goes_in_later(
    server: Server, tmp_path: Path
) -> None:
    spool = Spool(tmp_path / "unsaved", server.address)
    with open_school(server.address) as store:
        session = Session(store, lambda: TODAY)
        writer = DraftWriter(store, spool)
        editing = Editing(new_record(MEETING, {"theme": "单元作业"}), session, writer)
        editing.put_draft().result()
        server.stop()
        editing.change("theme", "停机时写的")
        with pytest.raises(NotKept, match="下次打开会接上"):
            editing.put_draft().result()
        with pytest.raises(StoreProblem):
            editing.keep()
        writer.flush()
        assert [draft.values["theme"] for draft in writer.unsaved] == ["停机时写的"]
        assert [draft.values["theme"] for draft in spool.waiting()] == ["停机时写的"]
        server.start()
        editing.change("theme", "停机时写的，写完了")
        editing.put_draft().result()
        assert not writer.unsaved
        assert not spool.waiting()
        kept = editing.keep()
        assert kept is not None
        assert kept["theme"] == "停机时写的，写完了"
        assert not store.drafts()
        writer.close()


def test_what_the_database_takes_its_time_over_is_on_this_computer_at_once(tmp_path: Path) -> None:
    path, record = tmp_path / "school.db", new_record(MEETING)
    spool = Spool(tmp_path / "unsaved", str(path))
    with open_school(path) as store:
        writer = DraftWriter(store, spool)
        other = apsw.Connection(str(path))
        other.execute("BEGIN IMMEDIATE")
        writer.submit(record.with_values(theme="单元"), based_on=0)
        while not spool.waiting():
            threading.Event().wait(0.01)
        last = writer.submit(record.with_values(theme="单元作业"), based_on=0)
        assert [draft.values["theme"] for draft in spool.waiting()] == ["单元作业"]
        assert not last.done()
        other.execute("ROLLBACK")
        last.result()
        assert [draft.values["theme"] for draft in store.drafts()] == ["单元作业"]
        writer.close()
    assert not spool.waiting()


def test_the_next_start_goes_on_with_what_was_kept_here(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    spool = Spool(tmp_path / "unsaved", str(path))
    with open_school(path) as store:
        session, writer = Session(store, lambda: TODAY), DraftWriter(store, spool)
        editing = Editing(new_record(MEETING), session, writer)
        moved = path.rename(tmp_path / "移走.db")
        editing.change("theme", "文件不见时写的")
        with pytest.raises(NotKept, match="移走、删除或换成了别的文件"):
            editing.put_draft().result()
        with pytest.raises(StoreProblem, match="移走"):
            store.save(new_record(GROUP, {"name": "数学组"}), actor=ME)
        assert not path.exists()
        writer.close()
    for ending in ("-wal", "-shm"):
        (tmp_path / f"school.db{ending}").unlink(missing_ok=True)
    moved.rename(path)
    with open_school(path) as store:
        again = DraftWriter(store, spool)
        assert again.adopt() == 1
        (draft,) = store.drafts()
        assert draft.values["theme"] == "文件不见时写的"
        assert again.adopt() == 0
        assert not spool.waiting()
        again.close()


def test_another_file_put_in_its_place_is_noticed(tmp_path: Path) -> None:
    path, other = tmp_path / "school.db", tmp_path / "other.db"
    for one in (path, other):
        open_school(one).close()
    before = other.read_bytes()
    with open_school(path) as store:
        other.replace(path)
        with pytest.raises(StoreProblem, match="换成了别的文件"):
            store.save(new_record(GROUP, {"name": "数学组"}), actor=ME)
        with pytest.raises(StoreProblem, match="换成了别的文件"):
            store.set_setting("theme", "dark")
    assert path.read_bytes() == before


def test_a_backup_put_in_place_of_an_open_file_is_not_spoilt_by_its_log(tmp_path: Path) -> None:
    path, backup = tmp_path / "school.db", tmp_path / "backup.db"
    with open_school(path) as store:
        store.save(new_record(GROUP, {"name": "语文组"}), actor=ME)
        snapshot(store, backup)
        for n in range(60):
            store.save(new_record(GROUP, {"name": f"第{n}组"}), actor=ME)
        backup.replace(path)
    with open_school(path) as again:
        assert [one["name"] for one in again.many(GROUP, again.ids(Filter(GROUP)))] == ["语文组"]
        assert again.fetch("PRAGMA integrity_check") == [("ok",)]
        assert again.first_broken() is None


def test_a_file_that_is_moved_while_open_takes_all_saves_with_it(tmp_path: Path) -> None:
    path, away = tmp_path / "school.db", tmp_path / "elsewhere" / "school.db"
    away.parent.mkdir()
    with open_school(path) as store:
        store.save(new_record(GROUP, {"name": "移走以前"}), actor=ME)
        path.rename(away)
    with open_school(away) as again:
        assert [one["name"] for one in again.many(GROUP, again.ids(Filter(GROUP)))] == ["移走以前"]


def test_the_spool_of_one_database_is_not_taken_into_another(tmp_path: Path) -> None:
    paths = [tmp_path / "a.db", tmp_path / "b.db"]
    for path in paths:
        open_school(path).close()
    with open_school(paths[0]) as store:
        writer = DraftWriter(store, Spool(tmp_path / "unsaved", str(paths[0])))
        paths[0].unlink()
        with pytest.raises(NotKept):
            writer.submit(new_record(MEETING, {"theme": "甲库的"}), based_on=0).result()
        writer.close()
    with open_school(paths[1]) as store:
        assert DraftWriter(store, Spool(tmp_path / "unsaved", str(paths[1]))).adopt() == 0


def test_what_was_typed_into_a_database_goes_into_no_other_that_stands_in_its_place(
    tmp_path: Path,
) -> None:
    path, away = tmp_path / "school.db", tmp_path / "away.db"
    spool = Spool(tmp_path / "unsaved", str(path))
    with open_school(path) as store:
        writer = DraftWriter(store, spool)
        path.rename(away)
        with pytest.raises(NotKept):
            writer.submit(new_record(MEETING, {"theme": "原来那个库的"}), based_on=0).result()
        writer.close()
    for ending in ("-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    with open_school(path) as other:
        assert DraftWriter(other, spool).adopt() == 0
        assert not other.drafts()
    away.replace(path)
    for ending in ("-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    with open_school(path) as store:
        assert DraftWriter(store, spool).adopt() == 1
        assert [draft.values["theme"] for draft in store.drafts()] == ["原来那个库的"]
        assert not spool.waiting()


def test_what_was_saved_is_no_draft_any_more_though_others_have_saved_since(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    spool = Spool(tmp_path / "unsaved", str(path))
    with open_school(path) as store:
        first = store.save(new_record(MEETING, {"theme": "我写的"}), actor=ME)
        left = Draft(MEETING.name, first.id, dict(first.values), 0, now(), site=store.site)
        store.save(first.with_values(theme="别人改的"), actor=ME)
        spool.keep(left)
        DraftWriter(store, spool).adopt()
        assert not store.drafts()
        assert not spool.waiting()


def test_a_record_that_an_earlier_backup_has_not_comes_back_as_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    spool = Spool(tmp_path / "unsaved", str(path))
    with open_school(path) as store:
        values = dict(new_record(MEETING, {"theme": "备份以后写的"}).values)
        spool.keep(Draft(MEETING.name, new_id(), values, 3, now(), site=store.site))
        DraftWriter(store, spool).adopt()
        (draft,) = store.drafts()
        assert (draft.values["theme"], draft.based_on) == ("备份以后写的", 0)


def test_damaged_files_in_the_spool_stop_nothing(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "unsaved", "school.db")
    with open_school(tmp_path / "school.db") as store:
        writer = DraftWriter(store, spool)
        record = new_record(MEETING, {"theme": "\ud800写的"})
        (tmp_path / "school.db").unlink()
        with pytest.raises(NotKept) as refused:
            writer.submit(record, based_on=0).result()
        writer.close()
    kept = refused.value.file
    assert kept is not None
    assert kept.stat().st_mode & 0o777 == 0o600
    for n, text in enumerate(("", "{", "[]", '{"type":1}', kept.read_text()[:-9])):
        kept.with_name(kept.name.replace(record.id, f"{n}")).write_text(text)
    assert [draft.values["theme"] for draft in spool.waiting()] == ["写的"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own of 6 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if (
        shutil.which("mount") is None
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("这里不能挂载文件系统(要 root)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def fill(folder: Path) -> None:
    """Leave not a byte free."""
    with (folder / "filler").open("ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def test_a_full_disk_is_read_and_the_reserve_carries_the_next_saves(small_disk: Path) -> None:
    path = small_disk / "school.db"
    with open_school(path) as store:
        saved = store.save(new_record(GROUP, {"name": "语文组"}), actor=ME)
        assert ballast_of(path).exists()
    fill(small_disk)
    with open_school(path) as store:
        assert not store.read_only
        assert store.get(GROUP, saved.id) == saved
        again = store.save(saved.with_values(name="大语文组"), actor=ME)
        assert store.save_all([new_record(GROUP, {"name": "数学组"})], actor=ME)
    fill(small_disk)
    with open_school(path) as store:
        assert store.get(GROUP, again.id) == again
        assert store.read_only
        assert "只能看" in store.notice
        assert Session(store, lambda: TODAY).groups
        assert store.search("数学")
        with pytest.raises(StoreProblem, match="只读"):
            store.save(again.with_values(name="三"), actor=ME)
    (small_disk / "filler").unlink()
    with open_school(path) as store:
        assert store.save(again.with_values(name="三"), actor=ME).version == 3
        assert ballast_of(path).exists()


@pytest.fixture
def read_only_folder(sample_file: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder with the sample school in a file system that is mounted for reading."""
    folder, there = tmp_path / "stick", tmp_path / "there"
    folder.mkdir()
    there.mkdir()
    shutil.copy(sample_file, folder / "school.db")
    yield from mounted_read_only(folder, there)


def mounted_read_only(folder: Path, there: Path) -> Iterator[Path]:
    for command in (["mount", "--bind", folder, there], ["mount", "-o", "remount,ro,bind", there]):
        done = subprocess.run([*map(str, command)], capture_output=True, check=False)
        if done.returncode:
            subprocess.run(["umount", "-l", str(there)], capture_output=True, check=False)
            pytest.skip("这里不能挂载文件系统(要 root)")
    yield there
    subprocess.run(["umount", "-l", str(there)], check=False)


def test_a_medium_that_cannot_be_written_is_read(read_only_folder: Path) -> None:
    with open_school(read_only_folder / "school.db") as store:
        assert store.read_only
        assert "只能看" in store.notice
        session = Session(store, lambda: TODAY)
        assert session.me
        assert store.search("作业")
        with store.connected():
            assert store.ids(Filter(MEETING))
        with pytest.raises(StoreProblem, match="只读"):
            session.set_current_user({"id": session.teachers[0].id, "name": "甲"})
    assert [path.name for path in read_only_folder.iterdir()] == ["school.db"]


def test_what_still_lies_in_the_log_is_read_from_a_medium_too(
    sample_file: Path, tmp_path: Path
) -> None:
    folder, there = tmp_path / "stick", tmp_path / "there"
    folder.mkdir()
    there.mkdir()
    path = folder / "school.db"
    shutil.copy(sample_file, path)
    with open_school(path) as store:
        group = store.save(new_record(GROUP, {"name": "还在日志里的组"}), actor=ME)
        copies = {name: (folder / name).read_bytes() for name in ("school.db", "school.db-wal")}
    for name, content in copies.items():
        (folder / name).write_bytes(content)
    (folder / "school.db-shm").unlink(missing_ok=True)
    for place in mounted_read_only(folder, there):
        with open_school(place / "school.db") as store:
            assert store.read_only
            assert store.get(GROUP, group.id) == group
        assert (place / "school.db-wal").read_bytes() == copies["school.db-wal"]


def test_another_programs_database_with_a_log_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "别的.db"
    other = apsw.Connection(str(path))
    for sql in ("PRAGMA journal_mode = WAL", "CREATE TABLE photos (id)"):
        other.execute(sql).fetchall()
    files = [path, path.with_name(f"{path.name}-wal")]
    before = [one.read_bytes() for one in files]
    with pytest.raises(StoreProblem, match="别的程序的数据库"):
        open_school(path)
    assert [one.read_bytes() for one in files] == before
    other.close()


def test_ours_whose_first_page_lies_in_the_log_is_ours(tmp_path: Path) -> None:
    path, copy = tmp_path / "school.db", tmp_path / "copy.db"
    with open_school(path) as store:
        group = store.save(new_record(GROUP, {"name": "语文组"}), actor=ME)
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{copy}{ending}")
    with open_school(copy) as store:
        assert store.get(GROUP, group.id) == group


@pytest.mark.parametrize("version", [-1, -(2**31)])
def test_a_format_number_that_nobody_has_written_is_refused(tmp_path: Path, version: int) -> None:
    path = tmp_path / "school.db"
    open_school(path).close()
    raw = apsw.Connection(str(path))
    raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    with pytest.raises(StoreProblem, match="格式号"):
        open_school(path)


@pytest.mark.parametrize(
    "where", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite://:memory:"]
)
def test_an_address_without_a_file_is_refused(where: str) -> None:
    with pytest.raises(JiaoyanError, match="没有说明是哪个文件"):
        open_school(where)


def test_a_refused_save_leaves_what_lies_on_this_computer(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    spool = Spool(tmp_path / "unsaved", str(path))
    with open_school(path) as store:
        writer = DraftWriter(store, spool)
        editing = Editing(new_record(MEETING), Session(store, lambda: TODAY), writer)
        path.rename(tmp_path / "away.db")
        editing.change("theme", "只在这里")
        with pytest.raises(NotKept):
            editing.put_draft().result()
        writer.hold(editing.record)
        assert [draft.values["theme"] for draft in spool.waiting()] == ["只在这里"]
        with pytest.raises(StoreProblem):
            editing.keep()
        writer.flush()
        assert [draft.values["theme"] for draft in spool.waiting()] == ["只在这里"]
        writer.close()


@pytest.mark.parametrize("values", [{"steps": 5}, {"theme": []}, {"chair": "文字"}])
def test_a_strange_file_in_the_spool_does_not_stop_the_start(
    tmp_path: Path, values: dict[str, object]
) -> None:
    path = tmp_path / "school.db"
    spool = Spool(tmp_path / "unsaved", str(path))
    assert spool.keep(Draft(MEETING.name, new_record(MEETING).id, values, 0, now()))
    with open_school(path) as store:
        DraftWriter(store, spool).adopt()
        for draft in store.drafts():
            assert not draft.unread


def test_an_older_file_does_not_replace_a_newer_draft_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    spool = Spool(tmp_path / "unsaved", str(path))
    record = new_record(MEETING)
    person = new_record(MEETING).id
    spool.keep(
        Draft(MEETING.name, record.id, {"theme": "旧"}, 0, "2026-01-01T00:00:00.000Z", person)
    )
    with open_school(path) as store:
        store.put_draft(Draft(MEETING.name, record.id, {"theme": "新"}, 0, now(), person))
        DraftWriter(store, spool).adopt()
        store.person = person
        (draft,) = store.drafts()
        assert draft.values["theme"] == "新"


def test_what_waits_for_a_database_that_does_not_answer_can_be_kept_here(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    spool = Spool(tmp_path / "unsaved", str(path))
    with open_school(path) as store, open_school(path) as other:
        writer = DraftWriter(store, spool)
        with other.transaction():  # as long as this lasts nobody else writes
            sent = writer.submit(new_record(MEETING, {"theme": "等着的"}), based_on=0)
            writer.keep_here()
            assert [draft.values["theme"] for draft in spool.waiting()] == ["等着的"]
        assert sent.result()
        writer.close()
        assert not spool.waiting()
        assert [draft.values["theme"] for draft in store.drafts()] == ["等着的"]
