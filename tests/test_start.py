"""What must stay off the way to the first screen."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("docx", "lxml", "openpyxl", "python_calamine", "xlsxwriter", "PIL", "pypinyin",
         "chinese_calendar", "typer", "click")  # fmt: skip

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
