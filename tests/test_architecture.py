"""The arrows between the rooms, and what must stay off the way to the first screen."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("models", "exports", "tui")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
HEAVY = ("docx", "lxml", "openpyxl", "python_calamine", "xlsxwriter", "PIL", "pypinyin",
         "chinese_calendar", "typer", "click")  # fmt: skip

ONLY_WHEN_WRITING = ("models.store.save", "models.store.journal", "models.store.search",
                     "models.store.merge", "models.store.backup", "models.normal",
                     "models.lineage", "models.collecting", "importlib.resources")  # fmt: skip


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    ["import tui.__main__", "import tui.app, tui.screens.home", "import models.store, models.desk"],
)
def test_nothing_heavy_is_on_the_way_to_the_first_screen(statement: str) -> None:
    assert not loaded_after(statement) & set(HEAVY)


def test_an_open_store_reads_without_making_peewee_models(sample_file: Path) -> None:
    code = (
        "from models.desk import Desk\nfrom models.due import agenda\n"
        "from models.store import open_store\n"
        f"with open_store({str(sample_file)!r}) as store:\n    agenda(Desk(store))\n"
        "import peewee\nprint(len(peewee.Model.__subclasses__()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_the_way_to_the_first_screen_only_reads(sample_file: Path) -> None:
    code = (
        "import sys\nfrom tui.database import leave_servers_out\n"
        f"leave_servers_out({str(sample_file)!r})\n"
        "import tui.app\nfrom models.desk import Desk\nfrom models.due import agenda, term_map\n"
        "from models.store import open_store\n"
        f"with open_store({str(sample_file)!r}) as store:\n"
        "    agenda(Desk(store))\n    term_map(Desk(store))\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & set(ONLY_WHEN_WRITING)


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("models", {"textual", "rich", "docx", "lxml", "typer", "tui", "exports"}),
        ("exports", {"textual", "rich", "typer", "tui"}),
        ("tui", {"peewee", "playhouse", "apsw", "docx", "lxml"}),
    ],
)
def test_each_room_knows_only_what_it_may(room: str, forbidden: set[str]) -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
    }
    assert not {(path, name) for path, name in found if name in forbidden}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.partition(".")[0]]
    return []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_is_too_long_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_room_for_everything() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
    assert not [path for path in SOURCES if path.stem in vague or path.parent.name in vague]


def test_lists_never_page_by_offset() -> None:
    offenders = [
        path.name
        for path in (ROOT / "models" / "store").rglob("*.py")
        if " OFFSET " in path.read_text(encoding="utf-8").upper()
    ]
    assert not offenders
