"""A small school on disk, and the program run on it as from a shell."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.catalogue import open_school
from models.kernel.record import new_record
from models.meetings.meetings import MEETING
from models.school.people import GROUP, TEACHER
from models.school.schools import SCHOOL
from models.school.terms import TERM
from tui.__main__ import main


@dataclass(frozen=True)
class Run:
    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the person who runs the tests is touched."""
    folder = tmp_path / "own"
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.delenv("JIAOYAN_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def jiaoyan(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    def run(*words: str | Path) -> Run:
        capsys.readouterr()
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Run(status, captured.out, captured.err)

    return run


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """One school, one term, two groups, three teachers, three meetings."""
    path = tmp_path / "school.db"
    term = new_record(TERM, {
        "name": "2026—2027学年第一学期", "school_year": "2026-2027", "no": "1",
        "first_day": "2026-08-31", "last_day": "2027-01-29", "week1_monday": "2026-08-31",
    })  # fmt: skip
    chinese, maths = (new_record(GROUP, {"name": name}) for name in ("语文组", "数学组"))

    def joined(group: object, role: str) -> list[dict[str, object]]:
        return [{"group": group.link(), "role": role, "since": "", "until": ""}]  # type: ignore[attr-defined]

    teachers = [
        new_record(
            TEACHER, {"name": "柳青禾", "gender": "f", "memberships": joined(chinese, "leader")}
        ),
        new_record(
            TEACHER,
            {
                "name": "钟岚",
                "memberships": [
                    {**joined(maths, "member")[0], "until": "2026-09-01"},
                    *joined(chinese, "member"),
                ],
            },
        ),
        new_record(TEACHER, {"name": "樊小满", "memberships": joined(maths, "member")}),
    ]
    meetings = [
        new_record(MEETING, {"group": group.link(), "term": term.link(), "held_on": day,
                             "theme": theme, "kinds": ["theory"]})
        for group, day, theme in (
            (chinese, "2026-09-03", "如何设计有层次的单元作业"),
            (chinese, "2026-09-10", "[b]=1+1 作业单“怎么改”"),
            (maths, "2026-09-09", "=1+1 计算教学"),
        )
    ]  # fmt: skip
    with open_school(path) as store:
        store.save_all(
            [
                new_record(SCHOOL, {"name": "溪口实验小学"}),
                term,
                chinese,
                maths,
                *teachers,
                *meetings,
            ],
            actor="教务处",
        )
    return path
