"""What a command costs before it does anything, against Python itself and against the database's library.

User CPU of whole processes, all in turn, added up over the rounds: the system counts single ones in
steps as long as Python itself takes. The program stands compiled, as packages do.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

from models.catalogue import open_school
from models.demo import make_demo

ROUNDS = 20
SURROUNDINGS = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
NOTHING = ["-c", "pass"]
LIBRARY = ["-c", "import sys\nsys.modules['psycopg'] = None\nimport peewee, apsw"]
PROGRAM = ["-c", "import sys\nfrom tui.__main__ import main\nsys.exit(main(sys.argv[1:]))"]
MOST = {"--version": 1.6, "list": 3.2, "search": 3.6}
"""As many times as long as loading peewee and apsw."""


def user_seconds(words: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([sys.executable, *words], env=SURROUNDINGS, check=True, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def test_a_command_starts_at_once(tmp_path: Path) -> None:
    db = tmp_path / "school.db"
    with open_school(db) as store:
        make_demo(store, date.today())
    runs = {
        "nothing": NOTHING,
        "library": LIBRARY,
        "--version": [*PROGRAM, "--version"],
        "list": [*PROGRAM, "list", "teachers", "--db", str(db)],
        "search": [*PROGRAM, "search", "作业", "--db", str(db)],
    }
    for words in runs.values():
        user_seconds(words)
    took = dict.fromkeys(runs, 0.0)
    for _round in range(ROUNDS):
        for name, words in runs.items():
            took[name] += user_seconds(words)
    print()
    for name, seconds in took.items():
        print(f"{name}: {seconds / ROUNDS * 1000:.0f} ms, {seconds / took['nothing']:.1f} × python, "
              f"{seconds / took['library']:.2f} × peewee and apsw")  # fmt: skip
    assert all(took[name] / took["library"] <= most for name, most in MOST.items())
