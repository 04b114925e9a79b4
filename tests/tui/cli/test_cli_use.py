"""How commands are called: help, wrong words, which database, how it ends."""

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tui.cli.app
from models.catalogue import open_school
from tui.cli.app import _work
from tui.cli.command import Command
from tui.cli.commands import PROGRAM_ITSELF
from tui.database import open_database

ROOT = Path(__file__).parents[3]


def ways(command: Command) -> list[list[str]]:
    """The names that lead to a command and to those below it, without that of the program."""
    return [[], *([one.name, *way] for one in command.below for way in ways(one))]


WAYS = ways(PROGRAM_ITSELF)
ENGLISH = re.compile(r"\b(usage|options?|arguments?|commands?|show|message|exit|default|required|error|"
                     r"missing|invalid|try|help for|such|requires|unexpected)\b", re.IGNORECASE)  # fmt: skip
Jiaoyan = Callable[..., Any]


def shell(*words: str | Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "tui", *map(str, words)],
        capture_output=True, env=environment, check=False, **more,  # type: ignore[call-overload]
    )  # fmt: skip


@pytest.mark.parametrize("words", WAYS, ids=" ".join)
def test_help_is_chinese_throughout(jiaoyan: Jiaoyan, words: list[str]) -> None:
    run = jiaoyan(*words, "--help")
    assert run.status == 0
    assert run.out.startswith("用法：jiaoyan")
    assert "--help" in run.out
    assert not ENGLISH.findall(run.out)


@pytest.mark.parametrize("width", range(60, 80))
def test_no_line_of_help_begins_with_what_ends_a_word(
    jiaoyan: Jiaoyan, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr("tui.cli.help.WIDTH", width)
    shown = "".join(jiaoyan(*way, "--help").out for way in WAYS)
    assert not re.findall(r"^\s*[，。；：、！？）”》].*", shown, re.MULTILINE)


def test_the_first_help_names_every_command(jiaoyan: Jiaoyan) -> None:
    assert all(one.name in jiaoyan("--help").out for one in PROGRAM_ITSELF.below)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["lst"], "没有“lst”这个命令。是不是“list”？"),
        (["xyz"], "可以写："),
        (["list"], "还缺“种类”。"),
        (["list", "teacher5"], "是不是“teachers”？"),
        (["list", "teachers", "--jsn"], "没有“--jsn”这个选项。"),
        (["list", "teachers", "more"], "多写了“more”。"),
        (["list", "teachers", "--json=1"], "--json 后面不用写内容。"),
        (["list", "teachers", "--db"], "--db 后面要写内容。"),
        (["list", "teachers", "--json", "--csv"], "只能写一个"),
        (["list", "terms", "--group", "语文组"], "不能加 --group"),
        (["list", "meetings", "--state", "草搞"], "是不是“草稿”？"),
        (["search", "词", "--limit", "-3"], "--limit 写得不对：要写一个大于零的整数。"),
        (["search", "词", "--limit", "0"], "--limit 写得不对：要写一个大于零的整数。"),
        (["search", "词", "--limit", "9" * 5000], "--limit 写得不对：要写一个大于零的整数。"),
        (["search", " "], "没有写要找的词。"),
        (["--what"], "没有“--what”这个选项。"),
        (["--db"], "--db 后面要写内容。"),
        (["roster"], "还缺“名单文件”。"),
        (["layout"], "还缺命令。可以写：check、map、use、export。"),
        (["layout", "mop"], "没有“mop”这个命令。是不是“map”？"),
        (["collect", ".", "--check", "--apply"], "--check 只看不收"),
        (["collect", ".", "--check", "--old"], "--check 只看不收"),
        (["collect", ".", "--term", "本学期"], "--term 只和 --check 一起用。"),
        (["collect", ".", "--kind", "meeting"], "--kind 只和 --old 一起用。"),
        (["export", "x", "--kind", "terms"], "学期还没有 Word 格式。--kind 可以写：meeting、"),
        (["layout", "check", "x.docx", "--kind", "terms"], "学期还没有 Word 格式。"),
    ],
)
def test_wrong_use_says_what_is_wrong_and_where_to_look(
    jiaoyan: Jiaoyan, school: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str
) -> None:
    monkeypatch.setenv("JIAOYAN_DB", str(school))
    run = jiaoyan(*words)
    assert (run.status, run.out) == (2, "")
    assert says in run.err
    assert "--help" in run.err
    assert not ENGLISH.findall(run.err.replace("--help", ""))


