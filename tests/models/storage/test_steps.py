"""The schema's steps: every earlier database comes up whole, and the next step writes itself."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import uuid
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from models.catalogue import RECORD_TYPES, open_school
from models.kernel.errors import JiaoyanError
from models.kernel.filters import Filter
from models.kernel.record import Record
from models.meetings.meetings import MEETING
from models.school.schools import SCHOOL
from models.storage import Store
from models.storage.dialect import APPLICATION_ID, dialect_of
from models.storage.migrate import VERSION
from models.storage.own_tables import own_models
from models.storage.schema import create_statements
from models.storage.step_files import FOLDER, put_step, statements
from models.storage.tables import OWN_TABLES

ROOT = Path(__file__).parents[3]


def at_version(path: Path, old: int) -> apsw.Connection:
    """A new file as the program of that version made it."""
    raw = apsw.Connection(str(path))
    for step in range(1, old + 1):
        for sql in statements(step, "sqlite"):
            raw.execute(sql)
    raw.execute(f"PRAGMA user_version = {old}")
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return raw


def names(raw: apsw.Connection, sql: str) -> list[str]:
    return [str(row[0]) for row in raw.execute(sql)]


def fill_from(raw: apsw.Connection, sample: Path) -> None:
    """All that a sample has and this version has room for."""
    raw.execute("ATTACH ? AS sample", (str(sample),))
    tables = "SELECT name FROM {} WHERE type = 'table' AND name NOT GLOB 'search_gram*'"
    there = set(names(raw, tables.format("sample.sqlite_master")))
    for table in names(raw, tables.format("main.sqlite_master")):
        if table not in there:
            continue
        has = names(raw, f"SELECT name FROM pragma_table_info('{table}', 'sample')")
        own = names(raw, f"SELECT name FROM pragma_table_info('{table}', 'main')")
        pairs = {name: name if name in has else f"{name}_name" for name in own}
        into = ", ".join(f'"{name}"' for name in pairs)
        what = ", ".join(f'"{name}"' for name in pairs.values())
        raw.execute(f'INSERT INTO "{table}" ({into}) SELECT {what} FROM sample."{table}"')
    raw.execute("DETACH sample")


def everything(store: Store) -> dict[str, list[Record]]:
    return {kind.plural: store.many(kind, store.ids(Filter(kind))) for kind in RECORD_TYPES}


def made_of(path: Path) -> set[tuple[object, ...]]:
    raw = apsw.Connection(str(path))
    found = {
        tuple(row) for row in raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    }
    raw.close()
    return found


@pytest.mark.parametrize("old", range(1, VERSION))
def test_a_database_of_every_earlier_version_comes_up_with_its_records(
    old: int, sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"{old}.db"
    raw = at_version(path, old)
    fill_from(raw, sample_file)
    kept = names(raw, "SELECT name FROM sqlite_master WHERE type = 'table'")
    raw.close()
    with open_school(path) as store, open_school(sample_file) as sample:
        before, after = everything(sample), everything(store)
        for table in kept:
            for was, now in zip(before.get(table, ()), after.get(table, ()), strict=True):
                if table == "meetings" and old < 4 and was["topic"]:  # which was a text then
                    was = was.with_values(topic={"id": None, "name": was["topic"]["name"]})
                if old < 2:  # which had no lineage
                    was = replace(was, lineage="")
                assert now == was
        assert after["meetings"]
        assert store.first_broken() is None
        school = after["schools"][0]
        saved = store.save(school.with_values(district="东湖区教育局"), actor="甲")
        assert saved.version == school.version + 1
        with pytest.raises(JiaoyanError, match="append-only"):
            store.run("DELETE FROM revision")
    assert made_of(path) == made_of(sample_file)
    assert (tmp_path / f"{old}-升级前-格式{old}.db").exists()


def test_a_topic_that_was_typed_before_it_could_be_chosen_stays_by_its_name(
    sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "2.db"
    raw = at_version(path, 2)
    fill_from(raw, sample_file)
    raw.execute("UPDATE meetings SET topic = '生活作文' WHERE seq_no = 1")
    raw.close()
    with open_school(path) as store:
        (meeting, *_) = (
            one for one in store.many(MEETING, store.ids(Filter(MEETING))) if one["seq_no"] == 1
        )
        assert meeting["topic"] == {"id": None, "name": "生活作文"}
        saved = store.save(meeting.with_values(theme="课题进展"), actor="甲")
        assert saved.version == meeting.version + 1


def test_a_server_of_the_version_with_codes_in_its_columns_comes_up(
    postgres: str,
) -> None:
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address = postgres.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(address) as connection:
        for step in range(1, 6):
            for sql in statements(step, "postgres"):
                connection.execute(sql)
        connection.execute("CREATE TABLE schema_version (version integer NOT NULL)")
        connection.execute("INSERT INTO schema_version VALUES (5)")
        empty = {"text": "''", "bigint": "NULL", "boolean": "false", "uuid": "gen_random_uuid()"}
        columns = connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_name = 'schools'"
        ).fetchall()
        row = {name: empty.get(sort, "1") for name, sort in columns}
        row |= {f.key: "'[]'" for f in SCHOOL.fields if f.empty() == []}
        row |= {"state": "'current'", "name": "'青禾实验小学'", "fonts": "'official'"}
        connection.execute(
            f"INSERT INTO schools ({', '.join(row)}) VALUES ({', '.join(row.values())})"
        )
    with pytest.raises(JiaoyanError, match=r"python -m models\.upgrade_server"):
        open_school(address)
    assert (
        run(ROOT, "-m", "models.upgrade_server", address).stdout
        == f"从格式 5 升到了格式 {VERSION}。\n"
    )
    assert "已经是格式" in run(ROOT, "-m", "models.upgrade_server", address).stdout
    with open_school(address) as store:
        (school,) = store.many(SCHOOL, store.ids(Filter(SCHOOL)))
        assert school["name"] == "青禾实验小学"
        store.save(school.with_values(fonts="瘦金"), actor="甲")
        assert [one["fonts"] for one in store.many(SCHOOL, [school.id])] == ["瘦金"]


FACTS = {
    "sqlite": (
        "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_master t "
        "JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
        "SELECT t.name, f.\"from\", f.\"table\", f.\"to\" FROM sqlite_master t "
        "JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
        "SELECT tbl_name, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')",
        "SELECT name, sql GLOB '*STRICT', sql GLOB '*CHECK*' FROM sqlite_master WHERE type = 'table'",
    ),
    "postgres": (
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
        "WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    ),
}  # fmt: skip
"""What is asked of a database, to know all that it is made of but its defaults."""


def test_the_steps_make_what_the_declarations_ask_for(store: Store, tmp_path: Path) -> None:
    asked = FACTS[store.dialect.name]
    by_steps = {row for sql in asked for row in store.fetch(sql) if row[0] != "schema_version"}
    if store.dialect.strict:
        other = dialect_of(tmp_path / "other.db").open()
    else:
        store.run("DROP SCHEMA public CASCADE")
        store.run("CREATE SCHEMA public")
        other = store.database
    other.connect(reuse_if_open=True)
    for sql in create_statements(store.dialect, RECORD_TYPES):
        other.execute_sql(sql)
    declared = {tuple(row) for sql in asked for row in other.execute_sql(sql).fetchall()}
    assert by_steps == declared
    if store.dialect.strict:
        other.close()


def test_the_stores_own_tables_are_all_asked_for(store: Store) -> None:
    assert set(own_models(store.database, strict=store.dialect.strict)) == set(OWN_TABLES)


def test_a_released_step_is_as_it_was() -> None:
    for line in (FOLDER / "released.sha256").read_text().splitlines():
        was, name = line.split()
        text = (FOLDER / name).read_bytes().replace(b"\r\n", b"\n")
        assert hashlib.sha256(text).hexdigest() == was, f"{name} was given away and is changed"


@pytest.mark.parametrize("without", ["appraisals", "layouts"])
def test_a_database_of_an_unfinished_version_is_left_as_it_is(tmp_path: Path, without: str) -> None:
    path = tmp_path / "2.db"
    old = {"appraisals": 2, "layouts": VERSION}[without]
    raw = at_version(path, old)
    raw.execute(f"DROP TABLE {without}")
    raw.close()
    before = made_of(path)
    with pytest.raises(JiaoyanError, match=f"缺少 {without}，不能直接使用，它保持原样"):
        open_school(path)
    raw = apsw.Connection(str(path))
    assert raw.execute("PRAGMA user_version").fetchone() == (old,)
    raw.close()
    assert made_of(path) == before


def test_a_server_that_lacks_a_column_is_named(store: Store) -> None:
    where = store.dialect.where
    store.run("ALTER TABLE meetings DROP COLUMN theme")
    store.close()
    with pytest.raises(JiaoyanError, match=r"缺少 meetings\.theme，"):
        open_school(where)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program's models in a folder of their own, to be changed as a developer does."""
    there = tmp_path / "program"
    shutil.copytree(ROOT / "models", there / "models", ignore=shutil.ignore_patterns("__pycache__"))
    return there


