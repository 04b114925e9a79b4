"""``jiaoyan layout`` from a blank form to documents that look like it."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.exports.own_forms.forms import blank_form
from tests.exports.word.templates import of_paragraphs
from tests.tui.cli.conftest import Run

Jiaoyan = Callable[..., Run]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "阳光小学.docx"
    path.write_bytes(blank_form())
    return path


def test_map_check_use_and_back_again(sample_file: Path, form: Path, jiaoyan: Jiaoyan) -> None:
    school = Path(shutil.copy(sample_file, "school.db"))
    before = form.read_bytes()
    mapped = jiaoyan("layout", "map", form)
    assert mapped.status == 0
    assert "活 动 地 点" in mapped.out
    assert "{{地点}}" in mapped.out
    assert "备 注" in mapped.err
    copy = form.with_name("阳光小学_版式.docx")
    assert form.read_bytes() == before
    assert jiaoyan("layout", "check", copy).status == 0
    assert jiaoyan("layout", "use", copy, "--kind", "meeting", "--db", school).status == 0
    assert "阳光小学教研活动记录表" in exported(jiaoyan, school, "out")
    assert jiaoyan("collect", "out", "--db", school).status == 0
    assert jiaoyan("layout", "use", "自带", "--db", school).status == 0
    assert "阳光小学教研活动记录表" not in exported(jiaoyan, school, "out2")


def exported(jiaoyan: Jiaoyan, school: Path, folder: str) -> list[str]:
    """The paragraphs of the record of a meeting."""
    words = ("--group", "数学组", "--state", "已审核", "--db", school)
    assert jiaoyan("export", folder, *words).status == 0
    path = next(Path(folder).rglob("02_*理论学习*.docx"))
    return [p.text for p in docx.Document(str(path)).paragraphs]


@pytest.mark.parametrize("which", [("--kind", "observation"), ("--paper", "签到表")])
def test_what_it_says_to_type_next_can_be_typed(
    sample_file: Path, form: Path, jiaoyan: Jiaoyan, which: tuple[str, str]
) -> None:
    db = ("--db", Path(shutil.copy(sample_file, "school.db")))
    present = jiaoyan("layout", "export", *which).out.strip()
    used = jiaoyan(*told_next(jiaoyan("layout", "check", present, *which)), *db)
    assert used.status == 0
    assert f"以后照“{present}”导出" in used.err
    assert "改回了自带的版式" in jiaoyan(*told_next(used), *db).err
    assert jiaoyan(*told_next(jiaoyan("layout", "map", form, *which)), *db).status == 0


def told_next(run: Run) -> list[str]:
    """The command that was proposed, as a shell reads it."""
    [line] = [line for line in run.err.splitlines() if line.startswith("jiaoyan ")]
    return shlex.split(line)[1:]


def test_a_second_copy_gets_a_name_of_its_own(form: Path, jiaoyan: Jiaoyan) -> None:
    names = [json.loads(jiaoyan("layout", "map", form, "--json").out)["file"] for _time in "12"]
    assert [Path(name).name for name in names] == ["阳光小学_版式.docx", "阳光小学_版式_2.docx"]


def test_a_copy_goes_into_a_folder_and_gets_its_ending(
    form: Path, tmp_path: Path, jiaoyan: Jiaoyan
) -> None:
    folder = tmp_path / "版式"
    folder.mkdir()
    assert jiaoyan("layout", "map", form, "--out", folder).status == 0
    assert jiaoyan("layout", "map", form, "--out", folder / "记录").status == 0
    assert {path.name for path in folder.iterdir()} == {"阳光小学_版式.docx", "记录.docx"}


def test_a_label_is_not_set_to_words_that_are_no_marker(form: Path, jiaoyan: Jiaoyan) -> None:
    done = jiaoyan("layout", "map", form, "--set", "备注=下次活动预告")
    assert done.status == 2
    assert "没有标记" in done.err
    assert not form.with_name("阳光小学_版式.docx").exists()


def test_labels_are_set_by_hand(form: Path, jiaoyan: Jiaoyan) -> None:
    done = jiaoyan(
        "layout", "map", form, "--json", "--set", "备注={{下次活动预告}}", "--set", "研讨主题="
    )
    labels = {one["label"]: one["markers"] for one in json.loads(done.out)["labels"]}
    assert labels["备 注"] == "{{下次活动预告}}"
    assert labels["研讨主题"] == ""
    wrong = jiaoyan("layout", "map", form, "--set", "备注={{下次活动预报}}")
    assert wrong.status == 2
    assert "是不是“下次活动预告”" in wrong.err
    assert jiaoyan("layout", "map", form, "--set", "没有这栏={{地点}}").status == 2


def test_check_names_the_marker_the_place_and_what_was_meant(
    tmp_path: Path, jiaoyan: Jiaoyan
) -> None:
    path = tmp_path / "写错.docx"
    path.write_bytes(of_paragraphs("｛｛活动主提｝｝", "{{地点}}"))
    found = jiaoyan("layout", "check", path)
    assert found.status == 1
    assert "正文第1段" in found.out
    assert "是不是“活动主题”" in found.out
    told = json.loads(jiaoyan("layout", "check", path, "--json").out)
    assert not told["usable"]
    assert "活动小结" in told["left_out"]


@pytest.mark.parametrize("words", [
    ("check", "没有.docx"), ("check", "."), ("map", "坏的.docx"), ("use", "坏的.docx"),
])  # fmt: skip
def test_what_is_no_form_is_refused_by_name(
    words: tuple[str, str], school: Path, jiaoyan: Jiaoyan
) -> None:
    Path("坏的.docx").write_bytes(b"not a word file")
    more = ("--db", school) if words[0] == "use" else ()
    done = jiaoyan("layout", *words, *more)
    assert done.status == 1
    assert words[1].removesuffix(".docx") in done.err or "docx" in done.err
    assert done.out == ""


def test_every_kind_has_a_layout_to_start_from(school: Path, jiaoyan: Jiaoyan) -> None:
    for kind in ("meeting", "observation", "log", "topic"):
        done = jiaoyan("layout", "export", "--kind", kind, "--db", school)
        assert jiaoyan("layout", "check", done.out.strip(), "--kind", kind).status == 0
    assert jiaoyan("layout", "export", "--paper", "签到表").out.strip() == "签到表_版式.docx"
    called = jiaoyan("layout", "export", "签到.docx", "--paper", "签到")
    assert called.out.strip() == "签到.docx"
    assert Path("签到.docx").read_bytes() == Path("签到表_版式.docx").read_bytes()
    assert jiaoyan("layout", "export", "--paper", "签名").status == 2
    assert jiaoyan("layout", "export", "--kind", "teacher").status == 2
