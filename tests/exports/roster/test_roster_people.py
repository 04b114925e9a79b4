"""What the rows of a list say about people, and what is reported of the rest."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exports.roster.entries import Entry, Roster
from exports.roster.groups import read_groups, roles_in, stem, take_mark
from exports.roster.reader import read_roster

Read = Callable[[list[list[str]]], Roster]


def only(roster: Roster) -> Entry:
    (entry,) = roster.entries
    return entry


def joined(entry: Entry) -> list[tuple[str, str]]:
    return [(joining.group, joining.role) for joining in entry.joinings]


@pytest.mark.parametrize(
    ("column", "written", "key", "value"),
    [
        ("性别", "女", "gender", "f"),
        ("性别", " 男 ", "gender", "m"),
        ("是否在编", "是", "payroll", "on"),
        ("是否在编", "×", "payroll", "off"),
        ("编制", "无", "payroll", "off"),
        ("编制", "编外", "payroll", "off"),
        ("人员性质", "代课", "payroll", "off"),
        ("教龄", "12年", "teaching_years", 12),
        ("教龄(年)", "0", "teaching_years", 0),
        ("参加工作时间", "2008.8", "start_work", "2008-08"),
        ("工作时间", "2008年8月", "start_work", "2008-08"),
        ("任教科目", "语文", "subject", "语文"),
        ("专业技术职务", "一级教师", "title", "一级教师"),
        ("担任职务", "三(2)班班主任", "post", "三(2)班班主任"),
        ("状态", "产假", "status", "maternity"),
        ("梯队", "优秀骨干型", "tier_override", "T3_backbone"),
        ("教师工号", "0012", "staff_no", "0012"),
        ("培训周期起", "2026-09-01", "training_cycle_start", "2026-09-01"),
    ],
)
def test_a_column_becomes_a_value(
    read: Read, column: str, written: str, key: str, value: object
) -> None:
    roster = read([["姓名", column], ["柳青禾", written]])
    assert only(roster).values[key] == value
    assert not roster.issues


@pytest.mark.parametrize("written", ["", "无", "—", "/", "暂无"])
def test_a_cell_that_says_nothing_says_nothing(read: Read, written: str) -> None:
    roster = read([["姓名", "职务", "性别"], ["柳青禾", written, "女"]])
    assert dict(only(roster).values) == {"gender": "f"}
    assert not roster.issues


@pytest.mark.parametrize(
    ("column", "written", "says"),
    [
        ("性别", "妇", "可以写女、男"),
        ("出生年月", "1985.13", "没有 13 月"),
        ("教龄", "七十", "要写一个数"),
        ("教龄", "88", "要在 0 到 60 之间"),
        ("学历", "#REF!", "公式出错"),
        ("工号", "1" * 31, "最多 30 个"),
        ("身份证号", "11010519491231002X1", "要有 18 位"),
        ("身份证号", "110105194912310021", "校验码不对"),
    ],
)
def test_an_unreadable_cell_is_named_with_its_place(
    read: Read, column: str, written: str, says: str
) -> None:
    roster = read([["名册"], ["姓名", column, "教研组"], ["柳青禾", written, "语文组"]])
    (issue,) = roster.issues
    assert (issue.place, issue.column) == ("第3行 B列", column)
    assert says in str(issue)
    assert only(roster).name == "柳青禾", "the rest of the row is read"


def test_an_identity_number_gives_birth_and_gender_and_is_not_kept(read: Read) -> None:
    entry = only(read([["姓名", "身份证号"], ["柳青禾", "11010519491231002X"]]))
    assert dict(entry.values) == {"birth": "1949-12-31", "gender": "f"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王  芳", "王芳"),
        ("王\u3000芳", "王芳"),
        ("*柳青禾", "柳青禾"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("John Smith", "John Smith"),
        ("王芳(大)", "王芳(大)"),
        ("王芳(产假)", "王芳"),
        ("王芳(组长)", "王芳"),
    ],
)
def test_names_are_kept_as_people_write_them(read: Read, written: str, name: str) -> None:
    assert only(read([["姓名", "教研组"], [written, "语文组"]])).name == name


def test_rows_about_nobody(read: Read) -> None:
    roster = read(
        [
            ["序号", "姓名", "性别", "学科", "教研组"],
            ["1", "柳青禾", "女", "语文", "语文组"],
            ["2", "", "", "", ""],
            ["3", "", "男", "数学", "数学组"],
            ["序号", "姓名", "性别", "学科", "教研组"],
            ["4", "13800001234", "男", "体育", "科任组"],
            ["", "合计", "3人", "", ""],
            ["制表:教务处", "", "", "", ""],
        ]
    )
    assert [entry.name for entry in roster.entries] == ["柳青禾"]
    assert [str(issue) for issue in roster.issues] == [
        "第4行 B列(姓名)：没有姓名，这一行没有读。请补上。",
        "第6行 B列(姓名)“13800001234”：不像一个姓名，这一行没有读。请检查。",
    ]


def test_a_band_across_the_table_is_the_group_of_those_below(read: Read) -> None:
    roster = read(
        [["姓名", "性别"], ["语文组(12人)", ""], ["柳青禾", "女"], ["数学组", ""], ["钟岚", "女"]]
    )
    assert [joined(entry) for entry in roster.entries] == [[("语文组", "")], [("数学组", "")]]


def test_a_blank_row_beside_a_merged_group_is_no_band(xlsx_file: Callable[..., Path]) -> None:
    rows = [["姓名", "教研组"], ["柳青禾", "语文组"], ["", None], ["钟岚", ""], ["教师名册", None]]
    roster = read_roster(xlsx_file(rows, merge=["B2:B3", "A5:B5"]), date(2026, 11, 23))
    assert [(entry.name, joined(entry)) for entry in roster.entries] == [
        ("柳青禾", [("语文组", "")]),
        ("钟岚", []),
    ]
    assert not roster.issues


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ("语文", [("语文组", "")]),
        ("语文教研组", [("语文教研组", "")]),
        ("语文组、科任组", [("语文组", ""), ("科任组", "")]),
        ("语文组，科任组；语文教研组", [("语文组", ""), ("科任组", "")]),
        ("语文组/数学组", [("语文组", ""), ("数学组", "")]),
        ("语文组 数学组", [("语文组", ""), ("数学组", "")]),
        ("语 文 组", [("语文组", "")]),
        ("语文组(组长)、科任组", [("语文组", "leader"), ("科任组", "")]),
        ("语文组副组长", [("语文组", "deputy")]),
        ("无", []),
    ],
)
def test_the_groups_of_a_cell(written: str, groups: list[tuple[str, str]]) -> None:
    assert [(joining.group, joining.role) for joining in read_groups(written)] == groups


@pytest.mark.parametrize(
    ("post", "roles"),
    [
        ("教研组长", [("", "leader")]),
        ("语文教研组长", [("语文", "leader")]),
        ("语文组组长、三(2)班班主任", [("语文", "leader")]),
        ("教研组副组长", [("", "deputy")]),
        ("三年级语文备课组长", [("三年级语文", "prep_leader")]),
        ("年级组长", []),
        ("三年级组长,党小组长", []),
        ("工会组长", []),
        ("班主任", []),
    ],
)
def test_only_leaders_of_teaching_groups_are_leaders(
    post: str, roles: list[tuple[str, str]]
) -> None:
    assert list(roles_in(post)) == roles


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["柳青禾(组长)", "语文组", ""], [("语文组", "leader")]),
        (["柳青禾", "语文组", "教研组长"], [("语文组", "leader")]),
        (["柳青禾", "语文组、科任组", "科任组长"], [("语文组", ""), ("科任组", "leader")]),
        (["柳青禾", "语文组", "三年级语文备课组长"], [("语文组", "prep_leader")]),
        (["柳青禾", "语文组", "年级组长"], [("语文组", "")]),
        (["柳青禾", "", "美术教研组长"], [("美术组", "leader")]),
    ],
)
def test_who_leads(read: Read, row: list[str], expected: list[tuple[str, str]]) -> None:
    roster = read([["姓名", "教研组", "职务"], row])
    assert joined(only(roster)) == expected
    assert not roster.issues


def test_a_leader_of_one_of_two_groups_must_say_of_which(read: Read) -> None:
    roster = read([["姓名", "教研组", "职务"], ["柳青禾", "语文组、科任组", "教研组长"]])
    (issue,) = roster.issues
    assert issue.place == "第2行 C列"
    assert "语文组组长" in issue.message
    assert joined(only(roster)) == [("语文组", ""), ("科任组", "")]


def test_groups_in_several_columns_and_a_tick_for_the_leader(read: Read) -> None:
    roster = read([["姓名", "教研组1", "教研组2", "是否组长"], ["柳青禾", "语文", "科任", ""],
                   ["钟岚", "数学", "", "√"]])  # fmt: skip
    assert [joined(entry) for entry in roster.entries] == [
        [("语文组", ""), ("科任组", "")],
        [("数学组", "leader")],
    ]


def test_a_list_with_a_row_for_each_group(read: Read) -> None:
    roster = read(
        [
            ["教研组", "组长", "成员", "活动地点"],
            ["语文组", "柳青禾", "柳青禾、钟 岚、白露(副组长)", "二楼"],
            ["数学", "", "樊小满 云舟", ""],
            ["科任组", "季棠", "电话13800001234、无", ""],
        ]
    )
    assert [(entry.name, joined(entry)) for entry in roster.entries] == [
        ("柳青禾", [("语文组", "leader")]),
        ("钟岚", [("语文组", "")]),
        ("白露", [("语文组", "deputy")]),
        ("樊小满", [("数学组", "")]),
        ("云舟", [("数学组", "")]),
        ("季棠", [("科任组", "leader")]),
    ]
    (issue,) = roster.issues
    assert issue.place == "第4行 C列"
    assert "用顿号隔开" in issue.message


@given(st.text(max_size=30))
def test_any_text_may_stand_in_a_cell_of_groups(text: str) -> None:
    assert isinstance(roles_in(text), tuple)
    assert (
        take_mark(text)[0]
        or not text.strip()
        or "(" in text
        or "（" in text
        or "[" in text
        or "【" in text
    )
    try:
        groups = read_groups(text)
    except ValueError:
        return
    assert len({stem(joining.group) for joining in groups}) == len(groups)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cells=st.lists(
        st.text(
            st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12
        ),
        min_size=9,
        max_size=9,
    )
)
@example(cells=["", "", "", "", "", "", ";\n", ";\n", ";\n"])
def test_garbage_in_cells_never_stops_the_reading(read: Read, cells: list[str]) -> None:
    header = ["姓名", "工号", "性别", "出生年月", "教龄", "编制", "教研组", "职务", "身份证号"]
    roster = read(
        [header, cells, ["柳青禾", *cells[1:]], ["钟岚", "", "女", "", "", "", "语文组", "", ""]]
    )
    assert roster.entries[-1].name == "钟岚"
    assert all(str(issue) for issue in roster.issues)
