"""What taking in a list does to a real store, the first time and again."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from exports.roster.apply import apply_plan, prepare
from exports.roster.persons import NEW, SAME
from exports.roster.plan import RosterPlan
from exports.roster.report import parts, summary
from models.catalogue import open_school
from models.kernel.filters import Filter
from models.kernel.record import Record
from models.school.people import GROUP, TEACHER
from models.storage import Conflict, Store

TODAY = date(2026, 11, 23)
LATER = date(2027, 3, 1)
HEADER = ["姓名", "工号", "出生年月", "教研组", "职务"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_school(tmp_path / "school.db") as opened:
        yield opened


@pytest.fixture
def take(store: Store, csv_file: Callable[..., Path]) -> Callable[..., RosterPlan]:
    """Take a list in; the plan that was carried out."""

    def take_in(rows: list[list[Any]], today: date = TODAY, **more: Any) -> RosterPlan:
        plan = prepare(store, csv_file(rows), today, **more)
        apply_plan(store, plan, actor="教务处")
        return plan

    return take_in


Take = Callable[..., RosterPlan]


def teachers(store: Store) -> list[Record]:
    return store.many(TEACHER, store.ids(Filter(TEACHER)))


def groups(store: Store) -> list[str]:
    return [str(group["name"]) for group in store.many(GROUP, store.ids(Filter(GROUP)))]


def members(store: Store, name: str, day: date) -> dict[str, str]:
    group = next(g for g in store.many(GROUP, store.ids(Filter(GROUP))) if g["name"] == name)
    return {link["name"]: role for link, role in store.members(group.id, day.isoformat())}


def test_the_first_list_makes_the_school(store: Store, take: Take) -> None:
    take(
        [
            HEADER,
            ["柳青禾", "01", "1985.3", "语文组、科任组", "语文教研组长"],
            ["钟岚", "02", "", "语文教研组", ""],
        ]
    )
    assert groups(store) == ["科任组", "语文组"]
    assert members(store, "语文组", date(2026, 9, 1)) == {"柳青禾": "leader", "钟岚": "member"}
    assert members(store, "科任组", TODAY) == {"柳青禾": "member"}
    (first, second) = sorted(teachers(store), key=lambda one: str(one["staff_no"]))
    assert (first["birth"], first["status"], second["birth"]) == ("1985-03", "active", "")


def test_the_same_list_again_changes_nothing(store: Store, take: Take) -> None:
    rows = [
        HEADER,
        ["柳青禾", "", "1985.3", "语文组", "教研组长"],
        ["钟岚", "", "", "语文、科任", ""],
    ]
    take(rows)
    head = store.head_hash()
    plan = take(rows, LATER)
    assert not plan.records
    assert len(plan.unchanged) == 2
    assert store.head_hash() == head


def test_a_corrected_list_updates_and_does_not_duplicate(store: Store, take: Take) -> None:
    take([HEADER, ["柳青禾", "01", "1985.3", "语文组", ""], ["钟岚", "", "", "语文组", ""]])
    plan = take(
        [HEADER, ["柳清禾", "01", "1985.3.12", "语文组", "班主任"], ["钟岚", "02", "", "", ""]]
    )
    assert sorted((str(t["name"]), str(t["staff_no"])) for t in teachers(store)) == [
        ("柳清禾", "01"), ("钟岚", "02"),
    ]  # fmt: skip
    assert {change.keys for change in plan.changed} == {("name", "birth", "post"), ("staff_no",)}
    assert members(store, "语文组", TODAY) == {"柳清禾": "member", "钟岚": "member"}


def test_an_empty_or_less_exact_cell_deletes_nothing(store: Store, take: Take) -> None:
    take([HEADER, ["柳青禾", "01", "1985-03-12", "语文组", "班主任"]])
    plan = take([HEADER, ["柳青禾", "", "1985.3", "", ""]])
    assert not plan.records


def test_who_changes_the_group_belongs_to_the_old_one_until_yesterday(
    store: Store, take: Take
) -> None:
    take([HEADER, ["柳青禾", "", "", "语文组", ""]])
    take([HEADER, ["柳青禾", "", "", "科任组", ""]], LATER)
    assert members(store, "语文组", LATER - timedelta(days=1)) == {"柳青禾": "member"}
    assert members(store, "语文组", LATER) == {}
    assert members(store, "科任组", LATER - timedelta(days=1)) == {}
    assert members(store, "科任组", LATER) == {"柳青禾": "member"}
    take([HEADER, ["柳青禾", "", "", "数学组", ""]], LATER)
    assert members(store, "科任组", LATER) == {}, "a slip of the same day leaves no trace"
    (teacher,) = teachers(store)
    assert len(teacher["memberships"]) == 2


def test_a_new_leader_follows_the_old_one(store: Store, take: Take) -> None:
    take([HEADER, ["柳青禾", "", "", "语文组", "教研组长"], ["钟岚", "", "", "语文组", ""]])
    take([HEADER, ["柳青禾", "", "", "语文组", ""], ["钟岚", "", "", "语文组", "教研组长"]], LATER)
    assert members(store, "语文组", LATER) == {"柳青禾": "member", "钟岚": "leader"}
    assert members(store, "语文组", TODAY) == {"柳青禾": "leader", "钟岚": "member"}


def test_a_list_that_names_no_leaders_leaves_them(store: Store, take: Take) -> None:
    take([HEADER, ["柳青禾", "", "", "语文组", "教研组长"]])
    assert not take([["姓名", "教研组"], ["柳青禾", "语文组"]], LATER).records


def test_liaisons_and_second_roles_are_left_alone(store: Store, take: Take) -> None:
    take([HEADER, ["柳青禾", "", "", "语文组(组长)", ""], ["钟岚", "", "", "数学组", ""]])
    group = {g.title: g.link() for g in store.many(GROUP, store.ids(Filter(GROUP)))}
    for teacher in teachers(store):
        more = [("语文组", "prep_leader"), ("数学组", "liaison")]
        rows = [
            {"group": group[name], "role": role, "since": "2026-09-01", "until": ""}
            for name, role in more[: 2 if teacher.title == "柳青禾" else 0]
        ]
        store.save(
            teacher.with_values(memberships=[*teacher["memberships"], *rows]), actor="办公室"
        )
    assert not take([HEADER, ["柳青禾", "", "", "语文组(组长)", ""]], LATER).records
    assert not take([HEADER, ["柳青禾", "", "", "语文组", ""]], LATER).records
    assert not take([HEADER, ["柳青禾", "", "", "语文组、数学组(蹲点领导)", ""]], LATER).records
    assert members(store, "数学组", LATER) == {"柳青禾": "liaison", "钟岚": "member"}


def test_those_who_are_missing_are_named_and_stay(store: Store, take: Take) -> None:
    take([HEADER, ["柳青禾", "", "", "语文组", ""], ["钟岚", "", "", "语文组", ""]])
    plan = take([HEADER, ["钟岚", "", "", "语文组", ""]])
    assert [teacher.title for teacher in plan.absent] == ["柳青禾"]
    assert len(teachers(store)) == 2


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        (["王芳", "01", "", "语文组", ""], ["王芳", "02", "", "数学组", ""], 2),
        (["王芳", "", "1985.3", "语文组", ""], ["王芳", "", "1990.3", "语文组", ""], 2),
        (["王芳", "01", "", "语文组", ""], ["王芳", "01", "", "数学组", ""], 1),
        (["王芳", "", "1985.3", "语文组", ""], ["王芳", "", "1985-03-12", "数学组", ""], 1),
        (["王芳(大)", "", "", "语文组", ""], ["王芳(小)", "", "", "语文组", ""], 2),
    ],
)
def test_a_name_twice_where_the_list_tells(
    store: Store, take: Take, one: list[str], other: list[str], people: int
) -> None:
    plan = take([HEADER, one, other])
    assert not plan.undecided
    assert len(teachers(store)) == people
    assert sum(len(t["memberships"]) for t in teachers(store)) == 2
    assert not take([HEADER, one, other], LATER).records


def test_years_of_teaching_tell_two_of_a_name_apart(store: Store, take: Take) -> None:
    rows = [
        ["姓名", "教龄", "参加工作时间", "教研组"],
        ["王芳", "12", "", "语文组"],
        ["王芳", "1", "", "科任组"],
        ["钟岚", "", "2010", "语文组"],
        ["钟岚", "", "2010.9", "数学组"],
    ]
    plan = take(rows)
    assert [one.entry.name for one in plan.undecided] == ["钟岚", "钟岚"]  # may be one
    assert [teacher.title for teacher in teachers(store)] == ["王芳", "王芳"]
    assert not take(rows, LATER).records


def test_a_name_twice_and_nothing_to_tell_is_asked(store: Store, take: Take) -> None:
    rows = [
        HEADER,
        ["王芳", "", "", "语文组", ""],
        ["王芳", "", "", "数学组", ""],
        ["钟岚", "", "", "数学组", ""],
    ]
    plan = take(rows)
    assert [one.entry.rows for one in plan.undecided] == [(2,), (3,)]
    assert "第3行" in plan.undecided[0].why
    assert "加上工号" in plan.undecided[0].why
    assert [t.title for t in teachers(store)] == ["钟岚"]
    assert SAME + "2:王芳" in [option.code for option in plan.undecided[1].options]


def test_a_decision_makes_one_person_or_two(store: Store, take: Take) -> None:
    rows = [HEADER, ["王芳", "", "", "语文组", ""], ["王芳", "", "", "数学组", ""]]
    assert not take(rows, decisions={"3:王芳": SAME + "2:王芳"}).undecided
    (one,) = teachers(store)
    assert [row["group"]["name"] for row in one["memberships"]] == ["语文组", "数学组"]
    assert not take(rows, decisions={"2:王芳": one.id, "3:王芳": NEW}).undecided
    assert len(teachers(store)) == 2


def test_a_name_in_one_merged_cell_is_one_person(
    store: Store, xlsx_file: Callable[..., Path]
) -> None:
    path = xlsx_file([["姓名", "教研组"], ["王芳", "语文组"], [None, "科任组"]], merge=["A2:A3"])
    plan = prepare(store, path, TODAY)
    assert not plan.undecided
    (teacher,) = plan.new
    assert [row["group"]["name"] for row in teacher["memberships"]] == ["语文组", "科任组"]


def test_a_name_that_fits_two_teachers_is_told_by_the_group_or_asked(
    store: Store, take: Take
) -> None:
    take([HEADER, ["王芳", "01", "", "语文组", ""], ["王芳", "02", "", "数学组", ""]])
    plan = take([["姓名", "教研组", "职务"], ["王芳", "数学组", "班主任"]])
    assert [change.before["staff_no"] for change in plan.changed] == ["02"]
    plan = take([["姓名", "职务"], ["王芳", "少先队辅导员"]])
    (asked,) = plan.undecided
    assert "王芳(语文组,工号 01)" in asked.why
    assert "王芳(数学组,工号 02)" in asked.why
    assert not plan.records
    assert not plan.absent


def test_another_number_is_not_taken_for_the_same_person(store: Store, take: Take) -> None:
    take([HEADER, ["王芳", "01", "", "语文组", ""]])
    plan = take([HEADER, ["王芳", "09", "", "语文组", ""]])
    assert len(plan.undecided) == 1
    plan = take([HEADER, ["王芳", "01", "", "语文组", ""], ["王芳", "09", "", "语文组", ""]])
    assert (len(plan.new), len(plan.undecided)) == (1, 0)


def test_two_of_a_name_for_one_teacher_are_asked(store: Store, take: Take) -> None:
    take([["姓名", "教研组"], ["王芳", "语文组"]])
    plan = take([HEADER, ["王芳", "01", "", "语文组", ""], ["王芳", "02", "", "语文组", ""]])
    assert len(plan.undecided) == 2
    assert not plan.records


def test_a_namesake_joins_another_group(store: Store, take: Take) -> None:
    take([["姓名", "教研组"], ["王芳", "语文组"]])
    rows = [HEADER, ["王芳", "01", "", "语文组", ""], ["王芳", "02", "", "数学组", ""]]
    plan = take(rows)
    assert [change.after["staff_no"] for change in plan.changed] == ["01"]
    assert [teacher["staff_no"] for teacher in plan.new] == ["02"]
    assert not take(rows, LATER).records


def test_a_number_of_somebody_else_is_asked(store: Store, take: Take) -> None:
    take([HEADER, ["柳青禾", "01", "", "语文组", ""], ["钟岚", "02", "", "语文组", ""]])
    plan = take([HEADER, ["钟岚", "01", "", "语文组", ""]])
    (asked,) = plan.undecided
    assert {option.label for option in asked.options} >= {
        "就是已有的柳青禾(语文组,工号 01)",
        "就是已有的钟岚(语文组,工号 02)",
    }
    assert not plan.records


def test_one_number_for_two_names_is_asked(store: Store, take: Take) -> None:
    plan = take([HEADER, ["柳青禾", "01", "", "语文组", ""], ["钟岚", "01", "", "语文组", ""]])
    assert [one.entry.name for one in plan.undecided] == ["柳青禾", "钟岚"]
    assert "工号和第3行一样" in plan.undecided[0].why
    assert not teachers(store)


def test_nothing_half_done_where_somebody_was_faster(
    store: Store, take: Take, csv_file: Callable[..., Path]
) -> None:
    take([HEADER, ["柳青禾", "", "", "语文组", ""]])
    many = [[f"甲{chr(0x4E00 + number)}", "", "", "美术组", ""] for number in range(1001)]
    plan = prepare(store, csv_file([HEADER, ["柳青禾", "05", "", "", ""], *many]), TODAY)
    (teacher,) = teachers(store)
    store.save(teacher.with_values(phone="123"), actor="柳青禾")
    with pytest.raises(Conflict):
        apply_plan(store, plan, actor="教务处")
    assert [t.title for t in teachers(store)] == ["柳青禾"]
    assert groups(store) == ["语文组"]


def test_years_of_teaching_count_on_from_a_date(store: Store, take: Take) -> None:
    header = ["姓名", "开始任教时间", "教龄"]
    take([header, ["柳青禾", "2008.9", "18"], ["钟岚", "", "3"]])
    assert {t.title: t["teaching_years"] for t in teachers(store)} == {"柳青禾": None, "钟岚": 3}


def test_the_plan_in_words(store: Store, take: Take) -> None:
    take([HEADER, ["柳青禾", "01", "", "语文组", ""], ["白露", "", "", "语文组", ""]])
    plan = take(
        [
            [*HEADER, "血型"],
            ["柳青禾", "01", "1985.13", "科任组", "", ""],
            ["钟岚", "07", "", "科任组", "教研组长", ""],
        ],
        LATER,
    )
    assert summary(plan) == "新增 1 个教研组，新增 1 位教师，更新 1 位，1 处没有读"
    said = {part.title: part.lines for part in parts(plan)}
    assert said["新增教师"] == ("钟岚  科任组(教研组长)  工号 07",)
    assert said["名单里没有的教师(不会删除)"] == ("白露  语文组",)
    assert said["没有用到的列"] == ("血型",)
    assert any("所在教研组" in line and "2027-02-28" in line for line in said["更新"])
