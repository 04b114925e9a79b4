"""Who came, by a list of names on a form: ``王芳、李想（病假）`` or ``全体组员``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from exports.collect.meaning import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROLLS: Mapping[str, str] = MappingProxyType(
    {"出席名单": "present", "请假名单": "personal", "缺席名单": "absent", "列席名单": "observer",
     "迟到早退名单": "late"}
)  # fmt: skip
"""The lists of people that are printed of a roll, and what somebody in them did."""
_WHY = {"病": "sick", "公": "official", "差": "official", "培训": "official", "产": "maternity",
        "事": "personal", "迟到": "late", "早退": "left_early", "列席": "observer"}  # fmt: skip
_NAME = re.compile(r"([\u4e00-\u9fff·]{2,5})(?:[（(]([^（）()]*)[)）])?")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_NO_NAMES = re.compile(
    r"[应实]到\s*\d*\s*人?[：:]?|\d+\s*人[：:]?|(?:出席|请假|缺席|列席|参加|事假|病假|公假)(?:人员)?[：:]"
    r"|[（(]签[名到][)）]"
)
_NOBODY = ("无", "没有", "全勤", "全到", "无人")
_EVERYBODY = re.compile(r"全体|全组|全员")
_HAN = "[\\u4e00-\\u9fff]"
_SPACED = re.compile(rf"(?<!{_HAN})({_HAN})[ \u3000]+({_HAN})(?!{_HAN})")
"""A name of two characters, set wide."""


@dataclass(frozen=True)
class RollCall:
    """Name, what they did, and why, of each; or `everybody` who belongs to the group. It is `whole`
    where all that was written was a name.
    """

    people: tuple[tuple[str, str, str], ...] = ()
    everybody: bool = False
    whole: bool = True

    def __bool__(self) -> bool:
        return bool(self.people) or self.everybody


def roll_call(words: str, status: str) -> RollCall:
    """The people in a list of those who did `status`."""
    rest = _NO_NAMES.sub(" ", words)
    if status == "present" and _EVERYBODY.search(rest):
        return RollCall(everybody=True)
    people, whole = [], True
    for piece in _pieces(rest):
        match = _NAME.fullmatch(piece)
        if piece in _NOBODY:
            continue
        if match is None:
            whole = False
            continue
        said = (match[2] or "").replace("·", " ")
        did = next((code for word, code in _WHY.items() if word in said), status)
        people.append((match[1], did, said))
    return RollCall(tuple(people), whole=whole)


def _pieces(words: str) -> Iterator[str]:
    """The names one by one; what stands in brackets is not parted."""
    held = _BRACKETS.sub(lambda found: re.sub(r"[、，,;；/\s]+", "·", found[0]), words)
    for name in names_in(_SPACED.sub(r"\1\2", held)):
        yield from name.split()
