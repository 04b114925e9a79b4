"""Files that are no database of ours are refused by name, and left as they are."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from models.catalogue import open_school
from models.kernel.errors import JiaoyanError
from models.kernel.record import new_record
from models.school.people import GROUP
from models.storage.ballast import ballast_of
from models.storage.migrate import NewerDatabase
from models.storage.shares import file_system


def made(path: Path) -> Path:
    with open_school(path) as store:
        store.save(new_record(GROUP, {"name": "语文组"}), actor="甲")
    return path


def test_a_word_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "记录.db"
    path.write_bytes(b"PK\x03\x04 this is a docx" * 100)
    before = path.read_bytes()
    with pytest.raises(JiaoyanError, match="不是教研本的数据库"):
        open_school(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "别的.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE photos (id)")
    before = path.read_bytes()
    with pytest.raises(JiaoyanError, match="别的程序的数据库"):
        open_school(path)
    assert path.read_bytes() == before


def test_an_empty_file_where_records_were_is_an_error_not_a_first_run(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    path.touch()
    with pytest.raises(JiaoyanError, match="空文件"):
        open_school(path, create=False)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(JiaoyanError, match="找不到数据库"):
        open_school(tmp_path / "没有.db", create=False)


def test_half_a_file_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "school.db")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(JiaoyanError, match="坏了"):
        open_school(path)


def test_a_newer_database_asks_for_the_newer_program_and_is_left_alone(
    address: str, tmp_path: Path
) -> None:
    with open_school(address) as store:
        store.run(
            "PRAGMA user_version = 99"
            if store.dialect.strict
            else "UPDATE schema_version SET version = 99"
        )
    with pytest.raises(NewerDatabase, match="升级教研本"):
        open_school(address)
    assert not list(tmp_path.glob("*升级前*"))


def test_a_name_that_no_disk_takes(tmp_path: Path) -> None:
    with pytest.raises(JiaoyanError, match="名字太长"):
        open_school(tmp_path / f"{'长' * 300}.db")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(JiaoyanError, match="是文件夹"):
        open_school(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root 不受权限限制")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(JiaoyanError, match="不能写入"):
        open_school(tmp_path / "school.db")


def test_an_unknown_address_says_what_is_understood() -> None:
    with pytest.raises(JiaoyanError, match="postgresql://"):
        open_school("mysql://localhost/school")


def test_a_server_that_is_not_there_does_not_show_the_password() -> None:
    with pytest.raises(JiaoyanError, match="连不上") as refused:
        open_school("postgresql://li:secret@127.0.0.1:1/school")
    assert "secret" not in str(refused.value).partition("原因")[0]


def test_what_was_set_aside_lets_the_last_words_through_a_full_disk(tmp_path: Path) -> None:
    path = made(tmp_path / "school.db")
    assert ballast_of(path).stat().st_size == 1 << 20


def test_all_acknowledged_saves_survive_kill_9(tmp_path: Path) -> None:
    path = made(tmp_path / "school.db")
    code = (
        "import sys\nfrom models.catalogue import open_school\nfrom models.school.people import GROUP\n"
        "from models.kernel.record import new_record\n"
        f"store = open_school({str(path)!r})\n"
        "for number in range(100000):\n"
        "    store.save(new_record(GROUP, {'name': f'{number}组'}), actor='甲')\n"
        "    print(number, flush=True)\n"
    )
    for lines in (20, 75):
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        acknowledged = [child.stdout.readline().strip() for _line in range(lines)]
        child.kill()
        child.wait()
        with open_school(path) as store:
            names = [row[0] for row in store.fetch('SELECT name FROM "groups"')]
            assert {f"{number}组" for number in acknowledged} <= set(names)
            assert store.first_broken() is None


def test_network_file_systems_are_known_by_their_mount() -> None:
    mounts = (
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "30 22 0:40 / /mnt/office\\040share rw - cifs //server/office rw\n"
    )
    assert file_system(Path("/mnt/office share/school.db"), mounts) == "cifs"
    assert file_system(Path("/home/li/school.db"), mounts) == "ext4"
