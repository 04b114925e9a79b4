"""Several labels of one form that would ask for the same: who has the better right to it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from exports.own_forms.labels import DOUBTFUL, LIKELY, bare
from exports.word.itemised import ITEMS
from models.meetings.meetings import MEETING
from models.mentoring.logs import LOG
from models.observing.observations import OBSERVATION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exports.documents import Document
    from exports.own_forms.labels import Meaning

_SECOND: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        MEETING.name: {"{{活动过程(分条)*}}": "{{活动主题}}"},
        OBSERVATION.name: {"{{听课性质}}": "", "{{教学过程(分条)*}}": "{{课题}}"},
        LOG.name: {"{{指导内容与过程*}}": "{{活动主题}}"},
    }
)
"""What the weaker of two labels asks for, ``""`` for nothing: beside 活动过程, 活动内容 is the theme."""
_WEAK = frozenset(
    {"活动内容", "内容", "主要内容", "教研内容", "研修内容", "会议内容", "指导内容", "听课内容", "课型",
     "课类", "类型"}
)  # fmt: skip
_LEAVE, _ABSENT = "{{请假名单}}", "{{缺席名单}}"


def settled(
    asked: Sequence[tuple[str, Meaning | None]], lists: Sequence[str], document: Document
) -> list[Meaning | None]:
    """The meanings of all labels of a form; `lists` are those that have rows of their own."""
    found = [meaning for _label, meaning in asked]
    sure = {one.markers for one in found if one and one.sure > DOUBTFUL}
    own_rows = {f"{{{{{ITEMS.format(name)}*}}}}" for name in lists}
    for number, (label, meaning) in enumerate(asked):
        if meaning is None:
            continue
        if meaning.sure == DOUBTFUL and meaning.markers in sure | own_rows:
            found[number] = None
        elif _is_weaker(label, meaning, asked, document) or meaning.markers in own_rows:
            second = _SECOND.get(document.kind.name, {}).get(meaning.markers, "")
            found[number] = (
                replace(meaning, markers=second, sure=LIKELY)
                if second and second not in sure
                else None
            )
        elif _LEAVE in sure and _LEAVE in meaning.markers and _ABSENT in meaning.markers:
            found[number] = replace(meaning, markers=_ABSENT)
    return found


def _is_weaker(
    label: str, meaning: Meaning, asked: Sequence[tuple[str, Meaning | None]], document: Document
) -> bool:
    """Whether a plainer label asks for the same."""
    if bare(label) not in _WEAK or meaning.markers not in _SECOND.get(document.kind.name, {}):
        return False
    return any(
        other is not None and other.markers == meaning.markers and bare(one) not in _WEAK
        for one, other in asked
    )
