"""Commands in odd surroundings: a sentence, never a crash file, and nothing left where one stands."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.tui.cli.test_cli_use import ROOT
from tui.endings import crash_log

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="用的是 sh")
Jiaoyan = Callable[..., Any]
BYTES = "\udcc4\udce3.docx"
"""A name in GBK, as an old disk has it."""


def crashes(own_folder: Path) -> list[Path]:
    return sorted((own_folder / "jiaoyan").glob("crash*"))


def in_shell(line: str, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    """A command line as sh runs it; ``jiaoyan`` is the program, which keeps back what it writes as it
    does for everybody.
    """
    own = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        ["/bin/sh", "-c", f'jiaoyan() {{ "{sys.executable}" -m tui "$@"; }}\n{line}'],
        capture_output=True, check=False, env={**own, "PYTHONPATH": str(ROOT), **surroundings},
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [["search", "\udcff"], ["list", "\udcff"], ["list", "meetings", "--term", "\udcff"],
     ["list", "meetings", "--state", "\udcff"], ["export", "出", "--paper", "\udcff"],
     ["collect", BYTES, "--who", "\udcff"], ["\udcff"], ["list", "meetings", "--\udcff"]],
)  # fmt: skip
def test_a_word_in_another_encoding_is_named(
    jiaoyan: Jiaoyan, school: Path, own_folder: Path, words: list[str]
) -> None:
    run = jiaoyan("--db", school, *words)
    assert run.status == 2
    assert "\\xff" in run.err
    assert not crashes(own_folder)


@pytest.mark.parametrize(
    "words", [["--db", "\udcff.db"], ["list", "meetings", "--db", "\udcff.db"]]
)
def test_a_database_with_such_a_name_is_refused(jiaoyan: Jiaoyan, words: list[str]) -> None:
    run = jiaoyan(*words)
    assert run.status == 1
    assert "“\\xff.db”里有不是 UTF-8 的字" in run.err


def test_files_with_such_names_are_read(
    jiaoyan: Jiaoyan, school: Path, own_folder: Path, tmp_path: Path
) -> None:
    roster = os.fsdecode(b"\xc4\xe3.csv")
    Path(roster).write_text("姓名,性别\n甲乙丙,男\n", encoding="utf-8")
    for more in ([], ["--json"], ["--apply"]):
        run = jiaoyan("roster", roster, *more, "--db", school)
        assert run.status == 0, run.err
        run.out.encode()
    assert jiaoyan("layout", "export", BYTES).status == 0
    run = jiaoyan("layout", "use", BYTES, "--db", school)
    assert (run.status, "照“��.docx”导出" in run.err) == (0, True)
    assert jiaoyan("collect", BYTES, "--db", school).status == 1
    assert jiaoyan("export", os.fsdecode(b"\xff"), "--db", school).status == 0
    assert not crashes(own_folder)


@pytest.mark.parametrize(
    "words",
    [["collect"], ["collect", "--old"], ["collect", "--check"], ["roster"], ["layout", "check"],
     ["layout", "map"], ["layout", "use"]],
)  # fmt: skip
def test_a_lock_file_of_office_is_named_as_one(
    jiaoyan: Jiaoyan, school: Path, own_folder: Path, words: list[str]
) -> None:
    Path("~$周报.docx").write_bytes(b"\x05Chen" + bytes(157))
    db = [] if words[-1] in ("check", "map") else ["--db", school]
    run = jiaoyan(*words, "~$周报.docx", *db)
    assert run.status == 1
    assert "锁文件" in run.out + run.err
    assert not crashes(own_folder)


def test_a_tilde_may_begin_any_name(jiaoyan: Jiaoyan, school: Path, own_folder: Path) -> None:
    Path("~旧名单.csv").write_text("姓名\n甲乙丙\n", encoding="utf-8")
    school.rename("~x.db")
    assert "甲乙丙" in jiaoyan("roster", "~旧名单.csv", "--db", "~x.db").out
    assert jiaoyan("list", "teachers", "--db", "~x.db").status == 0
    assert jiaoyan("export", "~导出", "--db", "~x.db").status == 0
    assert jiaoyan("export", "--volume", "~册.docx", "--db", "~x.db").status in (0, 1)
    assert jiaoyan("layout", "export", "~版式").status == 0
    assert Path("~版式.docx").exists()
    assert Path("~导出").is_dir()
    assert jiaoyan("collect", "~没有.docx", "--db", "~x.db").status == 1
    assert jiaoyan("demo", "--no-open", "--db", "~x.db").status == 1, "no sample school"
    assert not crashes(own_folder)


def test_the_words_and_names_of_strangers_say_nothing_to_the_terminal(
    jiaoyan: Jiaoyan, school: Path
) -> None:
    evil = "\x1b]0;改\x07\x9b31m\u202e"
    Path(f"{evil}.csv").write_text(f"姓名,{evil}栏\n甲{evil}乙,\n柳青禾,{evil}\n", encoding="utf-8")
    Path(f"{evil}.docx").write_bytes(b"PK")
    runs = [
        jiaoyan("roster", f"{evil}.csv", "--db", school),
        jiaoyan("roster", f"{evil}.csv", "--db", school, "--json"),
        jiaoyan("collect", f"{evil}.docx", "--db", school),
        jiaoyan("collect", f"{evil}没有.docx", "--db", school),
        jiaoyan("search", evil, "--db", school),
        jiaoyan("layout", "check", f"{evil}.docx"),
        jiaoyan("export", f"出{evil}", "--db", school),
        jiaoyan("list", evil, "--db", school),
        jiaoyan("list", "meetings", "--group", evil, "--db", school),
        jiaoyan("list", "meetings", "--db", f"{evil}.db"),
        jiaoyan(evil),
    ]
    for run in runs:
        assert run.out + run.err
        for sign in "\x1b\x07\x9b\u202e":
            assert sign not in run.out + run.err
    assert "␛]0;改␇\\x9b31m\\u202e" in runs[4].err
    assert json.loads(runs[1].out)["issues"] is not None


@pytest.mark.parametrize("stream", ["> /dev/full", ">&-"])
@pytest.mark.parametrize("words", ["--help", "list --help", "--version", "list meetings",
                                   "list meetings --json", "list meetings --csv"])  # fmt: skip
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")
def test_output_that_cannot_be_written_is_told(
    school: Path, own_folder: Path, words: str, stream: str
) -> None:
    run = in_shell(f"jiaoyan {words} {stream}", JIAOYAN_DB=str(school))
    assert run.returncode == 1
    assert run.stderr.decode().rstrip().endswith("请换一个地方，再运行一次。")
    assert "结果没有写完" in run.stderr.decode()
    assert not crashes(own_folder)


@pytest.mark.parametrize("stream", ["2> /dev/full", "2>&-", "<&-"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")
def test_what_cannot_be_said_stops_nothing(school: Path, stream: str) -> None:
    run = in_shell(f"jiaoyan list meetings --json {stream}", JIAOYAN_DB=str(school))
    assert run.returncode == 0
    assert json.loads(run.stdout)
    assert in_shell(f"jiaoyan nonsense {stream}").returncode == 2


def test_no_keys_and_no_screen_are_told(school: Path, own_folder: Path) -> None:
    run = in_shell("jiaoyan <&-", JIAOYAN_DB=str(school))
    assert (run.returncode, "不是终端" in run.stderr.decode()) == (1, True)
    assert not crashes(own_folder)


def test_a_locale_that_knows_no_chinese_is_no_hindrance(school: Path, tmp_path: Path) -> None:
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "JIAOYAN_DB": str(school)}
    assert "作业" in in_shell("jiaoyan search 作业", **old).stdout.decode()
    assert "语文组" in in_shell("jiaoyan list meetings --group 语文组", **old).stdout.decode()
    run = in_shell("jiaoyan export 导出", **old)
    assert run.returncode == 0, run.stderr.decode()
    assert list((tmp_path / "导出").rglob("*_语文组_*.docx"))
    assert in_shell("jiaoyan collect 导出", **old).returncode == 0


def test_a_present_folder_that_is_gone_is_told(
    school: Path, own_folder: Path, tmp_path: Path
) -> None:
    gone = f"mkdir {tmp_path}/gone && cd {tmp_path}/gone && rmdir ../gone &&"
    for words in ("list meetings --db x.db", "--db x.db", "demo --no-open --db x.db",
                  f"export 出 --db {school}", "layout export"):  # fmt: skip
        run = in_shell(f"{gone} jiaoyan {words} < /dev/null")
        assert (run.returncode, run.stderr.decode().count("\n")) == (1, 1), run.stderr.decode()
    assert in_shell(f"{gone} jiaoyan list meetings --db {school}").returncode == 0
    assert not crashes(own_folder)


def test_a_mapped_form_for_which_there_is_no_room_leaves_nothing(tmp_path: Path) -> None:
    form = Document()
    form.add_table(1, 2).cell(0, 0).text = "活动主题"
    form.save(str(tmp_path / "空白.docx"))
    before = sorted(tmp_path.iterdir())
    run = in_shell("ulimit -f 4; trap '' XFSZ; jiaoyan layout map 空白.docx --out 带标记.docx")
    assert run.returncode == 1
    assert "写不了“带标记.docx”" in run.stderr.decode()
    assert sorted(tmp_path.iterdir()) == before


def test_crash_files_stay_and_are_for_their_owner(own_folder: Path) -> None:
    (own_folder / "jiaoyan").mkdir(parents=True)
    for number in range(5):
        crash_log(ValueError(f"第 {number} 次 \udcff"))
    found = crashes(own_folder)
    assert len(found) == 5
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in found)
    texts = [path.read_text(encoding="utf-8") for path in found]
    assert all(any(f"第 {number} 次" in text for text in texts) for number in range(5))


@pytest.mark.parametrize(
    "words",
    [["collect", "纸.docx"], ["collect", "纸.docx", "--old"], ["collect", "纸.docx", "--check"],
     ["list", "meetings"], ["search", "词"], ["export", "出"], ["roster", "名单.csv"],
     ["layout", "check", "纸.docx"], ["layout", "use", "纸.docx"]],
    ids=" ".join,
)  # fmt: skip
def test_without_a_database_the_present_folder_stays_as_it_was(
    jiaoyan: Jiaoyan, own_folder: Path, tmp_path: Path, words: list[str]
) -> None:
    Document().save(str(tmp_path / "纸.docx"))
    Path("名单.csv").write_text("姓名\n甲乙丙\n", encoding="utf-8")
    before = sorted(path for path in tmp_path.rglob("*"))
    jiaoyan(*words)
    assert sorted(path for path in tmp_path.rglob("*")) == before
