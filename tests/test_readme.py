"""What the README says is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tui import commands as declared
from tui.cli.commands import PROGRAM_ITSELF
from tui.commands import SCOPES, Scope
from tui.screens.specials import KEYS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    block = README.partition("### 命令")[2].partition("```")[2].partition("```")[0]
    return [
        line.split()[1]
        for line in block.strip().splitlines()
        if len(line.split("  ")[0].split()) > 1
    ]


def test_the_two_commands_are_those_of_the_set_up_script() -> None:
    shell = re.findall(r"```sh\n(.*?)\n```", README, flags=re.DOTALL)
    assert shell == ["python3 start.py", "python3 start.py demo", "python3 start.py test"]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 start.py test" in ci
    compile((ROOT / "start.py").read_text(encoding="utf-8"), "start.py", "exec")


@pytest.mark.parametrize("name", sorted(set(commands())))
def test_every_command_of_the_guide_exists_and_explains_itself(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", name, "--help"], capture_output=True, text=True, check=False,
        cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.search(r"[\u4e00-\u9fff]", done.stdout)
    assert "Usage" not in done.stdout


def test_every_command_is_in_the_guide() -> None:
    assert {command.name for command in PROGRAM_ITSELF.below} <= {*commands()}


def test_every_key_of_the_guide_is_bound() -> None:
    bound = {command.key_shown for scope in SCOPES for command in scope.commands}
    bound |= {key.upper() for key in KEYS}
    guide = README.partition("## 使用指南")[2].partition("### 键")[0]
    for key in set(re.findall(r"\*\*(F\d+|Del)\*\*", guide)):
        assert key in bound, key


MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[1]


def test_every_room_of_the_map_is_there() -> None:
    for name in re.findall(r"\b([a-z_]+\.py)\b", MAP):
        assert list(ROOT.glob(f"*/{name}")) or list(ROOT.glob(f"*/*/{name}")), name
    for name in re.findall(r"\b([a-z_]+)/", MAP):
        assert (ROOT / name).is_dir() or [*ROOT.glob(f"*/{name}"), *ROOT.glob(f"*/*/{name}")], name


def test_every_room_of_the_house_is_on_the_map() -> None:
    rooms = [file.parent for top in ("models", "exports", "tui")
             for pattern in ("__init__.py", "*/__init__.py")
             for file in ROOT.glob(f"{top}/{pattern}")]  # fmt: skip
    for room in rooms:
        assert re.search(rf"\b{room.name}/", MAP), room


def test_the_guide_leads_to_papers_that_are_there() -> None:
    for target in re.findall(r"\]\(([a-zA-Z][^):]*)\)", README):
        assert (ROOT / target).exists(), target


def test_every_command_has_a_help_line_and_no_bare_letter() -> None:
    assert {one for one in vars(declared).values() if isinstance(one, Scope)} == {*SCOPES}
    for scope in SCOPES:
        for command in scope.commands:
            assert command.help, command.action
            assert len(command.key) != 1, command.action


def test_the_picture_is_there_and_needs_nothing_from_outside() -> None:
    (picture,) = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    svg = (ROOT / picture).read_text(encoding="utf-8")
    assert "url(" not in svg.replace("url(#", "")
    assert "本周要做" in svg.replace("&#160;", "")
