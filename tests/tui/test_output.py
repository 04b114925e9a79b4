"""What strangers write says nothing to a terminal, by whichever way it comes there."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui
from tui.cli.printing import print_csv, print_json, print_json_list, print_table
from tui.output import put_out, say, say_how_far
from tui.visible import visible

ANY = st.text(st.characters(codec=None), max_size=30)
SPEAKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves a cursor, sets a title, turns a line around, or is no character."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b]0;改标题\x07", "␛]0;改标题␇"), ("\x9b31m", "\\x9b31m"), ("a\u202eb", "a\\u202eb"),
     ("\udcff.docx", "\\xff.docx"), ("\ud800", "\\ud800"), ("\x7f\r", "␡␍"), ("一\t二\n三", "一\t二\n三"),
     ("👨‍👩‍👧 ①㍿ 𠮷", "👨‍👩‍👧 ①㍿ 𠮷")],
)  # fmt: skip
def test_what_says_something_to_a_terminal_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY)
def test_nothing_that_is_written_speaks_to_the_terminal(text: str) -> None:
    with captured() as (out, err):
        put_out(text)
        say(text)
        say_how_far(text)
        print_table(("栏",), [(text,)])
        print_json({"k": text})
        print_json_list([{text: text}])
        print_csv((text,), [(text,)])
    written = out.getvalue() + err.getvalue().replace("\r", "", 1)
    assert not SPEAKS.search(written)


class captured:  # noqa: N801 it reads as a word
    """The two streams as a program's."""

    def __enter__(self) -> tuple[io.StringIO, io.StringIO]:
        self._patch = pytest.MonkeyPatch()
        out, err = io.StringIO(), io.StringIO()
        self._patch.setattr("sys.stdout", out)
        self._patch.setattr("sys.stderr", err)
        return out, err

    def __exit__(self, *_problem: object) -> None:
        self._patch.undo()


@given(ANY)
def test_json_comes_back_as_it_was(text: str) -> None:
    with captured() as (out, _err):
        print_json({"k": text})
    assert json.loads(out.getvalue()) == {"k": text}


@given(st.lists(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf")) | st.just("\n"),
                        max_size=12), min_size=1, max_size=4))  # fmt: skip
def test_csv_comes_back_as_it_was_but_for_the_guard(row: list[str]) -> None:
    with captured() as (out, _err):
        print_csv(["头"], [row])
    _head, *back = csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline=""))
    if row == [""]:
        assert back in ([[]], [[""]])
    else:
        assert [[cell.removeprefix("\t") for cell in line] for line in back] == [row]


BEFORE = ["", " ", "\t", "\r", "\n", "\u3000", "\u200b", "\ufeff", "\u2060", "\xa0", "\u200b \t",
          "\xad", "\u180e", "\u3164", "\x00"]  # fmt: skip


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
@pytest.mark.parametrize("before", BEFORE, ids=map(ascii, BEFORE))
def test_no_cell_runs_as_a_formula(before: str, sign: str) -> None:
    with captured() as (out, _err):
        print_csv(["头"], [[f"{before}{sign}cmd|'/C calc'!A0", "后"]])
    line = out.getvalue().split("\r\n", 1)[1]
    assert line.startswith('"\t'), "a tab in quotation marks, which no separator parts"


def test_a_sign_alone_and_what_is_no_formula_stay_as_they_are() -> None:
    with captured() as (out, _err):
        print_csv(["头"], [["-", "a=b", "第3周 -", "3-5", "①"]])
    assert out.getvalue().split("\r\n")[1] == "-,a=b,第3周 -,3-5,①"


def test_one_line_is_one_line() -> None:
    with captured() as (out, _err):
        put_out("a\n已导入。")
    assert out.getvalue() == "a␊已导入。\n"


def test_nothing_writes_to_the_terminal_by_another_way() -> None:
    folder = Path(tui.__file__).parent
    ways = {"print", "echo", "secho"}
    found = [
        path.name
        for path in folder.rglob("*.py")
        if path.name != "output.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") in ways
             or (isinstance(node.func, ast.Attribute) and node.func.attr == "write"
                 and ast.unparse(node.func.value).startswith("sys.std")))
    ]  # fmt: skip
    assert found == []
