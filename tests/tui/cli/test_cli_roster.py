"""`roster`: shown first, then done, then done again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.catalogue import open_school
from models.kernel.filters import Filter
from models.school.people import GROUP, TEACHER

Jiaoyan = Callable[..., Any]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,组别,性别\n柳青禾,语文组,女\n白露,科任组,女\n", encoding="gb18030")
    return path


def people(db: Path) -> list[str]:
    with open_school(db) as store:
        return [one.title for one in store.many(TEACHER, store.ids(Filter(TEACHER)))]


def test_it_is_shown_and_nothing_is_done(jiaoyan: Jiaoyan, school: Path, roster: Path) -> None:
    run = jiaoyan("roster", roster, "--db", school)
    assert run.status == 0
    assert "新增 1 个教研组，新增 1 位教师，1 位没有变化" in run.out
    assert "白露  科任组" in run.out
    assert "--apply" in run.err
    assert f'--apply --db "{school}"' in run.err


def test_it_is_done_and_the_second_time_there_is_nothing_to_do(
    jiaoyan: Jiaoyan, school: Path, roster: Path
) -> None:
    run = jiaoyan("roster", roster, "--apply", "--db", school)
    assert (run.status, "已导入" in run.err) == (0, True)
    assert "白露" in people(school)
    again = jiaoyan("roster", roster, "--apply", "--json", "--db", school)
    told = json.loads(again.out)
    assert (again.status, told["applied"], told["unchanged"], told["new"]) == (0, True, 2, [])
    assert len(people(school)) == 4


def test_an_empty_database_is_made_by_doing_and_not_by_showing(
    jiaoyan: Jiaoyan, tmp_path: Path, roster: Path
) -> None:
    db = tmp_path / "new" / "school.db"
    run = jiaoyan("roster", roster, "--json", "--db", db)
    assert [one["name"] for one in json.loads(run.out)["new"]] == ["柳青禾", "白露"]
    assert not db.parent.exists()
    assert jiaoyan("roster", roster, "--apply", "--db", db).status == 0
    assert sorted(people(db)) == ["柳青禾", "白露"]
    with open_school(db) as store:
        assert len(store.ids(Filter(GROUP))) == 2


def test_a_wrong_file_leaves_no_database(jiaoyan: Jiaoyan, tmp_path: Path) -> None:
    wrong = tmp_path / "名单.xlsx"
    wrong.write_bytes(b"%PDF-1.7")
    db = tmp_path / "new.db"
    run = jiaoyan("roster", wrong, "--apply", "--db", db)
    assert (run.status, run.out) == (1, "")
    assert "其实是PDF 文件" in run.err
    assert not db.exists()


def test_what_could_not_be_taken_over_makes_the_status_one(
    jiaoyan: Jiaoyan, school: Path, tmp_path: Path
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,出生年月\n白露,1985.13\n王芳,\n王芳,\n", encoding="utf-8")
    run = jiaoyan("roster", path, "--apply", "--db", school)
    assert run.status == 1
    assert "第2行 B列(出生年月)“1985.13”：没有 13 月。请检查。" in run.out
    assert "第3行 王芳：和第4行同名" in run.out
    assert "请在名单里改好" in run.err
    assert "白露" in people(school)
    assert "王芳" not in people(school)
