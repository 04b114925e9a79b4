"""Teaching groups as lists write them, and who leads them: ``语文组、科任组``, ``王芳(组长)``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exports.roster.cells import is_nothing
from models.kernel.text import clean
from models.school.people import GROUP

_PARTING = re.compile(r"[、,，;；/／|\n+&]+")
_BRACKETS = re.compile(r"[(（\[【](?P<inside>[^()（）\[\]【】]*)[)）\]】]")
_TAIL = re.compile(r"(?:学科)?教研组$|学科组$|教研$|组$")

ROLES = (
    ("副组长", "deputy"),
    ("备课组长", "prep_leader"),
    ("教研组长", "leader"),
    ("学科组长", "leader"),
    ("组长", "leader"),
    ("蹲点领导", "liaison"),
    ("蹲组领导", "liaison"),
    ("联系领导", "liaison"),
    ("组员", "member"),
    ("成员", "member"),
)
"""How a role ends, the longer endings before those they hold."""
OTHER_LEADERS = ("年级", "级部", "年段", "党", "党小", "工会", "工会小", "小", "大", "课题", "项目")
"""年级组长, 党小组长 …: leaders, but of no teaching group."""

SUBJECTS = ("语文", "数学", "英语", "科学", "道德与法治", "体育", "音乐", "美术", "信息科技", "综合",
            "科任", "物理", "化学", "生物", "历史", "地理", "政治", "劳动", "心理")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joining:
    """A group somebody belongs to; `role` is a code of `models.school.people.ROLES`, ``""`` unsaid."""

    group: str
    role: str = ""


def stem(group: str) -> str:
    """What 语文组, 语文教研组 and 语文 have in common; groups with one stem are one group."""
    return _TAIL.sub("", re.sub(r"\s", "", group)) or group


def group_name(written: str) -> str:
    """The name of a group as it is kept: ``语文`` is 语文组."""
    name = re.sub(r"\s", "", clean(written).text)
    return name if name.endswith("组") else f"{name}组"


def subject_of(group: str) -> str:
    """The subject a group's name begins with, ``""`` where it names none."""
    return next((subject for subject in SUBJECTS if stem(group).startswith(subject)), "")


def read_groups(text: str) -> tuple[Joining, ...]:
    """The groups of a cell, each once. Raises ValueError where a name is too long to be one."""
    found: dict[str, Joining] = {}
    for part in _parts(text):
        role, bare = "", part
        if mark := _BRACKETS.search(part):
            role, bare = role_named(mark["inside"]), _BRACKETS.sub("", part)
        elif ending := _ending(part):
            bare, role = ending
        if is_nothing(bare):
            continue
        name = group_name(bare)
        if len(name) > GROUP.field("name").limit:
            raise ValueError(name)
        found.setdefault(stem(name), Joining(name, role))
    return tuple(found.values())


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for part in _PARTING.split(text):
        words = part.split()
        letter_spaced = all(len(word) == 1 for word in words)
        parts.extend(["".join(words)] if letter_spaced else _with_endings(words))
    return [part for part in parts if part]


def _with_endings(words: list[str]) -> list[str]:
    """``语文 组`` is one word."""
    joined: list[str] = []
    for word in words:
        if joined and _TAIL.fullmatch(word):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def role_named(text: str) -> str:
    """The role a mark in brackets names, ``""`` if it names none."""
    ending = _ending(text.strip())
    return ending[1] if ending else ""


def roles_in(post: str) -> tuple[tuple[str, str], ...]:
    """The roles in teaching groups that a 职务 names: (stem of the group or ``""``, role)."""
    endings = (_ending(part) for part in _parts(post))
    return tuple((stem(ending[0]) if ending[0] else "", ending[1]) for ending in endings if ending)


def _ending(text: str) -> tuple[str, str] | None:
    """``语文教研组长`` as (语文, leader)."""
    for words, role in ROLES:
        if text.endswith(words):
            before = text.removesuffix(words)
            for joint in ("教研组", "学科组", "备课组", "教研", "学科", "组"):
                before = before.removesuffix(joint) if before != joint else ""
            return None if before.endswith(OTHER_LEADERS) else (before, role)
    return None


def take_mark(name: str) -> tuple[str, str]:
    """A name without the mark behind it, and the mark: ``王芳(组长)``; both as they are written."""
    mark = _BRACKETS.search(name)
    return (_BRACKETS.sub("", name).strip(), mark["inside"].strip()) if mark else (name, "")
