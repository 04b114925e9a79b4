"""Every rule that a comment cites can be looked up, and nothing cites what is not here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RULES = "docs/rules.md"
SECTION = re.compile(r"§\s*(\d+(?:\.\d+)*)")
CITED = re.compile(r"docs/rules\.md((?:[\s,、和]|§\s*\d+(?:\.\d+)*)*)")
ELSEWHERE = re.compile(
    r"\b(?:domain|storage|documents|tui|design)\.md\b|\bseed ?\d\b|\bplan \d\b", re.IGNORECASE
)
"""Names of papers that nobody who reads this has."""


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = [name for name in done.stdout.decode().split("\0") if name]
    if not names:
        pytest.skip("不是从 git 里来的")
    found = {}
    for name in names:
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content and name != Path(__file__).relative_to(ROOT).as_posix():
            found[name] = content.decode(errors="replace")
    return found


def sections() -> list[str]:
    text = (ROOT / RULES).read_text(encoding="utf-8")
    return re.findall(r"^#{2,3} (\d+(?:\.\d+)*) ", text, re.MULTILINE)


def cited(text: str) -> list[str]:
    """The sections of the rules that a text names; ``?`` for a citation of none."""
    found: list[str] = []
    for where in CITED.findall(re.sub(r"\n\s*(?:# )?", " ", text)):
        found += SECTION.findall(where) or ["?"]
    return found


def test_every_section_has_a_number_of_its_own_in_order() -> None:
    numbers = [tuple(map(int, one.split("."))) for one in sections()]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 20


def test_every_section_that_the_code_cites_is_there(texts: dict[str, str]) -> None:
    there = {*sections()}
    names = [name for name in texts if name.endswith((".py", ".toml", ".sql"))]
    wrong = {name: lost for name in names if (lost := {*cited(texts[name])} - there)}
    assert wrong == {}
    used = {one for name in names for one in cited(texts[name])}
    assert len(used) > 20, "the citations are not found any more"


def test_nothing_cites_what_is_not_here(texts: dict[str, str]) -> None:
    assert {
        name: found.group() for name, text in texts.items() if (found := ELSEWHERE.search(text))
    } == {}
