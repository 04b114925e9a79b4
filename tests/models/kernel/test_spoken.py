"""Names in the order in which a roll has them."""

from __future__ import annotations

import subprocess
import sys

from models.kernel.record import new_record
from models.kernel.spoken import _sounds, spoken
from models.school.people import TEACHER
from models.session.session import Session


def test_names_stand_as_they_are_spoken() -> None:
    right = (
        "Anna",
        "陈晓岚",
        "覃丽",
        "仇英",
        "任红",
        "单雪",
        "阎立",
        "曾国",
        "翟天",
        "赵敏",
        "周敏华",
    )
    assert sorted({*right}, key=spoken) == [*right]
    assert sorted(["王敏", "王芳", "汪平", "王"], key=spoken) == ["汪平", "王", "王芳", "王敏"]


def test_a_rare_character_stands_with_its_sound() -> None:
    assert sorted(["赵明", "李堃", "李康", "李来", "陈明"], key=spoken) == [
        "陈明", "李康", "李堃", "李来", "赵明",
    ]  # fmt: skip


def test_the_sounds_are_those_of_pypinyin() -> None:
    from pypinyin import Style, lazy_pinyin

    lines = [line.split(" ") for line in _sounds().strip().splitlines()]
    for syllable, characters in lines:
        read = lazy_pinyin(list(characters), style=Style.TONE3, neutral_tone_with_five=True)
        assert {*read} == {syllable}
    assert [syllable for syllable, _ in lines] == sorted(syllable for syllable, _ in lines)
    assert sum(len(characters) for _, characters in lines) == 6763


def test_lists_of_teachers_and_the_roll_are_in_that_order(session: Session) -> None:
    names = [one.title for one in session.teachers]
    assert len(names) > 20
    assert names == sorted(names, key=spoken)
    group = session.my_groups()[0]
    (leader, role), *rest = session.members(group.link(), "")
    assert role == "leader"
    called = [link["name"] for link, _role in rest]
    assert called == sorted(called, key=spoken)
    first = session.store.save(new_record(TEACHER, {"name": "艾青"}), actor="教务处")
    session.refresh()
    assert session.teachers[0].id == first.id
    assert leader["name"] in names


def test_ordinary_names_do_not_wait_for_pypinyin() -> None:
    code = (
        "import sys; from models.kernel.spoken import spoken; "
        "sorted(['赵明', '陈岚', '覃璐', 'Bob'], key=spoken); assert 'pypinyin' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
