"""What an old form does not say and its record needs: which kind it is by its title, the lesson or
the pair it speaks of, the sheet it was written on.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from models.meetings.meetings import MEETING
from models.mentoring.logs import LOG
from models.mentoring.pairings import PAIRING
from models.observing.instrument_files import named
from models.observing.lessons import LESSON
from models.observing.observations import OBSERVATION, USUAL
from models.research.months import TOPIC_MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import Record, RecordType
    from models.session.session import Session

_TITLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        MEETING.name: ("教研活动", "教研组活动", "集体备课", "备课组活动", "研修活动", "教研记录"),
        OBSERVATION.name: ("听课", "观课", "课堂观察", "课堂评价"),
        LOG.name: ("师徒", "结对", "青蓝", "指导记录", "带教"),
        TOPIC_MONTH.name: ("课题研究记录", "课题月", "每月课题"),
    }
)
"""Words in the title of a form, or in its name, that say what it is."""
_SPEAKS_OF: Mapping[str, tuple[str, RecordType, tuple[str, ...]]] = MappingProxyType(
    {
        OBSERVATION.name: ("lesson", LESSON, ("lesson_title", "instructor")),
        LOG.name: ("pairing", PAIRING, ("mentor", "mentee")),
    }
)
"""The record that another speaks of: the link, its type, and the fields in which both agree."""


def kinds_by_title(title: str) -> set[str]:
    """The record types that a title may be of."""
    return {name for name, words in _TITLES.items() if any(word in title for word in words)}


def completed(record: Record, session: Session) -> Record:
    """With the record it speaks of, where there is exactly one, and the usual sheet."""
    if record.type.name in _SPEAKS_OF:
        key, kind, agree = _SPEAKS_OF[record.type.name]
        same = [one for one in session.all_of(kind)
                if all(_called(one, k) == _called(record, k) != "" for k in agree)]  # fmt: skip
        if len(same) == 1:
            record = record.with_values(**{key: same[0].link()})
    if record.type is OBSERVATION and not record["instrument"]:
        usual = named(session, USUAL)
        record = record.with_values(instrument=usual.link() if usual else None)
    return record


def _called(record: Record, key: str) -> str:
    value = record[key]
    return str(value["name"] if isinstance(value, dict) else value or "")
