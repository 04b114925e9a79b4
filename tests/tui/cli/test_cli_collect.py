"""``jiaoyan collect`` as the office uses it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exports.collect.editing import Edited, write
from tests.tui.cli.conftest import Run

Jiaoyan = Callable[..., Run]


@pytest.fixture
def school(sample_file: Path, tmp_path: Path, jiaoyan: Jiaoyan) -> Path:
    """A sample school, and the documents of one of its groups in ``out``."""
    path = Path(shutil.copy(sample_file, tmp_path / "school.db"))
    assert (
        jiaoyan("export", "out", "--db", path, "--group", "数学组", "--state", "已审核").status == 0
    )
    return path


def test_look_first_then_take_then_nothing_more(school: Path, jiaoyan: Jiaoyan) -> None:
    looked = jiaoyan("collect", "out", "--db", "office.db")
    assert looked.status == 0
    assert "新的" in looked.out
    assert "这里还没有、随文件一起收的" in looked.out
    assert "学校 1：青禾实验小学" in looked.out
    assert "--apply" in looked.err
    assert not Path("office.db").exists()
    taken = json.loads(jiaoyan("collect", "out", "--db", "office.db", "--apply", "--json").out)
    files = len(list(Path("out").rglob("*.docx")))
    assert taken["unchanged"] + len(taken["new"]) == files
    assert set(taken["new"][0]) == {"id", "file"}
    again = json.loads(jiaoyan("collect", "out", "--db", "office.db", "--apply", "--json").out)
    assert (again["new"], again["changed"], again["unchanged"]) == ([], [], files)
    assert jiaoyan("export", "out2", "--db", "office.db").status == 0
    written = {path.relative_to("out2"): path.read_bytes() for path in Path("out2").rglob("*.docx")}
    before = {p.relative_to("out"): p.read_bytes() for p in Path("out").rglob("*.docx")}
    assert written.keys() == before.keys()
    approved = [
        line for line in looked.out.splitlines() if "文件里说它已审核，收下后是已提交" in line
    ]
    meetings = {
        str(path.parent / path.name[:15]) for path in before if written[path] != before[path]
    }
    assert len(meetings) == len(approved) == taken["claims"]["已审核"]
    assert "按 F10" in looked.err


def test_a_change_is_told_place_by_place(school: Path, jiaoyan: Jiaoyan) -> None:
    path = next(p for p in Path("out").rglob("02_*理论学习*.docx"))
    with Edited(path) as paper:
        write(paper.beside("地点"), "二楼会议室")
    told = json.loads(jiaoyan("collect", path, "--db", school, "--json").out)
    [changed] = told["changed"]
    assert changed["file"] == str(path)
    assert changed["changes"] == [{"path": "place", "old": "三楼数学教研室", "new": "二楼会议室"}]
    shown = jiaoyan("collect", path, "--db", school, "--apply")
    assert "地点：三楼数学教研室 → 二楼会议室" in shown.out
    assert shown.status == 0


def test_what_is_refused_is_named_and_the_status_says_so(school: Path, jiaoyan: Jiaoyan) -> None:
    Path("out/坏的.docx").write_bytes(b"x")
    found = jiaoyan("collect", "out", "--db", school, "--json")
    assert found.status == 1
    [refused] = json.loads(found.out)["refused"]
    assert refused["file"].endswith("坏的.docx")
    assert refused["reason"]
    assert jiaoyan("collect", "没有这个文件夹", "--db", school).status == 1
    assert jiaoyan("collect", "out", "--db", school, "--who", "张三").status == 2


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--check", "--who", "张三=新"], "--who"),
        (["--old", "--who", "张三=新"], "--who"),
        (["--check", "--kind", "meeting"], "--kind"),
        (["--check", "--apply"], "--apply"),
        (["--term", "本学期"], "--term"),
    ],
)
def test_what_would_be_passed_over_is_refused(
    school: Path, jiaoyan: Jiaoyan, words: list[str], named: str
) -> None:
    run = jiaoyan("collect", "out", "--db", school, *words)
    assert (run.status, run.out) == (2, "")
    assert named in run.err
