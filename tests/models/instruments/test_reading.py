"""Each thing that can be wrong in a school's own file is told with its place and the cure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.instruments.catalogue import BUILT_IN, built_in_text
from models.instruments.finding import Finding
from models.instruments.instrument import Instrument
from models.instruments.reading import read, thaw
from models.kernel.errors import JiaoyanError

SHEET = """
code = "OWN"
name = "本校评课表"
kind = "score"
version = 2
max_score = 10
step = 0.5

[[groups]]
code = "a"
name = "教学"
items = [
  { code = "a1", text = "目标清楚", max = 5 },
  { code = "a2", text = "重点突出", max = 5 },
]

[[entries]]
code = "view"
name = "看法"
per = "lesson"
kind = "choice"
levels = [
  { code = "y", name = "赞成" },
  { code = "n", name = "再议" },
]

[[bands]]
name = "好"
floor = 8

[[bands]]
name = "一般"
floor = 0
"""


def told(text: str) -> list[str]:
    found = read(text)
    assert isinstance(found, tuple)
    return [str(finding) for finding in found]


def test_a_sound_file_is_read() -> None:
    sheet = read(SHEET)
    assert isinstance(sheet, Instrument)
    assert (sheet.code, sheet.version, sheet.group("a").max) == ("OWN", 2, Decimal(10))
    assert sheet.item("a2").text == "重点突出"


def test_notepads_marks_and_line_ends_do_no_harm() -> None:
    assert read("\ufeff" + SHEET.replace("\n", "\r\n")) == read(SHEET)


WRITTEN_WRONG = [
    ('code = "OWN"', "code = “OWN”", "第 2 行第 8 个字：中文标点 “ 要改成英文标点"),
    ('code = "OWN"', 'code = "OWN”', "第 2 行第 13 个字：文字没有写完就换行了"),
    ('code = "OWN"', 'code ＝ "OWN"', "第 2 行第 6 个字：中文标点 ＝"),
    ('code = "OWN"', "code = OWN", "第 2 行第 8 个字：等号后面的内容看不懂"),
    ('code = "OWN"', 'code "OWN"', "第 2 行第 6 个字：名称后面要有等号"),
    ('code = "OWN"', "评课表", "第 2 行第 1 个字：这一行不是“名称 = 内容”"),
    ('code = "OWN"', 'code = "OWN"\ncode = "B"', "第 3 行第 11 个字：同一个名称写了两次"),
    ('code = "OWN"', 'code = "OWN" name = "x"', "第 2 行第 14 个字：一行只能写一项"),
    ('code = "OWN"', 'code = "O\\N"', "文字里的反斜杠要写成两个"),
    ("[[bands]]", "[[bands]", "表名后面的方括号没有写完"),
    ("max = 5 },\n]", "max = 5 }，\n]", "第 14 行第 42 个字：中文标点 ，"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "message"), WRITTEN_WRONG)
def test_the_line_is_told_where_the_file_is_no_toml(good: str, bad: str, message: str) -> None:
    (finding,) = told(SHEET.replace(good, bad, 1))
    assert message in finding


def test_the_last_line_is_told_too_where_the_file_just_ends() -> None:
    (finding,) = told(SHEET.rstrip() + "\nfloor = 1")
    assert finding.startswith("第 34 行第 10 个字：同一个名称写了两次")


WRONG_VALUES = [
    ('code = "OWN"\n', "", "开头：缺少代号，请写上 code"),
    ('name = "教学"', 'name = ""', "第 1 个组“a”：缺少名称，请写上 name"),
    ('"score"', '"points"', "类型（kind）只能写 score、perspective、interval、sequence、free 之一"),
    ('"score"', "{ }", "类型（kind）只能写 score"),
    ("version = 2", 'version = "2"', "开头：版本（version）要写 0 到 9999 的整数，不加引号"),
    ("version = 2", "version = true", "版本（version）要写"),
    ("version = 2", "version = -1", "版本（version）要写"),
    ("version = 2", "version = 0", "整份量表：版本（version）从 1 起"),
    ("max = 5", 'max = "5"', "第 1 个组“教学”第 1 个条目“a1”：满分（max）要写 0 到 1000 的数"),
    ("max = 5", "max = nan", "满分（max）要写"),
    ("max = 5", "max = 1e999999", "满分（max）要写"),
    ("max = 5", "max = 4.125", "满分（max）最多两位小数"),
    ("max = 5 ", "max = 5, on = 1 ", "启用（on）只能写 true 或 false，不加引号"),
    ("max = 5", "points = 5", "不认识“points”，条目只能写 code、text、max、order、on"),
    ('"a1"', '"a 1"', "代号（code）里不能有空格"),
    ('"a1"', '"' + "a" * 21 + '"', "代号（code）有 21 个字，最多 20 个"),
    ('"目标清楚"', '"目标\\n清楚"', "内容（text）不能换行"),
    ('"目标清楚"', '"目标\\u202e清楚"', "内容（text）里有看不见的控制字符"),
    ('"目标清楚"', '"　 "', "内容（text）是空白"),
    ('"目标清楚"', "2026-09-01", "内容（text）要写文字，放在英文双引号里"),
    ("step = 0.5", 'step = 0.5\nstages = "导入"', "环节（stages）要写成 ["),
    ("step = 0.5", "step = 0.5\nstages = [1]", "环节（stages）要写文字"),
    ("step = 0.5", "step = 0.5\nmarks = 3", "记号（marks）要写成一行行的表，如 [[marks]]"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "message"), WRONG_VALUES)
def test_a_wrong_value_is_told_with_its_place(good: str, bad: str, message: str) -> None:
    assert any(message in finding for finding in told(SHEET.replace(good, bad, 1)))


UNSOUND = [
    ('"a2"', '"a1"', "条目：“a1”用了不止一次"),
    ('"n"', '"y"', "填写项“看法”的选项：“y”用了不止一次"),
    ('"一般"', '"好"', "等第：“好”用了不止一次"),
    ("max = 5", "max = 5, order = 1", "条目“a2”：没有次序（order）；要么都写，要么都不写"),
    ("max_score = 10", "max_score = 12", "各条目满分合计 10，与 max_score 的 12 不符"),
    ("max_score = 10", "", "缺少满分，请写上 max_score"),
    ("step = 0.5", "", "缺少最小分值，请写上 step，如 0.5"),
    ("step = 0.5", "step = 3", "条目“a1”：满分 5 不是最小分值 3 的倍数"),
    (", max = 5", "", "条目“a1”：缺少满分，请写上 max"),
    ("floor = 8", "floor = 11", "最高一档的最低分超过了满分 10"),
    ("floor = 8", "floor = 0", "等第：要从高到低排"),
    ("floor = 0", "floor = 1", "等第：最后一档要从 0 分起"),
    ('name = "教学"', 'name = "教学"\npart = "x"', "组“教学”：没有维度“x”"),
    ("[[groups]]", '[[parts]]\ncode = "p"\nname = "面"\n[[groups]]', "组“教学”：没有写属于哪个维度"),
    ("step = 0.5", "step = 0.5\ninterval_seconds = 60", "只有 interval、sequence 类的量表有"),
    ("step = 0.5", 'step = 0.5\nstages = ["导入"]', "只有 free 类的量表有环节"),
    ('"score"', '"perspective"', "只有 score 类的量表记分，请删去 max_score、step 和 bands"),
    ('"score"', '"perspective"', "条目“a1”：只有 score 类的量表记分，请删去 max"),
    ('"score"', '"interval"', "缺少时段秒数，请写上 interval_seconds"),
    ('"lesson"', '"interval"', "填写项“看法”：只有 interval、sequence 类的量表能按时段"),
    ('"lesson"', '"stage"', "填写项“看法”：只有 free 类的量表能按环节"),
    ('"choice"', '"text"', "填写项“看法”：有选项的填写项，kind 要写 choice"),
    ('kind = "choice"', 'kind = "choice"\npreset = "z"', "预填的“z”不在选项里"),
    ('  { code = "n", name = "再议" },\n', "", "填写项“看法”：至少要有两个选项"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "message"), UNSOUND)
def test_what_does_not_fit_together_is_told(good: str, bad: str, message: str) -> None:
    assert any(message in finding for finding in told(SHEET.replace(good, bad, 1)))


def test_two_items_cannot_have_one_place() -> None:
    text = SHEET.replace("max = 5", "max = 5, order = 1")
    assert told(text) == ["条目：有几个条目的次序（order）都是 1，请改成不同的"]


def test_a_sheet_needs_something_to_fill_in() -> None:
    free = 'code = "F"\nname = "白纸"\nkind = "free"\nversion = 1\n'
    assert told(free) == ["整份量表：还没有填写项，请写上 [[entries]]"]
    codes = free.replace('"free"', '"sequence"\ninterval_seconds = 3')
    assert told(codes) == ["整份量表：启用的条目不够，请在 [[groups]] 的 items 里写上"]


def test_everything_wrong_is_told_at_once_up_to_what_can_be_read() -> None:
    bad = SHEET.replace("max = 5", 'max = "五"').replace('name = "好"', "")
    assert len(told(bad)) == 3
    assert len(told("\n".join(f"a{n} = 1" for n in range(500)))) == 30


HOSTILE = {
    "empty": "",
    "not toml": "<html><body>评课表</body></html>",
    "binary": "PK\x03\x04\x14\x00\x06\x00\x08\x00!\x00",
    "surrogate": 'code = "\ud800"',
    "deep array": "a = " + "[" * 2400,
    "deep table": "a = " + "{a=" * 800,
    "deep over lines": "a = " + ("[" * 2400 + "\n") * 20,
    "long key": "a" + ".a" * 1200 + " = 1",
    "huge number": "version = " + "9" * 2400,
    "huge exponent": "max_score = 1e999999999999999999999999",
    "long line": 'name = "' + "课" * 3000 + '"',
    "huge": "# 说明\n" * 200_000,
    "many rows": "[[groups]]\n" * 5000,
    "many stages": "stages = [" + '"a",\n' * 5000 + "]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_only_told(name: str) -> None:
    assert told(HOSTILE[name])


def test_what_the_file_calls_things_cannot_disturb_the_screen() -> None:
    (first, *_rest) = told('"x\\u0007\\u202e\\n" = 1')
    assert first.startswith("开头：不认识“x”")


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert is_answer(read(text))


PIECES = st.sampled_from(
    ["code", "groups", "items", "[[", "]]", "[", "]", "{", "}", "=", '"', '"""', "'", ",", ".",
     "\n", " ", "#", "\\u0000", "\\", "1", "-0", "1e9", "nan", "inf", "true", "2026-01-01", "文"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_that_looks_like_a_file_raises(text: str) -> None:
    assert is_answer(read(text))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(BUILT_IN), st.data())
def test_no_damaged_file_raises(name: str, data: st.DataObject) -> None:
    text = built_in_text(name)
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 20))
    damaged = text[:at] + data.draw(st.text(max_size=3)) + text[at + cut :]
    assert is_answer(read(damaged))


def is_answer(found: Instrument | tuple[Finding, ...]) -> bool:
    if isinstance(found, Instrument):
        return True
    return bool(found) and all(finding.place and finding.message for finding in found)


def test_a_frozen_text_that_was_damaged_is_refused_by_name() -> None:
    with pytest.raises(JiaoyanError, match="保存的量表读不出来，开头：缺少代号"):
        thaw("name = 'x'")
