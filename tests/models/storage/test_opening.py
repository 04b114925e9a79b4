"""Files that are no database of ours are refused by name, and left as they are."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from models.catalogue import RECORD_TYPES, open_school
from models.kernel.errors import JiaoyanError
from models.kernel.filters import Filter
from models.kernel.record import new_record
from models.school.people import GROUP
from models.school.schools import SCHOOL
from models.storage import Store
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


def columns_of(sql: list[str]) -> dict[str, set[str]]:
    """What these statements make: the columns of each table, and everything else by its text."""
    made: dict[str, set[str]] = {}
    for one in sql:
        if table := re.match(r'CREATE TABLE "(\w+)" \((.*)\)[ A-Z]*$', one, re.DOTALL):
            columns, key, names = table[2].partition(", PRIMARY KEY ")
            made[table[1]] = {
                *re.split(r', (?=")', columns),
                *([key.strip(", ") + " " + names] if key else []),
            }
        elif renamed := re.match(r'ALTER TABLE "(\w+)" RENAME COLUMN "(\w+)" TO "(\w+)"', one):
            name, old, new = renamed.groups()
            made[name] = {re.sub(f'^"{old}"', f'"{new}"', column) for column in made[name]}
        elif called := re.match(r'ALTER TABLE "(\w+)" RENAME TO "(\w+)"', one):
            made[called[2]] = made.pop(called[1])
        elif gone := re.match(r'DROP TABLE "(\w+)"', one):
            del made[gone[1]]
        elif added := re.match(r'ALTER TABLE "(\w+)" ADD COLUMN (".*)', one):
            made[added[1]].add(re.sub(r" DEFAULT ('[^']*'|\w+)", "", added[2]))
        elif gone := re.match(r'ALTER TABLE "(\w+)" DROP CONSTRAINT "\w+_pkey"', one):
            made[gone[1]] = {part for part in made[gone[1]] if "PRIMARY KEY (" not in part}
        elif primary := re.match(r'ALTER TABLE "(\w+)" ADD (PRIMARY KEY .*)', one):
            made[primary[1]].add(primary[2])
        elif not one.startswith("INSERT"):
            made.setdefault("", set()).add(one)
    return made


def test_the_steps_make_what_the_declarations_ask_for(store: Store) -> None:
    from models.storage.migrate import VERSION, statements
    from models.storage.schema import create_statements

    frozen = [sql for step in range(1, VERSION + 1) for sql in statements(step, store.dialect.name)]
    assert columns_of(frozen) == columns_of(create_statements(store.dialect, RECORD_TYPES))


def test_a_database_of_every_earlier_version_comes_up_with_its_records(tmp_path: Path) -> None:
    from models.storage.dialect import APPLICATION_ID
    from models.storage.migrate import VERSION, statements

    for old in range(1, VERSION):
        path = tmp_path / f"{old}.db"
        raw = apsw.Connection(str(path))
        with raw:
            for step in range(1, old + 1):
                for sql in statements(step, "sqlite"):
                    raw.execute(sql)
            raw.execute(f"PRAGMA user_version = {old}")
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            raw.execute(
                "INSERT INTO schools (id, version, state, state_reason, created_at, created_by, "
                "updated_at, updated_by, submitted_at, deleted_at, name, district, fonts, "
                "print_names) VALUES (x'0190b2a0000070008000000000000001', 1, 'current', '', "
                "'2026-09-01T00:00:00.000Z', '甲', '2026-09-01T00:00:00.000Z', '甲', '', '', "
                "'青禾实验小学', '', '', 0)"
            )
        raw.close()
        with open_school(path) as store:
            (id_,) = store.ids(Filter(SCHOOL))
            school = store.get(SCHOOL, id_)
            assert school is not None
            assert school["name"] == "青禾实验小学"
            saved = store.save(school.with_values(district="东湖区教育局"), actor="甲")
            assert saved.version == 2
        assert (tmp_path / f"{old}-升级前-格式{old}.db").exists()


def test_a_database_of_an_unfinished_version_is_left_as_it_is(tmp_path: Path) -> None:
    from models.storage.dialect import APPLICATION_ID
    from models.storage.migrate import statements

    path = tmp_path / "2.db"
    raw = apsw.Connection(str(path))
    with raw:
        for sql in (sql for step in (1, 2) for sql in statements(step, "sqlite")):
            if "appraisals" not in sql:
                raw.execute(sql)
        raw.execute("PRAGMA user_version = 2")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    raw.close()
    with pytest.raises(JiaoyanError, match="缺少 appraisals，不能直接升级，它保持原样"):
        open_school(path)
    raw = apsw.Connection(str(path))
    assert raw.execute("PRAGMA user_version").fetchone() == (2,)
    assert not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'layouts'").fetchone()
    raw.close()


def test_a_topic_that_was_typed_before_it_could_be_chosen_stays_by_its_name(
    tmp_path: Path,
) -> None:
    from models.meetings.meetings import MEETING
    from models.storage.dialect import APPLICATION_ID
    from models.storage.migrate import statements

    path = tmp_path / "2.db"
    raw = apsw.Connection(str(path))
    with raw:
        for step in (1, 2):
            for sql in statements(step, "sqlite"):
                raw.execute(sql)
        raw.execute("PRAGMA user_version = 2")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        row = {"id": bytes.fromhex("0190b2a0000070008000000000000002"), "version": 1,
               "state": "submitted", "held_on": "2026-11-12", "topic": "生活作文"}  # fmt: skip
        for _no, name, type_, needed, default, _key in raw.execute('PRAGMA table_info("meetings")'):
            if needed and default is None and name not in row:
                many = name != "lineage" and MEETING.by_key.get(name, MEETING.field("theme"))
                row[name] = 0 if type_ == "INTEGER" else "[]" if many and many.empty() == [] else ""
        marks = ", ".join("?" * len(row))
        names = ", ".join(f'"{name}"' for name in row)
        raw.execute(f"INSERT INTO meetings ({names}) VALUES ({marks})", tuple(row.values()))
    raw.close()
    with open_school(path) as store:
        (id_,) = store.ids(Filter(MEETING))
        meeting = store.get(MEETING, id_)
        assert meeting is not None
        assert meeting["topic"] == {"id": None, "name": "生活作文"}
        assert store.save(meeting.with_values(theme="课题进展"), actor="甲").version == 2


def test_a_new_step_is_written_from_what_the_steps_do_not_make_yet(store: Store) -> None:
    from models.storage.migrate import VERSION
    from models.storage.schema import new_since

    assert new_since(VERSION, store.dialect, RECORD_TYPES) == []
    missing = new_since(2, store.dialect, RECORD_TYPES)
    assert any(sql.startswith('CREATE TABLE "layouts"') for sql in missing)
    assert any('"meetings" ADD COLUMN "topic_id"' in sql for sql in missing)
