"""`export`: Word documents into a folder, again and again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

Jiaoyan = Callable[..., Any]


def hashes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.docx")}


def test_the_second_export_writes_nothing(jiaoyan: Jiaoyan, school: Path, tmp_path: Path) -> None:
    folder = tmp_path / "导出"
    run = jiaoyan(
        "export", folder, "--group", "语文", "--term", "第一学期", "--json", "--db", school
    )
    told = json.loads(run.out)
    assert (run.status, told["failed"], told["unchanged"]) == (0, [], 0)
    assert set(told) == {"written", "unchanged", "failed", "files"}
    assert told["written"] == len(told["files"]) == len(hashes(folder)) > 0
    assert all("语文组" in name for name in hashes(folder))
    assert Document(told["files"][0]).tables
    before = hashes(folder)
    again = json.loads(
        jiaoyan(
            "export", folder, "--group", "语文", "--term", "第一学期", "--json", "--db", school
        ).out
    )
    assert (again["written"], again["unchanged"]) == (0, told["written"])
    assert hashes(folder) == before


def test_a_file_that_somebody_changed_is_named_and_left(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "导出"
    first = jiaoyan("export", folder, "--db", school).out.splitlines()[0]
    Path(first).write_bytes(Path(first).read_bytes() + b" ")
    changed = hashes(folder)
    run = jiaoyan("export", folder, "--db", school)
    assert run.status == 0
    assert f"“{first}”在别处改过" in run.err
    assert "写了 0 个文件" in run.err
    assert hashes(folder) == changed


def test_nothing_to_export_is_said(jiaoyan: Jiaoyan, school: Path, tmp_path: Path) -> None:
    run = jiaoyan("export", tmp_path / "导出", "--state", "已审核", "--db", school)
    assert (run.status, run.out) == (0, "")
    assert "没有符合条件的记录" in run.err


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["--kind", "teacher"], 2, "还没有 Word 格式。--kind 可以写：meeting"),
        (["--kind", "meting"], 2, "是不是“meetings”？"),
        (["--group", "体育"], 1, "没有叫“体育”的教研组"),
        (["--term", "2031"], 1, "没有叫“2031”的学期"),
    ],
)
def test_what_is_not_there(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path, words: list[str], status: int, says: str
) -> None:
    run = jiaoyan("export", tmp_path / "导出", *words, "--db", school)
    assert (run.status, run.out) == (status, "")
    assert says in run.err
    assert not (tmp_path / "导出").exists()


def test_a_folder_that_cannot_be_written(jiaoyan: Jiaoyan, school: Path, tmp_path: Path) -> None:
    (tmp_path / "导出").write_text("这是一个文件")
    run = jiaoyan("export", tmp_path / "导出", "--db", school)
    assert run.status == 1
    assert "导出" in run.err
    assert "Traceback" not in run.err
