"""Who came, by a list of names on a form: ``王芳、李想（病假）`` or ``全体组员``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from models.kernel.naming import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROLLS: Mapping[str, str] = MappingProxyType(
    {"出席名单": "present", "请假名单": "personal", "缺席名单": "absent", "列席名单": "observer",
     "迟到早退名单": "late"}
)  # fmt: skip
"""The lists of people that are printed of a roll, and what somebody in them did."""
_WHY = {"病": "sick", "公": "official", "差": "official", "培训": "official", "产": "maternity",
        "事": "personal", "迟到": "late", "早退": "left_early", "列席": "observer", "旷": "absent",
        "缺席": "absent", "请假": "personal"}  # fmt: skip
_LED = re.compile(
    r"(?P<led>应到|实到|出席|参加|到会|请假|缺席|缺勤|未到|列席|事假|病假|公假|产假|迟到|早退)(?:人员|教师|名单|者)?"
    r"(?:及?原因|[（(][^（）()]*(?:事由|原因|签名|签到)[^（）()]*[)）])?\s*(?:\d+\s*人)?\s*[：:]"
    r"|(?P<counted>应到|实到)\s*\d*\s*人?[，,、；;：:]?"
)
"""What leads a list of names inside a text: ``缺席：何佩瑶``."""
_DID: Mapping[str, str] = MappingProxyType(
    {"实到": "present", "出席": "present", "参加": "present", "到会": "present", "请假": "personal",
     "缺席": "absent", "缺勤": "absent", "未到": "absent", "列席": "observer", "事假": "personal",
     "病假": "sick", "公假": "official", "产假": "maternity", "迟到": "late", "早退": "left_early"}
)  # fmt: skip
_NAME = re.compile(
    r"([\u4e00-\u9fff·]{2,5}?)(?:老师|教师|同志)?"
    r"(?:[（(]([^（）()]*)[)）]|((?:请?[事病公产]|请)假|缺席|迟到|早退|出差|外出培训|外出学习|列席))?"
)
_NO_NAME = re.compile(
    r"签[到名字]|名单|附[表件后]|[见如]上|详见|见附|人员|教师|老师|领导|校长|主任|书记|我们|大家|以上|等$"
)
"""Words in what is no name, however short."""
_WHY_ALONE = re.compile(r"请?[事病公产]?假|缺席|迟到|早退|出差|外出(?:培训|学习)?|列席")
"""What is no name but says something of the one before: ``严芳芳 事假``."""
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_NOBODY = ("无", "没有", "全勤", "全到", "无人")
_EVERYBODY = re.compile(
    r"[^\s、，,;；。（(]{0,12}全[体组员](?:成员|组员|教师|老师|人员|同志)?(?:参加|到会|出席|到齐)?"
)
_SIGNED = re.compile(r"[（(]签[名到字][)）]")
_AND_MORE = re.compile(r"等?\s*(?:共?\s*\d+\s*[人位名]|[一二三四五六七八九十]+[人位名])$|等$")
_HAN = "[\\u4e00-\\u9fff]"
_SPACED = re.compile(
    rf"(?<!{_HAN})({_HAN})[ \u3000]+({_HAN})(?:[ \u3000]+({_HAN}))?(?!{_HAN})(?![ \u3000]+{_HAN}(?!{_HAN}))"
)
_PARTED = re.compile(rf"(?<!{_HAN})({_HAN})[ \u3000]+({_HAN}{{2}})(?!{_HAN})")
"""A name that is set wide: ``柳 青``, ``韩 雪 梅``, ``孟 丽娟``."""


@dataclass(frozen=True)
class RollCall:
    """Name, what they did, and why, of each; or `everybody` who belongs to the group, but for those
    who are named. `rest` are words that are no names.
    """

    people: tuple[tuple[str, str, str], ...] = ()
    everybody: bool = False
    rest: str = ""

    def __bool__(self) -> bool:
        return bool(self.people) or self.everybody


def roll_call(words: str, status: str) -> RollCall:
    """The people in a list of those who did `status`, or what the words before their names say."""
    people: list[tuple[str, str, str]] = []
    left: list[str] = []
    everybody = False
    for did, listed in _lists(_SIGNED.sub(" ", words), status):
        if did == "present" and _EVERYBODY.search(listed):
            everybody = True
            listed = re.sub(r"[（()）]", "、", _EVERYBODY.sub("、", listed))
            named, others = _named(listed, did)
            people += [one for one in named if one[1] != did]
            left += [*others, *(name for name, other, _why in named if other == did)]
        else:
            named, others = _named(listed, did)
            people += named
            left += others
    return RollCall(tuple(people), everybody, "、".join(left))


def _lists(words: str, status: str) -> Iterator[tuple[str, str]]:
    """What the people did, and the words with their names."""
    did, at = status, 0
    for found in _LED.finditer(words):
        yield did, words[at : found.start()]
        at = found.end()
        did = _DID.get(found["led"] or "", did if found["counted"] else status)
    yield did, words[at:]


def _named(words: str, status: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The people, and the words that are no names."""
    people: list[tuple[str, str, str]] = []
    left: list[str] = []
    for piece in _pieces(words):
        more = _AND_MORE.search(piece)
        name = piece[: more.start()] if more else piece
        match = _NAME.fullmatch(name)
        if more:
            left.append(more[0])
        if piece in _NOBODY or not name:
            continue
        if people and _WHY_ALONE.fullmatch(name):
            people[-1] = (people[-1][0], _did(name, status), "")
            continue
        if match is None or _NO_NAME.search(match[1]):
            left.append(name)
            continue
        said = (match[2] or match[3] or "").replace("·", " ")
        people.append((match[1], _did(said, status), said))
    return people, left


def _did(said: str, status: str) -> str:
    """What the words behind a name say."""
    return next((code for word, code in _WHY.items() if word in said), status)


def _pieces(words: str) -> Iterator[str]:
    """The names one by one; what stands in brackets is not parted."""
    held = _BRACKETS.sub(lambda found: re.sub(r"[、，,;；/\s]+", "·", found[0]), words)
    held = _PARTED.sub(r"\1\2", _SPACED.sub(lambda one: "".join(filter(None, one.groups())), held))
    for name in names_in(held.replace("。", "、")):
        yield from name.split()
