"""The names of the files that are kept with the program: they can be checked out everywhere."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ILLEGAL = re.compile(r'[<>:"\\|?*\x00-\x1f]|[ .]$')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = [name for name in done.stdout.decode().split("\0") if name]
    if not names:
        pytest.skip("不是从 git 里来的")
    return names


def test_every_name_is_legal_on_windows(tracked: list[str]) -> None:
    steps = {step for name in tracked for step in name.split("/")}
    assert not [step for step in steps if ILLEGAL.search(step) or RESERVED.fullmatch(step)]


def test_capitals_do_not_tell_files_apart(tracked: list[str]) -> None:
    assert not [name for name, many in Counter(map(str.casefold, tracked)).items() if many > 1]
