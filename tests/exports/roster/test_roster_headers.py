"""The header is found wherever it stands and however it is spelled."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.roster.headers import SPELLINGS, find_header, recognise
from exports.roster.table import Cell, Sheet

EVERY = [(key, spelling) for key, spellings in SPELLINGS.items() for spelling in spellings]


def sheet(*rows: list[str]) -> Sheet:
    return Sheet("表", tuple(tuple(Cell(text) for text in row) for row in rows))


def keys(*rows: list[str]) -> dict[str, str]:
    header = find_header(sheet(*rows))
    assert header
    return {column.title: column.key for column in header.columns}


def test_no_spelling_means_two_fields() -> None:
    spellings = [spelling for _, spelling in EVERY]
    assert len(set(spellings)) == len(spellings)


@given(
    case=st.sampled_from(EVERY),
    before=st.sampled_from(["", "*", " ", "★", "\u3000"]),
    between=st.sampled_from(["", " ", "\n", "\u3000"]),
    after=st.sampled_from(["", ":", "*", "(必填)", "(如:1985.03)", "【下拉】", "\n(见说明)"]),
)
def test_spaces_stars_breaks_and_brackets_do_not_matter(
    case: tuple[str, str], before: str, between: str, after: str
) -> None:
    key, spelling = case
    meaning = recognise(before + between.join(spelling) + after)
    assert meaning
    assert meaning[0] == key


@given(st.text(max_size=80))
@settings(max_examples=50)
def test_any_other_text_is_no_header_and_no_trouble(text: str) -> None:
    meaning = recognise(text)
    assert meaning is None or meaning[0] in {*SPELLINGS, *dict(EVERY)} or meaning[1] == 0


def test_title_rows_above_the_header() -> None:
    assert keys(
        ["实验小学2026年教师名册"], [], ["填表日期", "9月"], ["姓 名", "组别"], ["甲乙", ""]
    ) == {
        "姓 名": "name",
        "组别": "group",
    }


def test_a_header_of_two_rows() -> None:
    upper = ["姓名", "性别", "任教情况", "任教情况", "职称", "职称"]
    lower = ["姓名", "性别", "学科", "年级", "名称", "时间"]
    found = keys(["名册"], upper, lower, ["柳青禾", "女"])
    assert sorted(found.values()) == [
        "gender", "grades", "name", "subject", "title", "title_date",
    ]  # fmt: skip


def test_a_header_of_two_rows_without_merged_cells() -> None:
    upper = ["姓名", "性别", "任教情况", "", "职称"]
    lower = ["", "", "学科", "年级", ""]
    found = keys(upper, lower, ["柳青禾", "女", "语文", "三", "一级"])
    assert sorted(found.values()) == ["gender", "grades", "name", "subject", "title"]


def test_several_columns_of_groups() -> None:
    assert list(keys(["姓名", "教研组1", "教研组2", "兼任教研组"]).values()).count("group") == 3


def test_the_surest_of_two_columns_for_one_field(read: Callable) -> None:
    roster = read(
        [["姓名", "第一学历", "最高学历"], ["柳青禾", "大专", "本科"], ["钟岚", "中师", ""]]
    )
    assert [entry.values["education"] for entry in roster.entries] == ["本科", "中师"]


def test_columns_that_mean_nothing_are_named(read: Callable) -> None:
    roster = read([["序号", "姓名", "血型", "备注"], ["1", "柳青禾", "A", ""]])
    assert roster.unused == ("血型",)


@pytest.mark.parametrize("rows", [[], [[]], [["语文", "数学"]], [["", ""]]])
def test_no_header(rows: list[list[str]]) -> None:
    assert find_header(sheet(*rows)) is None
