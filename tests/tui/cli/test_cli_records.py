"""`list` and `search`: tables, JSON and CSV."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.catalogue import RECORD_TYPES, open_school, type_named
from models.kernel.record import new_record
from models.school.people import GROUP
from models.session.session import Session
from tests.conftest import TODAY
from tests.models.observing.conftest import a_lesson
from tests.models.observing.test_observations import written

Jiaoyan = Callable[..., Any]


@pytest.fixture
def objects(jiaoyan: Jiaoyan, school: Path) -> Callable[..., list[dict]]:
    def listed(*words: str) -> list[dict]:
        run = jiaoyan("list", *words, "--json", "--db", school)
        assert (run.status, run.err) == (0, "")
        return json.loads(run.out)

    return listed


def test_json_has_the_identifiers_of_the_field(objects: Callable[..., list[dict]]) -> None:
    meetings = objects("meetings")
    assert [meeting["held_on"] for meeting in meetings] == [
        "2026-09-10",
        "2026-09-09",
        "2026-09-03",
    ]
    first = meetings[-1]
    assert first["theme"] == "如何设计有层次的单元作业"
    assert first["kinds"] == ["theory"]
    assert first["group"]["name"] == "语文组"
    assert first["term"]["id"]
    assert (first["state"], first["version"]) == ("planned", 1)
    assert list(first)[:3] == ["id", "state", "version"]
    assert set(first) - {"id", "state", "version"} == set(type_named("meetings").by_key)


@pytest.mark.parametrize("kind", [kind.plural for kind in RECORD_TYPES])
def test_every_kind_can_be_listed_in_every_form(jiaoyan: Jiaoyan, school: Path, kind: str) -> None:
    for words in ([], ["--json"], ["--csv"]):
        run = jiaoyan("list", kind, *words, "--db", school)
        assert run.status == 0
        assert run.out.strip()
    assert isinstance(json.loads(jiaoyan("list", kind, "--json", "--db", school).out), list)


@pytest.mark.parametrize("group", ["语文组", "语文", "ywz", "yuwen"])
def test_a_group_may_be_named_in_part_or_by_its_sound(
    objects: Callable[..., list[dict]], group: str
) -> None:
    assert {each["group"]["name"] for each in objects("meetings", "--group", group)} == {"语文组"}
    assert {each["name"] for each in objects("teachers", "--group", group)} == {"柳青禾", "钟岚"}


def test_a_whole_name_is_meant_before_a_part(school: Path, jiaoyan: Jiaoyan) -> None:
    with open_school(school) as store:
        store.save(new_record(GROUP, {"name": "一年级语文组"}), actor="教务处")
    run = jiaoyan("list", "teachers", "--group", "语文组", "--db", school)
    assert (run.status, len(run.out.splitlines())) == (0, 3)


def test_filters_add_up(objects: Callable[..., list[dict]]) -> None:
    assert len(objects("meetings", "--term", "第一学期", "--group", "语文")) == 2
    assert len(objects("meetings", "--state", "未填")) == 3
    assert objects("meetings", "--state", "草稿", "--state", "submitted") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--group", "组"], "“组”不止指一个教研组："),
        (["--group", "体育"], "没有叫“体育”的教研组。现有："),
        (["--term", "2031"], "没有叫“2031”的学期。现有：2026—2027学年第一学期。"),
    ],
)
def test_a_name_that_fits_none_or_two(
    jiaoyan: Jiaoyan, school: Path, words: list[str], says: str
) -> None:
    run = jiaoyan("list", "meetings", *words, "--db", school)
    assert (run.status, run.out) == (1, "")
    assert says in run.err


def test_csv_opens_in_excel_and_runs_no_formula(jiaoyan: Jiaoyan, school: Path) -> None:
    run = jiaoyan("list", "meetings", "--csv", "--db", school)
    assert run.out.startswith("\ufeff状态,教研组,学期,")
    rows = list(csv.DictReader(io.StringIO(run.out.removeprefix("\ufeff"))))
    assert [row["活动主题"] for row in rows[:2]] == ["[b]=1+1 作业单“怎么改”", "\t=1+1 计算教学"]
    assert rows[0]["活动类别"] == "理论学习"
    assert "\r\n" in run.out


def test_a_teacher_list_put_out_as_csv_comes_in_again_as_it_was(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path
) -> None:
    path = tmp_path / "teachers.csv"
    out = jiaoyan("list", "teachers", "--csv", "--db", school).out
    assert "语文组(教研组长)" in out
    assert "数学组，语文组" not in out.replace("、", "，"), "钟岚 has left 数学组"
    path.write_text(out, encoding="utf-8", newline="")
    run = jiaoyan("roster", path, "--json", "--db", school)
    plan = json.loads(run.out)
    assert (plan["unchanged"], plan["new"], plan["changed"], plan["issues"]) == (3, [], [], [])


def test_the_table_says_how_many_and_leaves_markup_alone(jiaoyan: Jiaoyan, school: Path) -> None:
    run = jiaoyan("list", "meetings", "--db", school)
    assert run.out.splitlines()[0].split("\t")[:2] == ["状态", "教研组"]
    assert "[b]=1+1" in run.out
    assert "共 3 条教研组活动。" in run.err
    assert "共 3 位教师。" in jiaoyan("list", "teachers", "--db", school).err


def test_search(jiaoyan: Jiaoyan, school: Path) -> None:
    run = jiaoyan("search", "作业", "--json", "--db", school)
    hits = json.loads(run.out)
    assert [hit["day"] for hit in hits] == ["2026-09-10", "2026-09-03"]
    assert set(hits[0]) == {"type", "id", "title", "day", "excerpt"}
    assert (
        len(json.loads(jiaoyan("search", "作业", "--limit", "1", "--json", "--db", school).out))
        == 1
    )
    nothing = jiaoyan("search", "不存在的词", "--db", school)
    assert (nothing.status, nothing.out) == (0, "")
    assert "没有找到" in nothing.err
    assert json.loads(jiaoyan("search", "不存在的词", "--json", "--db", school).out) == []


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_a_list_tells_no_more_than_who_asks_may_see(
    jiaoyan: Jiaoyan, sample_file: Path, tmp_path: Path, form: list[str]
) -> None:
    school = Path(shutil.copy(sample_file, tmp_path / "sample.db"))
    with open_school(school) as store:
        session = Session(store, lambda: TODAY)
        lesson = a_lesson(session)
        written(session, lesson, verdict="一节扎实的课")
        session.set_current_user(lesson["instructor"])
    run = jiaoyan("list", "observations", *form, "--db", school)
    assert "何佩瑶" in run.out
    assert "扎实的课" not in run.out
