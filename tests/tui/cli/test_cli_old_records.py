"""``jiaoyan collect --old`` as the office uses it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exports.own_forms.forms import old_meeting
from tests.tui.cli.conftest import Run

Jiaoyan = Callable[..., Run]


@pytest.fixture
def school(sample_file: Path) -> Path:
    Path("往年").mkdir()
    Path("往年/旧活动.docx").write_bytes(old_meeting())
    return Path(shutil.copy(sample_file, "school.db"))


def test_look_first_then_keep_then_nothing_more(school: Path, jiaoyan: Jiaoyan) -> None:
    looked = jiaoyan("collect", "往年", "--old", "--db", school)
    assert looked.status == 0
    assert "确定 活动主题：《小木偶的故事》单元作业设计" in looked.out
    assert "没有读 备注：有两位实习老师旁听" in looked.out
    assert "--apply" in looked.err
    told = json.loads(jiaoyan("collect", "往年", "--old", "--db", school, "--apply", "--json").out)
    [draft] = told["drafts"]
    fields = {one["path"]: one for one in draft["fields"]}
    assert (fields["held_on"]["value"], fields["held_on"]["sure"]) == ("2024-09-19", 1)
    listed = json.loads(jiaoyan("list", "meetings", "--db", school, "--json").out)
    assert draft["id"] in [one["id"] for one in listed]
    again = json.loads(jiaoyan("collect", "往年", "--old", "--db", school, "--apply", "--json").out)
    assert (again["drafts"], again["unchanged"], again["refused"]) == ([], 1, [])


def test_wrong_use_and_what_cannot_be_read(school: Path, jiaoyan: Jiaoyan) -> None:
    assert jiaoyan("collect", "往年", "--kind", "meeting", "--db", school).status == 2
    assert jiaoyan("collect", "往年", "--old", "--kind", "teacher", "--db", school).status == 2
    Path("往年/坏的.docx").write_bytes(b"x")
    done = jiaoyan("collect", "往年", "--old", "--kind", "meeting", "--db", school)
    assert done.status == 1
    assert "坏的.docx" in done.out
    assert "旧活动.docx → 教研组活动草稿" in done.out