def run(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=program, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(program), "PATH": "", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def next_step(program: Path) -> subprocess.CompletedProcess[str]:
    return run(program, "-m", "models.next_step")


def opened(program: Path, path: Path, and_then: str = "") -> subprocess.CompletedProcess[str]:
    return run(program, "-c", (
        "from models.catalogue import open_school\nfrom models.kernel.errors import JiaoyanError\n"
        "from models.kernel.filters import Filter\nfrom models.meetings.meetings import MEETING\n"
        f"try:\n    store = open_school({str(path)!r})\nexcept JiaoyanError as why:\n"
        f"    print(why)\nelse:\n    print('opened')\n    {and_then or 'pass'}\n"
    ))  # fmt: skip


def rewrite(program: Path, name: str, *changes: tuple[str, str]) -> None:
    path = program / name
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def declare(program: Path, key: str) -> None:
    """One more field of a meeting, beside its place."""
    rewrite(
        program,
        "models/meetings/meetings.py",
        ('    Field("place", ', f'    Field("{key}", "{key}"),\n    Field("place", '),
        (' ("place", ', f' ("place", "{key}", '),
    )


def steps_of(program: Path) -> set[str]:
    return {path.name for path in (program / "models/storage/steps").glob("*.sql")}


NEXT = {f"{VERSION + 1:04}.{name}.sql" for name in ("sqlite", "postgres")}


def test_one_command_writes_both_files_of_a_step_and_the_version(
    program: Path, sample_file: Path, tmp_path: Path
) -> None:
    before = steps_of(program)
    assert "什么都不缺" in next_step(program).stdout
    assert steps_of(program) == before
    declare(program, "place_note")
    path = shutil.copy(sample_file, tmp_path / "school.db")
    assert "缺少 meetings.place_note" in opened(program, path).stdout
    assert next_step(program).returncode == 0
    assert steps_of(program) == before | NEXT
    note = (
        "print(store.save(store.get(MEETING, store.ids(Filter(MEETING))[0])"
        ".with_values(place_note='三楼'), actor='甲')['place_note'])"
    )
    assert opened(program, path, note).stdout.split() == ["opened", "三楼"]
    declare(program, "place_sign")
    assert "缺少 meetings.place_sign" in opened(program, tmp_path / "new.db").stdout
    assert next_step(program).returncode == 0
    assert steps_of(program) == before | NEXT, "a step that is being built is added to"
    refused = opened(program, path)
    assert "还没有发布的教研本写的，缺少 meetings.place_sign" in refused.stdout
    assert opened(program, tmp_path / "new.db").stdout == "opened\n"


def test_a_new_option_needs_no_step(program: Path, sample_file: Path, tmp_path: Path) -> None:
    rewrite(program, "models/meetings/meetings.py", ('C="C")', 'C="C", D="D")'))
    assert "什么都不缺" in next_step(program).stdout
    path = shutil.copy(sample_file, tmp_path / "school.db")
    choose = (
        "print(store.save(store.get(MEETING, store.ids(Filter(MEETING))[0])"
        ".with_values(grade='D'), actor='甲')['grade'])"
    )
    assert opened(program, path, choose).stdout.split() == ["opened", "D"]


def test_what_is_no_addition_is_named_and_nothing_is_written(program: Path) -> None:
    before = steps_of(program)
    rewrite(program, "models/school/schools.py", ('"district"', '"area"'))
    done = next_step(program)
    assert done.returncode == 1
    assert "schools.district" in done.stderr
    assert steps_of(program) == before


@pytest.mark.parametrize("half", sorted(NEXT))
@pytest.mark.parametrize("other", [None, "", "\n;\n"])
def test_half_a_step_opens_no_database(
    program: Path, sample_file: Path, tmp_path: Path, half: str, other: str | None
) -> None:
    folder = program / "models/storage/steps"
    (folder / half).write_text("CREATE TABLE neu (id TEXT)")
    (missing,) = NEXT - {half}
    if other is not None:
        (folder / missing).write_text(other)
    path = shutil.copy(sample_file, tmp_path / "school.db")
    before = path.read_bytes()
    said = opened(program, path).stdout
    assert "程序不完整" in said
    assert missing in said
    assert path.read_bytes() == before
    assert next_step(program).returncode == 1


def test_a_step_that_loses_rows_is_rolled_back(
    program: Path, sample_file: Path, tmp_path: Path
) -> None:
    for name in NEXT:
        (program / "models/storage/steps" / name).write_text("DELETE FROM plans")
    path = shutil.copy(sample_file, tmp_path / "school.db")
    assert "升级没有通过检查" in opened(program, path).stdout
    raw = apsw.Connection(str(path))
    assert raw.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert raw.execute("SELECT count(*) > 0 FROM plans").fetchone() == (1,)
    raw.close()


def test_where_one_file_cannot_be_written_neither_is(tmp_path: Path) -> None:
    (tmp_path / "0002.postgres.sql").mkdir()
    with pytest.raises(OSError, match=r"0002\.postgres"):
        put_step(2, {"sqlite": ["SELECT 1"], "postgres": ["SELECT 1"]}, tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {"0002.postgres.sql"}
    (tmp_path / "0003.sqlite.sql").write_text("SELECT 0\n")
    (tmp_path / "0003.postgres.sql").mkdir()
    with pytest.raises(OSError, match=r"0003\.postgres"):
        put_step(3, {"sqlite": ["SELECT 1"], "postgres": ["SELECT 1"]}, tmp_path)
    assert (tmp_path / "0003.sqlite.sql").read_text() == "SELECT 0\n"
