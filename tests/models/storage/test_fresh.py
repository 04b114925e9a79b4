"""A file that is made from nothing has its name when it is complete, and not before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.catalogue import RECORD_TYPES, open_school
from models.demo import make_demo
from models.kernel.filters import Filter
from models.meetings.meetings import MEETING
from models.storage import Store
from models.storage.fresh import fresh_file
from tests.conftest import TODAY


def test_when_it_is_complete_it_is_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    with fresh_file(path, RECORD_TYPES) as store:
        make_demo(store, TODAY, 30)
        assert not path.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["school.db"]
    assert path.read_bytes()[18:20] == b"\x02\x02", "written ahead (WAL), as every file of ours"
    with open_school(path, create=False) as store:
        assert store.fetch("PRAGMA synchronous") == [(2,)]
        assert store.fetch("PRAGMA integrity_check") == [("ok",)]
        assert len(store.ids(Filter(MEETING))) > 30
        assert store.first_broken() is None


def test_what_fails_leaves_nothing_and_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    with fresh_file(path, RECORD_TYPES) as store:
        store.set_setting("which", "the first")

    def interrupted(store: Store) -> None:
        store.set_setting("which", "the second")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), fresh_file(path, RECORD_TYPES) as store:
        interrupted(store)
    assert [file.name for file in tmp_path.iterdir()] == ["school.db"]
    with open_school(path, create=False) as store:
        assert store.setting("which") == "the first"


def test_what_an_older_one_left_beside_it_is_not_read_into_it(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    with fresh_file(path, RECORD_TYPES) as store:
        store.set_setting("which", "the first")
    code = (
        "import os\nfrom models.catalogue import open_school\n"
        f"store = open_school({os.fspath(path)!r})\n"
        "store.set_setting('which', 'never closed')\nos._exit(0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert path.with_name("school.db-wal").stat().st_size > 0
    with fresh_file(path, RECORD_TYPES) as store:
        store.set_setting("which", "the second")
    with open_school(path, create=False) as store:
        assert store.setting("which") == "the second"
        assert store.fetch("PRAGMA integrity_check") == [("ok",)]


def test_killed_on_the_way_it_is_not_there_and_can_be_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "school.db"
    code = (
        "import os\nfrom datetime import date\nfrom pathlib import Path\n"
        "from models.catalogue import RECORD_TYPES\nfrom models.demo import make_demo\n"
        "from models.storage.fresh import fresh_file\n"
        f"with fresh_file(Path({os.fspath(path)!r}), RECORD_TYPES) as store:\n"
        f"    make_demo(store, date({TODAY.year}, {TODAY.month}, {TODAY.day}))\n"
        "    os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert not path.exists()
    with fresh_file(path, RECORD_TYPES) as store:
        make_demo(store, TODAY)
    assert [file.name for file in tmp_path.iterdir()] == ["school.db"]
