"""What must stay off the way to the first screen, and of a command to its first line."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("docx", "lxml", "openpyxl", "python_calamine", "xlsxwriter", "PIL", "pypinyin",
         "chinese_calendar")  # fmt: skip

ONLY_WHEN_WRITING = ("models.storage.save", "models.storage.journal", "models.storage.search",
                     "models.kernel.merge", "models.storage.backup", "models.kernel.normalise",
                     "models.kernel.lineage", "models.exchange", "importlib.resources")  # fmt: skip


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import tui.__main__",
        "import tui.app, tui.screens.home",
        "import models.storage, models.session.session",
    ],
)
def test_nothing_heavy_is_on_the_way_to_the_first_screen(statement: str) -> None:
    assert not loaded_after(statement) & set(HEAVY)


def test_an_open_store_reads_without_making_peewee_models(sample_file: Path) -> None:
    code = (
        "from models.session.session import Session\nfrom models.agenda.week import agenda\n"
        "from models.catalogue import open_school\n"
        f"with open_school({str(sample_file)!r}) as store:\n    agenda(Session(store))\n"
        "import peewee\nprint(len(peewee.Model.__subclasses__()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_the_way_to_the_first_screen_only_reads(sample_file: Path) -> None:
    code = (
        "import sys\nfrom tui.database import leave_servers_out\n"
        f"leave_servers_out({str(sample_file)!r})\n"
        "import tui.app\nfrom models.session.session import Session\n"
        "from models.agenda.week import agenda, term_map\n"
        "from models.catalogue import open_school\n"
        f"with open_school({str(sample_file)!r}) as store:\n"
        "    agenda(Session(store))\n    term_map(Session(store))\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & set(ONLY_WHEN_WRITING)


NEVER_TO_READ = {*HEAVY, "textual", "rich", "typer", "pydantic", "psycopg", "exports", "models.demo",
                 "models.exchange", "models.next_step", "tui.app", "tui.screens", "tui.running"}  # fmt: skip
"""What no command needs that only reads records."""
RECORDS = {"peewee", "apsw", "models.catalogue", "models.storage", "models.school"}
"""What nothing needs that is not about records."""


def loaded_by(*words: str | Path) -> set[str]:
    """The modules that are there when a command has done its work."""
    code = (
        "import sys\nfrom tui.__main__ import main\n"
        "status = main(sys.argv[1:])\n"
        "print(*(name for name, there in sys.modules.items() if there), file=sys.stderr)\n"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=True
    )
    assert done.stdout
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "words",
    [["list", "teachers"], ["list", "meetings", "--json"], ["list", "meetings", "--csv"],
     ["search", "作业"], ["search", "作业", "--json"]],
    ids=" ".join,
)  # fmt: skip
def test_a_command_that_reads_loads_only_what_reads(sample_file: Path, words: list[str]) -> None:
    loaded = loaded_by(*words, "--db", sample_file)
    assert loaded >= {"peewee", "models.catalogue"}
    assert not loaded & NEVER_TO_READ


def test_the_version_and_the_help_load_no_command() -> None:
    assert not loaded_by("--version") & (NEVER_TO_READ | RECORDS)
    for words in (["--help"], ["export", "--help"], ["layout", "map", "--help"]):
        loaded = loaded_by(*words)
        assert not loaded & (NEVER_TO_READ - {"rich"} | RECORDS)
        assert not loaded & {"tui.cli.export", "tui.cli.layout", "tui.cli.records"}