def test_the_hint_names_the_command(jiaoyan: Jiaoyan) -> None:
    for words in (["list", "foo"], ["list", "teachers", "--foo"]):
        assert jiaoyan(*words).err.endswith("说明：jiaoyan list --help\n")
    for words in (["foo"], ["foo", "list"], ["--db", "list"]):
        run = jiaoyan(*words, "--foo")
        assert run.err.endswith("说明：jiaoyan --help\n")
    assert jiaoyan("layout", "map", "x", "--foo").err.endswith("说明：jiaoyan layout map --help\n")


@pytest.mark.parametrize("way", [way for way in WAYS if way], ids=" ".join)
def test_a_command_takes_what_it_declares(way: list[str]) -> None:
    command = PROGRAM_ITSELF
    for name in way:
        (command,) = (one for one in command.below if one.name == name)
    declared = [option.key for option in command.options]
    declared += [command.argument.key] if command.argument else []
    if command.work:
        assert sorted(declared) == sorted(inspect.signature(_work(command.work)).parameters)
    else:
        assert command.below


def test_words_are_told_apart_as_in_every_shell(jiaoyan: Jiaoyan, school: Path) -> None:
    def listed(*words: str) -> list[str]:
        run = jiaoyan("--db", school, *words)
        assert run.status == 0, run.err
        return [each["theme"] for each in json.loads(run.out)]

    chinese = listed("list", "meetings", "--group", "语文组", "--json")
    assert len(chinese) == 2
    assert listed("list", "--json", "--group=语文组", "meetings") == chinese
    assert (
        listed("list", "--json", "--group", "数学组", "--group", "语文组", "--", "meetings")
        == chinese
    )
    assert listed("list", "meetings", "--state", "草稿", "--json") == []
    assert len(listed("list", "meetings", "--state", "草稿", "--state", "未填", "--json")) == 3
    run = jiaoyan("--db", school, "search", "--", "--limit", "-3")
    assert (run.status, "没有找到“--limit -3”" in run.err) == (0, True)
    assert "没有“-x”这个选项" in jiaoyan("search", "-x").err
    assert jiaoyan("list", "-h").out == jiaoyan("list", "meetings", "--json", "--help").out
    assert "2026-09-10" in jiaoyan("--db", school, "search", "-").out


