"""Paths as people give them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.errors import JiaoyanError
from models.kernel.paths import from_the_top, given_path, is_lock_file, told_name


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.mark.parametrize("name", ["~$周报.docx", "~旧名单.xlsx", "~x.db", "~没有这个人/名单.xlsx",
                                  "a/~/b", "./~"])  # fmt: skip
def test_a_tilde_is_a_letter_of_a_name(name: str) -> None:
    assert given_path(name) == given_path(given_path(name)) == Path(name)


def test_home_is_meant_where_it_stands_alone(home: Path) -> None:
    assert given_path("~") == home
    assert given_path("~/名单.xlsx") == home / "名单.xlsx"


def test_a_file_that_is_there_is_meant_before_somebody_of_that_name() -> None:
    Path("~root").write_text("", encoding="utf-8")
    assert given_path("~root") == Path("~root")


@given(st.text(st.characters(codec=None), max_size=20).map(lambda rest: f"~{rest}"))
def test_no_path_is_too_odd_to_look_for(typed: str) -> None:
    path = given_path(typed)
    try:
        path.exists()
    except OSError:
        pass
    except UnicodeEncodeError:  # half a character, which no terminal and no system hands over
        assert any("\ud800" <= sign <= "\udfff" for sign in typed)
    told_name(path.name).encode("utf-8")


@pytest.mark.parametrize(("name", "is_one"), [("~$周报.docx", True), (".~名单.xlsx", True),
                                              ("~周报.docx", False), ("周报.docx", False)])  # fmt: skip
def test_office_s_lock_files_are_known(name: str, is_one: bool) -> None:
    assert is_lock_file(name) == is_one


def test_a_present_folder_that_is_gone_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(JiaoyanError, match="文件夹已经不在了"):
        from_the_top(Path("x.db"))
    assert from_the_top(tmp_path / "x.db") == tmp_path / "x.db"
