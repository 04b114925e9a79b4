"""`demo`: a sample school in a database of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import models.demo.make

Jiaoyan = Callable[..., Any]


def test_a_sample_school_is_made_once_and_kept(
    jiaoyan: Jiaoyan, own_folder: Path, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOYAN_DB", str(school))
    before = school.read_bytes()
    run = jiaoyan("demo", "--no-open")
    assert run.status == 0
    made = Path(run.out.strip())
    assert own_folder in made.parents
    meetings = json.loads(jiaoyan("list", "meetings", "--json", "--db", made).out)
    assert len(meetings) > 50
    assert school.read_bytes() == before, "the person's own records are left alone"
    assert [path.name for path in made.parent.glob("*.part*")] == []
    made_at = made.stat().st_mtime_ns
    assert jiaoyan("demo", "--no-open").out.strip() == str(made)
    assert made.stat().st_mtime_ns == made_at
    assert jiaoyan("demo", "--no-open", "--new").status == 0
    assert made.stat().st_mtime_ns > made_at


def test_a_sample_in_a_place_of_one_s_own_is_made_anew_too(
    jiaoyan: Jiaoyan, tmp_path: Path
) -> None:
    made = tmp_path / "sample.db"
    assert jiaoyan("demo", "--no-open", "--records", "7", "--db", made).status == 0
    with_seven = len(json.loads(jiaoyan("list", "meetings", "--json", "--db", made).out))
    assert jiaoyan("demo", "--no-open", "--new", "--db", made).status == 0
    again = json.loads(jiaoyan("list", "meetings", "--json", "--db", made).out)
    assert len(again) == with_seven - 7


def test_a_sample_on_a_server_is_not_made_anew(jiaoyan: Jiaoyan) -> None:
    run = jiaoyan("demo", "--no-open", "--new", "--db", "postgresql://nobody@localhost/none")
    assert (run.status, run.out) == (2, "")
    assert "--new" in run.err


def test_somebody_s_records_are_not_taken_for_a_sample(jiaoyan: Jiaoyan, school: Path) -> None:
    run = jiaoyan("demo", "--no-open", "--new", "--db", school)
    assert (run.status, run.out) == (1, "")
    assert "不是样例学校" in run.err
    assert "柳青禾" in jiaoyan("list", "teachers", "--db", school).out


def test_a_big_one(jiaoyan: Jiaoyan, tmp_path: Path) -> None:
    made = tmp_path / "big.db"
    small = len(json.loads(jiaoyan("list", "meetings", "--json", "--db", sample(jiaoyan)).out))
    assert jiaoyan("demo", "--no-open", "--records", "40", "--db", made).status == 0
    assert len(json.loads(jiaoyan("list", "meetings", "--json", "--db", made).out)) == small + 40


def sample(jiaoyan: Jiaoyan) -> str:
    return str(jiaoyan("demo", "--no-open").out.strip())


def test_interrupted_it_leaves_nothing(
    jiaoyan: Jiaoyan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_about: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(models.demo.make, "big_school", interrupted)
    folder = tmp_path / "here"
    run = jiaoyan("demo", "--no-open", "--records", "10", "--db", folder / "demo.db")
    assert run.status == 130
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written(jiaoyan: Jiaoyan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = jiaoyan("demo", "--no-open", "--db", tmp_path / "file" / "demo.db")
    assert (run.status, run.out) == (1, "")
    assert "--db" in run.err