def test_the_app_itself_starts_without_the_command_line() -> None:
    code = (
        "import sys, tui.running; from tui.__main__ import main\n"
        "tui.running.run = lambda db: print(db, 'tui.cli' in sys.modules, 'exports' in sys.modules) or 0\n"
        "sys.exit(main([]) or main(['--db', 'x.db']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.splitlines() == ["None False False", "x.db False False"]


@pytest.mark.parametrize(
    ("address", "loaded"), [("x.db", "False"), ("postgresql://nobody@localhost/x", "True")]
)
def test_the_driver_of_servers_is_loaded_for_a_server_only(address: str, loaded: str) -> None:
    pytest.importorskip("psycopg")
    code = (
        "import sys, types\n"
        "from tui.__main__ import main\n"
        "def run(db):\n    import models.storage\n"
        "    print(bool(sys.modules.get('psycopg')))\n    return 0\n"
        "sys.modules['tui.running'] = types.SimpleNamespace(run=run)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--db", address],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == loaded


def test_the_database_is_that_of_the_option_then_of_the_environment(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    open_school(other).close()
    monkeypatch.setenv("JIAOYAN_DB", str(other))
    assert "柳青禾" not in jiaoyan("list", "teachers").out
    assert "柳青禾" in jiaoyan("list", "teachers", "--db", school).out
    assert "柳青禾" in jiaoyan("--db", school, "list", "teachers").out
    assert "柳青禾" in jiaoyan("--db", other, "list", "teachers", "--db", school).out
    missing = str(tmp_path / "没有.db")
    assert missing in jiaoyan("--db", missing, "layout", "use", "自带").err
    monkeypatch.setenv("JIAOYAN_DB", str(school))
    assert "柳青禾" in jiaoyan("list", "teachers").out
    assert "柳青禾" not in jiaoyan("list", "teachers", f"--db={other}").out


def test_reading_makes_no_database(jiaoyan: Jiaoyan, tmp_path: Path) -> None:
    for words in (["list", "teachers"], ["search", "词"]):
        run = jiaoyan(*words, "--db", tmp_path / "new.db")
        assert run.status == 1
        assert "还没有数据库" in run.err
    assert not (tmp_path / "new.db").exists()


def test_a_database_that_was_there_before_and_is_gone_is_missed(
    jiaoyan: Jiaoyan, tmp_path: Path
) -> None:
    path = tmp_path / "u盘" / "school.db"
    open_database(str(path)).close()
    path.rename(tmp_path / "away.db")
    run = jiaoyan("roster", "名单.csv", "--apply", "--db", path)
    assert run.status == 1
    (tmp_path / "名单.csv").write_text("姓名\n柳青禾\n", encoding="utf-8")
    run = jiaoyan("roster", "名单.csv", "--apply", "--db", path)
    assert run.status == 1
    assert "找不到数据库" in run.err
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_text("不是数据库"), "不是教研本的数据库"),
        (lambda path: path.mkdir(), "是文件夹"),
    ],
)
def test_a_database_that_is_none(
    jiaoyan: Jiaoyan, tmp_path: Path, make: Callable[[Path], object], says: str
) -> None:
    path = tmp_path / "x.db"
    make(path)
    run = jiaoyan("list", "teachers", "--db", path)
    assert (run.status, run.out) == (1, "")
    assert says in run.err


def test_an_unforeseen_failure_is_a_sentence_and_a_log(
    jiaoyan: Jiaoyan, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_words: list[str]) -> int:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(tui.cli.app, "run_command", broken)
    run = jiaoyan("list", "teachers")
    assert run.status == 1
    assert "Traceback" not in run.err
    (log,) = own_folder.rglob("crash-*.txt")
    assert str(log) in run.err
    assert "nobody thought of this" in log.read_text(encoding="utf-8")


def test_interrupted_it_ends_quietly(jiaoyan: Jiaoyan, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(tui.cli.app, "run_command", interrupted)
    run = jiaoyan("list", "teachers")
    assert (run.status, run.out, run.err) == (130, "", "")


def test_from_a_shell_output_and_messages_are_apart(school: Path) -> None:
    done = shell("list", "teachers", "--json", "--db", school)
    assert done.returncode == 0
    assert [each["name"] for each in json.loads(done.stdout)] == ["樊小满", "柳青禾", "钟岚"]
    wrong = shell("list", "teachers", "--group", "体育", "--db", school)
    assert (wrong.returncode, wrong.stdout) == (1, b"")
    assert "没有叫“体育”的教研组。现有：" in wrong.stderr.decode()
    assert b"Traceback" not in wrong.stderr


def test_a_terminal_that_speaks_no_chinese_does_not_stop_a_table(school: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "list", "teachers", "--db", str(school)],
        capture_output=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 4)


def test_in_a_shell_that_speaks_no_chinese_json_is_utf8(school: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "list", "teachers", "--json", "--db", str(school)],
        capture_output=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0
    assert "柳青禾" in done.stdout.decode("utf-8")


def test_a_reader_that_has_had_enough_is_no_failure(school: Path) -> None:
    words = [sys.executable, "-m", "tui", "list", "teachers", "--db", str(school)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        said = run.stderr.read()
    assert run.returncode == 0
    assert b"rror" not in said
