"""Names of files and folders that every computer takes."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.documents import documents_of
from exports.names import LONGEST_PATH, PathTooLong, file_of, folder_of, room_in, safe
from models.kernel.fields import person
from models.meetings.meetings import MEETING
from tests.exports.word.meeting import meeting

RECORD, SHEET, _MINUTES = documents_of(MEETING)


@given(st.text())
def test_any_text_becomes_a_name_that_windows_takes(text: str) -> None:
    name = safe(text)
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f\x7f]', name)
    assert name == name.strip(" .")
    assert len(name.encode()) <= 255
    assert unicodedata.is_normalized("NFC", name)
    assert safe(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CON", "CON_"), ("aux.txt", "aux.txt_"), ("COM1", "COM1_"), ("COM10", "COM10"),
        ("结尾. . ", "结尾"), ("a/b\\c:d*e?f\"g<h>i|j", "abcdefghij"), ("两\r\n行\t", "两 行"),
        ("..", ""), ("e\u0301", "é"), ("\u202e反", "反"),
    ],
)  # fmt: skip
def test_what_windows_does_not_take_is_changed(text: str, name: str) -> None:
    assert safe(text) == name


def test_a_meeting_is_named_by_week_day_group_kind_and_theme() -> None:
    record = meeting()
    assert (
        file_of(RECORD, record, main=True, room=99)
        == "13_20261126_语文组_集体备课_如何设计有层次的单元作业"
    )
    assert (
        file_of(SHEET, record, main=False, room=99)
        == "13_20261126_语文组_签到表_如何设计有层次的单元作业"
    )
    assert folder_of(record) == ("2026-2027学年第一学期", "02_教研组活动", "语文组")


def test_the_theme_is_cut_to_twenty_and_the_week_has_two_digits() -> None:
    name = file_of(RECORD, meeting(theme="长" * 80, week_no=4), main=True, room=99)
    assert name == f"04_20261126_语文组_集体备课_{'长' * 20}"


def test_what_is_missing_is_left_out() -> None:
    record = meeting(theme="", kinds=[], week_no=None, held_on="", group=None, term=None)
    assert file_of(RECORD, record, main=True, room=99) == "教研组活动记录表"
    assert folder_of(record) == ("02_教研组活动",)


@given(st.integers(0, 300))
def test_in_a_deep_folder_the_theme_gives_way_first(depth: int) -> None:
    folder = Path("/" + "x" * depth)
    record = meeting(group=person("语文组"))
    room = room_in(folder, 5)
    if room < len("13_20261126_语文组_集体备课"):
        with pytest.raises(PathTooLong, match="换一个浅一些的文件夹"):
            file_of(RECORD, record, main=True, room=room)
        return
    name = file_of(RECORD, record, main=True, room=room)
    assert len(str(folder / name)) + 5 <= LONGEST_PATH
    assert name.startswith("13_20261126_语文组_集体备课")
