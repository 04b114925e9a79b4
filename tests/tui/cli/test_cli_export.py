"""`export`: Word documents into a folder, again and again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from models.catalogue import open_school
from models.session.session import Session
from tests.conftest import TODAY
from tests.exports.word.reading import text
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_observations import SAID, written

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


@pytest.mark.parametrize("volume", [False, True])
def test_papers_tell_no_more_than_who_makes_them_may_see(
    jiaoyan: Jiaoyan, sample_file: Path, tmp_path: Path, volume: bool
) -> None:
    school = Path(shutil.copy(sample_file, tmp_path / "sample.db"))
    with open_school(school) as store:
        session = Session(store, lambda: TODAY)
        lesson = a_lesson(session)
        written(session, lesson, verdict="一节扎实的课")
        session.set_current_user(lesson["instructor"])
    term = ["--term", "第一学期"]
    where = ["--volume", "册.docx", *term] if volume else ["导出", *term]
    run = jiaoyan("export", *where, "--kind", "observation", "--db", school, "--json")
    shown = "".join(text(Path(path).read_bytes()) for path in json.loads(run.out)["files"])
    assert SAID["strengths"] in shown
    assert "扎实的课" not in shown


def test_a_term_of_a_group_in_one_volume(jiaoyan: Jiaoyan, school: Path, tmp_path: Path) -> None:
    path = tmp_path / "语文组.docx"
    words = ["export", "--volume", path, "--paper", "签到", "--group", "语文", "--term", "第一学期",
             "--db", school]  # fmt: skip
    run = jiaoyan(*words, "--json")
    told = json.loads(run.out)
    assert (run.status, told["failed"], told["written"], told["unchanged"]) == (0, [], 1, 0)
    assert set(told) == {"written", "unchanged", "failed", "files"}
    assert told["files"] == [str(path)]
    document = Document(str(path))
    assert [p.text for p in document.paragraphs[:2]] == ["溪口实验小学", "签到表"]
    rows = [row.cells[2].text for row in document.tables[0].rows][1:]
    assert len(rows) == 2
    again = jiaoyan(*words)
    assert again.out.splitlines() == [str(path)]
    assert "写了 0 个文件，1 个没有变化" in again.err


def test_other_papers_can_be_bound_or_exported(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path
) -> None:
    path = tmp_path / "全部.docx"
    more = ["--term", "第一学期", "--db", school, "--json"]
    run = jiaoyan("export", "--volume", path, "--paper", "全部", *more)
    assert run.status == 0
    rows = [row.cells[2].text for row in Document(str(path)).tables[0].rows][1:]
    assert len(rows) == 3
    only = json.loads(jiaoyan("export", tmp_path / "导出", "--paper", "签到表", *more).out)
    assert only["written"] == len(only["files"]) == 3
    assert all("签到表" in name for name in only["files"])


def test_a_volume_somebody_changed_is_left_and_the_new_one_named(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path
) -> None:
    path = tmp_path / "合订.docx"
    path.write_bytes(b"other")
    run = jiaoyan(
        "export", "--volume", path, "--paper", "签到", "--term", "第一学期", "--db", school
    )
    assert run.out.splitlines() == [str(tmp_path / "合订_v2.docx")]
    assert f"“{path}”里有别的内容，没有动它" in run.err
    assert path.read_bytes() == b"other"


def test_without_libreoffice_the_word_files_are_there_all_the_same(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("exports.office._USUAL", ())
    path = tmp_path / "合订.docx"
    words = ["export", "--volume", path, "--paper", "签到", "--term", "第一学期", "--pdf",
             "--db", school]  # fmt: skip
    run = jiaoyan(*words)
    assert run.status == 1
    assert run.out.splitlines() == [str(path)]
    assert "转 PDF 要用 LibreOffice" in run.err
    told = json.loads(jiaoyan(*words, "--json").out)
    assert told["failed"][0]["reason"].startswith("转 PDF 要用 LibreOffice")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "要写一个文件夹，或者用 --volume"),
        (["导出", "--volume", "合订.docx"], "只能写一样"),
        (["--volume", "合订.docx", "--paper", "签名"], "没有叫“签名”的文件"),
        (["--volume", "合订.docx", "--kind", "teacher"], "还没有 Word 格式"),
    ],
)
def test_wrong_words_about_a_volume(
    jiaoyan: Jiaoyan, school: Path, words: list[str], says: str
) -> None:
    run = jiaoyan("export", *words, "--db", school)
    assert (run.status, run.out) == (2, "")
    assert says in run.err


def test_a_name_of_another_kind_of_file_is_refused(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path
) -> None:
    run = jiaoyan("export", "--volume", tmp_path / "a.pdf", "--term", "第一学期", "--db", school)
    assert run.status == 1
    assert "以 .docx 结尾" in run.err


@pytest.mark.parametrize(
    ("kind", "paper"),
    [("observations", "听课记录表"), ("lessons", "听课评课合成记录"), ("pairings", "师徒结对协议书"),
     ("logs", "师徒指导记录表"), ("topics", "立项申请书"), ("months", "课题研究记录单"),
     ("growth_plans", "年度成长计划"), ("appraisals", "师徒年度考核表"),
     ("resident_rounds", "驻班听课评价表")],
)  # fmt: skip
def test_every_kind_is_listed_and_exported_by_its_name(
    jiaoyan: Jiaoyan, sample_file: Path, tmp_path: Path, kind: str, paper: str
) -> None:
    db = shutil.copy(sample_file, tmp_path / "样例.db")
    listed = json.loads(jiaoyan("list", kind, "--json", "--db", db).out)
    told = json.loads(
        jiaoyan("export", tmp_path / "导出", "--kind", kind, "--json", "--db", db).out
    )
    assert told["failed"] == []
    assert len([name for name in told["files"] if paper in name]) == len(listed) > 0
