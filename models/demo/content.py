"""What the sample school talks about: the prose under `content/`, without dates, ids or states.

Each group has a folder of TOML files that a teacher could read and correct.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SUBJECTS = ("chinese", "maths", "english", "specials")
"""The folders, one for each group, in the order of the school."""
SINGLE = ("talks", "theory", "topics")
"""The files whose tables are one meeting each; the lessons stand in `LESSONS`."""
LESSONS = {"1": "autumn", "2": "spring"}


@dataclass(frozen=True, slots=True)
class Script:
    """One meeting. People are called by name; `models.demo.minutes` turns names into links."""

    kinds: Sequence[str]
    theme: str
    speakers: Sequence[str]
    steps: Sequence[tuple[str, int, str]]
    """(stage, minutes, what was done)."""
    summary: str
    remarks: Sequence[tuple[str, str]] = ()
    """(speaker, point)."""
    decisions: Sequence[tuple[str, str, int]] = ()
    """(matter, owner, days until it is due)."""
    goals: str = ""
    preparation: str = ""
    issues: str = ""
    block: Mapping[str, Any] = field(default_factory=dict)
    """The fields that only this kind of meeting has; people as names, rows as lists of cells."""


PREPARED = {
    "grade": "prep_grade", "unit": "prep_unit", "title": "prep_lesson_title",
    "periods": "prep_periods", "teacher": "lead_preparer", "material": "prep_material",
    "students": "prep_students", "goals": "prep_goals", "focus": "prep_focus",
    "outline": "prep_outline", "viewpoints": "viewpoints", "revisions": "revisions",
    "homework": "homework",
}  # fmt: skip
TAUGHT = {
    "teacher": "instructor", "title": "observed_lesson_title", "class_name": "observed_class",
    "self_review": "self_review", "strengths": "strengths", "suggestions": "suggestions",
    "rebuilt": "rebuilt_plan",
}  # fmt: skip
"""What a lesson says → the field of the meeting that prepares it, or watches it."""


@cache
def read(*path: str) -> Mapping[str, Any]:
    """One file of the content."""
    source = files("models.demo").joinpath("content", *path)
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def scripts(subject: str, term_no: str) -> Mapping[str, Script]:
    """All meetings of a group in a first or second term, by name: ``opening``, ``topic1``, …"""
    found = {
        name: Script(**table)
        for file in SINGLE
        for name, table in read(subject, f"{file}.toml").items()
    }
    lessons = read(subject, f"{LESSONS[term_no]}.toml")["lessons"]
    for number, lesson in enumerate(lessons, 1):
        found[f"prepare{number}"] = _about(lesson, "joint_prep", lesson["prepared"], PREPARED)
        found[f"teach{number}"] = _about(lesson, "observe_review", lesson["taught"], TAUGHT)
    return found


def _about(
    lesson: Mapping[str, Any], kind: str, talk: Mapping[str, Any], says: Mapping[str, str]
) -> Script:
    """An open lesson is prepared together in one meeting, taught and discussed in the next
    (docs/rules.md §3.3).
    """
    block = {key: lesson[word] for word, key in says.items() if word in lesson}
    return Script(kinds=(kind,), speakers=(lesson["teacher"],), block=block, **talk)
